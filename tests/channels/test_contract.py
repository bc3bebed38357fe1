"""One contract for every way to send: whatever folder stands in channels/, it keeps these promises."""

import inspect
import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

import duly.channels
from duly.cases.events import KINDS as EVENTS
from duly.channels import (
    Bounded,
    Channel,
    InDoubt,
    Recallable,
    Refused,
    Selling,
    Unavailable,
    Windowed,
    channel,
    channel_names,
)
from duly.kit.countries import country_codes
from duly.knowledge.profiles import profile_names
from duly.knowledge.tariffs import tariff
from tests.channels.conftest import DOUBLED, OVER_HTTP
from tests.channels.faulty import FAULTS, until
from tests.channels.served import impatient

FOLDER = Path(duly.channels.__file__).parent
DOCUMENTS = Path(__file__).resolve().parents[2] / "docs"
WORDS = {"self_print", "drop_box", "email", "registered_email", "post", "registered_post"}  # fmt: skip
CALLS = ("configured", "serves", "quote", "send", "find", "track", "read_callback")

# Tried against real servers that fail on purpose, in its own folder of tests.
ELSEWHERE = {"registered_email"}
STANDING = [name for name in channel_names() if name not in ELSEWHERE]


def on_each_line(names):
    """The doubles speak over httpx's own stand-in for a network, and over a real one."""
    return [
        *names,
        *(
            pytest.param(name + OVER_HTTP, marks=pytest.mark.real)
            for name in names
            if name in DOUBLED
        ),
    ]


@pytest.fixture
def here(request, stand_in):
    """The channel, made to work: by its stand-in, or because it needs none."""
    return stand_in(request.param)[0]


@pytest.fixture
def carrier(request, stand_in):
    """A channel with the stand-in of its carrier, which counts what it really accepted."""
    return stand_in(request.param)


@pytest.fixture
def fitted(here, sealed, acme, doubles):
    """The letter and address that this carrier can take, and the country it starts in."""
    try:
        double = doubles(here.name)
    except FileNotFoundError:
        return sealed, acme, "US"
    fitting = fit(here.name, doubles, sealed, acme)
    return *fitting, getattr(double, "ORIGIN", "US")


def fit(name, doubles, letter, address):
    """The letter and address as this carrier can take them."""
    change = getattr(doubles(name), "fitted", lambda letter, address: (letter, address))
    return change(letter, address)


@pytest.fixture
def order(carrier, sealed, acme, now, doubles):
    """One order at the carrier, by key "k1"."""
    way, double = carrier
    letter, address = fit(way.name, doubles, sealed, acme)

    def order():
        return way.send(letter, address, key="k1", now=now, attempt=lambda _: None)

    return way, double, order


@pytest.fixture
def send(here, fitted, now):
    letter, acme, _ = fitted

    def send(*, key="a" * 64, address=acme):
        return here.send(
            letter, address, key=key, now=now, attempt=lambda happening: None
        )

    return send


each = pytest.mark.parametrize("name", channel_names())
standing = pytest.mark.parametrize("here", on_each_line(STANDING), indirect=True)
doubled = pytest.mark.parametrize("carrier", on_each_line(DOUBLED), indirect=True)


def test_the_two_that_always_work_are_there():
    assert {"self_print", "drop_box"} <= set(channel_names())


def test_an_unknown_name_is_a_key_error():
    with pytest.raises(KeyError):
        channel("pigeon")


@each
def test_it_declares_what_it_is(name):
    found = channel(name)
    assert found.name == name
    assert found.kind in WORDS
    assert re.fullmatch("E[0-6]", found.ceiling)
    assert found.needs in {"postal_address", "email", "nothing"}
    assert isinstance(found.idempotent, bool)
    assert isinstance(found.searchable, bool)
    assert found.settle_seconds >= 0


