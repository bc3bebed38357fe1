"""What a machine received: is this proof true, what does this mail say? Read and not kept."""

from datetime import UTC, datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile

from duly.api.answers import Mail, Proof, answers
from duly.api.gate import WRITE
from duly.api.letters import upload
from duly.api.problems import Wrong
from duly.evidence.anchors import BadAnchors
from duly.evidence.verify import verify_bundle, verify_pair
from duly.replies.limited import read_limited

router = Router(tags=["proofs"])


@router.post("/verify", response=answers(Proof), throttle=WRITE)
def verify(
    request: HttpRequest,  # noqa: ARG001 ninja names it
    proof: Annotated[UploadedFile, File()],
    other: Annotated[UploadedFile | None, File()] = None,
    roots: Annotated[UploadedFile | None, File()] = None,
    at: Annotated[str | None, Form()] = None,
) -> dict[str, Any]:
    """Is this proof true? With `other` also whether two proofs tell one history. Without `roots` (PEM) the
    roots of this site count."""
    trusted = upload(roots, "roots") if roots else own_roots()
    moment = moment_of(at)
    try:
        if other is None:
            bundle = upload(proof, "proof")
            return verify_bundle(bundle, roots=trusted, at=moment).as_document()
        return verify_pair(
            upload(proof, "proof"), upload(other, "other"), roots=trusted, at=moment
        ).as_document()
    except BadAnchors as reason:
        raise Wrong("roots", str(reason)) from reason


def own_roots() -> bytes | None:
    path = settings.HOME / "roots.pem"
    return path.read_bytes() if path.exists() else None


def moment_of(text: str | None) -> datetime:
    """Now, or the moment asked for. Raises Wrong."""
    if not text:
        return timezone.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as reason:
        raise Wrong("at", "give a moment, as 2027-01-01T00:00Z") from reason
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@router.post("/mail-parse", response=answers(Mail), throttle=WRITE)
def mail_parse(
    request: HttpRequest,  # noqa: ARG001 ninja names it
    message: Annotated[UploadedFile, File()],
    border: Annotated[str | None, Form()] = None,
) -> dict[str, Any]:
    """What does this incoming message say? `border` is the name of your own mail server, whose
    Authentication-Results count."""
    return read_limited(upload(message, "message"), border=border or None)
