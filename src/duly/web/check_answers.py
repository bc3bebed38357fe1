"""Each check of a proof as a word: yes, in part, no, or not there. "Not there" never counts as yes."""

from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext_lazy as _

from duly.evidence import check_log, check_records, check_seals
from duly.evidence.verify import Check, Verdict
from duly.kit.said import Said
from duly.web.words import Words

# What a proof may lack: the book says "ok" when nothing contradicts, and in words that nothing is there.
ABSENT = (
    check_log.NOT_ENTERED,
    check_log.NO_WITNESS,
    check_records.NONE,
    check_seals.NOT_REVIEWED,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`tone` is the class of the tag."""

    check: Check
    word: Words
    tone: str

    @property
    def reason(self) -> str:
        """Of the time the grade stands in words beside the verdict already; here why."""
        detail = self.check.detail
        if self.check.name == "time-grade" and isinstance(detail, Said):
            return cast(str, detail.values["why"])
        return detail

    @property
    def is_ours(self) -> bool:
        """A sentence of ours is in the language of the page; what a library said is English."""
        return isinstance(self.check.detail, Said)


def answers(verdict: Verdict) -> list[Answer]:
    return [answer(check, verdict) for check in verdict.checks]


def answer(check: Check, verdict: Verdict) -> Answer:
    if not check.ok:
        return Answer(check, _("✗ No"), "bad")
    if check.detail in ABSENT:
        return Answer(check, _("? Not there"), "")
    if check.name == "time-grade" and verdict.grade == "self":
        return Answer(check, _("~ In part"), "warn")
    if check.name == "trust-anchor" and not verdict.anchored:
        return Answer(check, _("~ In part"), "warn")
    return Answer(check, _("✓ Yes"), "good")
