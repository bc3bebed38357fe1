"""Letters for machines: write one, check one, see whether a page fits its envelope. Nothing is kept."""

from base64 import b64encode
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Body, File, Form, Router
from ninja.files import UploadedFile

from duly.api import asked
from duly.api.answers import Checked, Letter, answers
from duly.api.gate import WRITE
from duly.api.matter import dated, deadline_answer
from duly.api.problems import Wrong
from duly.cases.catalogue import entry_for
from duly.cases.limits import composing
from duly.knowledge.profiles import UnknownProfile, profile_names
from duly.knowledge.profiles import profile as find_profile
from duly.letters.case_file import CaseFile, read_case_file
from duly.letters.check import check_case, check_text
from duly.letters.compose import CannotBeSet, Composed, compose_in_limits
from duly.letters.findings import Finding, check_document, may_go_out
from duly.letters.limits import OverLimit, check_in_limits
from duly.letters.outcome import check_written, letter_document, refusal_document
from duly.letters.print_findings import UnreadablePdf

router = Router(tags=["letters"])
Document = Annotated[dict[str, Any], Body()]

PDF = "application/pdf"


@router.post(
    "/letter",
    response=answers(Letter),
    throttle=WRITE,
    openapi_extra=asked.body(asked.CASE_FILE, asked.CASE_EXAMPLE),
)
def letter(
    request: HttpRequest, case: Document, profile: str | None = None
) -> dict[str, Any] | HttpResponse:
    """Write the letter. With `Accept: application/pdf` the bytes themselves, the codes of the warnings in
    the header `Duly-Findings`; a letter that may not go out is then a 422 with its findings.
    """
    case_file = read_case_file(dated(case))
    composed, findings = written(case_file, profile=profile)
    document = (
        letter_document(composed, findings)
        if composed
        else refusal_document(case_file, findings)
    )
    if request.headers.get("Accept") == PDF:
        return as_pdf(composed, findings, document)
    pdf = b64encode(composed.pdf).decode() if composed else None
    return document | {"pdf": pdf}


def written(
    case_file: CaseFile, *, profile: str | None
) -> tuple[Composed | None, tuple[Finding, ...]]:
    """The letter if it may go out, with all that was found. Raises BadCaseFile, BadMatter, Wrong, TooMany."""
    deadline, entry = deadline_answer(case_file), entry_for(case_file)
    try:
        with composing():
            composed = compose_in_limits(
                case_file, answer=deadline, profile=profile, catalogue=entry
            )
    except CannotBeSet as blocked:
        return None, blocked.findings
    except OverLimit as reason:
        raise Wrong("free_text", str(reason)) from reason
    except UnknownProfile as reason:
        raise Wrong("profile", known_profiles()) from reason
    findings = check_case(case_file, composed, answer=deadline, catalogue=entry)
    return (composed if may_go_out(findings) else None), findings


def as_pdf(
    composed: Composed | None, findings: tuple[Finding, ...], document: dict[str, Any]
) -> HttpResponse:
    if composed is None:
        first = next(found for found in findings if found.severity == "block")
        raise Wrong(first.where, first.message, findings=document["findings"])
    response = HttpResponse(composed.pdf, content_type=PDF)
    response["Duly-Findings"] = ", ".join(found.code for found in findings)
    return response


@router.post(
    "/letter-check",
    response=answers(Checked),
    throttle=WRITE,
    openapi_extra=asked.body(
        {"anyOf": [asked.PASTED, asked.CASE_FILE]},
        {"text": "Dear Sir or Madam, …", "residence": "GB-ENG", "language": "en"},
    ),
)
def letter_check(request: HttpRequest, letter: Document) -> dict[str, Any]:  # noqa: ARG001 ninja names it
    """May this letter go out? A case file, or the text of any letter as `text`."""
    if "text" in letter:
        return dict(check_document(check_pasted(letter)))
    case_file = read_case_file(dated(letter))
    deadline = deadline_answer(case_file)
    try:
        with composing():
            findings = check_written(
                case_file,
                answer=deadline,
                count_pages=compose_in_limits,
                catalogue=entry_for(case_file),
            )
    except OverLimit as reason:
        raise Wrong("free_text", str(reason)) from reason
    return dict(check_document(findings))


def check_pasted(letter: dict[str, Any]) -> tuple[Finding, ...]:
    given: dict[str, Any] = {}
    for name in ("text", "residence", "language", "channel"):
        given[name] = letter.get(name)
        if given[name] is not None and not isinstance(given[name], str):
            raise Wrong(name, "give a text")
    text = given.pop("text") or ""
    if not text.strip():
        raise Wrong("text", "the letter is empty")
    return check_text(text, **given)


@router.post("/print-check", response=answers(Checked), throttle=WRITE)
def print_check(
    request: HttpRequest,  # noqa: ARG001 ninja names it
    profile: Annotated[str, Form()],
    pdf: Annotated[UploadedFile, File()],
) -> dict[str, Any]:
    """Does it fit paper, window and printer? The file is a stranger's: a process with limits reads it."""
    try:
        find_profile(profile)
    except UnknownProfile as reason:
        raise Wrong("profile", known_profiles()) from reason
    try:
        with composing():
            return check_in_limits(upload(pdf, "pdf"), profile=profile)
    except (UnreadablePdf, OverLimit) as reason:
        raise Wrong("pdf", str(reason)) from reason


def known_profiles() -> str:
    return f"there are {', '.join(profile_names())}"


def upload(file: UploadedFile, field: str) -> bytes:
    """Its bytes. Raises Wrong (413) over the limit of an upload."""
    limit = settings.UPLOAD_LIMIT_BYTES
    if (file.size or 0) > limit:
        raise Wrong(field, f"at most {limit} bytes", status=413)
    content: bytes = file.read()
    return content
