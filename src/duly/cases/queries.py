"""Reads for pages, lists and timelines; nothing here changes a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy

from duly.cases.actions.draft import token_digest
from duly.cases.event_words import sentence_of
from duly.cases.events import STATE_WORDS
from duly.cases.models import Case, Deadline, Dispatch, Event, Exhibit, Letter

# How far did it get? Evidence levels of research on registered e-mail, in words.
LEVEL_WORDS = {
    "E0": gettext_lazy("prepared and sealed"),
    "E1": gettext_lazy("tried"),
    "E2": gettext_lazy("handed to your mail provider or carrier"),
    "E3": gettext_lazy("a third party reports delivery"),
    "E4": gettext_lazy("their mail server took it"),
    "E5": gettext_lazy("their own system reports delivery"),
    "E6": gettext_lazy("somebody there signed or answered"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a timeline."""

    seq: int
    at: datetime
    name: str
    sentence: str
    actor: str
    level: str
    level_words: str
    time_grade: str
    payload: dict[str, Any]
    exhibits: tuple[Exhibit, ...]


def case_by_token(token: str) -> Case | None:
    """The case behind a secret link, or None."""
    return Case.objects.filter(token_sha256=token_digest(token)).first()


def cases_by_tokens(tokens: Sequence[str]) -> list[tuple[str, Case]]:
    """The cases behind several links with their sendings and days, first what is due next; unknown links are left out."""
    by_digest = {token_digest(token): token for token in tokens}
    found = Case.objects.filter(token_sha256__in=by_digest).prefetch_related(
        "dispatches", "deadlines"
    )
    ordered = found.order_by(F("next_action_at").asc(nulls_last=True), "pk")
    return [(by_digest[case.token_sha256], case) for case in ordered]


def case_by_reference(reference: str) -> Case | None:
    return Case.objects.filter(reference=as_written(reference)).first()


def as_written(reference: str) -> str:
    """As we write it; PostgreSQL is not asked for a NUL, which it would not look up but refuse."""
    return reference.replace("\0", "").strip().upper()


def timeline(case: Case) -> list[Entry]:
    """Every event in order, with its sentence and papers; two queries whatever the length."""
    exhibits: dict[int | None, list[Exhibit]] = {}
    for exhibit in case.exhibits.order_by("pk"):
        exhibits.setdefault(exhibit.event_seq, []).append(exhibit)
    return [
        _entry(event, tuple(exhibits.get(event.seq, ())))
        for event in case.events.order_by("seq")
    ]


def _entry(event: Event, exhibits: tuple[Exhibit, ...]) -> Entry:
    return Entry(
        seq=event.seq,
        at=event.at,
        name=event.name,
        sentence=sentence_of(event.name, event.payload),
        actor=event.actor,
        level=event.level,
        level_words=str(LEVEL_WORDS.get(event.level, "")),
        time_grade=event.time_grade,
        payload=event.payload,
        exhibits=exhibits,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """All that the page of a case shows."""

    case: Case
    state_words: str
    letter: Letter | None
    timeline: tuple[Entry, ...]
    dispatches: tuple[Dispatch, ...]
    next_deadline: Deadline | None
    deadlines: tuple[Deadline, ...]
    effective: date | None
    is_past_the_end: bool


def case_page(case: Case, *, today: date) -> CasePage:
    deadlines = tuple(case.deadlines.filter(day__isnull=False).order_by("day", "pk"))
    upcoming = [row for row in deadlines if row.day and row.day >= today]
    effective = next((row.day for row in deadlines if row.kind == "effective"), None)
    return CasePage(
        case=case,
        state_words=str(STATE_WORDS[case.state]),
        letter=case.letters.filter(sealed_at__isnull=False).first(),
        timeline=tuple(timeline(case)),
        dispatches=tuple(case.dispatches.order_by("pk")),
        next_deadline=upcoming[0] if upcoming else None,
        deadlines=deadlines,
        effective=effective,
        is_past_the_end=bool(effective and effective < today),
    )


def public_seal(reference: str) -> tuple[str, datetime] | None:
    """The fingerprint of the sealed letter and when it was sealed; nothing personal."""
    letter = (
        Letter.objects.filter(
            case__reference=as_written(reference), sealed_at__isnull=False
        )
        .order_by("sealed_at")
        .first()
    )
    if letter is None or letter.sealed_at is None:
        return None
    return letter.letter_sha256, letter.sealed_at


def due_dispatches(*, now: datetime, limit: int = 200) -> list[tuple[int, int, int]]:
    """(case, dispatch, attempt) of everything that should go out now."""
    due = Dispatch.objects.filter(
        outcome__in=("intended", "deferred"), lease_until=None, next_attempt_at__lte=now
    ).order_by("next_attempt_at")
    return list(due.values_list("case_id", "pk", "attempt_no")[:limit])
