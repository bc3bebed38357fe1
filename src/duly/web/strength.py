"""How strong is a line of the timeline? Four strokes and a word, never rounded up."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duly.cases.queries import Entry
from duly.web.words import Words

GRADES: dict[str, tuple[int, Words]] = {
    "self": (1, _("Our own record")),
    "witnessed": (2, _("Witnessed")),
    "independent-tsa": (3, _("Independent")),
    "qualified-tsa": (4, _("Qualified")),
}
CARRIERS_WORD = _("The carrier’s word, kept as it came")
GOOD = ("dispatch.delivered", "dispatch.signed", "reply.confirmed")
QUIET = ("deadline.set", "deadline.reached", "bundle.issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as the page shows it. `tone` is the class of its dot."""

    entry: Entry
    strokes: int
    word: Words
    tone: str


def line(entry: Entry) -> Line:
    strokes, word = GRADES.get(entry.time_grade, GRADES["self"])
    if strokes == 1 and is_carriers_word(entry):
        # Kept byte for byte, but not signed: more than our own word, less than a witness's.
        strokes, word = 2, CARRIERS_WORD
    return Line(
        entry=entry,
        strokes=strokes,
        word=word,
        tone="good" if entry.name in GOOD else "done",
    )


def is_carriers_word(entry: Entry) -> bool:
    return any(
        exhibit.source != "sender" for exhibit in entry.exhibits
    ) and entry.actor not in ("sender", "duly")
