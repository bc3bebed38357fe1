"""The answer of `duly deadline`: every date with its reason, ready as a document."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from duly.deadlines.advice import Advice
from duly.deadlines.draft import Reason
from duly.knowledge.law import Facts


@dataclass(frozen=True, slots=True)
class Instants:
    """Moments with their offset, for trials only."""

    trial_end: datetime | None = None
    cancel_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The output fields of `duly deadline`, with `act` and the `facts` that laws are asked with.

    None = the rule gives no such day (a contract that can be left on any day has no last
    one). `rules` are ids of law; `citations` those of them that may be printed.
    """

    act: str
    test: str
    nominal_last: date | None
    legal_last: date | None
    safe_last: date | None
    email_by: date | None
    post_by: date | None
    post_recommended: date | None
    post_feasible: bool
    effective: date | None
    timely: bool | None
    refund_due: date | None
    instants: Instants
    rules: tuple[str, ...]
    citations: tuple[str, ...]
    assumptions: tuple[str, ...]
    reasons: tuple[Reason, ...]
    advice: tuple[Advice, ...]
    facts: Facts = field(default_factory=Facts)

    def as_document(self) -> dict[str, Any]:
        """The contract of CLI.md: ISO dates, null for what does not exist."""
        return {
            "act": self.act,
            "test": self.test,
            "nominal_last": _day(self.nominal_last),
            "legal_last": _day(self.legal_last),
            "safe_last": _day(self.safe_last),
            "email_by": _day(self.email_by),
            "post_by": _day(self.post_by),
            "post_recommended": _day(self.post_recommended),
            "post_feasible": self.post_feasible,
            "effective": _day(self.effective),
            "timely": self.timely,
            "refund_due": _day(self.refund_due),
            "instants": {
                "trial_end": _moment(self.instants.trial_end),
                "cancel_by": _moment(self.instants.cancel_by),
            },
            "rules": list(self.rules),
            "citations": list(self.citations),
            "assumptions": list(self.assumptions),
            "reasons": [
                {"date": _day(r.date), "because": r.because, "rule": r.rule}
                for r in self.reasons
            ],
            "advice": [
                {"channel": a.channel, "why": a.why, "by": _day(a.by)}
                for a in self.advice
            ],
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")
