"""Every trick of a zip directory is refused by both readers, with its reason, before anything is unpacked."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.evidence.container import BadContainer, read_container, read_folder
from duly.evidence.standalone import reading
from duly.evidence.verify import verify_bundle

Entry = tuple[zipfile.ZipInfo | str, bytes]


def zipped(*entries: Entry) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.etsi.asic-e+zip")
        for name, content in entries:
            archive.writestr(name, content)
    return target.getvalue()


def named(name: str, **settings: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("x" * len(name))
    entry.filename = name
    for key, value in settings.items():
        setattr(entry, key, value)
    return entry


def doubled() -> bytes:
    """Two entries of one name: the second is written under another and renamed in the bytes."""
    raw = zipped(("letter.pdf", b"true"), ("lettex.pdf", b"false"))
    return raw.replace(b"lettex.pdf", b"letter.pdf")


def with_lie_in_the_directory() -> bytes:
    raw = zipped(("letter.pdf", b"true"))
    place = raw.rindex(b"letter.pdf")
    return raw[:place] + b"lettex.pdf" + raw[place + 10 :]


def overlapping() -> bytes:
    """Two directory entries that point to the same bytes, as in a zip bomb."""
    raw = zipped(("a.txt", b"same"), ("b.txt", b"same"))
    first = raw.index(b"PK\x03\x04", 4)
    directory = raw.rindex(b"PK\x01\x02")
    return raw[: directory + 42] + struct.pack("<I", first) + raw[directory + 46 :]


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.etsi.asic-e+zip")
        archive.writestr("big.bin", bytes(65 * 1024 * 1024))
    return target.getvalue()


def understated() -> bytes:
    """The directory promises four bytes; unpacked there are a thousand."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.etsi.asic-e+zip")
        archive.writestr("a.bin", bytes(1000))
    raw = target.getvalue()
    return raw.replace(struct.pack("<I", 1000), struct.pack("<I", 4))


ATTACKS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no zip": lambda: b"<html></html>",
    "a cut-off zip": lambda: zipped(("a.txt", b"x"))[:-30],
    "a path out of the folder": lambda: zipped((named("../letter.pdf"), b"x")),
    "a path that begins at the root": lambda: zipped((named("/etc/passwd"), b"x")),
    "a hidden file": lambda: zipped((named(".profile"), b"x")),
    "a backslash": lambda: zipped((named("a\\b.txt"), b"x")),
    "a name with a line break": lambda: zipped((named("a\nb.txt"), b"x")),
    "a name that is not plain": lambda: zipped(("léttér.pdf", b"x")),
    "a name twice": doubled,
    "names that differ in case only": lambda: zipped(("A.txt", b"1"), ("a.txt", b"2")),
    "a directory that names another file": with_lie_in_the_directory,
    "overlapping entries": overlapping,
    "bytes before the zip": lambda: b"MZ" + zipped(("a.txt", b"x")),
    "bytes behind the zip": lambda: zipped(("a.txt", b"x")) + b"more",
    "a symbolic link": lambda: zipped(
        (named("a.txt", external_attr=0o120777 << 16), b"/etc/passwd")
    ),
    "an unusual packing": lambda: zipped(
        (named("a.txt", compress_type=zipfile.ZIP_LZMA), b"x")
    ),
    "a bomb": bomb,
    "a size that is not true": understated,
    "another kind of container": lambda: zipped(("a.txt", b"x")).replace(
        b"asic-e+zip", b"asic-s+zip"
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_trick_of_the_zip_is_refused_by_both_readers(
    attack: str, tmp_path: Path
) -> None:
    raw = ATTACKS[attack]()
    with pytest.raises(BadContainer):
        read_container(raw)
    path = tmp_path / "proof.asice"
    path.write_bytes(raw)
    if attack != "a bomb":  # the small reader has a limit for the whole only
        with pytest.raises((reading.No, *reading.BROKEN)):
            reading.read(path)
    verdict = verify_bundle(raw)
    assert not verdict.ok
    assert verdict.checks[0].detail


def test_a_plain_bundle_is_read_as_it_was_written(true_bundle: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(true_bundle)) as archive:
        names = archive.namelist()
        assert read_container(true_bundle) == {n: archive.read(n) for n in names}
    assert names[0] == "mimetype"
    assert true_bundle[30:38] == b"mimetype"
    assert true_bundle[38:69] == b"application/vnd.etsi.asic-e+zip"


def test_a_bundle_zipped_again_by_hand_is_still_read(true_files, pack) -> None:
    """Somebody unpacks it, looks, and packs it again in another order: the content is what counts."""
    shuffled = dict(sorted(true_files.items(), reverse=True))
    assert read_container(pack(shuffled)) == true_files
    assert verify_bundle(pack(shuffled)).ok


def test_a_link_in_an_unpacked_folder_is_refused(true_files, tmp_path: Path) -> None:
    for name, content in true_files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "sources/link.eml").symlink_to("/etc/passwd")
    with pytest.raises(BadContainer):
        read_folder(tmp_path)


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_refused_and_never_crash(raw: bytes) -> None:
    with pytest.raises(BadContainer):
        read_container(raw)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(0, 60_000), flip=st.integers(1, 255))
def test_a_flipped_byte_anywhere_is_seen_or_harmless(
    true_bundle: bytes, true_files, place: int, flip: int
) -> None:
    """Either the bundle is refused, or every file in it is byte for byte the same (a date in the directory)."""
    spot = place % len(true_bundle)
    damaged = bytearray(true_bundle)
    damaged[spot] ^= flip
    verdict = verify_bundle(bytes(damaged))
    if verdict.ok:
        assert read_container(bytes(damaged)) == true_files


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_flipped_byte_in_any_file_is_refused(
    data: st.DataObject, true_files, pack
) -> None:
    name = data.draw(st.sampled_from(sorted(true_files)))
    content = bytearray(true_files[name])
    spot = data.draw(st.integers(0, len(content) - 1))
    content[spot] ^= data.draw(st.integers(1, 255))
    verdict = verify_bundle(pack(true_files | {name: bytes(content)}))
    assert not verdict.ok, (name, spot)
