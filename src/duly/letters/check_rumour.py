"""Does a stranger's letter go to an address that only letter sellers print?"""

import re
from collections.abc import Iterator

from duly.kit.said import said
from duly.knowledge.folding import folded
from duly.knowledge.providers import Disputed, Provider, provider
from duly.knowledge.rumours import disputed_names
from duly.letters.check_reading import Reading
from duly.letters.findings import Finding, blocking


def check_rumour(reading: Reading) -> Iterator[Finding]:
    """For each provider that the text names and that has disputed addresses in the catalogue."""
    text = folded(reading.text)
    for slug, names in disputed_names().items():
        if not any(name in text for name in names):
            continue
        rumour = disputed_in(text, provider(slug))
        if rumour is not None:
            yield blocking(
                "recipient-unverified",
                where=_where(reading, rumour),
                message=said(
                    "The letter goes to “%(text)s”. %(why)s Take the address from the contract or a bill.",
                    text=rumour.text,
                    why=rumour.why,
                ),
            )
            return


def disputed_in(text: str, catalogue: Provider) -> Disputed | None:
    """The address of the provider's disputed list that stands in a folded text, or None."""
    return next((d for d in catalogue.disputed if _stands(d, text)), None)


def _stands(rumour: Disputed, text: str) -> bool:
    if rumour.address is None:
        return bool(rumour.value) and folded(rumour.value) in text
    # The street with its number is enough: names and towns are written in many ways.
    return any(line in text for line in _telling(rumour))


def _telling(rumour: Disputed) -> list[str]:
    lines = rumour.address.lines if rumour.address else (rumour.value,)
    numbered = [folded(line) for line in lines]
    return [line for line in numbered if re.search(r"\d", line) and len(line) > 7]


def _where(reading: Reading, rumour: Disputed) -> str:
    wanted = _telling(rumour) or [folded(rumour.text)]
    for number, line in enumerate(reading.lines, start=1):
        if any(part in folded(line) for part in wanted):
            return f"line {number}"
    return "recipient"
