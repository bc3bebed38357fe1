"""Our own clock's tokens, as openssl and another library read them."""

import hashlib
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.evidence import cms_read, timestamp
from duly.evidence.cms_read import BadSignature
from duly.evidence.signers import KeyPastUse

CONTENT = b"what existed"
DIGEST = hashlib.sha256(CONTENT).digest()


def verified(folder: Path, token: bytes, roots: bytes, *more: str) -> bool:
    (folder / "token").write_bytes(token)
    (folder / "content").write_bytes(CONTENT)
    (folder / "roots.pem").write_bytes(roots)
    words = ("-token_in", "-in", "token", "-data", "content", "-CAfile", "roots.pem")
    done = subprocess.run(
        ["openssl", "ts", "-verify", *words, *more],
        check=False,
        cwd=folder,
        capture_output=True,
    )
    return done.returncode == 0


def test_openssl_verifies_a_token(keys, other_keys, now, tmp_path) -> None:
    token = timestamp.stamp(DIGEST, signer=keys.clock, now=now)
    assert verified(tmp_path, token, keys.roots)
    assert not verified(tmp_path, token, other_keys.roots)
    other = timestamp.stamp(bytes(32), signer=keys.clock, now=now)
    assert not verified(tmp_path, other, keys.roots)


def test_openssl_refuses_a_token_by_a_seal(keys, now, tmp_path) -> None:
    token = timestamp.stamp(DIGEST, signer=keys.seal, now=now)
    assert not verified(tmp_path, token, keys.roots)


def test_a_token_is_still_good_after_its_key_has_retired(keys, now, tmp_path) -> None:
    """The certificate of the clock lives 15 years, so that plain openssl stays content without a date."""
    token = timestamp.stamp(DIGEST, signer=keys.clock, now=now)
    at = str(int((now + timedelta(days=365 * 14)).timestamp()))
    assert verified(tmp_path, token, keys.roots, "-attime", at)
    late = str(int((now + timedelta(days=365 * 16)).timestamp()))
    assert not verified(tmp_path, token, keys.roots, "-attime", late)


def test_a_token_says_what_was_asked(keys, now) -> None:
    token = timestamp.stamp(DIGEST, signer=keys.clock, now=now, nonce=77)
    read = cms_read.read_token(token, content=CONTENT)
    assert (read.gen_time, read.nonce) == (now, 77)
    assert read.policy == timestamp.OWN_CLOCK_POLICY
    serials = {
        cms_read.read_token(
            timestamp.stamp(DIGEST, signer=keys.clock, now=now), content=CONTENT
        ).serial
        for _ in range(50)
    }
    assert len(serials) == 50


def test_no_token_over_something_that_is_no_digest(keys, now) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        timestamp.stamp(b"short", signer=keys.clock, now=now)


def test_no_token_by_a_key_past_its_use(keys, now) -> None:
    with pytest.raises(KeyPastUse):
        timestamp.stamp(DIGEST, signer=keys.clock, now=now + timedelta(days=366))


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_no_token(raw: bytes) -> None:
    with pytest.raises(BadSignature):
        cms_read.read_token(raw, content=CONTENT)
    with pytest.raises(BadSignature):
        cms_read.read_signature(raw, content=CONTENT)
