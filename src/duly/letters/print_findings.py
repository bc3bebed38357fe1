"""What may stand against printing a letter: the codes of `duly print-check`."""

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]

CODES = (
    "ink-in-no-print-zone",
    "address-not-in-window",
    "address-empty",
    "address-too-long",
    "address-malformed",
    "not-a4-portrait",
    "not-letter-size",
    "too-many-pages",
    "font-not-embedded",
    "blank-page",
    "code-unreadable",
    "active-content",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFinding:
    """`box_mm` is x, y, width, height in mm from the top left corner of the page; a `warn` does not stop the letter."""

    code: str
    page: int
    message: str
    box_mm: Box | None = None
    severity: Literal["block", "warn"] = "block"

    def as_document(self) -> dict[str, object]:
        return {
            "code": self.code,
            "page": self.page,
            "box_mm": list(self.box_mm) if self.box_mm else None,
            "severity": self.severity,
            "message": self.message,
        }


class UnreadablePdf(ValueError):
    """The file is no PDF that could be checked; the message says why."""
