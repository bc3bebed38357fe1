"""Commands of CLI part B: they work on a data folder."""
