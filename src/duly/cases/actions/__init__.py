"""One verb a file; the only code that changes a case."""
