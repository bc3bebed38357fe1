"""The certificate of an e-mail with proof, from its words to a page, the same bytes every time."""

import json
from collections.abc import Mapping
from datetime import datetime
from threading import local
from typing import Any

from duly.letters.typeset import LAYOUT, STANDARDS, CannotTypeset

_thread = local()


def typeset_certificate(words: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """`words`: title, lang, issuer, lede, level, proves, proves_not, facts (pairs), attempts (heading, facts,
    replies), later (pairs), closing. PDF/A-2a. Raises CannotTypeset."""
    import typst

    date = {"year": made_at.year, "month": made_at.month, "day": made_at.day}
    try:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={
                "certificate": json.dumps({**words, "date": date}, ensure_ascii=False)
            },
            pdf_standards=STANDARDS,
            timestamp=made_at.replace(microsecond=0),  # Typst takes whole seconds
        )
    except typst.TypstError as reason:
        raise CannotTypeset(str(reason.message)) from reason
    return bytes(made)


def _compiler() -> Any:
    # One a thread: a compiler holds the state of its last run.
    if not hasattr(_thread, "compiler"):
        import typst

        from duly.letters.fonts import typst_fonts

        _thread.compiler = typst.Compiler(
            str(LAYOUT / "certificate.typ"),
            root=str(LAYOUT),
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
        )
    return _thread.compiler
