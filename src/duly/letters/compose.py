"""Write the letter: case file and prose to PDF, SVG, PNG or plain text, the same bytes for the same input."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Literal

from duly.kit.said import said
from duly.knowledge.profiles import Profile
from duly.knowledge.prose import letter_text
from duly.knowledge.providers import Provider
from duly.letters.answer import Answer
from duly.letters.case_file import CaseFile
from duly.letters.characters import check_characters
from duly.letters.compiling import CannotTypeset
from duly.letters.drafting import Draft, draft_letter
from duly.letters.drawing import sheet_data
from duly.letters.findings import Finding, blocking, warning
from duly.letters.fonts import fonts_digest
from duly.letters.plain_text import sheet_text
from duly.letters.typeset import DoesNotFit, Typesetter, layout_digest, typeset
from duly.letters.wording import Sentence

Format = Literal["pdf", "svg", "png", "txt"]


class CannotBeSet(ValueError):
    """The text cannot be drawn at all; `findings` say which character in which field, or what is too long."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A written letter. `pages` holds SVG or PNG, one a page; `pdf` the PDF; `text` the plain twin in every format.

    `sha256` is that of the PDF, of the text, or of all pages in order. Plain text counts as one page.
    `law` names the packs that govern, `citations` those that stand in the letter, `sentences` every sentence
    with its rule, `recipient_lines` the address block as printed (for `print_check`), `recipe` the SHA-256 of prose,
    layout, profile and fonts and the version of Typst: a record of how it was made, no promise to make it again.
    """

    format: Format
    pdf: bytes
    pages: tuple[bytes, ...]
    text: str
    sha256: str
    page_count: int
    language: str
    subject: str
    profile: str
    law: tuple[str, ...]
    citations: tuple[str, ...]
    findings: tuple[Finding, ...]
    sentences: tuple[Sentence, ...]
    recipient_lines: tuple[str, ...]
    recipe: Mapping[str, str]


def compose(
    case_file: CaseFile,
    *,
    answer: Answer | None,
    format: Format = "pdf",
    profile: str | None = None,
    reference: str | None = None,
    public_url: str | None = None,
    catalogue: Provider | None = None,
    set_type: Typesetter = typeset,
) -> Composed:
    """Raises CannotBeSet(findings) when the text cannot be drawn, BadCaseFile for what cannot be written at all
    (no such letter in this language, unknown provider), UnknownProfile.

    `answer` is that of `duly deadline`, or None when the matter says too little; `reference` and `public_url`
    put the square code on page 1; `catalogue` is the provider's record if the caller has it already; `set_type`
    is `limits.typeset_in_limits` for the final letter in a worker.
    """
    if unsettable := check_characters(case_file):
        raise CannotBeSet(unsettable)
    draft = draft_letter(
        case_file,
        answer=answer,
        profile=profile,
        reference=reference,
        public_url=public_url,
        catalogue=catalogue,
    )
    text = sheet_text(draft.sheet, profile=draft.profile)
    pages = () if format == "txt" else _drawn(draft, case_file, format, set_type)
    is_pdf = format == "pdf"
    page_count = _page_count(pages[0]) if is_pdf else max(1, len(pages))
    return Composed(
        format=format,
        pdf=pages[0] if is_pdf else b"",
        pages=() if is_pdf else pages,
        text=text,
        sha256=sha256(b"".join(pages) if pages else text.encode()).hexdigest(),
        page_count=page_count,
        language=case_file.language,
        subject=draft.sheet.title,
        profile=draft.profile.name,
        law=draft.law,
        citations=draft.citations,
        findings=(*draft.wording.findings, *_length(page_count, draft.profile)),
        sentences=draft.wording.sentences,
        recipient_lines=draft.sheet.recipient_lines,
        recipe=recipe(case_file, draft.profile),
    )


def compose_in_limits(
    case_file: CaseFile,
    *,
    answer: Answer | None,
    profile: str | None = None,
    reference: str | None = None,
    public_url: str | None = None,
    catalogue: Provider | None = None,
) -> Composed:
    """The final PDF, set in a process with limits on memory and time. Raises as `compose`, and limits.OverLimit."""
    from duly.letters.limits import typeset_in_limits

    return compose(
        case_file,
        answer=answer,
        profile=profile,
        reference=reference,
        public_url=public_url,
        catalogue=catalogue,
        set_type=typeset_in_limits,
    )


def _drawn(
    draft: Draft,
    case_file: CaseFile,
    format: Literal["pdf", "svg", "png"],
    set_type: Typesetter,
) -> tuple[bytes, ...]:
    data = sheet_data(
        draft.sheet,
        profile=draft.profile,
        dated=case_file.date,
        highlight=format == "svg",
    )
    try:
        return set_type(data, form=format, dated=case_file.date)
    except DoesNotFit as block:
        where = f"{block.where}.address"
        message = said(
            "%(where)s is too long for the envelope window. Shorten the name or leave out a line that the carrier does not need.",
            where=where,
        )
        raise CannotBeSet(
            (blocking("too-long", where=where, message=message),)
        ) from block
    except CannotTypeset as reason:
        message = said("The letter could not be set: %(reason)s", reason=reason)
        raise CannotBeSet(
            (blocking("unprintable-character", where="letter", message=message),)
        ) from reason


def recipe(case_file: CaseFile, profile: Profile) -> dict[str, str]:
    second = case_file.second_language
    copied = letter_text(case_file.kind, second).digest if second else ""
    return {
        "prose": letter_text(case_file.kind, case_file.language).digest,
        **({"reading_copy": copied} if copied else {}),
        "layout": layout_digest(),
        "profile": profile.digest,
        "fonts": fonts_digest(),
        "typst": version("typst"),
    }


def _page_count(pdf: bytes) -> int:
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _length(pages: int, profile: Profile) -> tuple[Finding, ...]:
    if pages > profile.max_pages:
        message = said(
            "The letter has %(pages)s pages; %(title)s takes %(max_pages)s. Shorten your own text.",
            pages=pages,
            title=profile.title,
            max_pages=profile.max_pages,
        )
        return (blocking("too-long", where="free_text", message=message),)
    if pages > 1:
        message = said(
            "The letter has %(pages)s pages. It may go out; a carrier may ask more for it.",
            pages=pages,
        )
        return (warning("too-long", where="free_text", message=message),)
    return ()
