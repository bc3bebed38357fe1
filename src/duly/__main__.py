"""`python -m duly` is the same as `duly`."""

from duly.cli import main

main()
