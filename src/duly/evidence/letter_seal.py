"""Does this PDF carry one whole seal? Finds the PAdES signature by its byte range and reads it."""

import hashlib
import re
from dataclasses import dataclass

from duly.evidence import cms_read
from duly.kit.said import said

BYTE_RANGE = re.compile(
    rb"/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]"
)
END_MARK = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
CONTENTS = re.compile(rb"<([0-9A-Fa-f]+)>")
SUBFILTER = re.compile(rb"/SubFilter\s*/ETSI\.CAdES\.detached\b")

# Each is hashed from the start of the file, so a file full of marks would keep a reader busy for hours.
MOST_REVISIONS = 20


class BadLetter(Exception):
    """The PDF carries no whole seal, or is not what was reviewed; the message says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSeal:
    """`signed` is the seal in the PDF, `tokens` the timestamps over it; `start` is where its bytes begin."""

    signed: cms_read.Signed
    tokens: tuple[cms_read.Token, ...]
    start: int


def read_letter_seal(pdf: bytes) -> LetterSeal:
    """The one PAdES signature of a PDF, covering the whole file; raises BadLetter."""
    ranges = list(BYTE_RANGE.finditer(pdf))
    if len(ranges) != 1 or pdf.count(b"/ByteRange") != 1:
        raise BadLetter(said("there is not exactly one seal in the PDF"))
    start, behind, rest = (int(number) for number in ranges[0].groups())
    if behind + rest != len(pdf) or not 0 < start < behind:
        raise BadLetter(
            said("the seal does not cover the whole PDF: something was added")
        )
    contents = CONTENTS.fullmatch(pdf[start:behind])
    if contents is None or len(SUBFILTER.findall(pdf, start)) != 1:
        raise BadLetter("the seal of the PDF is not written as PAdES demands")
    raw = _without_padding(bytes.fromhex(contents[1].decode()))
    try:
        signed = cms_read.read_signature(raw, content=pdf[:start] + pdf[behind:])
        tokens = tuple(
            cms_read.read_token(token, content=signed.signature)
            for token in signed.tokens
        )
    except cms_read.BadSignature as reason:
        raise BadLetter(*reason.args) from reason
    return LetterSeal(signed=signed, tokens=tokens, start=start)


def _without_padding(raw: bytes) -> bytes:
    """The room kept for the signature is filled with zeros behind it, and with nothing else."""
    if len(raw) < 4 or raw[:2] != b"\x30\x82":
        raise BadLetter("the seal of the PDF is no CMS signature")
    end = 4 + int.from_bytes(raw[2:4], "big")
    if raw[end:].strip(b"\x00"):
        raise BadLetter(said("behind the signature lie bytes that nobody signed"))
    return raw[:end]


def reviewed_length(pdf: bytes, *, reviewed_sha256: str, before: int) -> int:
    """How many bytes of the sealed PDF are the reviewed one; raises BadLetter when none are."""
    marks = list(END_MARK.finditer(pdf, 0, before))
    if len(marks) > MOST_REVISIONS:
        raise BadLetter("it has more revisions than any letter")
    for mark in marks:
        for end in {mark.start() + len(b"%%EOF"), mark.end()}:
            if hashlib.sha256(pdf[:end]).hexdigest() == reviewed_sha256:
                return end
    raise BadLetter(
        said(
            "it does not begin with the reviewed letter (SHA-256 %(digest)s)",
            digest=reviewed_sha256,
        )
    )
