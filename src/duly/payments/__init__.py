"""The ways to pay: one folder each, found by name; the contract they share."""
