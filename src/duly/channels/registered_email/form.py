"""A web form as octets: what a field holds is a stranger's mail, and not one octet of it may change."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from urllib.parse import unquote_to_bytes

from duly.channels.registered_email.rebuilt import File

MOST_FIELDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`octets` are the fields as they came; a field that comes twice has its last value."""

    octets: dict[str, bytes]
    files: tuple[File, ...] = ()

    @property
    def words(self) -> dict[str, str]:
        return {
            name: raw.decode("utf-8", "replace") for name, raw in self.octets.items()
        }


def read_form(body: bytes, content_type: str) -> Form:
    """`application/x-www-form-urlencoded` (WHATWG URL, section 5) or `multipart/form-data` (RFC 7578).

    Raises ValueError for anything else, for a form that was cut short and for one of too many fields.
    """
    head = message_from_bytes(b"Content-Type: " + content_type.encode("latin-1"))
    kind = head.get_content_type()
    if kind == "application/x-www-form-urlencoded":
        return Form(octets=dict(pairs(body)))
    boundary = head.get_boundary()
    if kind != "multipart/form-data" or not boundary:
        raise ValueError(content_type)
    return parted(body, b"\r\n--" + boundary.encode("latin-1"))


def pairs(body: bytes) -> Iterator[tuple[str, bytes]]:
    given = body.split(b"&", MOST_FIELDS)
    if len(given) > MOST_FIELDS:
        raise ValueError("too many fields")
    for pair in given:
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        yield unquote_to_bytes(name).decode("utf-8", "replace"), unquote_to_bytes(value)


def parted(body: bytes, delimiter: bytes) -> Form:
    whole = b"\r\n" + body
    inside, end, after = whole.rpartition(delimiter + b"--")
    pieces = inside.split(delimiter + b"\r\n", MOST_FIELDS + 1)
    if not end or after.strip() or len(pieces) > MOST_FIELDS:
        raise ValueError("cut short, or too many fields")
    octets: dict[str, bytes] = {}
    files: list[File] = []
    for piece in pieces[1:]:
        lines, gap, content = piece.partition(b"\r\n\r\n")
        head = message_from_bytes(lines)
        name = head.get_param("name", header="content-disposition")
        if not gap or not isinstance(name, str):
            raise ValueError("a part without a name")
        filename = head.get_filename()
        if filename is None:
            octets[name] = content
        else:
            files.append(
                File(name=filename, media_type=head.get_content_type(), content=content)
            )
    return Form(octets=octets, files=tuple(files))
