"""For every check a bundle in which only that is wrong; two readers must agree on all of them."""

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.evidence import cms, timestamp
from duly.evidence.anchors import Anchors, read_anchors, write_anchors
from duly.evidence.canonical import canonical_json, sha256_hex
from duly.evidence.container import read_container
from duly.evidence.keys import Keys
from duly.evidence.seal import seal_pdf
from duly.evidence.standalone import single_file
from duly.evidence.verify import CHECKS, Verdict, verify_bundle

Files = dict[str, bytes]
TODAY = datetime(2026, 3, 3, tzinfo=UTC)


def failed(verdict: Verdict) -> set[str]:
    return {check.name for check in verdict.checks if not check.ok}


def the_detail(verdict: Verdict, name: str) -> str:
    return next(check.detail for check in verdict.checks if check.name == name)


@pytest.fixture(scope="module")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """verify.py as it rides in a bundle, run as a program of its own."""
    folder = tmp_path_factory.mktemp("standalone")
    (folder / "verify.py").write_bytes(single_file())

    def run(bundle: bytes, roots: bytes | None) -> dict[str, Any]:
        (folder / "proof.asice").write_bytes(bundle)
        words = [
            sys.executable,
            "-I",
            "verify.py",
            "--json",
            "--at",
            "2026-03-03T00:00Z",
        ]
        if roots:
            (folder / "roots.pem").write_bytes(roots)
            words += ["--roots", "roots.pem"]
        done = subprocess.run(
            [*words, "proof.asice"],
            check=False,
            cwd=folder,
            capture_output=True,
            text=True,
        )
        assert not done.stderr, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        assert done.returncode == (0 if answer["ok"] else 1)
        return answer

    return run


@pytest.fixture
def both(standalone: Callable[..., Any]) -> Callable[..., Verdict]:
    """The verdict of `duly verify`, after verify.py was seen to agree with it."""

    def run(bundle: bytes, roots: bytes | None = None) -> Verdict:
        verdict = verify_bundle(bundle, roots=roots, at=TODAY)
        other = standalone(bundle, roots)
        said = {check["name"]: check["detail"] for check in other["checks"]}
        assert other["ok"] == verdict.ok, (failed(verdict), said)
        assert other["grade"] == verdict.grade
        return verdict

    return run


def test_an_untouched_bundle_is_true(workshop, both, true_bundle: bytes) -> None:
    verdict = both(true_bundle, workshop.keys.roots)
    assert verdict.ok, failed(verdict)
    assert verdict.anchored
    assert verdict.grade == "self"
    assert verdict.reference == "ADA-1"
    assert verdict.letter_sha256 == sha256_hex(workshop.sealed)
    assert [event["event"] for event in verdict.events] == [
        "SubmissionAcceptance",
        "RelayToNonERDS",
    ]


def test_without_roots_from_outside_the_verdict_says_so(both, true_bundle) -> None:
    verdict = both(true_bundle)
    assert verdict.ok
    assert not verdict.anchored
    assert "not checked against roots from outside" in the_detail(
        verdict, "trust-anchor"
    )


def test_under_grade_self_the_operator_is_named_as_not_excluded(
    both, true_bundle
) -> None:
    assert "cannot exclude" in the_detail(both(true_bundle), "time-grade")


def test_an_unpacked_folder_is_verified_too(
    workshop, true_files: Files, tmp_path: Path
) -> None:
    for name, content in true_files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "roots.pem").write_bytes(workshop.keys.roots)
    assert verify_bundle(tmp_path, roots=workshop.keys.roots, at=TODAY).ok
    (tmp_path / "extra.txt").write_text("more")
    assert failed(verify_bundle(tmp_path, at=TODAY)) == {"files-listed"}


@pytest.mark.parametrize(
    "name",
    [
        "README.txt",
        "README.html",
        "verify.py",
        "bundle.json",
        "evidence-schema.json",
        "letter.pdf",
        "evidence/01-SubmissionAcceptance.json",
        "sources/message.eml",
        "ltv/chain.pem",
        "ltv/root.crl",
    ],
)
def test_a_changed_file_is_named(both, pack, true_files: Files, name: str) -> None:
    true_files[name] = true_files[name] + b" "
    verdict = both(pack(true_files))
    assert "digests" in failed(verdict)
    assert name in the_detail(verdict, "digests")


@pytest.mark.parametrize(
    "name", ["README.txt", "sources/message.eml", "SHA256SUMS.tst"]
)
def test_a_missing_file_is_named(both, pack, true_files: Files, name: str) -> None:
    del true_files[name]
    verdict = both(pack(true_files))
    assert name in the_detail(verdict, "files-listed")


