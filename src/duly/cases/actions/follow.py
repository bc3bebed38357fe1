"""After the sending, by itself: what is due is written down, and the person is told. Nothing is sent to the company."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from duly.cases.actions.bundle import NothingSealed, issue_bundle, last_issued
from duly.cases.actions.relink import Mailer
from duly.cases.actions.tell_sender import mail_to_sender, tell_later, tell_waiting
from duly.cases.apart import apart, of_case
from duly.cases.files import Damaged
from duly.cases.follow_ups import (
    FAILED,
    LAST_DAYS,
    LEFT,
    TELL,
    TELL_ROWS,
    TOLD,
    TOLD_ROWS,
    Moment,
    Story,
    moments,
)
from duly.cases.models import Case, Event
from duly.cases.record import record
from duly.cases.report_watch import watched_after
from duly.cases.vault import Erased
from duly.channels import channel, channel_names
from duly.evidence.signers import KeyPastUse

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
# Letters wait while this looks; the rest comes with the next sweep.
LONGEST = timedelta(seconds=5)
LOOK_AGAIN = timedelta(hours=1)
# A key past its use, a damaged record, a disk that is full: one case holds no other up.
NOT_ISSUED = (NothingSealed, Erased, Damaged, KeyPastUse, ValueError, OSError)
OVERTAKES = (*FAILED, "dispatch.in_doubt", "failure.not_reported")
# Nothing has left, so that nothing is waited for.
NOTHING_LEFT = ("draft", "sealed")


def follow_up(*, clock: Callable[[], datetime], mail: Mailer = mail_to_sender) -> int:
    """Everything that is due now in all cases; returns how much was done. Running it again changes nothing."""
    now, done = clock(), 0
    for case_id in due_follow_ups(now=now):
        done += apart(
            partial(follow, case_id, now=now),
            about=partial(of_case, case_id),
            otherwise=0,
        )
        if clock() - now > LONGEST:
            break
    if settings.MAIL_IS_SET_UP:
        done += tell_waiting(mail=mail, now=now)
    return done


def due_follow_ups(*, now: datetime, limit: int = MOST_AT_ONCE) -> list[int]:
    """Cases with news that nobody has looked at, and cases for which a moment has come."""
    has_news = Q(version__gt=F("followed_version"))
    Case.objects.filter(has_news, state__in=NOTHING_LEFT).update(
        followed_version=F("version")
    )
    due = Case.objects.filter(follow_at__lte=now).order_by("follow_at")
    news = Case.objects.filter(has_news).order_by("pk")
    found = [*due.values_list("pk", flat=True)[:limit]]
    found += news.values_list("pk", flat=True)[:limit]
    return list(dict.fromkeys(found))


def follow(case_id: int, *, now: datetime) -> int:
    """Write down what has come due in one case and plan the next look; returns how many things were due."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        due, next_at = ([], None) if case.is_erased else _due(case, now=now)
        for moment in due:
            _write_down(case, moment, now=now)
        is_overtaken = not case.is_erased and _is_overtaken(case)
        if is_overtaken:
            # Looked at again, should this be cut off before the new proof is there.
            next_at = min(filter(None, (next_at, now + LOOK_AGAIN)))
        Case.objects.filter(pk=case.pk).update(
            followed_version=case.version, follow_at=next_at
        )
    if is_overtaken:
        _issue_again(case, now=now)
    return len(due)


def _is_overtaken(case: Case) -> bool:
    """Somebody may hold a proof of the acceptance, and what came since takes it back or adds to it."""
    issued = last_issued(case)
    if issued is None:
        return False
    return (
        case.events.filter(name__in=LEFT, seq__lt=issued.seq).exists()
        and case.events.filter(name__in=OVERTAKES, seq__gt=issued.seq).exists()
    )


def story_of(case: Case) -> Story:
    dispatches = list(case.dispatches.order_by("pk"))
    known = channel_names()
    days = case.deadlines.filter(kind__in=LAST_DAYS, day__isnull=False)
    return Story(
        state=case.state,
        events=list(case.events.order_by("seq")),
        outcomes={row.pk: row.outcome for row in dispatches},
        needs={
            row.pk: channel(row.channel).needs if row.channel in known else "nothing"
            for row in dispatches
        },
        paged=frozenset(
            row.pk
            for row in dispatches
            # A page on this machine alone is not named in the mail.
            if row.answer_token_sha256 and settings.BASE_URL.startswith("https://")
        ),
        last_day=min((row.day for row in days if row.day), default=None),
    )


def _due(case: Case, *, now: datetime) -> tuple[list[Moment], datetime | None]:
    """What has come and is not done, and when to look again."""
    story = story_of(case)
    told = _marks(case)
    due: list[Moment] = []
    later: list[datetime] = []
    for moment in moments(story):
        if not moment.rule.records and not settings.MAIL_IS_SET_UP:
            continue
        if _is_done(story, moment, told=told) or moment.due_at + moment.rule.late < now:
            continue
        if moment.due_at > now:
            later.append(moment.due_at)
        elif moment.rule.needs_watch and not watched_after(moment.due_at):
            later.append(now + LOOK_AGAIN)
        else:
            due.append(moment)
    return _without_overtaken(due), min(later, default=None)


def _marks(case: Case) -> set[str]:
    """What the person was told, or will be with the next mail."""
    rows = case.deadlines.filter(Q(**TELL_ROWS) | Q(**TOLD_ROWS))
    kinds = rows.values_list("kind", flat=True)
    return {kind.removeprefix(TELL).removeprefix(TOLD) for kind in kinds}


def _is_done(story: Story, moment: Moment, *, told: set[str]) -> bool:
    rule = moment.rule
    if not rule.records:
        return moment.mark in told
    return any(
        one.name == rule.records
        and one.payload.get("counts_from") == moment.base.seq
        and one.payload.get("hours", 0) >= rule.hours
        for one in story.events
    )


def _without_overtaken(due: list[Moment]) -> list[Moment]:
    """Where no worker ran for a week, "14 days" is said and "7 days" is not."""
    return [
        one
        for one in due
        if not one.rule.records
        or not any(
            other.rule.records == one.rule.records
            and other.base.seq == one.base.seq
            and other.rule.hours > one.rule.hours
            for other in due
        )
    ]


def _write_down(case: Case, moment: Moment, *, now: datetime) -> None:
    rule, base = moment.rule, moment.base
    event = _recorded(case, moment, now=now) if rule.records else None
    if rule.tells and settings.MAIL_IS_SET_UP:
        seq = event.seq if event else base.seq
        tell_later(case, kind=f"{TELL}{rule.tells}:{seq}", now=now)


def _recorded(case: Case, moment: Moment, *, now: datetime) -> Event:
    """By our own clock alone: no level, whatever did not happen."""
    rule, base = moment.rule, moment.base
    payload = {
        "counts_from": base.seq,
        "hours": rule.hours,
        "since": base.at.isoformat(),
        "watched_by": watched_after(moment.due_at) if rule.needs_watch else None,
        "dispatch": base.payload.get("dispatch"),
        "channel": base.payload.get("channel"),
    }
    kept = {name: value for name, value in payload.items() if value is not None}
    return record(case, rule.records, at=now, payload=kept)


def _issue_again(case: Case, *, now: datetime) -> None:
    """The next proof, with the next version of the certificate, supersedes the one that somebody holds."""
    try:
        issue_bundle(case, now=now, actor="duly")
    except NOT_ISSUED as reason:
        log.error("%s: the proof was not issued again: %r", case.reference, reason)
