"""Each check of a proof as a word: yes, in part, no, or not there. "Not there" never counts as yes."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duly.evidence.verify import Check, Verdict
from duly.web.words import Words

# Checks of what a proof may lack: the book says "ok" when nothing contradicts, and in words that nothing is there.
OPTIONAL = ("witness", "evidence-record")
ABSENT = ("no ", "there is no ")


@dataclass(frozen=True, slots=True)
class Answer:
    """`tone` is the class of the tag."""

    check: Check
    word: Words
    tone: str


def answers(verdict: Verdict) -> list[Answer]:
    return [answer(check, verdict) for check in verdict.checks]


def answer(check: Check, verdict: Verdict) -> Answer:
    if not check.ok:
        return Answer(check, _("✗ No"), "bad")
    if check.name in OPTIONAL and check.detail.startswith(ABSENT):
        return Answer(check, _("? Not there"), "")
    if check.name == "time-grade" and verdict.grade == "self":
        return Answer(check, _("~ In part"), "warn")
    if check.name == "trust-anchor" and not verdict.anchored:
        return Answer(check, _("~ In part"), "warn")
    return Answer(check, _("✓ Yes"), "good")
