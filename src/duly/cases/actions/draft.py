"""A letter in the making: prepare it for the eyes, open a case for it, change it."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.db import transaction

from duly.cases.actions.deadlines import drop_deadlines, set_deadlines
from duly.cases.catalogue import entry_for, parties_of
from duly.cases.models import Case
from duly.cases.own_day import own_day
from duly.cases.record import Stale, record
from duly.cases.service import as_it_goes, envelope_of
from duly.cases.vault import decrypt, encrypt, new_key, unwrap
from duly.deadlines.rules import Answer, judge, read_matter
from duly.kit.references import new_reference
from duly.letters.case_file import BadCaseFile, CaseFile, read_case_file
from duly.letters.check import check_case
from duly.letters.compose import (
    CannotBeSet,
    Composed,
    compose,
    compose_in_limits,
)
from duly.letters.findings import Finding, blocking
from duly.letters.limits import OverLimit

REFERENCE_BYTES = 5
CHOSEN_ON_REVIEW = ("enclosures", "service")
TOKEN_BYTES = 16  # 128 bits
# What the columns of a case hold: PostgreSQL refuses more, SQLite takes anything.
LONGEST_COMPANY = 200
LONGEST_LANGUAGE = 8


class Sealed(Exception):
    """The letter of this case is sealed; its words cannot be changed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a case file becomes: the judged dates, the composed letter and what was found."""

    case_file: CaseFile
    answer: Answer
    composed: Composed | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OpenedCase:
    case: Case
    token: str


def public_url(reference: str) -> str:
    """The public page that says which fingerprint was sealed when; nothing personal."""
    return f"{settings.BASE_URL}/v/{reference}"


def prepare(
    document: Mapping[str, Any],
    *,
    today: date,
    format: Literal["pdf", "svg", "txt"] = "svg",
    reference: str | None = None,
    profile: str | None = None,
) -> Draft:
    """Judge, compose and check one case file. Raises BadCaseFile or BadMatter, naming the field."""
    dated = {"date": today.isoformat(), **as_it_goes(document)}
    case_file = read_case_file(dated)
    answer = judge(read_matter({"today": today.isoformat(), **case_file.matter}))
    entry = entry_for(case_file)
    unsettable: tuple[Finding, ...] = ()
    try:
        composed = written(
            case_file,
            answer=answer,
            format=format,
            profile=profile or envelope_of(document),
            reference=reference,
            public_url=public_url(reference) if reference else None,
            catalogue=entry,
        )
    except CannotBeSet as reason:
        composed, unsettable = None, reason.findings
    except OverLimit as reason:
        message = f"The letter cannot be set: {reason}. Shorten your own words."
        unsettable = (blocking("too-long", where="free_text", message=message),)
        composed = None
    findings = (
        *unsettable,
        *check_case(case_file, composed, answer=answer, catalogue=entry),
    )
    return Draft(
        case_file=case_file, answer=answer, composed=composed, findings=findings
    )


def written(
    case_file: CaseFile,
    *,
    answer: Answer,
    format: Literal["pdf", "svg", "txt"],
    **options: Any,
) -> Composed:
    """A preview is set here, after the caps; the final PDF in a process with limits on memory and time."""
    if format == "pdf":
        return compose_in_limits(case_file, answer=answer, **options)
    return compose(case_file, answer=answer, format=format, **options)


def open_case(
    document: Mapping[str, Any], *, now: datetime, follows: Case | None = None
) -> OpenedCase:
    """A new case for this case file. The token is the secret link; only its hash is stored.

    `follows` is the case whose letter this one speaks of. Raises BadCaseFile or BadMatter, naming the field.
    """
    reference = free_reference()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    key, wrapped = new_key(reference)
    today = own_day(document, now=now)
    case_file = read_case_file({"date": today.isoformat(), **document})
    with transaction.atomic():
        case = Case.objects.create(
            reference=reference,
            token_sha256=token_digest(token),
            provider_slug=slug_of(case_file),
            **_columns(case_file),
            sealed_draft=_encrypted(key, reference, document),
            wrapped_key=wrapped,
            opened_at=now,
        )
        record(
            case,
            "case.opened",
            at=now,
            actor="sender",
            payload={"follows": follows.reference} if follows else {},
        )
        _set_dates(case, case_file, document, now=now)
    return OpenedCase(case, token)


def _set_dates(
    case: Case, case_file: CaseFile, document: Mapping[str, Any], *, now: datetime
) -> None:
    """A letter that ends nothing has no date of its own; its matter must be sound all the same."""
    answer = judged(document, today=case_file.date)
    if case_file.is_ending:
        set_deadlines(case, answer, now=now)
    else:
        drop_deadlines(case, now=now)


def free_reference() -> str:
    """A reference that no case has yet (35 random bits collide once in a country of cases)."""
    while True:
        reference = new_reference(secrets.token_bytes(REFERENCE_BYTES))
        if not Case.objects.filter(reference=reference).exists():
            return reference


def change_case(
    case: Case, document: Mapping[str, Any], *, version: int, now: datetime
) -> None:
    """Replace the draft. Raises Stale when another window changed it first, Sealed when it is too late."""
    if case.letters.filter(sealed_at__isnull=False).exists():
        raise Sealed(case.reference)
    # The form knows nothing of what is chosen on the review: it stays until it is changed there.
    before = draft_of(case)
    held = {name: before[name] for name in CHOSEN_ON_REVIEW if name in before}
    document = {**held, **document}
    today = own_day(document, now=now)
    case_file = read_case_file({"date": today.isoformat(), **document})
    key = unwrap(case.reference, case.wrapped_key)
    with transaction.atomic():
        changed = Case.objects.filter(pk=case.pk, version=version).update(
            sealed_draft=_encrypted(key, case.reference, document),
            **_columns(case_file),
            version=version + 1,
        )
        if not changed:
            raise Stale(case.reference)
        case.refresh_from_db()
        _set_dates(case, case_file, document, now=now)


def judged(document: Mapping[str, Any], *, today: date) -> Answer:
    """The dates of a case file's matter."""
    matter = document.get("matter") or {}
    return judge(read_matter({"today": today.isoformat(), **matter}))


