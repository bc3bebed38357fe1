"""Writes the complete signed message to a folder: the stand-in that always works."""
