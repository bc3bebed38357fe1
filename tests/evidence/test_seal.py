"""A sealed letter: the reviewed bytes and one PAdES seal, as programs of other people see it."""

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from duly.evidence import letter_seal
from duly.evidence.canonical import sha256_hex
from duly.evidence.revision import Changed, check_only_sealed
from duly.evidence.seal import NotSealable, seal_pdf
from duly.evidence.signers import KeyPastUse
from tests.conftest import require


def tool(name: str, *words: str) -> str:
    require(name, "poppler-utils mupdf-tools")
    done = subprocess.run([name, *words], check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.fixture
def sealed_file(workshop, tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(workshop.sealed)
    return path


def test_the_reviewed_bytes_stay_as_they_were(workshop) -> None:
    assert workshop.sealed.startswith(workshop.letter)
    found = letter_seal.read_letter_seal(workshop.sealed)
    length = letter_seal.reviewed_length(
        workshop.sealed,
        reviewed_sha256=sha256_hex(workshop.letter),
        before=found.start,
    )
    assert length == len(workshop.letter)
    check_only_sealed(workshop.sealed, length=length)


def test_pdfsig_sees_one_valid_seal_over_the_whole_letter(sealed_file: Path) -> None:
    text = tool("pdfsig", "-nocert", str(sealed_file))
    assert "Signature is Valid" in text
    assert "Total document signed" in text
    assert "Not total" not in text
    assert "ETSI.CAdES.detached" in text
    assert text.count("Signature #") == 1


def test_mutool_sees_no_change_since_the_seal(sealed_file: Path) -> None:
    text = tool("mutool", "sign", "-v", str(sealed_file))
    assert "unchanged since signing" in text


def test_both_see_text_added_later(workshop, sealed_file: Path) -> None:
    with pikepdf.open(sealed_file) as pdf:
        pdf.pages[0].contents_add(b"BT ET")
        changed = sealed_file.with_name("changed.pdf")
        pdf.save(changed)
    text = tool("pdfsig", "-nocert", str(changed))
    assert "Signature is Valid" not in text or "Not total document signed" in text


def test_openssl_verifies_the_signature_in_the_letter(
    workshop, sealed_file: Path, tmp_path: Path
) -> None:
    pdf = workshop.sealed
    start, behind, rest = map(
        int, re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)", pdf)[0]
    )
    assert behind + rest == len(pdf)
    (tmp_path / "covered").write_bytes(pdf[:start] + pdf[behind:])
    raw = bytes.fromhex(pdf[start + 1 : behind - 1].decode())
    (tmp_path / "signature").write_bytes(raw)
    (tmp_path / "roots.pem").write_bytes(workshop.keys.roots)
    subprocess.run(
        (
            *("openssl", "cms", "-verify", "-cades", "-inform", "DER", "-binary"),
            *("-in", "signature", "-content", "covered", "-CAfile", "roots.pem"),
            *("-purpose", "any", "-out", "/dev/null"),
        ),
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )


def test_pyhanko_accepts_it_as_pades_with_a_timestamp(workshop, keys) -> None:
    """The library that wrote the revision did not write the signature; it reads it as PAdES B-T."""
    import io
    from concurrent.futures import ThreadPoolExecutor

    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(workshop.sealed))
    (signature,) = reader.embedded_signatures
    root = x509.Certificate.load(keys.root)
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    # In a thread: it starts an event loop, and a browser test may have left one running in this.
    with ThreadPoolExecutor(max_workers=1) as thread:
        status = thread.submit(validate_pdf_signature, signature, context).result()
    assert status.bottom_line, status.pretty_print_details()
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.valid
    assert status.modification_level.name in {"NONE", "LTA_UPDATES"}


def test_a_letter_in_several_revisions_is_not_only_sealed(workshop) -> None:
    more = workshop.sealed + b"\n1 0 obj\nnull\nendobj\nstartxref\n0\n%%EOF"
    with pytest.raises(Changed, match="more than one revision"):
        check_only_sealed(more, length=len(workshop.letter))


def test_the_metadata_and_the_pages_are_not_written_again(workshop) -> None:
    added = workshop.sealed[len(workshop.letter) :]
    objects = re.findall(rb"\n(\d+) 0 obj", added)
    assert len(objects) == 5  # page, catalogue, form, field, seal
    assert b"stream" not in added


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n%%EOF", b"<html>", b"\x00" * 100])
def test_what_is_no_pdf_is_not_sealed(keys, now, junk: bytes) -> None:
    with pytest.raises(NotSealable):
        seal_pdf(junk, keys=keys, now=now)


def test_a_sealed_letter_is_not_sealed_again(workshop, now) -> None:
    with pytest.raises(NotSealable):
        seal_pdf(workshop.sealed, keys=workshop.keys, now=now)


def test_a_letter_without_a_last_line_break_is_sealed_too(workshop, now) -> None:
    for letter in (workshop.letter.rstrip(), workshop.letter.rstrip() + b"\n"):
        sealed = seal_pdf(letter, keys=workshop.keys, now=now)
        assert sealed.startswith(letter)
        check_only_sealed(sealed, length=len(letter))


def test_a_key_past_its_use_seals_nothing(workshop, now) -> None:
    with pytest.raises(KeyPastUse, match="rotate"):
        seal_pdf(
            workshop.letter, keys=workshop.keys, now=now.replace(year=2027, month=4)
        )
    with pytest.raises(KeyPastUse, match="clock"):
        seal_pdf(workshop.letter, keys=workshop.keys, now=now.replace(year=2025))


def test_a_cross_reference_stream_is_refused_not_guessed(workshop) -> None:
    with pytest.raises(Changed):
        check_only_sealed(b"%PDF-1.7\n%%EOF\nstartxref\n9\n%%EOF", length=14)
