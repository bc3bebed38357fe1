"""A message made of the fields that a sending service gives instead of the message; it says so in its first line.

Its octets are nobody's: no signature of the sender verifies over them.
"""

import base64
import re
from dataclasses import dataclass
from hashlib import sha256

SAYING = "Comments: made of fields given by the sending service; not the octets that were sent"
FIELD_NAME = re.compile(r"[!-9;-~]{1,70}")
MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")
# Their values describe the original's octets.
OWN = ("mime-version", "content-type", "content-transfer-encoding", "comments")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """`headers` in their order; the first of a name that may stand once only is taken."""

    headers: tuple[tuple[str, str], ...]
    text: str = ""
    html: str = ""
    files: tuple[File, ...] = ()


def rebuilt(fields: Fields) -> bytes:
    """The same fields give the same octets, so that a call that comes again is the same mail."""
    parts = [
        part_of(
            File(name="", media_type=kind, content=words.encode("utf-8", "replace"))
        )
        for kind, words in (("text/plain", fields.text), ("text/html", fields.html))
        if words
    ]
    parts += [part_of(file) for file in fields.files]
    boundary = f"=_{sha256(b''.join(parts)).hexdigest()[:32]}"
    head = [SAYING, *header_lines(fields), "MIME-Version: 1.0"]
    head.append(f'Content-Type: {kind_of(fields)}; boundary="{boundary}"')
    top = "\r\n".join(head).encode("utf-8", "replace")
    inside = b"".join(b"\r\n--" + boundary.encode() + b"\r\n" + part for part in parts)
    return top + b"\r\n" + inside + b"\r\n--" + boundary.encode() + b"--\r\n"


def header_lines(fields: Fields) -> list[str]:
    lines: dict[str, None] = {}
    for name, value in fields.headers:
        if FIELD_NAME.fullmatch(name) and name.lower() not in OWN:
            lines[f"{name}: {' '.join(value.split())}"] = None
    return list(lines)


def kind_of(fields: Fields) -> str:
    """A report stays one, or nobody would look for its fields."""
    given = next(
        (value for name, value in fields.headers if name.lower() == "content-type"), ""
    ).lower()
    if given.startswith("multipart/report"):
        return "multipart/report; report-type=delivery-status"
    return "multipart/mixed"


def part_of(file: File) -> bytes:
    kind = file.media_type.lower().partition(";")[0].strip()
    if not MEDIA_TYPE.fullmatch(kind) or kind.startswith("multipart/"):
        kind = "application/octet-stream"
    head = f"Content-Type: {kind}"
    if kind.startswith("text/"):
        head += "; charset=utf-8"
    if file.name:
        safe = re.sub(r"[^\w. -]", "_", file.name, flags=re.ASCII)[:100]
        head += f'\r\nContent-Disposition: attachment; filename="{safe}"'
    # RFC 2046 section 5.2.1: no encoding for a message within a message.
    if kind.startswith("message/"):
        return (
            head.encode()
            + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + file.content
        )
    encoded = base64.encodebytes(file.content).replace(b"\n", b"\r\n")
    return head.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded
