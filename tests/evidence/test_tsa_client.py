"""Outside clocks: what is asked, which answers are believed, and how often they may be asked."""

import hashlib
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import tsp

from duly.evidence import bundle as bundles
from duly.evidence import der, ers, timestamp, tsa_client
from duly.evidence.anchors import read_anchors, write_anchors
from duly.evidence.bundle import write_bundle
from duly.evidence.keys import Keys
from duly.evidence.standalone import report
from duly.evidence.tsa_client import Authority, Pace, Unreachable
from duly.evidence.verify import verify_bundle
from tests.evidence.outside_clock import outside_clock

DIGEST = bytes(range(32))


def own_authority(keys: Keys, **changes: object) -> Authority:
    """An authority in the same process, under the root of `keys`: enough to see what is refused."""
    settings = {
        "name": "elsewhere",
        "url": "http://elsewhere.example",
        "roots": read_anchors(keys.roots).certificates,
    }
    return Authority(**(settings | changes))  # type: ignore[arg-type]


def answering(keys: Keys, now: datetime, **changes: object) -> tsa_client.Fetch:
    """An authority's side: reads the nonce from the request and answers with a token."""

    def fetch(_: Authority, query: bytes) -> bytes:
        nonce = tsp.TimeStampReq.load(query)["nonce"].native
        token = timestamp.stamp(
            **{
                "digest": DIGEST,
                "signer": keys.clock,
                "now": now,
                "nonce": nonce,
                **changes,
            }
        )
        return der.sequence(der.sequence(der.integer(0)), token)

    return fetch


def ask(
    authority: Authority, fetch: tsa_client.Fetch, now: datetime
) -> tsa_client.Outcome:
    return tsa_client.ask(authority, DIGEST, pace=Pace(), fetch=fetch, now=now)


def test_a_good_answer_gives_its_token(other_keys, now) -> None:
    outcome = ask(own_authority(other_keys), answering(other_keys, now), now)
    assert outcome.problem is None
    assert outcome.token


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"digest": bytes(32)}, "Mismatch"),
        ({"nonce": 7}, "Nonce"),
        ({"policy": "1.2.3.4"}, "Policy"),
    ],
)
def test_an_answer_about_something_else_is_refused(
    other_keys, now, changes, problem
) -> None:
    authority = own_authority(other_keys, policy=timestamp.OWN_CLOCK_POLICY)
    outcome = ask(authority, answering(other_keys, now, **changes), now)
    assert outcome.token is None
    assert problem in str(outcome.problem)


def test_an_answer_under_another_root_is_refused(keys, other_keys, now) -> None:
    outcome = ask(own_authority(keys), answering(other_keys, now), now)
    assert outcome.token is None


def test_an_answer_that_is_no_answer_is_refused(other_keys, now) -> None:
    for junk in (b"", b"<html>", der.sequence(der.sequence(der.integer(2)))):
        outcome = ask(own_authority(other_keys), lambda *_, junk=junk: junk, now)
        assert outcome.token is None
        assert outcome.pace.failures == 1


def test_a_clock_that_differs_by_more_than_a_minute_is_an_alarm(
    other_keys, now
) -> None:
    for wrong in (timedelta(seconds=61), timedelta(seconds=-61)):
        here = now + timedelta(hours=1)
        outcome = ask(
            own_authority(other_keys), answering(other_keys, here + wrong), here
        )
        assert outcome.token is None
        assert outcome.alarm
    near = now + timedelta(hours=1)
    outcome = ask(
        own_authority(other_keys),
        answering(other_keys, near - timedelta(seconds=59)),
        near,
    )
    assert outcome.token


def test_an_authority_that_is_away_is_asked_again_later_and_later(keys, now) -> None:
    authority, pace, pauses = own_authority(keys), Pace(), []

    def away(*_: object) -> bytes:
        raise Unreachable("no route")

    for _ in range(6):
        assert tsa_client.may_ask(pace, authority, now=now)
        pace = tsa_client.ask(authority, DIGEST, pace=pace, fetch=away, now=now).pace
        assert pace.not_before is not None
        assert not tsa_client.may_ask(pace, authority, now=now)
        pauses.append((pace.not_before - now).total_seconds())
        now = pace.not_before
    assert pauses == [15, 30, 60, 120, 3600, 3600]


def test_an_answer_closes_the_circuit_again(keys, now) -> None:
    authority = own_authority(keys, least_interval=timedelta(seconds=15))
    pace = tsa_client.after(Pace(failures=9), authority, now=now, result="answered")
    assert pace.failures == 0
    assert pace.not_before == now + timedelta(seconds=15)


def test_the_quota_of_a_day_is_kept_and_ends_with_the_day(keys, now) -> None:
    authority, pace = own_authority(keys, daily_quota=2), Pace()
    for _ in range(2):
        assert tsa_client.may_ask(pace, authority, now=now)
        pace = tsa_client.after(pace, authority, now=now, result="answered")
    assert not tsa_client.may_ask(pace, authority, now=now)
    assert tsa_client.may_ask(pace, authority, now=now + timedelta(days=1))


