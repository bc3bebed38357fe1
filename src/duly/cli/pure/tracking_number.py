"""Whose tracking number is this, and is it right?"""

import argparse

from duly.cli import answer
from duly.kit.tracking_number import TrackingNumber, read_tracking_number


def run(arguments: list[str]) -> int:
    """Exit 0 for a number that can exist, 1 for one that cannot."""
    parser = argparse.ArgumentParser(prog="duly tracking-number", description=__doc__)
    parser.add_argument(
        "number", nargs="+", metavar="NUMBER", help="as printed, spaces do not count"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    options = parser.parse_args(arguments)
    read = read_tracking_number(" ".join(options.number))
    answer.emit(read.as_document(), as_json=options.json, text=text_of(read))
    return answer.YES if read.valid else answer.NO


def text_of(read: TrackingNumber) -> str:
    if not read.valid:
        return f"{read.number}: not a tracking number. {read.reason}"
    kind = " · ".join(
        filter(None, (read.carrier, read.service, read.country, read.format))
    )
    unchecked = " (this format has no check digit)" if read.check_digit is None else ""
    return f"{read.number}: {kind}{unchecked}"
