"""Commands of CLI part A: no database, no settings, no Django."""
