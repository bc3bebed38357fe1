"""The letters that can be written, as the first question of the write page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duly.web.forms.kinds import AFTER, AFTERWARDS, FIRST
from duly.web.words import Words

HINTS: dict[str, Words] = {
    "for_cause": _(
        "They failed you, raised the price, or your life has changed. Should the reason not be accepted, the letter ends the contract on the next possible day."
    ),
    "withdrawal": _(
        "That is a different letter, with other rules. It needs the day you made the contract."
    ),
    "stop_payment": _("This one goes to your bank, and not to the company."),
    "erasure": _(
        "This one neither ends a contract nor delays the end of one. Wait with it if you are still in a dispute."
    ),
    "answer_refusal": _(
        "It says that your notice stands, and asks for the rule or the clause that they rely on."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One letter to choose."""

    name: str
    label: Words
    hint: Words
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPicks:
    """Those that begin a matter, and those that follow a letter which the person wrote before."""

    first: tuple[Pick, ...]
    afterwards: tuple[Pick, ...]
    is_afterwards: bool


def kind_picks(chosen: str) -> KindPicks:
    """`chosen` is a kind, or empty while nothing is chosen."""
    return KindPicks(
        first=tuple(picks(FIRST, chosen)),
        afterwards=tuple(picks(AFTERWARDS, chosen)),
        is_afterwards=chosen in AFTER,
    )


def picks(kinds: Iterable[tuple[str, Words]], chosen: str) -> Iterator[Pick]:
    for name, label in kinds:
        yield Pick(
            name=name,
            label=label,
            hint=HINTS.get(name, ""),
            is_chosen=name == chosen,
        )
