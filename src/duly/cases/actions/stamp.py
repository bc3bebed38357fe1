"""In the worker: proofs that wait for an outside clock are gathered, stamped by one token, and kept with it.

What was sealed does not change. A token that comes later says that the proof existed then, and no more.
"""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.db import transaction

from duly.cases.actions.ask_time import KIND
from duly.cases.actions.bundle import (
    NothingSealed,
    issue_bundle,
    keep_proof,
    last_issued,
)
from duly.cases.authorities import BadAuthorities, Clocks, outside_clocks
from duly.cases.files import Damaged
from duly.cases.models import Deadline
from duly.cases.record import lock
from duly.cases.vault import Erased
from duly.evidence.bundle import add_later, reopen
from duly.evidence.ers import batch, evidence_record
from duly.evidence.key_folder import write_atomic
from duly.evidence.tsa_client import (
    Authority,
    Fetch,
    Outcome,
    Pace,
    Unreachable,
    ask_several,
    may_ask,
)

log = logging.getLogger(__name__)

MOST_IN_ONE = 1000
LONGEST_ANSWER = 200_000
# On these days a person cannot wait for the window.
URGENT = ("email_by", "post_by", "safe_last", "legal_last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One proof as it was issued, and the row that waits for its time."""

    row: Deadline
    content: bytes
    manifest_sha256: str


def stamp_due(*, clock: Callable[[], datetime], fetch: Fetch | None = None) -> int:
    """Ask the outside authorities once for everything that waits; returns how many proofs were stamped.

    None when nobody answers: the proofs stay pending and are taken up again by the pace of each authority.
    """
    if not settings.TIMESTAMP_AUTHORITIES:
        return 0
    try:
        clocks = outside_clocks()
    except BadAuthorities as reason:
        log.error("no outside clock can be asked: %s", reason)
        return 0
    now = clock()
    rows = _rows()
    if not is_due(rows, window=clocks.window, now=now) or not _can_ask(clocks, now):
        return 0
    proofs = [one for row in rows if (one := _taken(row, now=now))]
    return _stamp(proofs, clocks, clock, fetch or post) if proofs else 0


def _rows() -> list[Deadline]:
    waiting = Deadline.objects.select_related("case").filter(
        kind=KIND, reached_at=None, case__erased_at=None
    )
    return list(waiting.order_by("instant", "pk")[:MOST_IN_ONE])


def is_due(rows: Sequence[Deadline], *, window: timedelta, now: datetime) -> bool:
    """The first has waited for the whole window, or one of them has a deadline today."""
    if not rows:
        return False
    asked_at = min(row.instant for row in rows if row.instant)
    return (
        asked_at + window <= now
        or Deadline.objects.filter(
            case__in=[row.case_id for row in rows], kind__in=URGENT, day=now.date()
        ).exists()
    )


def _can_ask(clocks: Clocks, now: datetime) -> bool:
    paces = read_paces()
    return any(
        may_ask(paces.get(one.name, Pace()), one, now=now) for one in clocks.authorities
    )


def _taken(row: Deadline, *, now: datetime) -> Waiting | None:
    """None for a case whose proof cannot be put together: it must not hold up the others."""
    try:
        content = issue_bundle(row.case, now=now, actor="duly")
    except (NothingSealed, Erased, Damaged) as reason:
        log.error("%s gets no independent time: %r", row.case.reference, reason)
        return None
    return Waiting(
        row=row, content=content, manifest_sha256=reopen(content).manifest_sha256
    )


def _stamp(
    proofs: Sequence[Waiting],
    clocks: Clocks,
    clock: Callable[[], datetime],
    fetch: Fetch,
) -> int:
    group = batch([bytes.fromhex(one.manifest_sha256) for one in proofs])
    outcomes = ask_several(
        clocks.authorities, group.root, paces=read_paces(), fetch=fetch, now=clock()
    )
    write_paces(outcomes)
    _report(outcomes)
    stamped = [one for one in outcomes if one.token]
    if not stamped:
        return 0
    for place, proof in enumerate(proofs):
        records = [
            evidence_record(group, place, token=one.token)
            for one in stamped
            if one.token
        ]
        _keep(proof, records, [one.authority for one in stamped], now=clock())
    return len(proofs)


def _report(outcomes: Sequence[Outcome]) -> None:
    for one in outcomes:
        if one.problem:
            level = logging.ERROR if one.alarm else logging.WARNING
            log.log(level, "outside clock %s: %s", one.authority, one.problem)


def _keep(
    proof: Waiting, records: Sequence[bytes], authorities: list[str], *, now: datetime
) -> None:
    """The stamped proof takes the place of the unstamped one, unless a newer proof was issued meanwhile."""
    case = proof.row.case
    content = add_later(proof.content, evidence_records=records)
    with transaction.atomic():
        lock(case)
        newest = last_issued(case)
        keep_proof(
            case,
            content,
            manifest_sha256=proof.manifest_sha256,
            authorities=authorities,
            now=now,
        )
        if newest and newest.payload["manifest_sha256"] == proof.manifest_sha256:
            Deadline.objects.filter(pk=proof.row.pk).update(reached_at=now)


def post(authority: Authority, query: bytes) -> bytes:
    """RFC 3161 section 3.4 over HTTP. Raises Unreachable."""
    headers = {"Content-Type": "application/timestamp-query", **authority.headers}
    try:
        answer = httpx.post(authority.url, content=query, headers=headers, timeout=15)
    except httpx.HTTPError as reason:
        raise Unreachable(f"{authority.name}: {type(reason).__name__}") from reason
    if answer.status_code != httpx.codes.OK or len(answer.content) > LONGEST_ANSWER:
        raise Unreachable(f"{authority.name}: HTTP {answer.status_code}")
    return answer.content


def _paces_file() -> Path:
    return Path(settings.HOME) / "authorities.json"


def read_paces() -> dict[str, Pace]:
    """How each authority was used and behaved, by its name."""
    path = _paces_file()
    held: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return {name: _pace(raw) for name, raw in held.items()}


def _pace(raw: dict[str, Any]) -> Pace:
    return Pace(
        not_before=datetime.fromisoformat(raw["not_before"])
        if raw["not_before"]
        else None,
        failures=raw["failures"],
        day=date.fromisoformat(raw["day"]) if raw["day"] else None,
        asked_today=raw["asked_today"],
    )


def write_paces(outcomes: Sequence[Outcome]) -> None:
    """Only the worker writes it."""
    paces = read_paces() | {one.authority: one.pace for one in outcomes}
    document = {
        name: {
            "not_before": pace.not_before.isoformat() if pace.not_before else None,
            "failures": pace.failures,
            "day": pace.day.isoformat() if pace.day else None,
            "asked_today": pace.asked_today,
        }
        for name, pace in paces.items()
    }
    write_atomic(_paces_file(), json.dumps(document, indent=1).encode())
