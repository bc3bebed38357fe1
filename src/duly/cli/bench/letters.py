"""Letters per CPU second, against WeasyPrint on the same letter; memory over 1,500 letters."""

import html
from collections.abc import Callable, Iterator
from typing import Any

from duly.cli.bench import DAY, Figure, cpu_seconds, letter, resident_mb
from duly.deadlines.rules import judge, read_matter
from duly.letters.case_file import read_case_file
from duly.letters.compose import compose

SHARED_RUN = 40
LONG_RUN = 1500


def measure() -> Iterator[Figure]:
    compose_letter(0)
    weasyprint = peer()
    taken = cpu_seconds(compose_letter, SHARED_RUN)
    other = cpu_seconds(weasyprint, SHARED_RUN) if weasyprint else None
    yield Figure(
        name="letters per CPU second (PDF/A-2a, PDF/UA-1)",
        value=SHARED_RUN / sum(taken),
        unit="letters/s",
        wanted="at least 5 times the peer",
        peer_name="WeasyPrint, the same words and faces, plain PDF",
        peer=SHARED_RUN / sum(other) if other else None,
    )
    before = resident_mb()
    for number in range(LONG_RUN):
        compose_letter(number)
    yield Figure(
        name=f"memory growth over {LONG_RUN} letters",
        value=resident_mb() - before,
        unit="MB",
        wanted="none",
    )


def compose_letter(number: int) -> Any:
    document = letter(number)
    answer = judge(read_matter({"today": DAY.isoformat(), **document["matter"]}))
    return compose(read_case_file(document), answer=answer, format="pdf")


def peer() -> Callable[[int], object] | None:
    """WeasyPrint is a bench-only extra: pip install weasyprint (and Pango)."""
    try:
        from weasyprint import HTML  # type: ignore[import-not-found,unused-ignore]
    except (ImportError, OSError):
        return None

    def write(number: int) -> object:
        text = compose_text(number)
        paragraphs = "".join(
            f"<p>{html.escape(part)}</p>" for part in text.split("\n\n")
        )
        style = "@page{size:letter;margin:25mm}body{font:10.75pt serif}"
        return HTML(
            string=f"<html lang=en><style>{style}</style>{paragraphs}"
        ).write_pdf()

    write(0)
    return write


def compose_text(number: int) -> str:
    document = letter(number)
    return compose(read_case_file(document), answer=None, format="txt").text
