"""Views by step of the letter."""
