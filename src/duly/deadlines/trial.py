"""Trials end at an instant, on a clock: which one, and when is the last moment to cancel?"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from duly.deadlines.counting import add
from duly.deadlines.draft import CONTRACT, Draft
from duly.deadlines.fields import BadMatter
from duly.deadlines.matter import Trial
from duly.deadlines.question import Question
from duly.deadlines.words import about, in_words
from duly.kit.dates import Period
from duly.kit.said import said
from duly.knowledge.calendars import Calendar, time_zone


def local_start(question: Question, trial: Trial) -> datetime:
    """The start on the clock that counts: of the terms, of the residence, or as written.

    An offset is no zone: across a clock change the zone decides the local hour.
    """
    zone = _zone(question, trial)
    started = trial.started_at
    if started.tzinfo is None:
        if zone is None:
            raise BadMatter(
                "contract.trial.started_at",
                said(
                    "write the clock with it, as 2026-11-24T22:30-05:00, or name contract.trial.zone"
                ),
            )
        return started.replace(tzinfo=zone)
    if zone is not None and (trial.zone or _agrees(started, zone)):
        return started.astimezone(zone)
    return started


def _zone(question: Question, trial: Trial) -> ZoneInfo | None:
    name = trial.zone or time_zone(question.matter.residence or "")
    return ZoneInfo(name) if name else None


def _agrees(started: datetime, zone: ZoneInfo) -> bool:
    """The written offset is the one that the zone had at that moment."""
    return started.astimezone(zone).utcoffset() == started.utcoffset()


def local_end(question: Question, trial: Trial) -> datetime:
    return _later(local_start(question, trial), trial.length, question.recipient)


def _later(moment: datetime, length: Period, calendar: Calendar) -> datetime:
    """Hours are real hours; days, weeks and months keep the hour of the local clock."""
    if length.unit == "h":
        return _shift(moment, timedelta(hours=length.count))
    day = add(moment.date(), length, calendar)
    return moment.replace(year=day.year, month=day.month, day=day.day)


def _shift(moment: datetime, by: timedelta) -> datetime:
    """Real time: through UTC, since local arithmetic would ignore a clock change."""
    zone = moment.tzinfo
    return (moment.astimezone(ZoneInfo("UTC")) + by).astimezone(zone)


def _before(moment: datetime, lead: Period, calendar: Calendar) -> datetime:
    match lead.unit:
        case "h":
            return _shift(moment, -timedelta(hours=lead.count))
        case "d" | "w":
            days = lead.count * (7 if lead.unit == "w" else 1)
            return moment - timedelta(days=days)
        case "bd":
            day = calendar.subtract(moment.date(), lead.count)
        case _:
            from duly.kit.dates import add_months

            day = add_months(moment.date(), -lead.count)
    return moment.replace(year=day.year, month=day.month, day=day.day)


def end_trial(question: Question, draft: Draft, trial: Trial) -> bool:
    """Fill the draft; False when the last moment is over and the ordinary rules decide."""
    end = local_end(question, trial)
    cancel_by = _before(end, trial.cancel_lead, question.recipient)
    draft.trial_end, draft.cancel_by = end, cancel_by
    _note_clock(draft, question, trial, end)
    last = cancel_by.date()
    draft.because(
        end.date(),
        said(
            "The trial of %(length)s that began %(started_at)s ends %(end)s.",
            length=in_words(trial.length),
            started_at=trial.started_at.isoformat(sep=" ", timespec="minutes"),
            end=end.isoformat(sep=" ", timespec="minutes"),
        ),
        CONTRACT,
    )
    if question.base > last:
        draft.because(
            last, said("The last moment to cancel the trial has passed."), CONTRACT
        )
        return False
    draft.test = "timestamp"
    draft.nominal_last = draft.legal_last = last
    draft.safe_last = question.recipient.business_day_on_or_before(last)
    draft.because(
        last,
        said(
            "Cancelling must reach the provider by %(cancel_by)s, %(cancel_lead)s before the end.",
            cancel_by=cancel_by.isoformat(sep=" ", timespec="minutes"),
            cancel_lead=in_words(trial.cancel_lead),
        ),
        CONTRACT,
    )
    received = question.matter.received_on
    if received:
        draft.timely = received <= last
        if not draft.timely:
            return False
    draft.effective = end.date()
    return True


def _note_clock(draft: Draft, question: Question, trial: Trial, end: datetime) -> None:
    zone = getattr(end.tzinfo, "key", None)
    if trial.zone:
        return
    if zone is None:
        draft.assume(
            about(
                "contract.trial.started_at",
                said("no time zone is known, its offset is kept across clock changes"),
            )
        )
    else:
        draft.assume(
            about(
                "contract.trial.started_at",
                said(
                    "counted on the clock of %(zone)s (residence %(residence)s)",
                    zone=zone,
                    residence=question.matter.residence,
                ),
            )
        )
