"""After the words and before the sending: show the exact bytes, then freeze them with a seal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from duly.cases.actions.ask_time import ask_for_time
from duly.cases.actions.draft import Draft, draft_digest, draft_of, prepare, public_url
from duly.cases.actions.enclose import keep_printed
from duly.cases.files import put_file, read_file
from duly.cases.models import Case, Letter
from duly.cases.own_day import own_day
from duly.cases.printing import make_print_copy, print_record
from duly.cases.record import lock, record
from duly.evidence.keys import open_keys
from duly.evidence.seal import seal_pdf
from duly.letters.compose import Composed
from duly.letters.findings import Finding
from duly.letters.print_check import PrintFinding, print_check


class Blocked(Exception):
    """The letter may not go out; `findings` name each reason and its place."""

    def __init__(self, findings: tuple[Finding | PrintFinding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


class Changed(Exception):
    """The letter is not the one that was looked at; look again before sending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The exact letter as it will be sealed, with what the checks said."""

    draft: Draft
    letter: Letter | None
    pdf: bytes
    findings: tuple[Finding | PrintFinding, ...]

    @property
    def blocking(self) -> tuple[Finding | PrintFinding, ...]:
        return tuple(
            finding
            for finding in self.findings
            if getattr(finding, "severity", "block") == "block"
        )


def review(case: Case, *, now: datetime) -> Review:
    """Compose the very PDF, check it on its paper, and keep it so that these bytes can be sealed.

    When the letter may not go out there is no `letter`, only the findings.
    """
    document = draft_of(case)
    draft = prepare(
        document,
        today=own_day(document, now=now),
        format="pdf",
        reference=case.reference,
    )
    composed = draft.composed
    if composed is None:
        return Review(draft=draft, letter=None, pdf=b"", findings=draft.findings)
    findings = _found(case, draft, composed.pdf)
    found = Review(draft=draft, letter=None, pdf=composed.pdf, findings=findings)
    if found.blocking:
        return found
    letter = _keep(case, document, composed, composed.pdf, now=now)
    return Review(draft=draft, letter=letter, pdf=composed.pdf, findings=findings)


def _found(case: Case, draft: Draft, pdf: bytes) -> tuple[Finding | PrintFinding, ...]:
    """What the words and the printed page say; an unreadable page is a fault of ours and rises."""
    composed = draft.composed
    if composed is None:
        return draft.findings
    return (
        *draft.findings,
        *print_check(
            pdf,
            profile=composed.profile,
            recipient_lines=composed.recipient_lines,
            expected_code=public_url(case.reference),
        ),
    )


def _keep(
    case: Case,
    document: Mapping[str, Any],
    composed: Composed,
    pdf: bytes,
    *,
    now: datetime,
) -> Letter:
    sha256 = put_file(case, pdf)
    words = json.dumps({"subject": composed.subject, "text": composed.text})
    recipe = {
        **composed.recipe,
        **make_print_copy(case, document, pdf, pages=composed.page_count),
        "dated": own_day(document, now=now).isoformat(),
        "draft": draft_digest(document),
        "words": put_file(case, words.encode()),
    }
    with transaction.atomic():
        lock(case)
        letter, is_new = Letter.objects.get_or_create(
            case=case,
            reviewed_sha256=sha256,
            defaults={
                "pages": composed.page_count,
                "size": len(pdf),
                "language": composed.language,
                "profile": composed.profile,
                "law": list(composed.law),
                "citations": list(composed.citations),
                "recipe": recipe,
                "composed_at": now,
            },
        )
        if is_new:
            record(
                case,
                "letter.checked",
                at=now,
                payload={
                    "reviewed_sha256": sha256,
                    "pages": composed.page_count,
                    "profile": composed.profile,
                },
            )
        elif not letter.is_sealed and letter.recipe != recipe:
            # The same page, and other papers beside it, or another way to send it.
            letter.recipe = recipe
            letter.save(update_fields=["recipe"])
    return letter


def _check_once_more(
    case: Case, document: Mapping[str, Any], pdf: bytes, *, now: datetime
) -> None:
    """The law may have gone stale and a file may have been exchanged since the look. Raises Blocked."""
    draft = prepare(
        document,
        today=own_day(document, now=now),
        format="txt",
        reference=case.reference,
    )
    if draft.composed is None:
        raise Blocked(draft.findings)
    found = Review(draft=draft, letter=None, pdf=pdf, findings=_found(case, draft, pdf))
    if found.blocking:
        raise Blocked(found.blocking)


def seal_letter(case: Case, *, reviewed_sha256: str, now: datetime) -> Letter:
    """Seal the reviewed bytes. A second call returns the sealed letter and changes nothing.

    Raises Changed when the draft is no longer the reviewed one, Blocked when it may not go out.
    A full disk raises OSError before anything is recorded: the case stays as it was.
    """
    letter = case.letters.filter(reviewed_sha256=reviewed_sha256).first()
    if letter is None:
        raise Changed(case.reference)
    if letter.is_sealed:
        return letter
    document = draft_of(case)
    is_same = letter.recipe.get("draft") == draft_digest(document)
    if (
        not is_same
        or letter.recipe.get("dated") != own_day(document, now=now).isoformat()
    ):
        raise Changed(case.reference)
    pdf = read_file(case, reviewed_sha256)
    _check_once_more(case, document, pdf, now=now)
    sealed = seal_pdf(pdf, keys=open_keys(settings.KEYS, now=now), now=now)
    letter_sha256 = put_file(case, sealed)
    with transaction.atomic():
        lock(case)
        claimed = Letter.objects.filter(pk=letter.pk, sealed_at=None).update(
            letter_sha256=letter_sha256, sealed_at=now
        )
        letter.refresh_from_db()
        if claimed:
            record(
                case,
                "letter.sealed",
                at=now,
                actor="sender",
                payload={
                    "reviewed_sha256": reviewed_sha256,
                    "letter_sha256": letter_sha256,
                    **print_record(letter, document),
                },
                level="E0",
            )
            keep_printed(case, letter, document, now=now)
            ask_for_time(case, now=now)
    return letter
