"""How does somebody who has never heard of us check this bundle? README.txt and README.html, in the case's language."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

TEXTS = Path(__file__).parent / "texts"
# A contract: programs look for this line, so it is the same in every language.
GRADE_LINE = "Time grade: self (our own clock)"
SEAL = (
    "openssl cms -verify -cades -inform DER -in {signature} -content {content} "
    "-binary -CAfile roots.pem -purpose any{at} -out /dev/null"
)
STAMP = "openssl ts -verify -token_in -in {stamp} -data {content} -CAfile roots.pem{at}"
# The signed text is all before the empty line; the signature is what follows the four bytes of the key's id.
LOG = (
    "sed '/^$/,$d' log/checkpoint > \"${TMPDIR:-/tmp}/checkpoint.text\"",
    "sed -n 's/^— [^ ]* //p' log/checkpoint | head -1 | base64 -d | tail -c 64 > \"${TMPDIR:-/tmp}/checkpoint.sig\"",
    'openssl pkeyutl -verify -pubin -inkey log/log.pem -rawin -in "${TMPDIR:-/tmp}/checkpoint.text" -sigfile "${TMPDIR:-/tmp}/checkpoint.sig"',
)
MANIFEST = "META-INF/ASiCManifest{:03}.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a README states of its bundle; digests in hex, moments in UTC."""

    reference: str
    sealed_at: datetime
    letter_sha256: str
    reviewed_sha256: str | None
    operator: str
    label: str
    root_sha256: str
    seal_ends_on: datetime
    clock_ends_on: datetime
    supersedes: str | None
    log_origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do: a sentence, and the lines to run in the unpacked folder."""

    say: str
    run: tuple[str, ...]


@lru_cache(maxsize=8)
def words(language: str) -> dict[str, Any]:
    """The texts of a language; English where there is none."""
    path = TEXTS / f"readme.{language.lower()[:2]}.toml"
    if not path.exists():
        path = TEXTS / "readme.en.toml"
    return tomllib.loads(path.read_text("utf-8"))


def steps(facts: Facts, *, language: str) -> tuple[Step, ...]:
    """The commands of this bundle, in order; each line is run as it stands, in the unpacked folder."""
    at = f" -attime {int(facts.sealed_at.timestamp())}"

    def step(key: str, *run: str) -> Step:
        return Step(say=_say(key, facts, language=language), run=run)

    return (
        step("roots", "test -f roots.pem || cp ltv/roots.pem roots.pem"),
        step("step_intact", "sha256sum -c SHA256SUMS"),
        step("step_seal", _seal("SHA256SUMS")),
        step("step_time", _stamp("SHA256SUMS")),
        step("step_more", _seal_of_manifest(), _stamp_of_manifest()),
        step(
            "step_later",
            _seal("SHA256SUMS", at),
            _stamp("SHA256SUMS", at),
            _seal_of_manifest(at),
            _stamp_of_manifest(at),
        ),
        step("step_letter", "pdfsig -nocert letter.pdf"),
        step("step_all", "python3 verify.py --roots roots.pem ."),
        *([step("step_log", *LOG)] if facts.log_origin else ()),
    )


def as_text(facts: Facts, *, language: str) -> bytes:
    """README.txt: commands stand on lines of their own, indented by four spaces."""
    text = words(language)
    blocks = [_say("title", facts, language=language), *_opening(facts, language)]
    blocks.append(text["check"].upper())
    for step in steps(facts, language=language):
        blocks.append(step.say)
        blocks.append("\n".join(f"    {line}" for line in step.run))
    blocks.append(text["files"].upper())
    blocks.append("\n".join(f"{name}: {what}" for name, what in text["file"].items()))
    blocks.append(text["limits"].upper())
    blocks += _limits(facts, language)
    return ("\n\n".join(blocks) + "\n").encode()


def as_html(facts: Facts, *, language: str) -> bytes:
    """README.html: the same, for a browser without network; no script, no outside file."""
    text = words(language)
    title = escape(_say("title", facts, language=language))
    opening = "".join(f"<p>{escape(line)}</p>" for line in _opening(facts, language))
    check = "".join(
        f"<p>{escape(step.say)}</p><pre>{escape(chr(10).join(step.run))}</pre>"
        for step in steps(facts, language=language)
    )
    files = "".join(
        f"<tr><th scope='row'><code>{escape(name)}</code></th><td>{escape(what)}</td></tr>"
        for name, what in text["file"].items()
    )
    limits = "".join(f"<li>{escape(line)}</li>" for line in _limits(facts, language))
    page = Template((TEXTS / "readme.html").read_text("utf-8"))
    return page.substitute(
        language=language.lower()[:2] if _has(language) else "en",
        title=title,
        opening=opening,
        check_heading=escape(text["check"]),
        check=check,
        files_heading=escape(text["files"]),
        files=files,
        limits_heading=escape(text["limits"]),
        limits=limits,
    ).encode()


def _has(language: str) -> bool:
    return (TEXTS / f"readme.{language.lower()[:2]}.toml").exists()


def _opening(facts: Facts, language: str) -> list[str]:
    keys = ["reviewed"] if facts.reviewed_sha256 else []
    keys += ["supersedes"] if facts.supersedes else []
    keys.append("log" if facts.log_origin else "no_log")
    return [
        _say("intro", facts, language=language),
        _say("sealed", facts, language=language),
        f"letter.pdf SHA-256: {facts.letter_sha256}",
        GRADE_LINE,
        _say("grade", facts, language=language),
        *(_say(key, facts, language=language) for key in keys),
    ]


def _limits(facts: Facts, language: str) -> list[str]:
    keys = ("limit_operator", "limit_delivery", "limit_law")
    return [_say(key, facts, language=language) for key in keys]


def _say(key: str, facts: Facts, *, language: str) -> str:
    ends_on = min(facts.seal_ends_on, facts.clock_ends_on)
    return Template(words(language)[key]).substitute(
        reference=facts.reference,
        sealed_at=f"{facts.sealed_at:%Y-%m-%d %H:%M:%S}",
        operator=facts.operator,
        label=facts.label,
        reviewed_sha256=facts.reviewed_sha256,
        root_sha256=facts.root_sha256,
        supersedes=facts.supersedes,
        log_origin=facts.log_origin,
        ends_on=f"{ends_on:%Y-%m-%d}",
    )


def _seal(name: str, at: str = "") -> str:
    return SEAL.format(signature=f"{name}.p7s", content=name, at=at)


def _stamp(name: str, at: str = "") -> str:
    return STAMP.format(stamp=f"{name}.tst", content=name, at=at)


def _seal_of_manifest(at: str = "") -> str:
    return SEAL.format(
        signature="META-INF/signature001.p7s", content=MANIFEST.format(1), at=at
    )


def _stamp_of_manifest(at: str = "") -> str:
    return STAMP.format(
        stamp="META-INF/timestamp001.tst", content=MANIFEST.format(2), at=at
    )
