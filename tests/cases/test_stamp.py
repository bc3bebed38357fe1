"""Independent time: asked for by the worker, one token for many proofs, pending while nobody answers."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import tsp
from django.test import Client

from duly.cases.actions.ask_time import is_time_pending
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import OpenedCase, open_case
from duly.cases.actions.keep_keys import publish_keys
from duly.cases.actions.stamp import post, read_paces, stamp_due
from duly.cases.authorities import BadAuthorities, outside_clocks, read_authorities
from duly.cases.models import Case, Deadline
from duly.cli.stored.init import make_keys_and_secrets
from duly.evidence import der, timestamp
from duly.evidence.anchors import pem
from duly.evidence.container import read_container
from duly.evidence.keys import Keys, make_keys, open_keys
from duly.evidence.tsa_client import Authority, Fetch, Unreachable
from duly.evidence.verify import Verdict, verify_bundle
from tests.cases.test_letter import press_send
from tests.evidence.outside_clock import outside_clock

pytestmark = pytest.mark.django_db

CONFIG = """
window_seconds = 30

[[authority]]
name = "first"
url = "https://first.example/tsa"
roots = "first.pem"
least_interval_seconds = 15

[[authority]]
name = "second"
url = "https://second.example/tsa"
roots = "second.pem"
"""


@pytest.fixture
def parties(tmp_path: Path, now: datetime) -> dict[str, Keys]:
    """Two outside clocks in this process, each under a root of its own."""
    return {
        name: make_keys(tmp_path / name, now=now, operator=name)
        for name in ("first", "second")
    }


@pytest.fixture
def configured(
    tmp_path: Path,
    parties: dict[str, Keys],
    settings: Any,
    now: datetime,
    home: Path,
    db: None,
) -> Iterator[Path]:
    for name, keys in parties.items():
        (tmp_path / f"{name}.pem").write_text(pem(keys.root))
    file = tmp_path / "authorities.toml"
    file.write_text(CONFIG)
    settings.TIMESTAMP_AUTHORITIES = str(file)
    publish_keys(now=now)
    yield file
    (home / "authorities.json").unlink(missing_ok=True)
    settings.TIMESTAMP_AUTHORITIES = ""
    publish_keys(now=now)


def answering(
    parties: dict[str, Keys], now: datetime, asked: list[str] | None = None
) -> Fetch:
    def fetch(authority: Authority, query: bytes) -> bytes:
        request = tsp.TimeStampReq.load(query)
        if asked is not None:
            asked.append(authority.name)
        token = timestamp.stamp(
            request["message_imprint"]["hashed_message"].native,
            signer=parties[authority.name].clock,
            now=now,
            nonce=request["nonce"].native,
        )
        return der.sequence(der.sequence(der.integer(0)), token)

    return fetch


def away(*_: object) -> bytes:
    raise Unreachable("no route")


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def checked(content: bytes, home: Path, now: datetime) -> Verdict:
    verdict = verify_bundle(content, roots=open_keys(home / "keys", now=now).roots)
    assert verdict.ok, [check for check in verdict.checks if not check.ok]
    return verdict


def sealed(document: dict[str, Any], now: datetime) -> Case:
    case = open_case(document, now=now).case
    press_send(case, now)
    return Case.objects.get(pk=case.pk)


def test_without_an_authority_nothing_is_asked(
    opened: OpenedCase, drop_box: Path, now: datetime
) -> None:
    press_send(opened.case, now)
    assert not is_time_pending(opened.case)
    assert stamp_due(clock=at(now + timedelta(hours=1)), fetch=away) == 0


def test_two_proofs_share_one_token_of_each_authority(
    configured: Path,
    parties: dict[str, Keys],
    document: dict[str, Any],
    drop_box: Path,
    home: Path,
    now: datetime,
) -> None:
    cases = [sealed(document, now) for _ in range(2)]
    later, asked = now + timedelta(seconds=31), []
    assert stamp_due(clock=at(now), fetch=answering(parties, now, asked)) == 0
    assert asked == []
    assert stamp_due(clock=at(later), fetch=answering(parties, later, asked)) == 2
    assert sorted(asked) == ["first", "second"]
    for case in cases:
        proof = issue_bundle(case, now=later)
        assert [name for name in read_container(proof) if name.endswith(".ers")] == [
            "META-INF/evidencerecord001.ers",
            "META-INF/evidencerecord002.ers",
        ]
        verdict = checked(proof, home, later)
        assert verdict.grade == "independent-tsa"
        assert "stamped by 2 outside clock(s)" in verdict.checks[-1].detail
        stamped = case.events.get(name="bundle.stamped")
        assert stamped.time_grade == "independent-tsa"
        assert stamped.payload["authorities"] == ["first", "second"]
        assert not is_time_pending(case)
    assert stamp_due(clock=at(later + timedelta(hours=1)), fetch=away) == 0


def test_on_the_day_of_a_deadline_nobody_waits_for_the_window(
    configured: Path,
    parties: dict[str, Keys],
    document: dict[str, Any],
    drop_box: Path,
    now: datetime,
) -> None:
    case = sealed(document, now)
    assert stamp_due(clock=at(now), fetch=answering(parties, now)) == 0
    Deadline.objects.filter(case=case, kind="legal_last").update(day=now.date())
    assert stamp_due(clock=at(now), fetch=answering(parties, now)) == 1


def test_while_nobody_answers_the_proof_is_pending_and_whole(
    configured: Path,
    parties: dict[str, Keys],
    document: dict[str, Any],
    drop_box: Path,
    home: Path,
    now: datetime,
) -> None:
    case = sealed(document, now)
    first = now + timedelta(minutes=1)
    assert stamp_due(clock=at(first), fetch=away) == 0
    assert is_time_pending(case)
    before = issue_bundle(case, now=first)
    assert checked(before, home, first).grade == "self"
    assert read_paces()["first"].failures == 1
    # The pause after a failure is kept, and then somebody is there.
    assert stamp_due(clock=at(first), fetch=answering(parties, first)) == 0
    later = first + timedelta(hours=3)
    assert stamp_due(clock=at(later), fetch=answering(parties, later)) == 1
    after = issue_bundle(case, now=later)
    held = read_container(after)
    assert held.items() >= read_container(before).items()
    verdict = checked(after, home, later)
    assert verdict.grade == "independent-tsa"
    assert f"{later:%Y-%m-%d %H:%M}" in verdict.checks[-1].detail
    assert checked(before, home, later).grade == "self"


def test_one_authority_is_enough_and_is_counted_once(
    configured: Path,
    parties: dict[str, Keys],
    document: dict[str, Any],
    drop_box: Path,
    home: Path,
    now: datetime,
) -> None:
    case, later = sealed(document, now), now + timedelta(minutes=1)
    good = answering(parties, later)

    def fetch(authority: Authority, query: bytes) -> bytes:
        return away() if authority.name == "first" else good(authority, query)

    assert stamp_due(clock=at(later), fetch=fetch) == 1
    verdict = checked(issue_bundle(case, now=later), home, later)
    assert "stamped by 1 outside clock" in verdict.checks[-1].detail


def test_a_clock_that_is_wrong_is_an_alarm_and_no_proof(
    configured: Path,
    parties: dict[str, Keys],
    document: dict[str, Any],
    drop_box: Path,
    now: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    case, later = sealed(document, now), now + timedelta(minutes=5)
    assert stamp_due(clock=at(later), fetch=answering(parties, now)) == 0
    assert is_time_pending(case)
    assert "its clock and ours differ by 300 seconds" in caplog.text


def test_news_after_the_stamp_ask_for_time_anew(
    configured: Path,
    parties: dict[str, Keys],
    document: dict[str, Any],
    drop_box: Path,
    home: Path,
    now: datetime,
) -> None:
    from duly.cases.record import record_anyway

    case, later = sealed(document, now), now + timedelta(minutes=1)
    stamp_due(clock=at(later), fetch=answering(parties, later))
    record_anyway(case, "exhibit.added", at=later, actor="sender")
    newer = issue_bundle(case, now=later)
    assert checked(newer, home, later).grade == "self"
    assert is_time_pending(case)


def test_the_file_of_authorities_is_read_with_its_terms(configured: Path) -> None:
    (configured.parent / "secret").write_text("ada:open sesame\n")
    configured.write_text(
        CONFIG + 'policy = "1.2.3"\ndaily_quota = 7\ncredentials_file = "secret"\n'
    )
    first, second = outside_clocks().authorities
    assert first.least_interval == timedelta(seconds=15)
    assert (second.policy, second.daily_quota) == ("1.2.3", 7)
    assert second.headers["Authorization"] == "Basic YWRhOm9wZW4gc2VzYW1l"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no .*authority"),
        ("[[authority]]\n", "give its name"),
        (CONFIG.replace("https://first.example/tsa", "ftp://x"), "https"),
        (CONFIG.replace('"first.pem"', '"none.pem"'), "cannot be read"),
        (CONFIG.replace('name = "second"', 'name = "first"'), "one name"),
        (CONFIG.replace("= 15", '= "soon"'), "whole number"),
        (CONFIG + "quota = 3\n", "quota is not a known field"),
        ("window_seconds = ", "authorities.toml"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    configured: Path, text: str, problem: str
) -> None:
    configured.write_text(text)
    with pytest.raises(BadAuthorities, match=problem):
        read_authorities(configured)


def test_a_broken_file_stops_no_worker(
    configured: Path,
    document: dict[str, Any],
    drop_box: Path,
    now: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    case = sealed(document, now)
    good = configured.read_text()
    configured.write_text("nonsense")
    assert stamp_due(clock=at(now + timedelta(hours=1)), fetch=away) == 0
    assert "no outside clock can be asked" in caplog.text
    assert is_time_pending(case)
    configured.write_text(good)


@pytest.mark.real
def test_an_authority_in_a_process_of_its_own_answers_the_worker(
    tmp_path: Path, document: dict[str, Any], drop_box: Path, settings: Any
) -> None:
    """The whole way by today's clock, in an installation that was made today."""
    today = datetime.now(UTC)
    settings.HOME, settings.KEYS = tmp_path / "site", tmp_path / "site" / "keys"
    make_keys_and_secrets(settings.HOME, now=today - timedelta(minutes=1))
    ends = (today + timedelta(days=200)).date().isoformat()
    contract = {**document["matter"]["contract"], "term_end": ends}
    document["matter"] = {**document["matter"], "contract": contract}
    with outside_clock(tmp_path) as authority:
        (tmp_path / "outside.pem").write_text(pem(authority.roots[0]))
        file = tmp_path / "authorities.toml"
        file.write_text(
            "window_seconds = 0\n[[authority]]\n"
            f'name = "outside"\nurl = "{authority.url}"\nroots = "outside.pem"\n'
        )
        settings.TIMESTAMP_AUTHORITIES = str(file)
        publish_keys(now=today)
        case = sealed(document, today)
        assert stamp_due(clock=lambda: datetime.now(UTC), fetch=post) == 1
    verdict = checked(issue_bundle(case, now=today), settings.HOME, today)
    assert verdict.grade == "independent-tsa"
    assert checked_by_hand(issue_bundle(case, now=today), tmp_path)


def checked_by_hand(proof: bytes, folder: Path) -> bool:
    """The program that rides in the proof agrees, with the roots that the installation publishes."""
    (folder / "proof.asice").write_bytes(proof)
    (folder / "verify.py").write_bytes(read_container(proof)["verify.py"])
    done = subprocess.run(
        (
            *(sys.executable, "-I", "verify.py", "--json"),
            *("--roots", "site/roots.pem", "proof.asice"),
        ),
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return bool(json.loads(done.stdout)["grade"] == "independent-tsa")


def test_the_page_says_that_independent_time_is_pending(
    configured: Path,
    parties: dict[str, Keys],
    document: dict[str, Any],
    drop_box: Path,
    home: Path,
    now: datetime,
) -> None:
    opened, later = open_case(document, now=now), now + timedelta(minutes=1)
    press_send(opened.case, now)
    client = Client()
    words = "No independent time yet"
    assert words in client.get(f"/case/{opened.token}/").content.decode()
    assert stamp_due(clock=at(later), fetch=answering(parties, later)) == 1
    page = client.get(f"/case/{opened.token}/").content.decode()
    assert words not in page
    assert "An independent clock stamped the proof" in page
