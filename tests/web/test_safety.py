"""Nothing from another host, no inline script or style, and what is refused before it is read."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from duly.web.middleware import refuse_large_bodies

PAGES = [
    "/",
    "/search",
    "/search?q=aliexpress",
    "/search?q=zzzzzz",
    "/s/us/aliexpress-vip/",
    "/s/us/aliexpress-vip/?renews=2027-12-15",
    "/s/de/mcfit/",
    "/write/",
    "/write/us/aliexpress-vip/",
    "/my-cases/",
    "/verify/",
    "/check-a-letter/",
    "/prices/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/v/D-7K3M-9Q2T",
    "/no-such-page",
]
LOADS = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
}


class Page(HTMLParser):
    """Collects what a browser would load, run or post to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: list[str] = []
        self.ids: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in LOADS and given.get(LOADS[tag]):
            self.loads.append(str(given[LOADS[tag]]))
        if tag == "form" and given.get("action"):
            self.loads.append(str(given["action"]))
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        self.inline += [
            f"{tag} {name}"
            for name in given
            if name == "style" or name.startswith("on")
        ]
        self.inline += [
            f"{tag} {name}"
            for name in given
            if name.startswith("hx-on") or name == "hx-vals"
        ]
        if given.get("id"):
            self.ids.append(str(given["id"]))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_another_host(visitor: Client, path: str):
    page = Page(visitor.get(path).content.decode())
    assert page.loads
    assert [url for url in page.loads if not re.match(r"[/#?](?!/)", url)] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_no_inline_script_or_style(visitor: Client, path: str):
    assert Page(visitor.get(path).content.decode()).inline == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_allows_only_itself(visitor: Client, path: str):
    policy = visitor.get(path).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", PAGES)
def test_no_id_stands_twice_on_a_page(visitor: Client, path: str):
    text = visitor.get(path).content.decode()
    ids = [name for name in Page(text).ids if not re.match(r"[cg][0-9A-F]", name)]
    assert sorted(ids) == sorted(set(ids))


def test_pages_are_kept_in_no_cache(visitor: Client):
    assert visitor.get("/my-cases/").headers["Cache-Control"] == "private, no-store"


def refused(length: str, path: str = "/verify/") -> int:
    request = RequestFactory().post(path)
    request.META["CONTENT_LENGTH"] = length

    def unreachable(_: object) -> None:
        raise AssertionError("the body would have been read")

    return refuse_large_bodies(unreachable)(request).status_code


def test_a_gigabyte_is_refused_before_it_is_read():
    assert refused("1000000000") == 413


def test_an_upload_in_pieces_without_a_length_is_refused_before_it_is_read():
    request = RequestFactory().post("/verify/", HTTP_TRANSFER_ENCODING="chunked")
    request.META["CONTENT_LENGTH"] = ""

    def unreachable(_: object) -> None:
        raise AssertionError("the body would have been asked for")

    answer = refuse_large_bodies(unreachable)(request)
    assert answer.status_code == 411
    assert "kept nothing of it" in answer.content.decode()


def test_a_large_form_is_refused_where_nothing_is_uploaded():
    assert refused("3000000", "/write/preview") == 413


def test_the_refusal_says_the_limit_and_that_nothing_was_kept(visitor: Client):
    answer = visitor.generic("POST", "/verify/", b"x", CONTENT_LENGTH="1000000000")
    assert answer.status_code == 413
    text = answer.content.decode()
    assert f"{settings.UPLOAD_LIMIT_BYTES // 1_000_000} MB" in text
    assert "kept nothing" in text


def test_a_form_without_its_token_is_refused_with_a_sentence(db: None):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/write/us/aliexpress-vip/", {})
    assert answer.status_code == 403


def test_a_page_that_breaks_says_so_and_the_log_holds_no_secret(
    home, db, monkeypatch, caplog
):
    (home / "static").mkdir(exist_ok=True)
    client = Client(raise_request_exception=False)

    person = "Ada Vale"

    def fall(*_: object, **__: object) -> None:
        raise RuntimeError(person)

    monkeypatch.setattr("duly.web.views.case.case_or_404", fall)
    answer = client.get("/case/a-secret-link-of-ada/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
    assert "RuntimeError at case/<str:token>/" in caplog.text
    assert "Ada" not in caplog.text
    assert "a-secret-link" not in caplog.text


def test_the_refused_form_says_that_nothing_was_sent(visitor):
    strict = Client(enforce_csrf_checks=True)
    text = strict.post("/write/us/aliexpress-vip/", {}).content.decode()
    assert "Nothing was sent and nothing was charged" in text


def test_every_error_page_says_what_did_not_happen_and_what_to_do():
    from duly.web.views import errors

    for name in (
        "BAD_REQUEST",
        "FORBIDDEN",
        "NOT_FOUND",
        "TOO_LARGE",
        "TOO_MANY",
        "NO_ROOM",
        "BROKEN",
    ):
        message = getattr(errors, name)
        assert re.search(r"\b(nothing|not)\b", str(message.happened), re.IGNORECASE), (
            name
        )
        assert len(str(message.now)) > 20, name


@pytest.mark.parametrize(
    ("offered", "names_it"), [((), False), (("offline",), False), (("stripe",), True)]
)
def test_no_page_names_another_host_unless_payment_leads_there(
    client, db, settings, offered: tuple[str, ...], names_it: bool
) -> None:
    settings.PAYMENTS = offered
    policy = client.get("/about/").headers["Content-Security-Policy"]
    assert ("https://" in policy) is names_it
