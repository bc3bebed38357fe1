"""The working paper of one judgement: dates, and beside each why it is what it is."""

from dataclasses import dataclass, field
from datetime import date, datetime

from duly.deadlines.words import about
from duly.kit.said import said
from duly.knowledge.law import Rule

CONTRACT = "contract"
COUNTING = "counting"


@dataclass(frozen=True, slots=True)
class Reason:
    """One date with the sentence and the rule that made it."""

    date: date
    because: str
    rule: str


@dataclass(slots=True)
class Draft:
    """What is known so far; None = the rule gives no such day."""

    assumptions: list[str]
    test: str = "receipt"
    nominal_last: date | None = None
    legal_last: date | None = None
    safe_last: date | None = None
    effective: date | None = None
    timely: bool | None = None
    refund_due: date | None = None
    trial_end: datetime | None = None
    cancel_by: datetime | None = None
    reminder_missing: bool | None = None
    rules: list[Rule] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def ends_on_the_minute(self) -> bool:
        """A trial is running: its last moment counts, not a day."""
        return self.test == "timestamp" and self.cancel_by is not None

    def use(self, rule: Rule) -> None:
        if rule not in self.rules:
            self.rules.append(rule)
            if rule.confidence != "high":
                self.assume(
                    about(
                        "law",
                        said(
                            "%(id)s was not seen in a text of the law itself",
                            id=rule.id,
                        ),
                    )
                )

    def because(self, day: date, sentence: str, rule: Rule | str) -> None:
        name = rule if isinstance(rule, str) else rule.id
        self.reasons.append(Reason(day, sentence, name))

    def assume(self, sentence: str) -> None:
        if sentence not in self.assumptions:
            self.assumptions.append(sentence)


def name_of(rule: Rule) -> str:
    """The rule as a sentence names it."""
    return rule.citation or rule.title
