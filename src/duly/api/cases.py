"""A case from a machine: open, look, send, prove. Its token is the only key, and stands in a header."""

from base64 import b64encode
from typing import Annotated, Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, Router, Status
from ninja.security import HttpBearer

from duly.api import asked
from duly.api.answers import Case as CaseAnswer
from duly.api.answers import Dispatch, Opened, Reviewed, answers
from duly.api.gate import QUESTIONS, SENDS, WRITE, Gate, count
from duly.api.problems import Wrong
from duly.cases.actions.bundle import NothingSealed, issue_bundle
from duly.cases.actions.dispatch import NotConfigured, NotPaid, send_case
from duly.cases.actions.draft import draft_of, open_case
from duly.cases.actions.seal import Blocked, Changed, Review, review
from duly.cases.case_document import case_document
from duly.cases.limits import composing
from duly.cases.models import Case
from duly.cases.models import Dispatch as DispatchRow
from duly.cases.printing import envelope_warnings
from duly.cases.queries import case_by_token, case_page
from duly.channels import channel_names
from duly.deadlines.rules import BadMatter
from duly.letters.findings import Finding
from duly.letters.print_findings import PrintFinding

router = Router(tags=["cases"])
Document = Annotated[dict[str, Any], Body()]

SENDING = ("channel", "key", "reviewed_sha256")
PROOF = "application/vnd.etsi.asic-e+zip"
PROOF_CONTENT = {PROOF: {"schema": {"type": "string", "format": "binary"}}}


class CaseToken(HttpBearer):
    """`Authorization: Bearer <token>`: the secret part of the case's link, never in an address."""

    def authenticate(self, request: HttpRequest, token: str) -> Case | None:
        """None for no such case and for another one's token, which look the same. Raises TooMany."""
        count(QUESTIONS, request)
        case = case_by_token(token)
        asked_for = request.resolver_match.kwargs if request.resolver_match else {}
        if case is None or case.is_erased:
            return None
        return case if case.reference == asked_for.get("reference") else None


KEY = CaseToken()


def case_of(request: HttpRequest) -> Case:
    found: Case = cast(Any, request).auth
    return found


@router.post(
    "/cases",
    response=answers(Opened, status=201),
    throttle=WRITE,
    openapi_extra=asked.body(asked.CASE_FILE, asked.CASE_EXAMPLE),
)
def open_one(request: HttpRequest, case: Document) -> Status[dict[str, str]]:  # noqa: ARG001 ninja names it
    """Open a case for this letter. Keep the token: nobody can read it again."""
    try:
        opened = open_case(case, now=timezone.now())
    except BadMatter as reason:
        raise BadMatter(f"matter.{reason.field}", reason.message) from reason
    return Status(201, {"reference": opened.case.reference, "token": opened.token})


@router.get("/cases/{reference}", response=answers(CaseAnswer, 404), auth=KEY)
def show(request: HttpRequest, reference: str) -> dict[str, Any]:  # noqa: ARG001 the key has looked at it
    """State, timeline and days."""
    today = timezone.localdate()
    return case_document(case_page(case_of(request), today=today))


@router.post(
    "/cases/{reference}/review",
    response=answers(Reviewed, 404, 507),
    auth=KEY,
    throttle=WRITE,
)
def look(request: HttpRequest, reference: str) -> dict[str, Any]:  # noqa: ARG001 the key has looked at it
    """The exact letter as it would be sealed today, and what the checks say."""
    case = case_of(request)
    found = reviewed(case)
    letter = found.letter
    about_the_envelope = envelope_warnings(letter, draft_of(case)) if letter else ()
    findings = (*found.findings, *about_the_envelope)
    return {
        "reviewed_sha256": letter.reviewed_sha256 if letter else None,
        "pages": letter.pages if letter else 0,
        "findings": [finding.as_document() for finding in findings],
        "pdf": b64encode(found.pdf).decode() if letter else None,
    }


def reviewed(case: Case) -> Review:
    """Raises TooMany when all cores set letters, Wrong when the disk is full."""
    try:
        with composing():
            return review(case, now=timezone.now())
    except OSError as reason:
        raise no_room() from reason


@router.post(
    "/cases/{reference}/send",
    response=answers(Dispatch, 402, 404, 409, 507),
    auth=KEY,
    throttle=Gate(SENDS),
    openapi_extra=asked.body(asked.SENDING, {"channel": "self_print"}),
)
def send(request: HttpRequest, reference: str, sending: Document) -> dict[str, Any]:
    """Seal the letter and decide to send it; the worker sends. The same `key` again sends nothing new."""
    case = case_of(request)
    given = {name: text_in(sending, name) for name in SENDING}
    if given["channel"] not in channel_names():
        raise Wrong("channel", f"there are {', '.join(channel_names())}")
    dispatch = sent(
        case,
        channel=given["channel"],
        key=given["key"] or f"api:{given['channel']}",
        reviewed_sha256=given["reviewed_sha256"] or sendable(case),
    )
    return {
        "reference": reference,
        "channel": dispatch.channel,
        "outcome": dispatch.outcome,
        "key": dispatch.key,
    }


def text_in(sending: dict[str, Any], name: str) -> str:
    value = sending.get(name)
    if value is not None and not isinstance(value, str):
        raise Wrong(name, "give a text")
    return value or ""


def sendable(case: Case) -> str:
    """The digest of the letter as it stands. Raises Wrong with the findings that block it."""
    found = reviewed(case)
    if found.letter is None:
        raise blocked(found.blocking)
    return found.letter.reviewed_sha256


def sent(case: Case, **how: str) -> DispatchRow:
    """As `send_case`; what stands in its way becomes a Wrong."""
    try:
        return send_case(case, now=timezone.now(), **how)
    except Blocked as reason:
        raise blocked(reason.findings) from reason
    except Changed as reason:
        message = "the letter is not the one that was reviewed: look again, then send"
        raise Wrong("reviewed_sha256", message, status=409) from reason
    except NotPaid as reason:
        raise Wrong("channel", str(reason), status=402) from reason
    except NotConfigured as reason:
        raise Wrong("channel", str(reason), status=409) from reason
    except OSError as reason:
        raise no_room() from reason


def no_room() -> Wrong:
    message = "the disk of this server is full: nothing was sealed"
    return Wrong("", message, status=507)


def blocked(findings: tuple[Finding | PrintFinding, ...]) -> Wrong:
    listed = [
        {"code": finding.code, "message": finding.message} for finding in findings
    ]
    return Wrong("letter", findings[0].message, findings=listed)


@router.get(
    "/cases/{reference}/proof",
    response=answers(None, 404, 409),
    auth=KEY,
    throttle=WRITE,
    openapi_extra={"responses": {200: {"content": PROOF_CONTENT}}},
)
def proof(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that happened, in one sealed file; each one is new and names the one before."""
    try:
        content = issue_bundle(case_of(request), now=timezone.now())
    except NothingSealed as reason:
        message = "the letter is not sealed yet, so there is nothing to prove"
        raise Wrong("", message, status=409) from reason
    response = HttpResponse(content, content_type=PROOF)
    response["Content-Disposition"] = f'attachment; filename="duly-{reference}.asice"'
    return response