@pytest.mark.parametrize(
    "name", ["sources/more.eml", "evidence/03-ContentHandover.json", "note.txt"]
)
def test_a_file_put_in_is_named(both, pack, true_files: Files, name: str) -> None:
    true_files[name] = b"{}"
    verdict = both(pack(true_files))
    assert "files-listed" in failed(verdict)
    assert name in the_detail(verdict, "files-listed")


def test_a_recomputed_list_no_longer_fits_its_seal(
    both, pack, true_files: Files
) -> None:
    message = true_files["sources/message.eml"] + b"And one line more.\r\n"
    true_files["SHA256SUMS"] = true_files["SHA256SUMS"].replace(
        sha256_hex(true_files["sources/message.eml"]).encode(),
        sha256_hex(message).encode(),
    )
    true_files["sources/message.eml"] = message
    verdict = both(pack(true_files))
    assert {"seal", "timestamps", "asic-manifest"} <= failed(verdict)
    assert "digests" not in failed(verdict)


def test_a_bundle_sealed_under_a_self_made_root_needs_roots_from_outside(
    workshop, both, other_keys: Keys, true_files: Files, letter: bytes
) -> None:
    true_files["ltv/roots.pem"] = other_keys.roots
    true_files["ltv/root.crl"] = other_keys.crl
    sealed = seal_pdf(letter, keys=other_keys, now=workshop.now)
    forged = _with_letter(true_files, sealed, letter)
    bundle = workshop.reseal(forged, keys=other_keys)
    assert both(bundle).ok
    assert "trust-anchor" in failed(both(bundle, workshop.keys.roots))


def _with_letter(files: Files, sealed: bytes, reviewed: bytes) -> Files:
    """The same bundle about another letter, with records and card made to fit."""
    card = json.loads(files["bundle.json"])
    digests = {
        card["letter_sha256"]: sha256_hex(sealed),
        card["reviewed_sha256"]: sha256_hex(reviewed),
    }
    return _rechained({**_replaced(files, digests), "letter.pdf": sealed})


def _replaced(files: Files, words: dict[str, str]) -> Files:
    changed = dict(files)
    for name in files:
        if name.endswith(".json") and name != "evidence-schema.json":
            for old, new in words.items():
                changed[name] = changed[name].replace(old.encode(), new.encode())
    return changed


def _rechained(files: Files) -> Files:
    """Records of evidence with the digest of the one before put right."""
    before = None
    for name in sorted(n for n in files if n.startswith("evidence/")):
        record = json.loads(files[name])
        record["previousEvidenceSha256"] = before
        files[name] = canonical_json(record)
        before = sha256_hex(files[name])
    return files


def _record(files: Files, number: int, **changes: object) -> Files:
    name = sorted(n for n in files if n.startswith("evidence/"))[number]
    record = json.loads(files[name]) | changes
    files[name] = canonical_json(record)
    return _rechained(files)


# Each row: what an insider with the seal and clock keys changes before sealing everything anew,
# and the one check that must say no.
FORGERIES: dict[str, tuple[str, Callable[[Files, Any], Files]]] = {
    "a record without a mandatory field": (
        "evidence-form",
        lambda f, w: _without(f, "RecipientDetails"),
    ),
    "an event that ETSI does not know": (
        "evidence-form",
        lambda f, w: _renamed(f, "DeliveredForSure"),
    ),
    "a failure without a reason": (
        "evidence-form",
        lambda f, w: _renamed(f, "RelayToNonERDSFailure"),
    ),
    "a field that the form does not know": (
        "evidence-form",
        lambda f, w: _record(f, 1, certified="yes"),
    ),
    "a record in another form of JSON": (
        "evidence-form",
        lambda f, w: {
            **f,
            "evidence/02-RelayToNonERDS.json": f[
                "evidence/02-RelayToNonERDS.json"
            ].replace(b"{", b"{ ", 1),
        },
    ),
    "a record with a key twice": (
        "evidence-form",
        lambda f, w: {
            **f,
            "evidence/02-RelayToNonERDS.json": f[
                "evidence/02-RelayToNonERDS.json"
            ].replace(b"{", b'{"assertedBy":"x",', 1),
        },
    ),
    "a record left out": (
        "evidence-chain",
        lambda f, w: {n: c for n, c in f.items() if not n.startswith("evidence/01")},
    ),
    "records in another order": ("evidence-chain", lambda f, w: _swapped(f)),
    "a record that names another one before it": (
        "evidence-chain",
        lambda f, w: _broken_link(f),
    ),
    "a record of another case": (
        "evidence-chain",
        lambda f, w: _record(f, 1, MessageIdentifier="BEN-7"),
    ),
    "a record replayed": (
        "evidence-chain",
        lambda f, w: _record(f, 1, EvidenceIdentifier="ADA-1/1"),
    ),
    "a number of records that is not true": (
        "evidence-chain",
        lambda f, w: _card(f, events=3),
    ),
    "another message than the record says": (
        "sources",
        lambda f, w: {**f, "sources/message.eml": b"From: somebody else\r\n\r\n"},
    ),
    "a source taken out": (
        "sources",
        lambda f, w: {n: c for n, c in f.items() if n != "sources/message.eml"},
    ),
    "another letter digest in the card": (
        "letter-reviewed",
        lambda f, w: _card(f, letter_sha256="0" * 64),
    ),
    "another reviewed letter": (
        "letter-reviewed",
        lambda f, w: _rechained(_replaced(f, {sha256_hex(w.letter): "0" * 64})),
    ),
    "a letter without a seal": (
        "letter-seal",
        lambda f, w: _with_letter(f, w.letter, w.letter),
    ),
    "a page text added behind the seal": (
        "letter-seal",
        lambda f, w: _with_letter(f, w.sealed + _more(w.sealed), w.letter),
    ),
    "an event after the sealing": (
        "time-order",
        lambda f, w: _record(f, 1, EventTime="2026-03-02T12:00:00.000Z"),
    ),
}


