"""The price cannot trap: over every route, form, template, message and call to a processor.

What DESIGN names as "must never appear" fails the build here.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import duly.web.forms
from duly.cases.consent import box_words
from duly.cases.models import LedgerEntry, Order
from duly.kit.money import Money
from duly.payments import offered, processor_names
from duly.payments.stripe import processor as stripe_processor
from duly.web import limits
from duly.web.forms.pay import OrderForm
from tests.channels.doubles import lob
from tests.payments.doubles.stripe import KEY, StripeDouble
from tests.web.conftest import ADA

SOURCE = Path(__file__).resolve().parents[2] / "src" / "duly"
TEMPLATES = SOURCE / "web" / "templates"
PRICES = "[fees]\nlob = { USD = 250 }\n"
PRICE = "$27.79"  # two pages to Hong Kong by the double, and our fee

# Words of pressure, of traps, and of praise that nobody checked.
NEVER = (
    r"only today",
    r"countdown",
    r"\bhurry\b|act now|last chance|limited (time|offer)|while stocks",
    r"\d+ (people|others|customers) (are|have|looked|viewing)",
    r"no thanks,? i",
    r"free trial|start (your|a) trial|trial period of",
    r"subscribe\b|per month|/month|monthly plan|renews automatically",
    r"upgrade|premium plan|most popular|best value|recommended for you",
    r"save \d+ ?%|discount|instead of \$",
    r"five stars|trusted by|seal of approval|award",
    r"save (this|my|your) card|remember (this|my|your) card|card on file",
    r"i waive|i give up my right|right of withdrawal expires",
    r"newsletter|marketing",
)
# A sentence of ours may name these only to say that they do not exist here.
DENIED = re.compile(
    r"subscription|(?<!Visa )(?<!Express )(?<!Discover )(?<!Debit )(?<!Credit )\bcard\b",
    re.IGNORECASE,
)
DENIALS = re.compile(
    r"\bno\b|\bnever\b|\bnobody\b|\bnot\b|types? (the|it)|^Card$", re.IGNORECASE
)
# What the person pays elsewhere, and the card that the post office sends back.
CONTRACT_WORDS = re.compile(
    r"membership|Visa|Mastercard|American|Discover|Debit|Credit|"
    r"[Ss]igned|[Pp]hotograph|[Pp]icture|Keep this card|came back|"
    r"at the bank|last four digits"
)


def messages() -> Iterator[tuple[str, str]]:
    """Every sentence for people: in templates, in the code of pages and cases, in the operator's texts."""
    marked = re.compile(
        r'{% translate "([^"]+)"|{% blocktranslate[^%]*%}(.*?){% end', re.S
    )
    for path in TEMPLATES.rglob("*.html"):
        for found in marked.finditer(path.read_text("utf-8")):
            yield path.name, found[1] or found[2]
    for folder in ("web", "cases", "payments"):
        for path in (SOURCE / folder).rglob("*.py"):
            yield from ((path.name, words) for words in sentences(path))
    for path in (SOURCE / "data" / "operator").rglob("*.md"):
        for line in path.read_text("utf-8").splitlines():
            yield path.name, line


