"""An incoming mail as headers and texts, read with caps so that a hostile one costs little."""

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from functools import lru_cache

LARGEST_MAIL = 25_000_000
LARGEST_HEADER = 256_000
MOST_PARTS = 500
MOST_CONTAINERS = 100
DEEPEST_PART = 20
LARGEST_TEXT = 200_000  # characters of one text that are looked at
LARGEST_HTML = 100_000
LARGEST_REPORT = 30_000
RETURNED = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/global-headers",
)
HEADER_END = re.compile(rb"\r?\n\r?\n")
CONTAINER = re.compile(
    rb"\ncontent-type:[ \t]*(?:multipart/|message/(?:rfc822|global))"
)
# Letters of Western Europe too (RFC 6531); in scripts without spaces the words around would stick to it.
ADDRESS = r"[A-Za-z0-9À-ÖØ-öø-ɏ.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9À-ÖØ-öø-ɏ-]+\.)+[A-Za-zÀ-ÖØ-öø-ɏ0-9-]{2,}"
# A multipart among the leaves has a boundary that never comes: its text is read as it stands.
READABLE = ("text/", "multipart/")
TAG = re.compile(r"<[^<>]*>")
UNSEEN = (
    ("<!--", "-->"),
    ("<head>", "</head"),
    ("<style", "</style"),
    ("<script", "</script"),
)
BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/h[1-6]|/li)\b[^<>]*>")


class TooComplex(ValueError):
    """The mail is larger or deeper than any honest one; it is kept raw and a person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """`texts` are the parts a person reads, outside a returned message; `returned` is that one.

    `reports` are the texts of delivery-status parts, `feedback` of complaint and receipt parts; `types` all content types, outermost first;
    `pages` the HTML parts as they came; `report_type` (RFC 6522) in lower case; `headers` the first of each name.
    """

    message: Message
    types: tuple[str, ...]
    texts: tuple[str, ...]
    reports: tuple[str, ...]
    feedback: tuple[str, ...]
    returned: Message | None
    pages: tuple[str, ...] = ()
    report_type: str = ""
    headers: Mapping[str, object] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """The first header of this name as text, empty when there is none."""
        return decoded(str(self.headers.get(name.lower(), "")))

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def addresses(self, *names: str) -> tuple[str, ...]:
        return addresses_of(self.message, *names)


def read_mail(raw: bytes) -> Mail:
    """Raises TooComplex before any expensive parsing."""
    check_caps(raw)
    return mail_of(message_from_bytes(raw))


def mail_of(message: Message) -> Mail:
    """The same view of a message that is parsed already. Raises TooComplex."""
    types: list[str] = []
    plain: list[str] = []
    rich: list[str] = []
    reports: list[str] = []
    feedback: list[str] = []
    returned: list[Message] = []
    for part in leaves(message):
        kind = part.get_content_type()
        types.append(kind)
        if kind in RETURNED:
            returned.append(inner_message(part))
        elif kind.endswith("delivery-status") or holds_report(part, kind):
            reports.append(report_text(part))
        elif kind.endswith(("feedback-report", "disposition-notification")):
            feedback.append(report_text(part))
        elif kind == "text/html":
            rich.append(part_text(part)[:LARGEST_HTML])
        elif kind.startswith(READABLE):
            plain.append(part_text(part))
    texts = plain if any(text.strip() for text in plain) else [*map(without_tags, rich)]
    return Mail(
        message=message,
        types=(message.get_content_type(), *types),
        texts=tuple(text[:LARGEST_TEXT] for text in texts),
        reports=tuple(reports),
        feedback=tuple(feedback),
        returned=returned[0] if returned else None,
        pages=tuple(rich),
        headers={key.lower(): v for key, v in reversed(list(message.raw_items()))},
        report_type=str(message.get_param("report-type", "")).lower(),
    )


def check_caps(raw: bytes) -> None:
    if len(raw) > LARGEST_MAIL:
        raise TooComplex(f"{len(raw)} octets are more than {LARGEST_MAIL}")
    end = HEADER_END.search(raw)
    header = raw[: end.start()] if end else raw
    if len(header) > LARGEST_HEADER:
        raise TooComplex(f"a header of {len(header)} octets")
    # The parser recurses: so many containers could not be nested deeper than it can go.
    if len(CONTAINER.findall(b"\n" + raw.lower())) > MOST_CONTAINERS:
        raise TooComplex(f"more than {MOST_CONTAINERS} parts that hold parts")
    if raw.count(b"\n--") > 20 * MOST_PARTS:
        raise TooComplex("more parts than any honest mail has")


def leaves(message: Message) -> list[Message]:
    """Parts that hold no parts, and returned messages whole; depth first without recursion."""
    found: list[Message] = []
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST_PART or len(found) > MOST_PARTS:
            raise TooComplex("more parts, or deeper ones, than any honest mail has")
        inner = inner_of(part)
        if inner is not None and part.get_content_maintype() == "multipart":
            waiting += [(p, depth + 1) for p in reversed(inner)]
        else:
            found.append(part)
    return found


def inner_of(part: Message) -> list[Message] | None:
    """None where it holds text, which is not asked for: the parser decodes it at once, and fails at some charsets."""
    if not part.is_multipart():
        return None
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)]


def inner_message(part: Message) -> Message:
    """The returned message's headers, whether it came as a message or as text."""
    inner = inner_of(part)
    if inner:
        return inner[0]
    return message_from_bytes(part_text(part).encode("utf-8", "replace"))