@each
@pytest.mark.parametrize("call", CALLS)
def test_its_calls_take_what_the_contract_says(name, call):
    asked = inspect.signature(getattr(Channel, call)).parameters
    given = inspect.signature(getattr(type(channel(name)), call)).parameters
    assert [p for p in asked if p not in given] == []
    further = [p for n, p in given.items() if n not in asked]
    assert [p.name for p in further if p.default is p.empty] == []
    for parameter in asked:
        assert given[parameter].kind == asked[parameter].kind, parameter


@each
def test_without_settings_it_works_or_names_the_setting_that_is_missing(
    name, monkeypatch, tmp_path
):
    monkeypatch.setenv("DULY_HOME", str(tmp_path))
    missing = channel(name).configured()
    assert missing is None or f"DULY_{name.upper()}_" in missing


@each
def test_its_readme_says_proof_place_cost_and_every_setting(name):
    words = (FOLDER / name / "README.md").read_text("utf-8")
    for wanted in ("prove", "Where", "Cost", "Sandbox"):
        assert wanted.lower() in words.lower(), wanted
    words += "".join(p.read_text("utf-8") for p in DOCUMENTS.glob("*.md"))
    code = "".join(p.read_text("utf-8") for p in (FOLDER / name).rglob("*.py"))
    prefix = f"DULY_{name.upper()}_"
    read = set(re.findall(rf"{prefix}[A-Z_]+[A-Z]", code))
    read |= {prefix + n for n in re.findall(r"\{PREFIX\}([A-Z_]+[A-Z])", code)}
    read -= {setting for setting in read if setting.endswith("_FILE")}
    tails = sorted(setting.removeprefix(prefix) for setting in read)
    assert [tail for tail in tails if tail not in words] == []


@each
def test_it_knows_no_django_and_no_other_channel(name):
    code = "".join(p.read_text("utf-8") for p in (FOLDER / name).rglob("*.py"))
    others = set(channel_names()) - {name}
    assert "django" not in code
    assert [other for other in others if f"duly.channels.{other}" in code] == []


@each
def test_each_service_that_it_sells_is_in_its_tariff_the_ordinary_letter_last(name):
    way = channel(name)
    if not isinstance(way, Selling):
        return
    for place in country_codes():
        sold = [tariff(name).service(key) for key in way.services(destination=place)]
        assert sold, place
        assert [service.plain for service in sold] == sorted(s.plain for s in sold)


@each
def test_it_has_a_bound_for_every_country_or_for_none(name):
    way = channel(name)
    if isinstance(way, Bounded):
        for place in country_codes():
            assert way.most_pages(destination=place) > 0, place


@each
def test_the_window_that_it_reads_is_one_of_ours(name, monkeypatch, tmp_path, doubles):
    way = channel(name)
    if isinstance(way, Windowed):
        doubles(name).stand_in(way, monkeypatch, tmp_path)
        assert way.profile() in profile_names()


@standing
def test_it_works_with_its_stand_in(here):
    assert here.configured() is None


@standing
def test_a_quote_is_itemised_dated_and_adds_up(here, fitted, now):
    sealed, _, place = fitted
    for letter in (None, sealed):
        quote = here.quote(
            letter=letter, origin=place, destination=place, today=now.date()
        )
        assert quote.lines
        assert sum(line.amount.amount for line in quote.lines) == quote.total.amount
        assert {line.amount.currency for line in quote.lines} == {quote.total.currency}
        assert quote.source
        assert quote.checked_on is None or quote.checked_on <= now.date()


@standing
def test_a_sending_is_a_known_event_with_a_moment_in_utc(here, send, now):
    sent = send()
    assert sent.carrier_id
    assert sent.happened.name in EVENTS
    assert sent.happened.at.utcoffset() == timedelta(0)
    assert sent.happened.level is None or sent.happened.level <= here.ceiling
    names = [artefact.name for artefact in sent.artefacts]
    assert len(names) == len(set(names))
    assert all(artefact.content for artefact in sent.artefacts)