def sentences(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        called = getattr(node, "func", None)
        name = getattr(called, "id", getattr(called, "attr", ""))
        if name in ("_", "gettext", "gettext_lazy", "gettext_noop"):
            yield from (
                arg.value
                for arg in node.args  # type: ignore[attr-defined]
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )


@pytest.mark.parametrize("words", NEVER)
def test_no_message_presses_praises_or_traps(words: str) -> None:
    seen = [(name, text) for name, text in messages() if re.search(words, text, re.I)]
    assert seen == []


def test_the_search_would_find_such_words_of_every_kind() -> None:
    names = {name for name, _ in messages()}
    assert {"page.html", "events.py", "pay_words.py", "consent.py", "terms.md"} <= names
    for sentence in (
        "Only today",
        "Save 20 %",
        "No thanks, I like paying",
        "12 people are",
    ):
        assert [words for words in NEVER if re.search(words, sentence, re.I)]


def test_subscriptions_and_kept_cards_are_only_named_to_deny_them() -> None:
    """The person's own contract, and the cards of their bank, are another matter."""
    named = [
        (name, text)
        for name, text in messages()
        if DENIED.search(text) and not CONTRACT_WORDS.search(text)
    ]
    assert named, "the pages do say that there is none"
    assert [each for each in named if not DENIALS.search(each[1])] == []


# Routes.


def routes(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry


def test_no_route_leads_to_a_plan_a_trial_or_a_wallet() -> None:
    paths = [path for path, _ in routes()]
    assert "case/<str:token>/pay" in paths
    bad = re.compile(
        r"subscri|trial|plan|wallet|(?<!return-)cards?\b|upgrade|checkout|upsell|offer"
    )
    assert [path for path in paths if bad.search(path)] == []


def shop(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> StripeDouble:
    """A site that sells registered letters by card."""
    (folder / "prices.toml").write_text(PRICES)
    (folder / "lob.toml").write_text(lob.TARIFF)
    for name, value in {
        "DULY_PAYMENTS": "stripe",
        "DULY_STRIPE_SECRET_KEY": KEY,
        "DULY_LOB_API_KEY": lob.API_KEY,
        "DULY_LOB_TARIFF": str(folder / "lob.toml"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("duly.cases.pricing.own_folder", lambda: folder)
    double = StripeDouble()
    monkeypatch.setattr(stripe_processor, "http_client", double)
    (home / "static").mkdir(exist_ok=True)
    for rate in (limits.PREVIEWS, limits.SENDS, limits.CHECKS):
        rate.forget_all()
    return double


@pytest.fixture
def bank(
    db: None, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> StripeDouble:
    return shop(home, tmp_path, monkeypatch)


@pytest.fixture
def visitor(bank: StripeDouble) -> Client:
    return Client()


@pytest.fixture
def token(visitor: Client) -> str:
    answer = visitor.post("/write/us/aliexpress-vip/", {**ADA, "channel": "lob"})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"]).split("/")[2]


FILLED = {
    "<slug:country>": "us",
    "<slug:slug>": "aliexpress-vip",
    "<int:number>": "1",
    "<str:reference>": "D-7K3M-9Q2T",
    "<slug:name>": "stripe",
}


def test_looking_at_any_page_orders_nothing_and_asks_no_processor(
    visitor: Client, token: str, bank: StripeDouble
) -> None:
    looked = 0
    for path, _ in routes():
        for field, value in {**FILLED, "<str:token>": token}.items():
            path = path.replace(field, value)  # noqa: PLW2901
        looked += visitor.get(f"/{path}").status_code == 200
    assert looked > 15
    assert not Order.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert bank.requests == []


# Forms.


def form_classes() -> list[type[forms.Form]]:
    found = []
    for module in iter_modules(duly.web.forms.__path__, "duly.web.forms."):
        for _, each in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(each, forms.BaseForm) and each.__module__ == module.name:
                found.append(each)
    return found


def test_no_box_is_ticked_and_no_card_is_asked_for_in_any_form() -> None:
    classes = form_classes()
    assert OrderForm in classes
    for each in classes:
        for name, field in getattr(each, "base_fields", {}).items():
            if isinstance(field, forms.BooleanField):
                assert not field.initial, f"{each.__name__}.{name}"
            assert not re.search(r"card|cvc|cvv|iban|expiry|newsletter", name), (
                f"{each.__name__}.{name}"
            )


def test_the_order_asks_two_things_in_two_boxes_and_chooses_nothing(
    bank: StripeDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DULY_PAYMENTS", "stripe offline")
    import os

    form = OrderForm(price=Money(2779, "USD"), processors=offered(os.environ))
    boxes = {
        name: str(field.label)
        for name, field in form.fields.items()
        if isinstance(field, forms.BooleanField)
    }
    assert set(boxes) == {"agreed", "accepted"}
    assert all(form.fields[name].required for name in boxes)
    assert "$27.79" in boxes["accepted"]
    assert boxes["accepted"] == box_words(Money(2779, "USD"))
    for words in ("withdraw", "waive", "privacy", "e-mail", "news"):
        assert words not in " ".join(boxes.values()).lower()
    assert form.fields["processor"].initial is None
    assert "checked" not in str(form["processor"])


# Templates.


ORDERING = {
    "web/pay/page.html": r"Order and pay {{ price }}",
    "web/pay/waiting.html": r"{{ price }}",
    "web/review/send.html": r"{{ price }}",
    "web/case/another_way.html": r"{{ price }}",
    "web/pay/go_on.html": r"{{ price }}",
}


@pytest.mark.parametrize("name", ORDERING)
def test_every_button_that_orders_or_leads_to_it_names_the_amount(name: str) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    buttons = re.findall(
        r"<button(?=[^>]*type=\"submit\")[^>]*>(.*?)</button>", text, re.S
    )
    links = re.findall(r"<a class=\"btn[^>]*>(.*?)</a>", text, re.S)
    ours = [words for words in (*buttons, *links) if "channel_field" not in words]
    ours = [words for words in ours if "Choose a way" not in words]
    assert ours, name
    assert [words for words in ours if ORDERING[name] not in words] == []


def test_no_script_counts_down() -> None:
    for path in (SOURCE / "web" / "static").rglob("*.js"):
        assert "setInterval" not in path.read_text("utf-8"), path.name


# The price.


@pytest.mark.parametrize("path", ["/", "/prices/"])
def test_the_whole_price_stands_before_the_first_field(
    visitor: Client, path: str
) -> None:
    """One page at home: 9.99 for the carrier, 2.50 for us."""
    assert "$12.49" in visitor.get(path).content.decode()


def test_the_price_of_this_letter_is_one_from_the_form_to_the_order(
    visitor: Client, token: str, bank: StripeDouble
) -> None:
    guide = visitor.get("/s/us/aliexpress-vip/").content.decode()
    form = visitor.get("/write/us/aliexpress-vip/").content.decode()
    review = visitor.get(f"/case/{token}/review").content.decode()
    page = visitor.get(f"/case/{token}/pay").content.decode()
    for shown in (guide, form, review, page):
        assert PRICE in shown
    fields = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    )
    visitor.post(f"/case/{token}/pay", {**fields, "agreed": "on", "accepted": "on"})
    order = Order.objects.get()
    assert order.amount == 2779
    (asked,) = [each for method, path, each in bank.requests if method == "POST"]
    assert asked["line_items[0][price_data][unit_amount]"] == "2779"
    assert asked["line_items[0][quantity]"] == "1"
    assert "line_items[1][quantity]" not in asked


@pytest.mark.parametrize(
    "path", ["/write/us/aliexpress-vip/", "/case/{}/review", "/case/{}/pay"]
)
def test_nothing_is_chosen_or_ticked_on_a_page_with_a_price(
    visitor: Client, token: str, path: str
) -> None:
    page = visitor.get(path.format(token)).content.decode()
    ticked = re.findall(r"<input[^>]*\bchecked\b[^>]*>", page)
    assert [each for each in ticked if 'name="goals"' not in each] == []


@pytest.mark.parametrize("state", ["waiting", "reserved"])
def test_until_it_is_taken_one_press_undoes_it(
    visitor: Client, token: str, bank: StripeDouble, state: str
) -> None:
    page = visitor.get(f"/case/{token}/pay").content.decode()
    fields = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    )
    visitor.post(f"/case/{token}/pay", {**fields, "agreed": "on", "accepted": "on"})
    order = Order.objects.get()
    if state == "reserved":
        bank.authorise(order.payment_id)
        visitor.get(f"/paid/{order.reference}")
    order.refresh_from_db()
    assert order.state == state
    shown = visitor.get(f"/case/{token}/pay").content.decode()
    assert f'action="/case/{token}/pay/call-off"' in shown
    assert "See the order" in visitor.get(f"/case/{token}/").content.decode()
    visitor.post(f"/case/{token}/pay/call-off")
    order.refresh_from_db()
    assert order.state in ("abandoned", "released")
    assert (bank.held, bank.taken) == (0, 0)


# The calls to a processor.

CALLED = re.compile(
    r"subscriptions?|customers?|setup_intents?|setup_future_usage|recurring|trial|"
    r"saved_payment|off_session|payment_method_save|invoices?|prices?\.create|plans?"
)


@pytest.mark.parametrize("name", processor_names())
def test_no_call_to_a_processor_subscribes_or_keeps_a_card(name: str) -> None:
    for path in (SOURCE / "payments" / name).glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
        }
        keys = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"[a-z_]+", node.value)
        }
        assert [each for each in names | keys if CALLED.fullmatch(each)] == [], path


def test_every_request_of_a_whole_order_is_one_of_six(
    visitor: Client, token: str, bank: StripeDouble
) -> None:
    page = visitor.get(f"/case/{token}/pay").content.decode()
    fields = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    )
    visitor.post(f"/case/{token}/pay", {**fields, "agreed": "on", "accepted": "on"})
    order = Order.objects.get()
    bank.authorise(order.payment_id)
    visitor.get(f"/paid/{order.reference}")
    visitor.post(f"/case/{token}/pay/call-off")
    allowed = re.compile(
        r"/v1/(checkout/sessions(/\w+(/expire)?)?|payment_intents/\w+/(capture|cancel)|refunds)"
    )
    assert bank.requests
    assert [path for _, path, _ in bank.requests if not allowed.fullmatch(path)] == []
    (asked,) = [
        each for _, path, each in bank.requests if path == "/v1/checkout/sessions"
    ]
    assert asked["mode"] == "payment"
    assert asked["payment_intent_data[capture_method]"] == "manual"
