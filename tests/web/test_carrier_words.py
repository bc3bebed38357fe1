"""What a carrier calls its price, its service and its no is said in the language of the page."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import duly.channels
from duly.cases.pricing import quote_as_document, quote_of
from duly.channels import (
    QuoteLine,
    Refused,
    Unavailable,
    channel,
    channel_names,
    quote_of_one,
)
from duly.kit.money import Money
from duly.kit.said import Said, said
from duly.knowledge.tariffs import TARIFFS, read_tariff
from duly.web.carrier_words import SERVICE_NAMES
from duly.web.channel_cards import offer, sentence_of
from duly.web.spoken import spoken
from tests.channels.conftest import double_of

FOLDER = Path(duly.channels.__file__).parent
DOUBLES = Path(__file__).parents[1] / "channels" / "doubles"
# Whoever reads these is the operator, in a log or on the command line, or they quote the carrier's own words.
FOR_OPERATORS = ("callbacks.py", "client.py", "service_call.py")


def stood_in(name: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> object:
    monkeypatch.setenv("DULY_HOME", str(folder))
    if (DOUBLES / f"{name}.py").exists():
        double_of(name).stand_in(channel(name), monkeypatch, folder)
    return channel(name)


@pytest.fixture
def in_french(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A translator who puts every sentence into brackets."""
    for place in ("gettext", "ngettext"):
        monkeypatch.setattr(
            f"duly.cases.in_language.{place}", lambda text, *_: f"[{text}]"
        )
    with translation.override("fr"):
        yield


@pytest.mark.parametrize("name", channel_names())
def test_every_label_and_source_of_a_price_can_be_translated(
    name, monkeypatch, tmp_path, now
):
    way = stood_in(name, monkeypatch, tmp_path)
    is_doubled = (DOUBLES / f"{name}.py").exists()
    place = getattr(double_of(name), "ORIGIN", "US") if is_doubled else "US"
    quote = way.quote(letter=None, origin=place, destination=place, today=now.date())
    for line in quote.lines:
        assert isinstance(line.label, Said), line.label
        assert "%(" in line.label.pattern or not line.label.values


@pytest.mark.parametrize("name", channel_names())
def test_every_no_that_a_person_may_read_remembers_its_pattern(name):
    bare = []
    for path in sorted((FOLDER / name).rglob("*.py")):
        if path.name not in FOR_OPERATORS:
            bare += [f"{path.name}:{at}" for at in untranslatable(path.read_text())]
    assert bare == [], "wrap it in said(…)"


def untranslatable(code: str) -> list[int]:
    """Lines that raise Refused or Unavailable with an English text that is written out or put together there."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Refused", "Unavailable"}
        and node.args
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    ]


def test_the_search_finds_what_it_is_for():
    assert untranslatable('raise Refused("No.")') == [1]
    assert untranslatable('raise Unavailable(f"No {x}.")') == [1]
    assert untranslatable('raise Refused(said("No."))') == []
    assert untranslatable("raise Refused(str(reason))") == []


def test_the_names_of_services_are_those_of_the_tariffs():
    of_carriers = {
        service.name
        for each in map(read_tariff, TARIFFS.glob("*.toml"))
        for service in each.services
        if each.country is None  # a post office's own names stay as they are
    }
    assert set(SERVICE_NAMES) == of_carriers


def test_a_label_names_its_service_in_the_language_of_the_page(
    in_french, monkeypatch, tmp_path, now
):
    lob = stood_in("lob", monkeypatch, tmp_path)
    quote = lob.quote(letter=None, origin="US", destination="US", today=now.date())
    assert spoken(quote.lines[0].label) == ("[[Certified, return receipt], pages: 1]")


def test_a_label_that_an_order_has_kept_is_still_translated(in_french):
    label = said(
        "%(service)s, pages: %(pages)s", service=said("Certified Mail"), pages=3
    )
    line = QuoteLine(kind="carrier", label=label, amount=Money(799, "USD"))
    quote = quote_of_one(line, source=said("our own price"), checked_on=None)
    kept = quote_of(json.loads(json.dumps(quote_as_document(quote))))
    assert kept == quote
    assert spoken(kept.lines[0].label) == "[[Certified Mail], pages: 3]"
    assert spoken(kept.source) == "[our own price]"


def test_a_label_of_an_older_order_stays_as_it_was(in_french):
    line = {"kind": "carrier", "label": "Certified, 3 pages", "amount": 799}
    older = {"lines": [line], "total": 799, "currency": "USD", "source": "Lob", "checked_on": None}  # fmt: skip
    assert spoken(quote_of(older).lines[0].label) == "Certified, 3 pages"


def test_the_reason_of_a_carrier_is_said_in_the_language_of_the_page(
    in_french, monkeypatch, tmp_path, now
):
    lob = stood_in("lob", monkeypatch, tmp_path)

    def no(**_: object) -> None:
        raise Refused(said("This carrier does not serve %(country)s.", country="KP"))

    monkeypatch.setattr(lob, "quote", no)
    _, why = offer(lob, origin="US", destination="US", today=now.date())
    assert why == "[This carrier does not serve KP.]"
    assert sentence_of(Unavailable("HTTP 500")) == "HTTP 500"
