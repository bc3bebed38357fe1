"""Seal, list for machines and its seal: an insider makes one of them wrong and the rest right, and that one says no."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from duly.evidence import asic, cms, timestamp
from duly.evidence import keys as key_folder
from duly.evidence.container import read_container
from duly.evidence.keys import Keys
from duly.evidence.seal import seal_pdf
from duly.evidence.standalone import report
from duly.evidence.verify import Verdict, verify_bundle

Files = dict[str, bytes]
NOW = datetime(2026, 3, 2, 10, 1, tzinfo=UTC)
TODAY = datetime(2026, 3, 3, tzinfo=UTC)
SEALED = (
    "META-INF/ASiCManifest001.xml",
    "META-INF/signature001.p7s",
    "SHA256SUMS",
    "SHA256SUMS.p7s",
    "SHA256SUMS.tst",
)


def stamped_anew(files: Files, keys: Keys) -> Files:
    """The outermost list and its token, made to fit whatever lies below."""
    manifest = asic.write_manifest(
        {name: files[name] for name in SEALED}, reference="META-INF/timestamp001.tst"
    )
    token = timestamp.stamp(
        hashlib.sha256(manifest).digest(), signer=keys.clock, now=NOW
    )
    return files | {
        "META-INF/ASiCManifest002.xml": manifest,
        "META-INF/timestamp001.tst": token,
    }


def seal_over(content: bytes, keys: Keys) -> bytes:
    return cms.sign_detached(
        hashlib.sha256(content).digest(),
        signer=keys.seal,
        now=NOW,
        stamp=timestamp.own_clock(keys.clock, now=NOW),
    )


@pytest.fixture
def judged(pack: Callable[[Files], bytes], tmp_path: Path) -> Callable[..., Verdict]:
    """`duly verify`, after verify.py was seen to say no to the same checks."""

    def judge(files: Files) -> Verdict:
        bundle = pack(files)
        verdict = verify_bundle(bundle, at=TODAY)
        (tmp_path / "proof.asice").write_bytes(bundle)
        other = report.verify(tmp_path / "proof.asice", None, TODAY.timestamp())
        assert other["ok"] == verdict.ok
        return verdict

    return judge


def failed(verdict: Verdict) -> dict[str, str | None]:
    return {check.name: check.file for check in verdict.checks if not check.ok}


def test_the_workshop_itself_makes_nothing_wrong(
    workshop: Any, judged: Callable[..., Verdict], true_files: Files
) -> None:
    assert failed(judged(stamped_anew(true_files, workshop.keys))) == {}


def test_a_seal_over_another_list_is_refused_by_the_seal(
    workshop: Any, judged: Callable[..., Verdict], true_files: Files
) -> None:
    wrong = true_files | {"SHA256SUMS.p7s": seal_over(b"another list", workshop.keys)}
    verdict = judged(stamped_anew(wrong, workshop.keys))
    found = failed(verdict)
    assert next(iter(found)) == "seal"
    # The others ask who made this very seal; none finds a fault of its own.
    assert set(found.values()) == {"SHA256SUMS.p7s"}
    assert {"digests", "asic-manifest", "letter-seal", "evidence-chain"}.isdisjoint(
        found
    )


@pytest.mark.parametrize("name", ["README.txt", "letter.pdf", "bundle.json"])
def test_a_list_for_machines_that_says_otherwise_is_refused_by_it_alone(
    workshop: Any, judged: Callable[..., Verdict], true_files: Files, name: str
) -> None:
    listed = {
        file: content
        for file, content in true_files.items()
        if not file.startswith(("META-INF/", "SHA256SUMS")) and file != "mimetype"
    }
    manifest = asic.write_manifest(
        listed | {name: b"other words"}, reference="META-INF/signature001.p7s"
    )
    wrong = true_files | {
        "META-INF/ASiCManifest001.xml": manifest,
        "META-INF/signature001.p7s": seal_over(manifest, workshop.keys),
    }
    verdict = judged(stamped_anew(wrong, workshop.keys))
    assert failed(verdict) == {"asic-manifest": "META-INF/ASiCManifest001.xml"}


def test_a_second_seal_by_another_key_is_refused_by_that_seal_alone(
    workshop: Any,
    judged: Callable[..., Verdict],
    letter: bytes,
    tmp_path: Path,
) -> None:
    """Both keys are good and of one root; yet two seals of one bundle come from one key."""
    folder = tmp_path / "keys"
    first = key_folder.make_keys(folder, now=NOW - timedelta(hours=2))
    key_folder.rotate(folder, kind="seal", now=NOW - timedelta(hours=1))
    second = key_folder.open_keys(folder, now=NOW)
    assert first.seal.certificate != second.seal.certificate
    shop = replace(
        workshop, keys=first, sealed=seal_pdf(letter, keys=first, now=workshop.now)
    )
    files = read_container(shop.bundle())
    assert failed(judged(dict(files))) == {}
    wrong = files | {
        "META-INF/signature001.p7s": seal_over(
            files["META-INF/ASiCManifest001.xml"], second
        )
    }
    verdict = judged(stamped_anew(wrong, first))
    assert failed(verdict) == {"asic-seal": "META-INF/signature001.p7s"}
