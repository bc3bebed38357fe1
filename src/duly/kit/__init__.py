"""Values with no opinion: address, money, dates, references, tracking numbers."""