def _without(files: Files, field: str) -> Files:
    name = "evidence/02-RelayToNonERDS.json"
    record = json.loads(files[name])
    del record[field]
    return files | {name: canonical_json(record)}


def _renamed(files: Files, event: str) -> Files:
    content = files.pop("evidence/02-RelayToNonERDS.json")
    content = content.replace(b"Event/RelayToNonERDS", f"Event/{event}".encode())
    return files | {f"evidence/02-{event}.json": content}


def _swapped(files: Files) -> Files:
    first = files.pop("evidence/01-SubmissionAcceptance.json")
    second = files.pop("evidence/02-RelayToNonERDS.json")
    return files | {
        "evidence/01-RelayToNonERDS.json": second,
        "evidence/02-SubmissionAcceptance.json": first,
    }


def _broken_link(files: Files) -> Files:
    name = "evidence/02-RelayToNonERDS.json"
    record = json.loads(files[name]) | {"previousEvidenceSha256": "0" * 64}
    return files | {name: canonical_json(record)}


def _card(files: Files, **changes: object) -> Files:
    card = json.loads(files["bundle.json"]) | changes
    return files | {"bundle.json": canonical_json(card)}


def _more(sealed: bytes) -> bytes:
    """An appended revision, as somebody writes it who adds text to a page of a sealed PDF."""
    start = int(re.findall(rb"startxref\s+(\d+)", sealed)[-1])
    return (
        b"\n99 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\nxref\n0 1\n"
        b"0000000000 65535 f \ntrailer\n<</Size 100/Root 32 0 R/Prev %d>>\n"
        b"startxref\n%d\n%%%%EOF" % (start, len(sealed) + 60)
    )


@pytest.mark.parametrize("encoding", [b"UUF-8", b"utf-16", b"euc-jp"])
def test_a_manifest_in_another_encoding_is_refused_in_words(
    both, pack, true_files: Files, encoding: bytes
) -> None:
    name = "META-INF/ASiCManifest002.xml"
    changed = true_files[name].replace(b"UTF-8", encoding, 1)
    assert changed != true_files[name]
    verdict = both(pack(true_files | {name: changed}))
    assert "asic-manifest" in failed(verdict)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_an_insider_changes_is_seen_by_one_check(
    workshop, both, true_files: Files, forgery: str
) -> None:
    check, change = FORGERIES[forgery]
    verdict = both(workshop.reseal(change(dict(true_files), workshop)))
    assert check in failed(verdict), the_detail(verdict, check)
    assert failed(verdict) <= {check, *_follows(check)}, failed(verdict)


def _follows(check: str) -> set[str]:
    """Checks that cannot be answered any more once this one says no."""
    if check == "letter-seal":
        return {"letter-reviewed", "certificates", "trust-anchor", "time-order"}
    if check == "letter-reviewed":
        return {"sources"}  # letter.sealed repeats both digests
    if check == "evidence-form":
        return {"evidence-chain", "sources", "time-order"}
    return set()


