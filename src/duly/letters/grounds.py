"""Which rules may this letter name? Only those that pass the citation gate of `knowledge.law` on the letter's day."""

from duly.letters.answer import Answer
from duly.letters.case_file import CaseFile
from duly.letters.wording import Ground


def grounds(
    case_file: CaseFile,  # noqa: ARG001 - read once the law packs are here
    *,
    answer: Answer | None,  # noqa: ARG001 - the same
) -> tuple[tuple[str, ...], tuple[Ground, ...]]:
    """The packs of the law set (`us.federal`, `us.ca`) and the rules that may be printed, in the packs' order."""
    return (), ()
