"""Letters per CPU second, against WeasyPrint on the same letter; memory over 1,500 letters."""

import html
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import segno

from duly.cli.bench import DAY, Figure, cpu_seconds, letter, resident_mb
from duly.deadlines.rules import judge, read_matter
from duly.letters.case_file import read_case_file
from duly.letters.compose import Composed, compose
from duly.letters.fonts import font_files

SHARED_RUN = 40
REFERENCE = "D-7K3M-9Q2T"
PUBLIC_URL = f"https://duly.example/v/{REFERENCE}"
LONG_RUN = 1500
WARM_UP = 300  # caches of fonts and layouts fill once


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
        peer_name="WeasyPrint, the same letter, PDF/UA-1",
        peer=SHARED_RUN / sum(other) if other else None,
    )
    for number in range(WARM_UP):
        compose_letter(number)
    before = resident_mb()
    for number in range(LONG_RUN):
        compose_letter(number)
    yield Figure(
        name=f"memory growth over {LONG_RUN} letters",
        value=resident_mb() - before,
        unit="MB",
        wanted="none",
    )


def compose_letter(number: int) -> Composed:
    """Our side: read the case file, judge the dates, compose the tagged PDF/A with its code."""
    document = letter(number)
    answer = judge(read_matter({"today": DAY.isoformat(), **document["matter"]}))
    return compose(
        read_case_file(document),
        answer=answer,
        format="pdf",
        reference=REFERENCE,
        public_url=PUBLIC_URL,
    )


def peer() -> Callable[[int], object] | None:
    """WeasyPrint on the same letter: same words, faces, address block, references, signature and code.

    A bench-only extra: pip install weasyprint (and Pango). None where it is not installed.
    """
    try:
        from weasyprint import HTML  # type: ignore[import-not-found,unused-ignore]
        from weasyprint.text.fonts import (  # type: ignore[import-not-found,unused-ignore]
            FontConfiguration,
        )
    except (ImportError, OSError):
        return None
    faces = FontConfiguration()

    def write(number: int) -> object:
        page = HTML(string=page_of(letter(number), compose_words(number)))
        return page.write_pdf(pdf_variant="pdf/ua-1", font_config=faces)

    write(0)
    return write


def compose_words(number: int) -> Composed:
    return compose(read_case_file(letter(number)), answer=None, format="txt")


def page_of(document: dict[str, Any], words: Composed) -> str:
    """The letter as an HTML page for print; every value escaped."""
    sender = document["sender"]
    lines = [sender["name"], *sender["address"].values(), sender["email"]]
    paragraphs = [part for part in words.text.split("\n\n") if part.strip()]
    body = "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs[3:])
    code = segno.make(PUBLIC_URL, error="m").svg_inline(scale=2)
    return (
        f"<html lang=en><head><title>{html.escape(words.subject)}</title><style>{style()}</style></head><body>"
        f"<div class=sender>{block(lines)}</div><div class=to>{block(words.recipient_lines)}</div>"
        f"<p class=date>{DAY:%B %d, %Y}</p><p class=refs>Account email: {html.escape(sender['email'])}</p>"
        f"<h1>{html.escape(words.subject)}</h1>{body}<p class=sign>{html.escape(sender['name'])}</p>"
        f"<div class=foot>{code}<span>{REFERENCE}<br>{PUBLIC_URL}</span></div></body></html>"
    )


def block(lines: Iterable[str]) -> str:
    return "<br>".join(html.escape(line) for line in lines)


@lru_cache(maxsize=1)
def style() -> str:
    serif = next(path for path in font_files() if "Serif4" in path.name)
    sans = next(path for path in font_files() if "Sans3" in path.name)
    return (
        f"@font-face{{font-family:Body;src:url(file://{serif})}}"
        f"@font-face{{font-family:Small;src:url(file://{sans})}}"
        "@page{size:letter;margin:19mm 25mm}body{font:10.75pt/1.42 Body}"
        ".sender,.to,.refs,.foot,.date{font:10pt/1.25 Small}.to{position:absolute;top:37mm}"
        ".date{position:absolute;right:0;top:0}.refs{margin-top:75mm}h1{font-size:12pt}"
        ".sign{font-size:16pt;font-style:italic}.foot svg{width:15mm}"
    )
