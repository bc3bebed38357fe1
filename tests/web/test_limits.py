"""Floods are told apart by browser and by address, also behind a proxy of our own."""

import pytest
from django.test import Client, RequestFactory

from duly.cases.limits import Rate, TooMany
from duly.web.limits import PEOPLE_AT_AN_ADDRESS, count
from duly.web.middleware import behind_proxies


def asked(cookie: str = "", address: str = "192.0.2.1"):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    if cookie:
        request.COOKIES["csrftoken"] = cookie
    return request


def test_two_browsers_at_one_address_do_not_slow_each_other():
    rate = Rate(most=1, seconds=3600)
    count(rate, asked("ada"))
    count(rate, asked("ben"))
    with pytest.raises(TooMany):
        count(rate, asked("ada"))


def test_a_fresh_cookie_each_time_does_not_open_the_door():
    rate = Rate(most=1, seconds=3600)
    for number in range(PEOPLE_AT_AN_ADDRESS):
        count(rate, asked(f"cookie {number}"))
    with pytest.raises(TooMany):
        count(rate, asked("one more"))
    count(rate, asked("somebody else", address="192.0.2.2"))


def seen_by_the_site(forwarded: str) -> str:
    request = asked(address="10.0.0.1")
    request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    behind_proxies(lambda request: None)(request)  # type: ignore[arg-type,return-value]
    return request.META["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.7", "10.0.0.1"),  # nobody of ours stands before: a lie
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first was made up
        (2, "203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),  # too short: it went past the outer one
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "<script>", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(
    settings, proxies: int, forwarded: str, address: str
):
    settings.PROXIES = proxies
    assert seen_by_the_site(forwarded) == address


@pytest.mark.django_db
def test_a_page_comes_through_the_proxy(visitor: Client, settings):
    settings.PROXIES = 1
    answer = visitor.get("/prices/", headers={"x-forwarded-for": "203.0.113.7"})
    assert answer.status_code == 200
