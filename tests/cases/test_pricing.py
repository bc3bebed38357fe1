"""The whole price: carrier, fee and tax by country; where a row is missing there is none."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from duly.cases.pricing import priced, quote_as_document, quote_of
from duly.channels import Quote, QuoteLine, Unavailable
from duly.kit.money import Money
from tests.cases.paying import open_paid_site

CARRIER = Quote(
    lines=(QuoteLine(kind="carrier", label="Certified", amount=Money(999, "USD")),),
    total=Money(999, "USD"),
    source="their prices",
    checked_on=None,
)
FREE = Quote(lines=(), total=Money(0, "EUR"), source="own", checked_on=None)
TABLE = """
[tax]
registered = true
[tax.rates]
US = 0
DE = 1900
GB = 2000
[fees]
lob = { USD = 250 }
registered_email = { EUR = 100, GBP = 90 }
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = open_paid_site(tmp_path, monkeypatch)
    (folder / "prices.toml").write_text(TABLE)
    return folder


def shown(quote: Quote) -> list[tuple[str, int]]:
    return [(line.kind, line.amount.amount) for line in quote.lines]


def test_carrier_fee_and_tax_add_up(own: Path, now: datetime) -> None:
    home = priced(CARRIER, channel="lob", country="US", now=now)
    assert shown(home) == [("carrier", 999), ("fee", 250)]
    assert home.total == Money(1249, "USD")
    assert home.valid_until == now + timedelta(minutes=60)
    abroad = priced(CARRIER, channel="lob", country="DE", now=now)
    assert shown(abroad) == [("carrier", 999), ("fee", 250), ("tax", 237)]
    assert abroad.total == Money(1486, "USD")


def test_a_country_without_a_rate_has_no_price(own: Path, now: datetime) -> None:
    with pytest.raises(Unavailable, match="country"):
        priced(CARRIER, channel="lob", country="FR", now=now)


def test_a_carriers_price_is_never_converted(own: Path, now: datetime) -> None:
    with pytest.raises(Unavailable, match="currency"):
        priced(CARRIER, channel="registered_email", country="US", now=now)


def test_a_way_without_cost_is_priced_in_the_persons_currency(
    own: Path, now: datetime
) -> None:
    quote = priced(FREE, channel="registered_email", country="GB", now=now)
    assert quote.total == Money(108, "GBP")
    assert shown(quote) == [("fee", 90), ("tax", 18)]


def test_a_table_that_cannot_be_read_gives_no_price(own: Path, now: datetime) -> None:
    (own / "prices.toml").write_text("fees = {")
    with pytest.raises(Unavailable, match="prices"):
        priced(CARRIER, channel="lob", country="US", now=now)


@pytest.mark.parametrize("country", ["DE", "FR", "ZZ", ""])
@pytest.mark.parametrize("channel", ["self_print", "drop_box"])
def test_what_costs_nothing_is_open_in_every_country(
    own: Path, now: datetime, channel: str, country: str
) -> None:
    quote = priced(FREE, channel=channel, country=country, now=now)
    assert (quote.total.amount, quote.lines) == (0, ())


@pytest.mark.parametrize("table", ["fees = {", "[fees]\nself_print = { EUR = 500 }\n"])
def test_printing_it_oneself_is_free_whatever_the_table_says(
    own: Path, now: datetime, table: str
) -> None:
    (own / "prices.toml").write_text(table)
    assert priced(FREE, channel="self_print", country="DE", now=now) is FREE


def test_where_nothing_is_taken_a_price_is_left_as_it_came(now: datetime) -> None:
    assert priced(CARRIER, channel="lob", country="FR", now=now) is CARRIER


def test_a_quote_is_kept_whole(own: Path, now: datetime) -> None:
    quote = priced(CARRIER, channel="lob", country="DE", now=now)
    kept = quote_of(quote_as_document(quote))
    assert (kept.lines, kept.total, kept.source) == (
        quote.lines,
        quote.total,
        quote.source,
    )
