"""Small words that templates use: dates, money, fingerprints."""