def test_reviewed_bytes_that_are_not_the_beginning_are_refused(
    workshop, both, true_files: Files, letter: bytes
) -> None:
    other = letter.replace(b"Notice", b"Notify")
    sealed = seal_pdf(letter, keys=workshop.keys, now=workshop.now)
    verdict = both(workshop.reseal(_with_letter(true_files, sealed, other)))
    assert failed(verdict) == {"letter-reviewed"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda pdf, page: pdf.replace(page, page.replace(b"595.2756", b"100.2756")),
            id="the size of the page",
        ),
        pytest.param(
            lambda pdf, page: pdf.replace(
                page, re.sub(rb"/Contents \d+", b"/Contents 15", page)
            ),
            id="another content stream",
        ),
    ],
)
def test_a_seal_whose_revision_changes_the_page_too_is_refused(
    workshop, both, true_files: Files, change
) -> None:
    """The insider signs again after changing the page inside the very revision that holds the seal."""
    pdf = workshop.sealed
    page = re.findall(rb"\n\d+ 0 obj\n<<\n/Type /Page\n.*?endobj", pdf, re.DOTALL)[0]
    forged = change(pdf, page)
    assert len(forged) == len(pdf)
    assert forged != pdf
    sealed = _signed_again(forged, workshop)
    verdict = both(workshop.reseal(_with_letter(true_files, sealed, workshop.letter)))
    assert failed(verdict) == {"letter-reviewed"}


def _signed_again(pdf: bytes, workshop: Any) -> bytes:
    import hashlib

    start, behind = (int(n) for n in re.findall(rb"/ByteRange \[0 (\d+) (\d+)", pdf)[0])
    digest = hashlib.sha256(pdf[:start] + pdf[behind:]).digest()
    signature = cms.sign_detached(
        digest,
        signer=workshop.keys.seal,
        now=workshop.now,
        state_time=False,
        stamp=timestamp.own_clock(workshop.keys.clock, now=workshop.now),
    )
    room = behind - start - 2
    return (
        pdf[: start + 1]
        + signature.hex().encode().ljust(room, b"0")
        + pdf[behind - 1 :]
    )


def test_a_timestamp_of_another_bundle_is_refused(
    workshop, both, pack, true_files: Files
) -> None:
    other = read_container(workshop.bundle(language="de"))
    for name in ("SHA256SUMS.tst", "META-INF/timestamp001.tst"):
        verdict = both(pack(true_files | {name: other[name]}))
        assert "timestamps" in failed(verdict)
        assert name in the_detail(verdict, "timestamps")


def test_a_seal_of_another_bundle_is_refused(workshop, both, pack, true_files) -> None:
    other = read_container(workshop.bundle(language="de"))
    verdict = both(pack(true_files | {"SHA256SUMS.p7s": other["SHA256SUMS.p7s"]}))
    assert "SHA256SUMS.p7s" in the_detail(verdict, "seal")


def test_a_seal_by_the_key_of_the_clock_is_refused(workshop, both, true_files) -> None:
    from dataclasses import replace

    keys = replace(workshop.keys, seal=workshop.keys.clock)
    verdict = both(workshop.reseal(true_files, keys=keys))
    assert failed(verdict) == {"certificates"}
    assert "clock" in the_detail(verdict, "certificates")


def test_a_timestamp_by_the_key_of_the_seal_is_refused(
    workshop, both, true_files
) -> None:
    from dataclasses import replace

    keys = replace(workshop.keys, clock=workshop.keys.seal)
    verdict = both(workshop.reseal(true_files, keys=keys))
    assert failed(verdict) == {"certificates"}
    assert "not made for timestamps alone" in the_detail(verdict, "certificates")


def test_a_seal_after_its_key_was_to_be_used_is_refused(
    workshop, both, true_files
) -> None:
    """The key file still signs if somebody lets it; the certificate says that it must not."""
    from dataclasses import replace

    late = workshop.now + timedelta(days=400)
    seal = replace(workshop.keys.seal, use_until=late + timedelta(days=9))
    clock = replace(workshop.keys.clock, use_until=late + timedelta(days=9))
    keys = replace(workshop.keys, seal=seal, clock=clock)
    listed = {
        n: c
        for n, c in true_files.items()
        if not n.startswith(("SHA256", "META", "mimetype"))
    }
    from duly.evidence.bundle import finish, seal_files

    bundle = finish(seal_files(listed, keys=keys, now=late))
    verdict = verify_bundle(bundle, at=late + timedelta(days=1))
    assert failed(verdict) == {"certificates"}
    assert "past its use" in the_detail(verdict, "certificates")


