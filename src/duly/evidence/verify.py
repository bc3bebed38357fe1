"""Is this proof true? Every check by name, each with its reason; nothing from the network, no clock, no database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import (
    DuplicateExtension,
    InvalidVersion,
    UnsupportedGeneralNameType,
)

from duly.evidence import (
    check_files,
    check_log,
    check_pair,
    check_records,
    check_seals,
    check_story,
)
from duly.evidence.anchors import read_anchors
from duly.evidence.container import BadContainer, read_container, read_folder
from duly.evidence.subject import Doubt, Subject
from duly.evidence.tiles import ReadFile
from duly.kit.said import said

GRADES = ("self", "witnessed", "independent-tsa", "qualified-tsa")
# What the libraries below raise for certificates and values that somebody made up to confuse them.
MALFORMED = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    UnsupportedAlgorithm,
    UnsupportedGeneralNameType,
    DuplicateExtension,
    InvalidVersion,
)
# In the order in which a reader would ask. Each says what it found, or raises Doubt.
CHECKS: tuple[tuple[str, Callable[[Subject], str]], ...] = (
    ("files-listed", check_files.files_listed),
    ("digests", check_files.digests),
    ("seal", check_seals.seal),
    ("asic-manifest", check_files.asic_manifest),
    ("asic-seal", check_seals.machine_seal),
    ("timestamps", check_seals.timestamps),
    ("letter-seal", check_seals.letter_sealed),
    ("letter-reviewed", check_seals.letter_reviewed),
    ("evidence-form", check_story.evidence_form),
    ("evidence-chain", check_story.evidence_chain),
    ("sources", check_story.sources),
    ("certificates", check_seals.certificates),
    ("trust-anchor", check_seals.trust_anchor),
    ("time-order", check_seals.time_order),
    ("log-checkpoint", check_log.log_checkpoint),
    ("log-inclusion", check_log.log_inclusion),
    ("log-binding", check_log.log_binding),
    ("witness", check_log.witness_cosignatures),
    ("evidence-record", check_records.evidence_records),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question and its answer; `file` is what it failed on."""

    name: str
    ok: bool
    detail: str
    file: str | None = None

    def as_document(self) -> dict[str, Any]:
        document = {"name": self.name, "ok": self.ok, "detail": self.detail}
        return document | ({"file": self.file} if self.file else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`ok` when every check is; `anchored` when the roots came from outside the bundle.

    `grade` says who vouches for the time, computed from what is present and known from outside; None when nothing
    could be read. Fields of the case are None when the bundle could not be read so far.
    """

    ok: bool
    anchored: bool
    grade: str | None
    reference: str | None
    letter_sha256: str | None
    supersedes: str | None
    events: tuple[Mapping[str, object], ...]
    checks: tuple[Check, ...]
    subject: Subject | None = None

    def as_document(self) -> dict[str, Any]:
        return {
            "ok": self.ok,
            "grade": self.grade,
            "anchored": self.anchored,
            "reference": self.reference,
            "letter_sha256": self.letter_sha256,
            "supersedes": self.supersedes,
            "events": [dict(event) for event in self.events],
            "checks": [check.as_document() for check in self.checks],
        }


def verify_bundle(
    bundle: bytes | Path, *, roots: bytes | None = None, at: datetime | None = None
) -> Verdict:
    """Check a bundle: zip bytes, a zip file, or the folder it was unpacked into.

    roots: a PEM file from outside the bundle (anchors.read_anchors); without it the bundle's own roots are used
    and `anchored` is False. at: judge as of this moment; None leaves out what depends on today.
    Raises OSError when the path cannot be read, BadAnchors when `roots` hold no certificate. A bundle that is
    no proof raises nothing: it gets a Verdict that says no.
    """
    outside = None if roots is None else read_anchors(roots)
    try:
        files = _files(bundle)
    except BadContainer as reason:
        no = Check(
            name="container",
            ok=False,
            detail=Doubt(reason.file, reason).sentence,
            file=reason.file or None,
        )
        return _nothing(no, anchored=outside is not None)
    subject = Subject(files=files, outside=outside, at=at)
    return _verdict(subject, [_container(files), *_run(subject)])


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """Two bundles and whether they tell one history; `checks` are those of the comparison."""

    ok: bool
    first: Verdict
    second: Verdict
    checks: tuple[Check, ...]

    def as_document(self) -> dict[str, Any]:
        return {
            "ok": self.ok,
            "bundles": [self.first.as_document(), self.second.as_document()],
            "checks": [check.as_document() for check in self.checks],
        }


def verify_pair(
    first: bytes | Path,
    second: bytes | Path,
    *,
    roots: bytes | None = None,
    at: datetime | None = None,
    log: ReadFile | None = None,
) -> PairVerdict:
    """Check both, and that neither contradicts the other: one line of records, one history of the log.

    log: further tiles of the log by path (`tile/0/000`), for logs too large to ride in a bundle; they need not be
    trusted. Raises as verify_bundle.
    """
    verdicts = [verify_bundle(bundle, roots=roots, at=at) for bundle in (first, second)]
    checks: list[Check] = []
    subjects = [verdict.subject for verdict in verdicts if verdict.subject]
    if len(subjects) == 2:
        checks = [
            _ask(name, partial(check, *subjects, log=log))
            for name, check in check_pair.CHECKS
        ]
    return PairVerdict(
        ok=all(verdict.ok for verdict in verdicts) and all(c.ok for c in checks),
        first=verdicts[0],
        second=verdicts[1],
        checks=tuple(checks),
    )


def _files(bundle: bytes | Path) -> dict[str, bytes]:
    if isinstance(bundle, bytes):
        return read_container(bundle)
    return (
        read_folder(bundle) if bundle.is_dir() else read_container(bundle.read_bytes())
    )


def _container(files: Mapping[str, bytes]) -> Check:
    return Check(
        name="container",
        ok=True,
        detail=said("%(count)s files, safely read", count=len(files)),
    )


def _run(subject: Subject) -> list[Check]:
    return [_ask(name, partial(check, subject)) for name, check in CHECKS]


def _ask(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name=name, ok=True, detail=check())
    except Doubt as doubt:
        return Check(
            name=name, ok=False, detail=doubt.sentence, file=doubt.file or None
        )
    except MALFORMED as reason:
        return Check(name=name, ok=False, detail=f"something cannot be read: {reason}")


def _verdict(subject: Subject, checks: list[Check]) -> Verdict:
    ok = all(check.ok for check in checks)
    card = _card(subject)
    grade, why = (
        _grade(subject)
        if ok
        else ("self", said("nothing counts in a bundle that fails"))
    )
    return Verdict(
        ok=ok,
        anchored=subject.outside is not None,
        grade=grade,
        reference=card.get("reference"),
        letter_sha256=card.get("letter_sha256"),
        supersedes=card.get("supersedes"),
        events=tuple(_events(subject)),
        checks=(
            *checks,
            Check(
                name="time-grade",
                ok=True,
                detail=said("%(grade)s: %(why)s", grade=grade, why=why),
            ),
        ),
        subject=subject,
    )


def _grade(subject: Subject) -> tuple[str, str]:
    """Who vouches for the time, and what that leaves open."""
    clocks = check_seals.authorities(subject)
    if clocks:
        moments = "; ".join(
            f"{file}: {moment:%Y-%m-%d %H:%M:%S} UTC"
            for file, moment in sorted(clocks.values())
        )
        return "independent-tsa", said(
            "stamped by %(count)s outside clock(s), at the latest: %(moments)s",
            count=len(clocks),
            moments=moments,
        )
    seen = check_log.witnesses(subject)
    if seen:
        return "witnessed", said("the log was seen by %(names)s", names=", ".join(seen))
    return "self", said(
        "the time was stated by the operator's own clock. An operator who holds all keys could have made "
        "another history with them; this check cannot exclude that. A second bundle or an older checkpoint "
        "of the same log can (duly verify A B)"
    )


def _card(subject: Subject) -> dict[str, Any]:
    try:
        return subject.card
    except Doubt:
        return {}


def _events(subject: Subject) -> list[dict[str, object]]:
    try:
        return check_story.events(subject)
    except Doubt:
        return []


def _nothing(check: Check, *, anchored: bool) -> Verdict:
    return Verdict(
        ok=False,
        anchored=anchored,
        grade=None,
        reference=None,
        letter_sha256=None,
        supersedes=None,
        events=(),
        checks=(check,),
    )
