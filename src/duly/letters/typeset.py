"""From the data of a letter to bytes: one Typst call, the same bytes every time."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol

from duly.letters.compiling import STANDARDS, CannotTypeset, compiler, noon

Format = Literal["pdf", "svg", "png"]
LAYOUT = Path(__file__).parent / "layout"

PNG_PPI = 144.0


class Typesetter(Protocol):
    """One PDF, or one SVG or PNG a page, from the data of a letter."""

    def __call__(
        self, letter: Mapping[str, Any], *, form: Format, dated: date
    ) -> tuple[bytes, ...]: ...


class DoesNotFit(ValueError):
    """A block is too long for its place on the page; `where` is `recipient` or `sender`."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def typeset(
    letter: Mapping[str, Any], *, form: Format, dated: date
) -> tuple[bytes, ...]:
    """One PDF, or one SVG or PNG a page. Raises DoesNotFit, CannotTypeset."""
    import typst

    try:
        made = compiler(LAYOUT / "letter.typ").compile(
            format=form,
            ppi=PNG_PPI,
            sys_inputs={"letter": json.dumps(letter, ensure_ascii=False)},
            pdf_standards=STANDARDS if form == "pdf" else [],
            timestamp=noon(dated),
        )
    except typst.TypstError as reason:
        if "does-not-fit:" in str(reason.message):
            where = str(reason.message).split("does-not-fit:")[1].split('"')[0]
            raise DoesNotFit(where) from reason
        raise CannotTypeset(str(reason.message)) from reason
    return tuple(made) if isinstance(made, list) else (made,)


@lru_cache(maxsize=1)
def layout_digest() -> str:
    """SHA-256 of the layout, for the record of how a letter was made."""
    return sha256((LAYOUT / "letter.typ").read_bytes()).hexdigest()
