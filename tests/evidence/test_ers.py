"""Evidence records of RFC 4998: each document under its own record, and no sibling under it."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.evidence import der, ers, timestamp
from duly.evidence.ers import BadRecord
from tests.conftest import require


def made(keys, now, documents: list[bytes]) -> list[bytes]:
    group = ers.batch([hashlib.sha256(one).digest() for one in documents])
    token = timestamp.stamp(group.root, signer=keys.clock, now=now)
    return [
        ers.evidence_record(group, place, token=token)
        for place in range(len(documents))
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13])
def test_each_document_is_proved_by_its_own_record_alone(keys, now, count) -> None:
    documents = [f"document {n}".encode() for n in range(count)]
    for place, record in enumerate(made(keys, now, documents)):
        (token,) = ers.read_record(record, content=documents[place])
        assert token.gen_time == now
        for other in documents[:place] + documents[place + 1 :]:
            with pytest.raises(BadRecord):
                ers.read_record(record, content=other)


def test_own_hash_and_sibling_in_one_list_is_refused(keys, now) -> None:
    """The tempting encoding, which other readers accept, and with it the sibling's document."""
    digests = [hashlib.sha256(one).digest() for one in (b"mine", b"yours")]
    group = ers.batch(digests)
    token = timestamp.stamp(group.root, signer=keys.clock, now=now)
    good = ers.evidence_record(group, 0, token=token)
    lists = [der.sequence(der.octets(one)) for one in digests]
    together = der.sequence(*map(der.octets, sorted(digests)))
    assert b"".join(lists) in good
    stamp = der.sequence(
        der.context(0, der.oid("2.16.840.1.101.3.4.2.1")),
        der.context(2, together),
        token,
    )
    record = der.sequence(
        der.integer(1),
        der.sequence(der.sequence(der.oid("2.16.840.1.101.3.4.2.1"))),
        der.sequence(der.sequence(stamp)),
    )
    for document in (b"mine", b"yours"):
        with pytest.raises(BadRecord, match="alone"):
            ers.read_record(record, content=document)


def test_a_batch_is_made_of_digests() -> None:
    for wrong in ([], [b"short"], [bytes(32), bytes(31)]):
        with pytest.raises(ValueError, match="digests"):
            ers.batch(wrong)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_no_record(raw: bytes) -> None:
    with pytest.raises(BadRecord):
        ers.read_record(raw, content=b"mine")


JARS = [
    Path("/usr/share/java") / name
    for name in ("bcprov.jar", "bcpkix.jar", "bcutil.jar")
]


@pytest.mark.soak
@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_bouncycastle_accepts_each_document_and_no_sibling(
    keys, now, tmp_path: Path, count: int
) -> None:
    java = require("java", "default-jre-headless")
    for jar in JARS:
        require(str(jar), "libbcpkix-java")
    documents = [f"document {n}".encode() for n in range(count)]
    for place, document in enumerate(documents):
        (tmp_path / f"{place}.txt").write_bytes(document)
    (tmp_path / "record.ers").write_bytes(made(keys, now, documents)[0])
    program = Path(__file__).with_name("ReadRecord.java")
    done = subprocess.run(
        (
            *(java, "-cp", ":".join(map(str, JARS)), str(program), "record.ers"),
            *(f"{place}.txt" for place in range(count)),
        ),
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["yes"] + ["no"] * (count - 1)
