"""Commands for those who translate."""
