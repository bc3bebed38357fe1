"""Reads a statement and finds the charge that came after the end. Comes later: `read_statement`, `match`."""