def holds_report(part: Message, kind: str) -> bool:
    """Whether a small attached file is a report whose type a gateway did not know."""
    if kind != "application/octet-stream":
        return False
    text = part_text(part)
    return len(text) <= LARGEST_REPORT and "final-recipient:" in text.lower()


def report_text(part: Message) -> str:
    """The field groups of a delivery-status part as lines, groups apart by an empty line."""
    groups = inner_of(part)
    if groups is None:
        return part_text(part)
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        # The parser looks for fields in it before anybody has decoded it.
        return base64_text("".join(map(part_text, groups)))
    return "\n\n".join(map(group_text, groups))


def group_text(group: Message) -> str:
    fields = "\n".join(f"{name}: {as_utf8(value)}" for name, value in group.raw_items())
    return fields if group.is_multipart() else f"{fields}\n{part_text(group)}"


def base64_text(encoded: str) -> str:
    try:
        return text_of(b64decode(encoded), "utf-8").replace("\r\n", "\n")
    except ValueError:
        return ""


def part_text(part: Message) -> str:
    octets = None if part.is_multipart() else part.get_payload(decode=True)
    if not isinstance(octets, bytes):
        return ""
    text = text_of(octets, str(part.get_content_charset() or "utf-8"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def text_of(octets: bytes, charset: str) -> str:
    """As declared, else UTF-8, else what Western mail programs write undeclared."""
    for known in (charset, "utf-8", "cp1252"):
        try:
            return octets.decode(known)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return octets.decode("utf-8", "replace")


def without_tags(page: str) -> str:
    """The words of an HTML page, line by line; linear in its size, however broken it is."""
    import html

    for opening, closing in UNSEEN:
        page = without_blocks(page, opening, closing)
    return html.unescape(TAG.sub(" ", BREAK.sub("\n", page))).replace("\xa0", " ")


def without_blocks(page: str, opening: str, closing: str) -> str:
    lowered = page.lower()
    kept: list[str] = []
    position = 0
    while (start := lowered.find(opening, position)) >= 0:
        kept.append(page[position:start])
        position = lowered.find(closing, start)
        if position < 0:
            return "".join(kept)
    return "".join([*kept, page[position:]])


def as_utf8(value: object) -> str:
    """The parser keeps octets above 127 as surrogates; nearly always they are UTF-8."""
    return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def decoded(value: str) -> str:
    """A header's text, encoded words and raw UTF-8 read; what cannot be read stays as it came."""
    text = as_utf8(value)
    if "=?" not in text:
        return text
    try:
        return "".join(
            octets.decode(charset or "ascii", "replace")
            if isinstance(octets, bytes)
            else octets
            for octets, charset in decode_header(text)
        )
    except (LookupError, ValueError, HeaderParseError):
        return text


def addresses_of(message: Message, *names: str) -> tuple[str, ...]:
    """Addresses in these headers, in lower case; 100 at most (a list of 20,000 is an attack)."""
    return addresses_in(
        tuple(
            str(value)[:20_000] for name in names for value in message.get_all(name, [])
        )
    )


@lru_cache(maxsize=8)  # several rules ask for the same headers of a mail
def addresses_in(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        address.lower() for _, address in getaddresses(texts) if "@" in address
    )[:100]