@standing
def test_the_same_key_again_is_the_same_sending(here, send):
    if here.idempotent:
        assert send().carrier_id == send().carrier_id
        assert send().artefacts == send().artefacts
    assert send(key="b" * 64).carrier_id != send().carrier_id


@standing
def test_what_was_sent_is_found_by_its_key_and_nothing_else_is(here, send):
    assert here.find("c" * 64) is None
    sent = send()
    found = here.find("a" * 64)
    if here.searchable:
        assert found.carrier_id == sent.carrier_id
    else:
        assert found is None


@standing
def test_tracking_gives_known_events_only(here, send, now):
    happenings = here.track(send().carrier_id, now=now)
    assert [h.name for h in happenings if h.name not in EVENTS] == []


@standing
@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\x00", b"[]", b'{"id": 1}'])
def test_a_callback_that_nobody_signed_says_nothing(here, body, now):
    said: tuple[object, ...] = ()
    with suppress(Refused, Unavailable):
        said = here.read_callback(body, {"X-Any": "1"}, now=now)
    assert said == ()


@standing
def test_the_wrong_kind_of_address_is_refused(here, send):
    if here.needs == "postal_address":
        with pytest.raises(Refused):
            send(address="acme@example.org")


@standing
def test_what_can_be_called_off_says_until_when(here, send, now):
    assert isinstance(here, Recallable) == hasattr(here, "call_off")
    if isinstance(here, Recallable):
        until = here.recall_until(now)
        assert until is None or until >= now
        assert here.call_off(send().carrier_id) in {True, False}


@standing
def test_it_serves_its_own_country_and_not_the_moon(here, fitted):
    place = fitted[2]
    assert here.serves(origin=place, destination=place)
    if here.needs == "postal_address":
        assert not here.serves(origin=place, destination="XX")


@doubled
@pytest.mark.parametrize(("fault", "is_there"), FAULTS.items())
def test_a_failure_says_whether_the_letter_may_be_there(
    carrier, order, fault, is_there
):
    way, double, press = order
    double.fault = lambda: fault
    if way.transport is None and fault == "slow after":
        impatient(way, seconds=0.1)
    with pytest.raises(Unavailable if fault == "429" else InDoubt):
        press()
    until(lambda: double.orders == 1)
    with double.lock:
        assert len(double.letters) == is_there
    assert (way.find("k1") is not None) == is_there


@pytest.mark.parametrize("carrier", DOUBLED, indirect=True)
@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (httpx.ConnectError, Unavailable),
        (httpx.ConnectTimeout, Unavailable),
        (httpx.PoolTimeout, Unavailable),
        (httpx.ReadTimeout, InDoubt),
        (httpx.WriteError, InDoubt),
        (httpx.RemoteProtocolError, InDoubt),
    ],
)
def test_only_a_connection_that_never_stood_is_surely_nothing_sent(
    carrier, order, monkeypatch, failure, error
):
    """Only the order itself can leave a doubt: what comes before it (a token, an upload) never does."""
    way, double, press = order

    def broken_at_the_order(request):
        if is_order(request):
            raise failure("no", request=request)
        return double.answer(request)

    monkeypatch.setattr(way, "transport", httpx.MockTransport(broken_at_the_order))
    way.held.close()
    with pytest.raises(error):
        press()

    def broken(request):
        raise failure("no", request=request)

    monkeypatch.setattr(way, "transport", httpx.MockTransport(broken))
    way.held.close()
    with pytest.raises(Unavailable):
        way.find("k1")


@pytest.mark.real
@pytest.mark.parametrize("carrier", DOUBLED, indirect=True)
def test_where_nobody_listens_nothing_was_sent(carrier, order, monkeypatch):
    way, double, press = order
    with double.serving() as url:
        monkeypatch.setenv(f"DULY_{way.name.upper()}_BASE_URL", url)
    monkeypatch.setattr(way, "transport", None)
    with pytest.raises(Unavailable):
        press()
    way.held.close()
    assert double.orders == 0


def is_order(request):
    return "Idempotency-Key" in request.headers
