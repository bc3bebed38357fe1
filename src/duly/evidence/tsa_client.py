"""Who else says when this existed? Asks outside timestamp authorities (RFC 3161), and believes no answer unchecked.

The network is a function passed in. How often an authority may be asked is a value that the caller keeps.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from cryptography import x509

from duly.evidence import cms, der
from duly.evidence.cms_read import BadSignature, Token, read_token_over

SKEW = timedelta(seconds=60)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)
# After so many failures in a row an authority is left alone for LONGEST_PAUSE.
PATIENCE = 5


class Unreachable(Exception):
    """The authority gave no answer: network, time-out, HTTP status. Raised by the function that is passed in."""


class BadAnswer(Exception):
    """The authority answered, but not with a token that may be used; the message says why."""


class ClockSkew(BadAnswer):
    """Its clock and ours differ by more than a minute: one of them is wrong, and a person must look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One outside clock as configured: `roots` are pinned DER certificates, `policy` the OID it must answer with.

    `least_interval` between two requests and `daily_quota` are its terms; `headers` carry credentials.
    """

    name: str
    url: str
    roots: tuple[bytes, ...]
    policy: str | None = None
    least_interval: timedelta = timedelta(0)
    daily_quota: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How an authority has been used and how it behaved; an immutable value, `may_ask` reads it."""

    not_before: datetime | None = None
    failures: int = 0
    day: date | None = None
    asked_today: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of asking one authority: a token or a problem, and its pace from now on."""

    authority: str
    token: bytes | None
    problem: str | None
    alarm: bool
    pace: Pace


Fetch = Callable[[Authority, bytes], bytes]
"""Posts a DER TimeStampReq (application/timestamp-query) and gives the body of the answer; raises Unreachable."""


def may_ask(pace: Pace, authority: Authority, *, now: datetime) -> bool:
    """Whether its terms and its recent failures allow a request now."""
    if pace.not_before is not None and now < pace.not_before:
        return False
    used = pace.asked_today if pace.day == now.date() else 0
    return authority.daily_quota is None or used < authority.daily_quota


def after(
    pace: Pace,
    authority: Authority,
    *,
    now: datetime,
    result: Literal["answered", "failed"],
) -> Pace:
    """The pace after one request: the interval of its terms, or a doubling pause after each failure in a row."""
    used = pace.asked_today if pace.day == now.date() else 0
    failures = 0 if result == "answered" else pace.failures + 1
    pause = authority.least_interval
    if failures >= PATIENCE:
        pause = LONGEST_PAUSE
    elif failures:
        pause = max(pause, FIRST_PAUSE * 2 ** (failures - 1))
    return replace(
        pace,
        not_before=now + pause,
        failures=failures,
        day=now.date(),
        asked_today=used + 1,
    )


def request(digest: bytes, *, nonce: int, policy: str | None) -> bytes:
    """A DER TimeStampReq over a SHA-256 digest that asks for the certificate (RFC 3161 section 2.4.1)."""
    return der.sequence(
        der.integer(1),
        der.sequence(cms.SHA256, der.octets(digest)),
        b"" if policy is None else der.oid(policy),
        der.integer(nonce),
        der.boolean(true=True),
    )


def read_answer(
    raw: bytes, *, authority: Authority, digest: bytes, nonce: int, now: datetime
) -> bytes:
    """The token in an answer, after its root, policy, nonce, digest and time were checked.

    Raises BadAnswer, ClockSkew.
    """
    from rfc3161_client import (
        VerificationError,
        VerifierBuilder,
        decode_timestamp_response,
    )

    policy = x509.ObjectIdentifier(authority.policy) if authority.policy else None
    verifier = VerifierBuilder(
        policy_id=policy,
        roots=[x509.load_der_x509_certificate(root) for root in authority.roots],
        nonce=nonce,
    ).build()
    try:
        answer = decode_timestamp_response(raw)
        verifier.verify(answer, digest)
        token = answer.time_stamp_token()
        read = read_token_over(token, {"sha256": digest})
    except (VerificationError, BadSignature, ValueError) as reason:
        raise BadAnswer(f"{authority.name}: {reason}") from reason
    _check_time(read, authority, now)
    return token


def _check_time(token: Token, authority: Authority, now: datetime) -> None:
    difference = abs(token.gen_time - now)
    if difference > SKEW:
        raise ClockSkew(
            f"{authority.name}: its clock and ours differ by {difference.total_seconds():.0f} seconds"
        )


def ask(
    authority: Authority, digest: bytes, *, pace: Pace, fetch: Fetch, now: datetime
) -> Outcome:
    """One request to one authority; never raises for what an authority does wrong."""
    nonce = secrets.randbits(63) | 1
    token, problem, alarm = None, None, False
    try:
        raw = fetch(authority, request(digest, nonce=nonce, policy=authority.policy))
        token = read_answer(
            raw, authority=authority, digest=digest, nonce=nonce, now=now
        )
    except (Unreachable, BadAnswer) as reason:
        problem, alarm = str(reason), isinstance(reason, ClockSkew)
    result: Literal["answered", "failed"] = "failed" if problem else "answered"
    return Outcome(
        authority=authority.name,
        token=token,
        problem=problem,
        alarm=alarm,
        pace=after(pace, authority, now=now, result=result),
    )


def ask_several(
    authorities: Sequence[Authority],
    digest: bytes,
    *,
    paces: Mapping[str, Pace],
    fetch: Fetch,
    now: datetime,
    wanted: int = 2,
) -> tuple[Outcome, ...]:
    """Ask the first `wanted` authorities that may be asked, in parallel, and the next ones for each that fails.

    The digest is a batch root (ers.batch) or that of one bundle. No outcome with a token means: independent time
    is pending; seal with the own clock, say so, and ask again later.
    """
    ready = [
        one for one in authorities if may_ask(paces.get(one.name, Pace()), one, now=now)
    ]
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(max_workers=max(wanted, 1)) as pool:
        while ready and (missing := wanted - _tokens(outcomes)) > 0:
            turn, ready = ready[:missing], ready[missing:]
            outcomes += pool.map(
                lambda one: ask(
                    one,
                    digest,
                    pace=paces.get(one.name, Pace()),
                    fetch=fetch,
                    now=now,
                ),
                turn,
            )
    return tuple(outcomes)


def _tokens(outcomes: Sequence[Outcome]) -> int:
    return sum(outcome.token is not None for outcome in outcomes)
