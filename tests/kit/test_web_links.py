"""Links in words, plain and hidden; and the names, prices and abbreviations that are none."""

import time

import pytest

from duly.kit.web_links import has_link


@pytest.mark.parametrize(
    "text",
    [
        "See https://evil.example/a",
        "See HTTP://EVIL.EXAMPLE",
        "See http:evil.example",
        "See http : // evil.example",
        "See hxxp://evil.example",
        "See hXXps://evil.example/x",
        "See ftp://evil.example/x",
        "See www.evil.example",
        "See WWW .evil.example",
        "See evil.com/offer",
        "See evil.com/",
        "See shop.evil.co.uk/offer",
        "See x.to/a",
        "See bit.ly/3abc",
        "See evil.com:8080/x",
        "See evil.com?pay=1",
        "See evil.com#pay",
        "See evil.xn--p1ai/x",
        "See example . com/",
        "See example . com / offer",
        "See evil[.]com",
        "See evil (dot) com",
        "See evil dot com/offer",
        "See evil{.}com/offer",
        "See evil。com/offer",  # an ideographic full stop
        "See evil．com／offer",  # full-width marks
        "See evil․com/offer",  # a one-dot leader
        "See evil.com∕offer",  # a division slash
        "See ev\u200bil.c\u200bom/offer",  # with no width
        "See evil.cоm/offer",  # a Cyrillic o
        "See httрs://evil.example",  # a Cyrillic p
        "See ｈｔｔｐ://evil.example",  # full-width letters
        "Write to mailto:kim@evil.example",
        "Write to mailto: kim@evil.example",
        "javascript:alert(1)",
        "See 192.0.2.7/pay",
        "See 192.0.2.7:8080/pay",
        '<a href="x">here</a>',
        "[here](evil.example)",
    ],
)
def test_a_link_is_found(text: str) -> None:
    assert has_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I moved on 1.2.2026. Please answer.",
        "I pay 9.99/month, then 3.com/month.",
        "It cost 12.50 EUR/month (Nr. 7.2026/3).",
        "My contract with McFIT.com ends.",
        "I booked at Booking.com, or at Expedia.com?",
        "Did I buy at McFIT.com? No.",
        "McFIT.com: I was a member.",
        "Write to ada@example.com or to Ada (ada@example.com).",
        "The fee is 5 Euro inkl.MwSt/Monat.",
        "z.B. d.h. i.d.R. u.a. ca. 20/30",
        "The end of a sentence. Is/was that it?",
        "He can. It/they may . And so on.",
        "Herr/Frau, und/oder, 24/7, km/h, c/o Vale",
        "My dot matrix printer. The dot is missing (.) here.",
        "Tel: +49 30 123456, ftp is not meant, data: none",
        "Vertrag Nr. 2026/03/02, Kd.-Nr. 12/AB",
        "Version 10.0.0.1 of 1.2.3",
        "Je résilie mon contrat (art. L. 215-1 du code). Merci !",
        "Я расторгаю договор. Спасибо.",
        "解約します。よろしく。",
    ],
)
def test_what_is_no_link_passes(text: str) -> None:
    assert not has_link(text)


def test_a_long_text_of_dots_is_read_at_once() -> None:
    started = time.process_time()
    for text in ("a." * 2000, "a-" * 2000, "a . " * 1000, "www " * 1000, "<" * 4000):
        has_link(text)
    assert time.process_time() - started < 1