def slug_of(case_file: CaseFile) -> str:
    """The catalogue entry, or empty for a provider that the person typed."""
    return case_file.provider if isinstance(case_file.provider, str) else ""


def draft_of(case: Case) -> dict[str, Any]:
    """The case file as the person left it. Raises Erased when the person was erased."""
    key = unwrap(case.reference, case.wrapped_key)
    plain = decrypt(key, case.sealed_draft, bound_to=f"draft:{case.reference}")
    document: dict[str, Any] = json.loads(plain)
    return document


def draft_digest(document: Mapping[str, Any]) -> str:
    """Tells whether two drafts are the same; never leaves the installation."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _columns(case_file: CaseFile) -> dict[str, str]:
    """What lists show without the key of the case. Raises BadCaseFile where no database would hold it."""
    company = parties_of(case_file).service
    if len(company) > LONGEST_COMPANY:
        raise BadCaseFile(
            "provider.name",
            f"the name of the company has {len(company)} characters; shorten it to {LONGEST_COMPANY}",
        )
    if "\0" in company:
        raise BadCaseFile(
            "provider.name",
            "there is a character in it that cannot be kept or printed (NUL); type the name anew",
        )
    if len(case_file.language) > LONGEST_LANGUAGE or "\0" in case_file.language:
        raise BadCaseFile("language", "give the code of a language, such as en or fr")
    return {"provider_name": company, "language": case_file.language}


def _encrypted(key: bytes, reference: str, document: Mapping[str, Any]) -> bytes:
    try:
        plain = json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError as reason:
        raise BadCaseFile(
            "", "there is half a character in it (a lone surrogate); type it anew"
        ) from reason
    return encrypt(key, plain, bound_to=f"draft:{reference}")
