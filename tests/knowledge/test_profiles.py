"""Envelopes as data: rectangles that make sense, a source for each, and the usual one of each country."""

import pytest

from duly.knowledge.profiles import (
    Profile,
    Rectangle,
    UnknownProfile,
    profile,
    profile_for,
    profile_names,
)

NAMES = ("ch-left", "ch-right", "din5008-a", "din5008-b", "fr-right-window", "uk-notify", "us-10", "us-lob", "us-lob-certified")  # fmt: skip


@pytest.fixture(params=NAMES)
def envelope(request: pytest.FixtureRequest) -> Profile:
    return profile(request.param)


def is_inside(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def test_all_nine_envelopes_are_there() -> None:
    assert profile_names() == NAMES


def test_every_rectangle_lies_on_the_page(envelope: Profile) -> None:
    page = Rectangle(0, 0, envelope.width, envelope.height)
    for zone in envelope.zones:
        assert is_inside(zone.box, page.grown(0.01)), zone
    assert is_inside(envelope.window, page)


def test_the_window_itself_may_be_printed(envelope: Profile) -> None:
    if envelope.stamped:
        assert any(overlap(envelope.window, zone.box) for zone in envelope.zones)
        return
    for zone in envelope.no_print(first_page=True):
        assert not overlap(envelope.window.grown(-0.01), zone.box), zone


def test_the_layout_puts_nothing_where_no_ink_may_be(envelope: Profile) -> None:
    places = envelope.places
    boxes = [places.sender, places.return_line, places.address, places.date]
    for box in filter(None, boxes):
        for zone in envelope.no_print(first_page=True):
            assert not overlap(box, zone.box), (box, zone)


def test_the_address_is_set_inside_the_window(envelope: Profile) -> None:
    if envelope.places.address is None:
        assert envelope.stamped
    else:
        assert is_inside(envelope.places.address, envelope.window)


def test_text_begins_below_everything_that_shows(envelope: Profile) -> None:
    assert envelope.places.body_top >= envelope.window.bottom
    if envelope.paper == "us-letter":
        assert envelope.places.body_top >= 95


def test_every_envelope_has_a_source_and_awaits_a_printed_proof(
    envelope: Profile,
) -> None:
    assert all(
        source.url.startswith("https://") and source.title
        for source in envelope.sources
    )
    assert envelope.sources
    assert envelope.checked_on.year >= 2026
    assert envelope.verified is False  # nobody has printed and photographed one yet


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("US", "us-10"),
        ("us", "us-10"),
        ("CA", "us-10"),
        ("MX", "us-10"),
        ("GU", "us-10"),
        ("PR", "us-10"),
        ("DE", "din5008-b"),
        ("AT", "din5008-b"),
        ("FR", "fr-right-window"),
        ("GB", "uk-notify"),
        ("CH", "ch-right"),
        ("JP", "din5008-b"),
        ("", "din5008-b"),
    ],
)
def test_each_country_has_its_usual_envelope(country: str, name: str) -> None:
    assert profile_for(country).name == name


@pytest.mark.parametrize("name", ["pigeon", "../us-10", ""])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownProfile):
        profile(name)


def test_a_country_has_one_usual_envelope() -> None:
    countries = [c for name in NAMES for c in profile(name).countries]
    assert len(countries) == len(set(countries))
