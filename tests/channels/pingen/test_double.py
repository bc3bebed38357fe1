"""The double refuses what Pingen would: a yes from it is worth something only then."""

import httpx
import pytest

from duly.channels.pingen.letters import order


@pytest.fixture
def ask(double):
    """A request as a careful client would make it, with a change."""
    double.tokens = 1

    def ask(method, path, **options):
        headers = {"Authorization": "Bearer token-1", **options.pop("headers", {})}
        if "json" in options:
            headers.setdefault("Content-Type", "application/vnd.api+json")
        url = path if "://" in path else f"https://api.pingen.com{path}"
        return double.answer(httpx.Request(method, url, headers=headers, **options))

    return ask


@pytest.fixture
def place(ask):
    """Where one file lies, and its signature."""
    named = ask("GET", "/file-upload").json()["data"]["attributes"]
    return {"file_url": named["url"], "file_url_signature": named["url_signature"]}


@pytest.fixture
def complete(double, place, swiss):
    """An order that is right, and whose file is there."""
    double.files[place["file_url"]] = b"%PDF-1.7"
    return {**order(*swiss, key="k", position="left"), **place}


@pytest.fixture
def press(ask, doubles):
    letters = f"/organisations/{doubles('pingen').ORGANISATION}/deliveries/letters"

    def press(attributes, *, kind="letters", **headers):
        return ask(
            "POST",
            letters,
            json={"data": {"type": kind, "attributes": attributes}},
            headers={"Idempotency-Key": "k", **headers},
        ).status_code

    return press


def test_what_is_right_is_taken(press, complete, double):
    assert press(complete) == 201
    assert len(double.letters) == 1


def addressed(complete, **changes):
    meta = complete["meta_data"]
    return {"meta_data": {**meta, "recipient": {**meta["recipient"], **changes}}}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda given: {"file_original_name": "a.b"},
        lambda given: {"file_original_name": "a" * 256},
        lambda given: {"file_url": "https://files.example/files/9"},
        lambda given: {"file_url_signature": "of another file"},
        lambda given: {"address_position": "middle"},
        lambda given: {"auto_send": "yes"},
        lambda given: {"delivery_product": "express"},
        lambda given: {"print_mode": "both"},
        lambda given: {"print_spectrum": "black"},
        lambda given: {"colour": True},
        lambda given: {"meta_data": {}},
        lambda given: {"meta_data": {"recipient": given["meta_data"]["recipient"]}},
        lambda given: addressed(given, country="DE"),
        lambda given: addressed(given, country="CHE"),
        lambda given: addressed(given, name="A" * 46),
        lambda given: addressed(given, zip="123456789"),
        lambda given: addressed(given, street=""),
        lambda given: addressed(given, state="BE"),
    ],
)
def test_what_is_wrong_in_an_order_is_refused(press, complete, double, wrong):
    assert press({**complete, **wrong(complete)}) == 422
    assert double.letters == {}


def test_what_is_missing_in_an_order_is_refused(press, complete, double):
    for name in complete:
        less = {each: value for each, value in complete.items() if each != name}
        assert press(less) == 422, name
    assert double.letters == {}


def test_another_type_key_or_kind_of_text_is_refused(press, complete, double):
    assert press(complete, kind="letter") == 422
    assert press(complete, **{"Idempotency-Key": "k" * 65}) == 422
    assert press(complete, **{"Content-Type": "application/json"}) == 415
    assert press(complete, Authorization="Bearer token-0") == 401
    assert double.letters == {}


def test_a_file_goes_only_to_its_own_place_and_without_the_token(ask, place, double):
    url = place["file_url"]
    for method, to, headers in [
        ("PUT", url.partition("?")[0], {"Authorization": ""}),
        ("PUT", f"{url}0", {"Authorization": ""}),
        ("PUT", url, {"Authorization": "Bearer token-1"}),
    ]:
        answer = ask(method, to, content=b"%PDF-", headers=headers)
        assert answer.status_code in {400, 403}
    assert double.files == {}


def test_a_price_is_named_only_for_a_whole_question(ask, doubles):
    path = f"/organisations/{doubles('pingen').ORGANISATION}/deliveries/letters/price-calculator"
    whole = {"country": "CH", "paper_types": ["normal"], "print_mode": "simplex", "print_spectrum": "color", "delivery_product": "fast"}  # fmt: skip

    def status(kind, attributes):
        document = {"data": {"type": kind, "attributes": attributes}}
        return ask("POST", path, json=document).status_code

    assert status("letter_price_calculator", whole) == 200
    assert status("letters", whole) == 422
    assert status("letter_price_calculator", {**whole, "weight": 20}) == 422
    for name in whole:
        less = {each: value for each, value in whole.items() if each != name}
        assert status("letter_price_calculator", less) == 422
