"""Compose a letter from facts and prose, and say whether it may go out and fits its paper."""
