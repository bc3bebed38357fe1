"""What came of a case file: what was found in it, and the document of `duly letter` for every face."""

from collections.abc import Callable
from typing import Any

from duly.knowledge.providers import Provider
from duly.letters.answer import Answer
from duly.letters.case_file import CaseFile
from duly.letters.check import check_case
from duly.letters.compose import CannotBeSet, Composed, compose
from duly.letters.findings import Finding

# Our own text leaves room for so much more on its page; beyond it the pages must be counted.
OWN_PAGE_SPARES, LINES_SPARED = 300, 4


def check_written(
    case_file: CaseFile,
    *,
    answer: Answer | None,
    count_pages: Callable[..., Composed] = compose,
    catalogue: Provider | None = None,
) -> tuple[Finding, ...]:
    """Every finding of the letter that this case file becomes. Raises BadCaseFile.

    It is written as text, which is quick; as pages, by `count_pages`, where the person's own words may
    fill a second one; `catalogue` is the provider's record if the caller has it already.
    """
    try:
        if fills_one_page(case_file):
            composed = compose(
                case_file, answer=answer, format="txt", catalogue=catalogue
            )
        else:
            composed = count_pages(case_file, answer=answer, catalogue=catalogue)
    except CannotBeSet as blocked:
        found = (
            *check_case(case_file, None, answer=answer, catalogue=catalogue),
            *blocked.findings,
        )
        return tuple(dict.fromkeys(found))
    return check_case(case_file, composed, answer=answer, catalogue=catalogue)


def fills_one_page(case_file: CaseFile) -> bool:
    free = case_file.free_text.strip()
    return len(free) <= OWN_PAGE_SPARES and free.count("\n") <= LINES_SPARED


def letter_document(
    composed: Composed, findings: tuple[Finding, ...]
) -> dict[str, Any]:
    """The answer of `duly letter` for a letter that may go out, CLI.md."""
    return {
        "sha256": composed.sha256,
        "pages": composed.page_count,
        "bytes": len(composed.pdf),
        "language": composed.language,
        "law": list(composed.law),
        "citations": list(composed.citations),
        "findings": [finding.as_document() for finding in findings],
        "profile": composed.profile,
        "files": [],
    }


def refusal_document(
    case_file: CaseFile, findings: tuple[Finding, ...]
) -> dict[str, Any]:
    """The same for a letter that was not written."""
    return {
        "sha256": None,
        "pages": 0,
        "bytes": 0,
        "language": case_file.language,
        "law": [],
        "citations": [],
        "findings": [finding.as_document() for finding in findings],
    }
