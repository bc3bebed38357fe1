"""Payment and privacy clocks: the legal last day, the safe one, and the days of others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from duly.deadlines.counting import add
from duly.deadlines.draft import Reason
from duly.deadlines.fields import BadMatter, Fields
from duly.deadlines.words import about
from duly.kit.dates import add_period
from duly.kit.said import said
from duly.knowledge.calendars import Calendar, bank_calendar, calendar, is_in_tables
from duly.knowledge.clock_rules import ClockRule, OtherDay, Step, clock_rules


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """`last` after any roll-over that the rule itself gives; None: no time limit."""

    clock: str
    last: date | None
    safe_last: date | None
    others: dict[str, date]
    citations: tuple[str, ...]
    reasons: tuple[Reason, ...]
    assumptions: tuple[str, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """The contract of CLI.md: ISO dates, null where there is no limit."""
        return {
            "clock": self.clock,
            "last": self.last.isoformat() if self.last else None,
            "safe_last": self.safe_last.isoformat() if self.safe_last else None,
            "others": {name: day.isoformat() for name, day in self.others.items()},
            "citations": list(self.citations),
            "reasons": [
                {"date": r.date.isoformat(), "because": r.because, "rule": r.rule}
                for r in self.reasons
            ],
            "assumptions": list(self.assumptions),
        }


def read_clock(document: Mapping[str, Any]) -> tuple[str, date]:
    """`{"clock", "event_on"}` → name and day. Raises BadMatter with the field."""
    fields = Fields(document)
    name = fields.word("clock", frozenset(clock_rules()))
    day = fields.day("event_on")
    if name is None:
        raise BadMatter(
            "clock",
            said("name one of %(clocks)s", clocks=", ".join(sorted(clock_rules()))),
        )
    if day is None:
        raise BadMatter(
            "event_on", said("the day of the event is needed, as 2026-11-02")
        )
    return name, day


def run_clock(name: str, event_on: date) -> ClockAnswer:
    """The clock's days for an event that happened, or is scheduled, on `event_on`.

    The event day is not counted. Raises KeyError for an unknown clock.
    """
    rule = clock_rules()[name]
    if rule.step is None:
        reason = Reason(event_on, rule.why, rule.id)
        return ClockAnswer(name, None, None, {}, rule.citations, (reason,))
    counted = _count_days(rule, rule.step, event_on)
    return ClockAnswer(
        clock=name,
        last=counted.last,
        safe_last=counted.safe,
        others=counted.others,
        citations=rule.citations,
        reasons=_reasons(rule, counted),
        assumptions=_beyond(counted.last),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """The days of one clock before they are explained."""

    event_on: date
    last: date
    safe: date
    others: dict[str, date]


def _count_days(rule: ClockRule, step: Step, event_on: date) -> Counted:
    days = _calendar(rule)
    nominal = _count(event_on, step, days)
    last = days.business_day_on_or_after(nominal) if rule.roll == "forward" else nominal
    others = {other.name: _other(other, event_on, last, days) for other in rule.others}
    return Counted(
        event_on=event_on,
        last=last,
        safe=_safe(rule, event_on, nominal, days),
        others={"nominal": nominal} | others,
    )


def _calendar(rule: ClockRule) -> Calendar:
    """All calendars of the rule together: a bank holiday of either side is none of work."""
    banks = [c for c in rule.calendars if c.startswith("bank:")]
    places = calendar(*[c for c in rule.calendars if not c.startswith("bank:")])
    known = [key for bank in banks for key in bank_calendar(bank[5:]).places]
    return replace(places, places=(*places.places, *known))


def _count(start: date, step: Step, days: Calendar) -> date:
    if not step.backwards:
        return add(start, step.period, days)
    if step.period.unit == "bd":
        return days.subtract(start, step.period.count)
    return add_period(start, replace(step.period, count=-step.period.count))


def _safe(rule: ClockRule, event_on: date, nominal: date, days: Calendar) -> date:
    """The last business day on or before the nominal day, by the shortest source."""
    shortest = nominal
    if rule.safe_step:
        shortest = min(nominal, _count(event_on, rule.safe_step, days))
    return days.business_day_on_or_before(shortest)


def _other(other: OtherDay, event_on: date, last: date, days: Calendar) -> date:
    day = _count(event_on if other.start == "event" else last, other.step, days)
    match other.roll:
        case "forward":
            return days.business_day_on_or_after(day)
        case "next":
            return days.add(day, 1)
    return day


def _reasons(rule: ClockRule, counted: Counted) -> tuple[Reason, ...]:
    nominal = counted.others["nominal"]
    found = [
        Reason(
            counted.event_on,
            said("The clock starts with %(event)s.", event=rule.event),
            rule.id,
        ),
        Reason(nominal, rule.why, rule.id),
    ]
    if counted.last != nominal:
        sentence = said(
            "%(nominal)s is no working day, so the rule moves the end.", nominal=nominal
        )
        found.append(Reason(counted.last, sentence, rule.id))
    if counted.safe != counted.last:
        sentence = said(
            "The last business day that needs no roll-over and no kind reading."
        )
        found.append(Reason(counted.safe, sentence, "counting"))
    found += [Reason(counted.others[o.name], o.why, rule.id) for o in rule.others]
    return tuple(found)


def _beyond(last: date) -> tuple[str, ...]:
    if is_in_tables(last):
        return ()
    return (
        about(
            "calendar",
            said("bank holidays of %(year)s lie beyond the tables", year=last.year),
        ),
    )
