"""Handed-out proofs are looked at again: all of the last 90 days, a sample of the rest, every failure named."""

from datetime import timedelta

from duly.evidence.audit import Issued, audit, chosen
from duly.evidence.verify import verify_bundle


def test_all_recent_ones_and_a_sample_of_the_old_are_chosen(now) -> None:
    issued = [
        Issued(name=str(n), issued_at=now - timedelta(days=n)) for n in range(200)
    ]
    first = chosen(issued, now=now, sample=10, seed=7)
    assert {str(n) for n in range(91)} <= {one.name for one in first}
    assert len(first) == 101
    assert first == chosen(issued, now=now, sample=10, seed=7)
    assert first != chosen(issued, now=now, sample=10, seed=8)
    assert len(chosen(issued, now=now, sample=1000, seed=7)) == 200


def test_a_damaged_bundle_is_counted_and_named(true_bundle: bytes, now) -> None:
    stored = {"good": true_bundle, "bad": true_bundle[:-100]}
    issued = [Issued(name=name, issued_at=now) for name in stored]
    found = audit(
        issued,
        verify=lambda name: verify_bundle(stored[name]),
        now=now,
        sample=0,
        seed=1,
    )
    assert (found.issued, found.checked, found.held) == (2, 2, 1)
    ((name, reason),) = found.failures
    assert name == "bad"
    assert reason
