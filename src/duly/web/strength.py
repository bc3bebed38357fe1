"""How strong is a line of the timeline? Four strokes and a word, never rounded up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duly.cases.queries import Entry
from duly.web.state_words import IN_THE_DROP_BOX
from duly.web.words import Words

GRADES: dict[str, tuple[int, Words]] = {
    "self": (1, _("Our own record")),
    "witnessed": (2, _("Witnessed")),
    "independent-tsa": (3, _("Independent")),
    "qualified-tsa": (4, _("Qualified")),
}
CARRIERS_WORD = _("The carrier’s word, kept as it came")
GOOD = ("dispatch.delivered", "dispatch.signed", "reply.confirmed")
OUR_OWN = ("sender", "self_print", "drop_box")
QUIET = ("deadline.set", "deadline.reached", "bundle.issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as the page shows it. `tone` is the class of its dot."""

    entry: Entry
    sentence: Words
    strokes: int
    word: Words
    tone: str


MOST_LINES, FIRST_LINES, LAST_LINES = 12, 3, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A long timeline shows its beginning and its end; the middle opens on demand."""

    first: list[Line]
    middle: list[Line]
    last: list[Line]


def lines_of(timeline: Iterable[Entry]) -> Lines:
    lines = [line(entry) for entry in timeline if entry.name not in QUIET]
    if len(lines) <= MOST_LINES:
        return Lines(first=lines, middle=[], last=[])
    return Lines(
        first=lines[:FIRST_LINES],
        middle=lines[FIRST_LINES:-LAST_LINES],
        last=lines[-LAST_LINES:],
    )


def line(entry: Entry) -> Line:
    strokes, word = GRADES.get(entry.time_grade, GRADES["self"])
    if strokes == 1 and is_carriers_word(entry):
        # Kept byte for byte, but not signed: more than our own word, less than a witness's.
        strokes, word = 2, CARRIERS_WORD
    return Line(
        entry=entry,
        sentence=sentence_of(entry),
        strokes=strokes,
        word=word,
        tone="good" if entry.name in GOOD else "done",
    )


def sentence_of(entry: Entry) -> Words:
    """The drop box takes a message and passes it to nobody: nothing has left."""
    way = entry.payload.get("channel")
    if entry.name == "dispatch.accepted" and way == "drop_box":
        return IN_THE_DROP_BOX.heading
    return entry.sentence


def is_carriers_word(entry: Entry) -> bool:
    """A carrier or a mail server said it; what the person adds and what we print ourselves is our own record, and so
    is what somebody typed on a page of ours."""
    return entry.actor != "recipient" and any(
        exhibit.source not in OUR_OWN for exhibit in entry.exhibits
    )
