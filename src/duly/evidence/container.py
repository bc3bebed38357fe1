"""What files are in this zip, if it may be believed? Every trick of the zip directory is refused before anything is unpacked."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

from duly.evidence.asic import MIMETYPE
from duly.kit.said import said

MOST_FILES = 2_000
LARGEST_BUNDLE = 128 * 1024 * 1024
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_TOTAL = 256 * 1024 * 1024
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,5}/?")
ENCRYPTED, LENGTHS_LATER = 0x1, 0x8
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
END = struct.Struct("<4s4H2IH")
SYMLINK = 0o120000
# What a person puts beside the unpacked files to check them; not part of the bundle.
BROUGHT_ALONG = frozenset({"roots.pem"})


class BadContainer(Exception):
    """This is no bundle, or its directory plays tricks; `file` is the entry, empty for the whole."""

    def __init__(self, reason: str, *, file: str = "") -> None:
        super().__init__(reason)
        self.file = file


def read_container(raw: bytes) -> dict[str, bytes]:
    """The files of a bundle by name; raises BadContainer. Nothing is written to disk."""
    if len(raw) > LARGEST_BUNDLE:
        raise BadContainer(said("larger than any bundle (128 MiB)"))
    if not raw.startswith(b"PK\x03\x04"):
        raise BadContainer(said("this is no bundle: it does not begin as a zip file"))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            _check_directory(raw, entries)
            files = {
                entry.filename: _content(archive, entry)
                for entry in entries
                if not entry.is_dir()
            }
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as why:
        raise BadContainer(said("the zip directory cannot be read")) from why
    return _with_mimetype(files)


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of an unpacked bundle; raises BadContainer. A roots.pem laid beside them is not counted."""
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise BadContainer("a symbolic link has no place in a bundle", file=name)
        if path.is_dir() or name in BROUGHT_ALONG:
            continue
        total += path.stat().st_size
        if len(files) >= MOST_FILES or total > LARGEST_TOTAL:
            raise BadContainer("more files than any bundle has")
        files[name] = path.read_bytes()
    return _with_mimetype(files)


def _with_mimetype(files: dict[str, bytes]) -> dict[str, bytes]:
    if files.get("mimetype") != MIMETYPE:
        raise BadContainer(
            "this is no bundle: it does not say that it is an ASiC-E container",
            file="mimetype",
        )
    return files


def _check_directory(raw: bytes, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise BadContainer("more entries than any bundle has")
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry, seen)
        _check_kind(entry)
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise BadContainer("unpacked it would be larger than any bundle (256 MiB)")
    _check_layout(raw, entries)


def _check_name(entry: zipfile.ZipInfo, seen: set[str]) -> None:
    name = entry.filename
    # orig_filename still has what zipfile cuts off or turns round (NUL, backslash).
    if not NAME.fullmatch(name) or entry.orig_filename != name:
        raise BadContainer("a name that could leave the folder or deceive", file=name)
    if name.casefold() in seen:
        raise BadContainer("the same name stands twice in the zip", file=name)
    seen.add(name.casefold())


def _check_kind(entry: zipfile.ZipInfo) -> None:
    reasons = {
        "encrypted": entry.flag_bits & ENCRYPTED,
        "written without its length": entry.flag_bits & LENGTHS_LATER,
        "a symbolic link": (entry.external_attr >> 16) & 0o170000 == SYMLINK,
        "larger than any file of a bundle": entry.file_size > LARGEST_FILE,
        "a folder with content": entry.is_dir() and entry.file_size,
        "packed in an unusual way": entry.compress_type
        not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED},
    }
    for what, is_so in reasons.items():
        if is_so:
            raise BadContainer(f"this entry is {what}", file=entry.filename)


def _check_layout(raw: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Entries follow each other without a gap, each begins as the directory says, nothing before or behind."""
    place = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset != place:
            raise BadContainer("hidden or overlapping bytes", file=entry.filename)
        place = _end_of(raw, entry)
    mark, disk, start_disk, here, count, size, start, comment = END.unpack(
        raw[-END.size :]
    )
    told = (mark, disk, start_disk, here, count, start, start + size, comment)
    true = (b"PK\x05\x06", 0, 0, count, len(entries), place, len(raw) - END.size, 0)
    if told != true:
        raise BadContainer(said("hidden bytes before, between or behind the files"))


def _end_of(raw: bytes, entry: zipfile.ZipInfo) -> int:
    start = entry.header_offset
    end = start + LOCAL_HEADER.size
    (mark, version, flags, method, _time, _day, crc, packed, size, name_len, extra) = (
        LOCAL_HEADER.unpack(raw[start:end])
    )
    name = raw[end : end + name_len]
    told = (mark, version, flags, method, crc, packed, size, name)
    true = (
        b"PK\x03\x04",
        entry.extract_version,
        entry.flag_bits,
        entry.compress_type,
        entry.CRC,
        entry.compress_size,
        entry.file_size,
        entry.filename.encode("ascii"),
    )
    if told != true:
        raise BadContainer("file and zip directory differ", file=entry.filename)
    return int(end + name_len + extra + entry.compress_size)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as file:
            # One byte more than promised: a bomb that unpacks to more than it says is seen here.
            content = file.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as reason:
        raise BadContainer(
            f"cannot be unpacked: {reason}", file=entry.filename
        ) from reason
    if len(content) != entry.file_size:
        raise BadContainer(
            said("its length is not the stated one"), file=entry.filename
        )
    return content