def test_the_next_authority_is_asked_when_one_fails(other_keys, now) -> None:
    authorities = [own_authority(other_keys, name=name) for name in "abc"]
    good = answering(other_keys, now)

    def fetch(authority: Authority, query: bytes) -> bytes:
        if authority.name == "a":
            raise Unreachable("no route")
        return good(authority, query)

    outcomes = tsa_client.ask_several(
        authorities, DIGEST, paces={}, fetch=fetch, now=now
    )
    assert [(one.authority, bool(one.token)) for one in outcomes] == [
        ("a", False),
        ("b", True),
        ("c", True),
    ]


def test_when_none_answers_the_time_is_pending(keys, now) -> None:
    def away(*_: object) -> bytes:
        raise Unreachable("no route")

    outcomes = tsa_client.ask_several(
        [own_authority(keys)], DIGEST, paces={}, fetch=away, now=now
    )
    assert [one.token for one in outcomes] == [None]


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """certomancer as a process of its own, with keys and a root of its own."""
    with outside_clock(tmp_path_factory.mktemp("outside")) as authority:
        yield authority


def post(authority: Authority, query: bytes) -> bytes:
    request = urllib.request.Request(
        authority.url,
        data=query,
        headers={"Content-Type": "application/timestamp-query"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        body: bytes = answer.read()
        return body


@pytest.mark.real
def test_an_outside_authority_raises_the_grade_and_counts_once(
    workshop, outside: Authority, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    asked = []

    def stamp(digest: bytes) -> bytes:
        outcome = tsa_client.ask(outside, digest, pace=Pace(), fetch=post, now=now)
        assert outcome.token, outcome.problem
        asked.append(outcome.token)
        return outcome.token

    bundle = write_bundle(
        workshop.contents(), keys=workshop.keys, now=workshop.now, stamps=(stamp, stamp)
    )
    own = read_anchors(workshop.keys.roots)
    both = write_anchors(replace(own, authorities=outside.roots), title="both")
    verdict = verify_bundle(bundle, roots=both, at=now + timedelta(seconds=5))
    assert verdict.ok, [c.detail for c in verdict.checks if not c.ok]
    assert verdict.grade == "independent-tsa"
    assert len(asked) == 2
    assert "stamped by 1 outside clock" in verdict.checks[-1].detail
    standalone = tmp_path / "proof.asice"
    standalone.write_bytes(bundle)
    other = report.verify(standalone, both, now.timestamp() + 5)
    assert other["ok"]
    assert other["grade"] == "independent-tsa"
    # Known to nobody but the bundle itself, the same tokens count for nothing.
    alone = verify_bundle(bundle, roots=workshop.keys.roots, at=now)
    assert alone.ok
    assert alone.grade == "self"


@pytest.mark.real
def test_one_outside_token_serves_a_whole_batch(workshop, outside: Authority) -> None:
    now = datetime.now(UTC)
    assembled = [
        bundles.assemble(
            workshop.contents(language=language), keys=workshop.keys, now=workshop.now
        )
        for language in ("en", "de", "fr")
    ]
    group = ers.batch([bytes.fromhex(one.manifest_sha256) for one in assembled])
    outcome = tsa_client.ask(outside, group.root, pace=Pace(), fetch=post, now=now)
    assert outcome.token, outcome.problem
    own = read_anchors(workshop.keys.roots)
    anchors = replace(own, authorities=outside.roots)
    roots = write_anchors(anchors, title="both")
    for place, one in enumerate(assembled):
        record = ers.evidence_record(group, place, token=outcome.token)
        whole = bundles.finish(one, evidence_records=(record,))
        verdict = verify_bundle(whole, roots=roots, at=now + timedelta(seconds=5))
        assert verdict.ok, [c.detail for c in verdict.checks if not c.ok]
        assert verdict.grade == "independent-tsa"
    sibling = ers.evidence_record(group, 1, token=outcome.token)
    verdict = verify_bundle(
        bundles.finish(assembled[0], evidence_records=(sibling,)), roots=roots
    )
    assert {c.name for c in verdict.checks if not c.ok} == {"evidence-record"}


@pytest.mark.real
def test_a_later_token_is_added_without_touching_what_was_sealed(
    workshop, outside: Authority
) -> None:
    """Independent time was pending; what comes later proves that it existed then, no more."""
    now = datetime.now(UTC)
    issued = workshop.bundle()
    manifest = bundles.reopen(issued).outside_manifest(1)
    outcome = tsa_client.ask(
        outside, hashlib.sha256(manifest).digest(), pace=Pace(), fetch=post, now=now
    )
    assert outcome.token, outcome.problem
    later = bundles.add_later(issued, tokens=(outcome.token,))
    before, after = bundles.reopen(issued).files, bundles.reopen(later).files
    assert after.items() >= before.items()
    own = read_anchors(workshop.keys.roots)
    anchors = replace(own, authorities=outside.roots)
    verdict = verify_bundle(later, roots=write_anchors(anchors, title="both"))
    assert verdict.ok
    assert verdict.grade == "independent-tsa"
    assert f"{now:%Y-%m-%d}" in verdict.checks[-1].detail


def test_a_request_is_what_openssl_reads(tmp_path: Path) -> None:
    query = tsa_client.request(DIGEST, nonce=12345, policy="1.2.3.4")
    (tmp_path / "query.tsq").write_bytes(query)
    text = subprocess.run(
        ["openssl", "ts", "-query", "-in", "query.tsq", "-text"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "Policy OID: 1.2.3.4" in text
    assert "Nonce: 0x3039" in text
    assert "Certificate required: yes" in text