def test_a_revoked_seal_is_refused(workshop, both, true_files, tmp_path) -> None:
    from duly.evidence import keys as key_steps

    made = key_steps.make_keys(tmp_path, now=workshop.now)
    name = made.seal.name
    key_steps.retire(tmp_path, name=name, now=workshop.now)
    true_files["ltv/roots.pem"] = made.roots
    true_files["ltv/root.crl"] = (tmp_path / "root.crl").read_bytes()
    sealed = seal_pdf(workshop.letter, keys=made, now=workshop.now)
    files = _with_letter(true_files, sealed, workshop.letter)
    verdict = both(workshop.reseal(files, keys=made))
    assert "certificates" in failed(verdict)
    assert "revoked" in the_detail(verdict, "certificates")


def test_judged_before_it_was_sealed_a_bundle_is_refused(true_bundle: bytes) -> None:
    verdict = verify_bundle(true_bundle, at=datetime(2026, 3, 1, tzinfo=UTC))
    assert failed(verdict) == {"time-order"}


def test_judged_after_the_clock_has_ended_a_bundle_needs_renewal(true_bundle) -> None:
    verdict = verify_bundle(true_bundle, at=datetime(2045, 1, 1, tzinfo=UTC))
    assert failed(verdict) == {"time-order"}
    assert "renewal" in the_detail(verdict, "time-order")


def test_judged_after_the_seal_has_ended_a_stamped_bundle_is_still_true(
    true_bundle: bytes,
) -> None:
    assert verify_bundle(true_bundle, at=datetime(2035, 1, 1, tzinfo=UTC)).ok


def test_every_check_is_asked_once(true_bundle: bytes) -> None:
    names = [check.name for check in verify_bundle(true_bundle).checks]
    assert names == ["container", *(name for name, _ in CHECKS), "time-grade"]


@pytest.mark.parametrize(
    "junk", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"PK\x05\x06" + bytes(18), b"{}"]
)
def test_what_is_no_bundle_is_refused_with_a_reason(both, junk: bytes) -> None:
    verdict = both(junk)
    assert failed(verdict) == {"container"}
    assert verdict.grade is None


def test_a_root_believed_for_the_time_alone_seals_nothing(
    workshop, both, other_keys: Keys, true_files: Files, letter: bytes
) -> None:
    """Whoever has a certificate under an outside authority's root must not seal in the operator's name."""
    true_files["ltv/roots.pem"] = other_keys.roots
    true_files["ltv/root.crl"] = other_keys.crl
    sealed = seal_pdf(letter, keys=other_keys, now=workshop.now)
    forged = _with_letter(true_files, sealed, letter)
    bundle = workshop.reseal(forged, keys=other_keys)
    own = read_anchors(workshop.keys.roots)
    roots = write_anchors(
        Anchors(certificates=own.certificates, authorities=(other_keys.root,)),
        title="an authority beside the operator",
    )
    assert read_anchors(roots).authorities == (other_keys.root,)
    assert "trust-anchor" in failed(both(bundle, roots))


def test_roots_with_a_key_of_another_log_do_not_vouch_for_this_one(
    workshop, both, store, other_keys: Keys
) -> None:
    bundle = workshop.entered(store)
    own = read_anchors(workshop.keys.roots)
    others = read_anchors(other_keys.roots)
    mixed = Anchors(certificates=own.certificates, log_keys=others.log_keys)
    verdict = both(bundle, write_anchors(mixed, title="mixed"))
    assert "log-checkpoint" in failed(verdict)


ODD = [None, "", 5, -1, True, [], {}, ["x"], {"a": 1}, "2026-03-02", "0" * 64, 1.5]


def _odd_somewhere(value: Any, chance: random.Random) -> None:
    """Put something odd into one place of a JSON value."""
    places = sorted(value) if isinstance(value, dict) else range(len(value))
    place = chance.choice(list(places))
    inner = value[place]
    if isinstance(inner, dict | list) and inner and chance.random() < 0.6:
        _odd_somewhere(inner, chance)
    else:
        value[place] = chance.choice(ODD)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10_000))
def test_an_odd_value_anywhere_is_judged_alike_by_both_readers(
    workshop, both, true_bundle: bytes, seed: int
) -> None:
    files = read_container(true_bundle)
    chance = random.Random(seed)
    names = [n for n in files if n.startswith("evidence/")] + ["bundle.json"]
    name = chance.choice(names)
    document = json.loads(files[name])
    _odd_somewhere(document, chance)
    both(workshop.reseal(files | {name: canonical_json(document)}))
