"""The default processor: nothing is owed, nothing is asked."""
