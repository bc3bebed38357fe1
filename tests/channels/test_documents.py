"""The page that compares the carriers knows all of them."""

from pathlib import Path

from duly.channels import Selling, channel, channel_names
from duly.knowledge.tariffs import TARIFFS, tariff

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_channel_has_a_row():
    words = (DOCS / "carriers.md").read_text("utf-8")
    assert [name for name in channel_names() if f"| `{name}` |" not in words] == []


def test_every_service_of_a_print_carrier_is_named():
    words = (DOCS / "carriers.md").read_text("utf-8")
    rows = [line for line in words.splitlines() if line.startswith("|")]
    for name in channel_names():
        if not isinstance(channel(name), Selling):
            continue
        named = "".join(row for row in rows if row.startswith(f"| `{name}` |"))
        for service in tariff(name).services:
            assert f"`{service.key}`" in named, service.key


def test_a_price_in_a_tariff_has_a_source_and_a_currency():
    for path in sorted(TARIFFS.glob("*.toml")):
        found = tariff(path.stem)
        assert found.source.startswith("https://"), path.name
        assert found.services, path.name
        for service in found.services:
            assert service.price is None or service.price.amount > 0
