"""The order in a browser without a screen: the price, two boxes, a voucher, and the way back."""

import re
from pathlib import Path

import pytest
from django.test import Client

from duly.cases.models import Case, Dispatch, LedgerEntry, Order
from duly.kit.money import Money
from duly.payments.offline import vouchers

TICKED = re.compile(r"<input[^>]*\bchecked\b")
CODE = "7K3M-9Q2T-ABCD-EFGH"


@pytest.fixture
def paid_site(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The drop box costs 2.50 here and is paid by voucher."""
    folder = tmp_path / "offline"
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path / "drop_box"))
    monkeypatch.setenv("DULY_PAYMENTS", "offline")
    monkeypatch.setenv("DULY_OFFLINE_FOLDER", str(folder))
    monkeypatch.setenv("DULY_OFFLINE_ACCOUNT", "Test Bank, DE00 1234")
    (tmp_path / "prices.toml").write_text("[fees]\ndrop_box = { USD = 250 }\n")
    monkeypatch.setattr("duly.cases.pricing.own_folder", lambda: tmp_path)
    vouchers.issue(folder, CODE, Money(250, "USD"))
    return folder


@pytest.fixture
def typed(typed: dict[str, object]) -> dict[str, object]:
    return {**typed, "channel": "drop_box"}


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the one order form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def order(visitor: Client, token: str, **changes: str) -> str:
    page = visitor.get(f"/case/{token}/pay").content.decode()
    given = {**fields(page), "agreed": "on", "accepted": "on", **changes}
    answer = visitor.post(f"/case/{token}/pay", given)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_voucher_in_the_browser_sends_the_letter(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    review = visitor.get(f"/case/{opened}/review").content.decode()
    assert "Go on to order, $2.50" in review
    assert f'action="/case/{opened}/send"' not in review, "no press that sends"
    page = visitor.get(f"/case/{opened}/pay").content.decode()
    assert "Order and pay $2.50" in page
    assert "I order the sending of this letter for $2.50" in page
    assert not TICKED.search(page)
    assert order(visitor, opened) == f"/case/{opened}/pay"
    waiting = visitor.get(f"/case/{opened}/pay").content.decode()
    assert "Test Bank, DE00 1234" in waiting
    assert Order.objects.get().reference in waiting
    assert not Dispatch.objects.exists()
    wrong = visitor.post(f"/case/{opened}/pay/voucher", {"code": "0000"})
    assert wrong.status_code == 422
    assert "no such voucher" in wrong.content.decode()
    paid = visitor.post(f"/case/{opened}/pay/voucher", {"code": CODE.lower()})
    assert paid["Location"] == f"/case/{opened}/"
    assert Order.objects.get().state == "reserved"
    assert Dispatch.objects.get().channel == "drop_box"
    assert [entry.kind for entry in LedgerEntry.objects.all()] == ["reserve"]
    shown = visitor.get(f"/case/{opened}/").content.decode()
    assert "The price was reserved, not yet taken" in shown


@pytest.mark.parametrize("missing", ["agreed", "accepted"])
def test_without_either_box_nothing_is_ordered(
    paid_site: Path, opened: str, visitor: Client, missing: str
) -> None:
    visitor.get(f"/case/{opened}/review")
    page = visitor.get(f"/case/{opened}/pay").content.decode()
    given = {**fields(page), "agreed": "on", "accepted": "on"}
    del given[missing]
    answer = visitor.post(f"/case/{opened}/pay", given)
    assert answer.status_code == 422
    assert not Order.objects.exists()
    assert not Case.objects.get().letters.filter(sealed_at__isnull=False).exists()


def test_the_page_that_sends_without_paying_is_closed(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    visitor.get(f"/case/{opened}/review")
    page = visitor.get(f"/case/{opened}/pay").content.decode()
    given = fields(page)
    answer = visitor.post(
        f"/case/{opened}/send",
        {
            "reviewed_sha256": given["reviewed_sha256"],
            "key": given["key"],
            "agreed": "on",
        },
    )
    assert answer.status_code == 422
    assert not Dispatch.objects.exists()


def test_a_press_twice_is_one_order(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    page = visitor.get(f"/case/{opened}/pay").content.decode()
    given = {**fields(page), "agreed": "on", "accepted": "on"}
    for _ in range(2):
        assert visitor.post(f"/case/{opened}/pay", given).status_code in (200, 302)
    assert Order.objects.count() == 1


def test_a_changed_price_asks_again(
    paid_site: Path, opened: str, visitor: Client, tmp_path: Path
) -> None:
    page = visitor.get(f"/case/{opened}/pay").content.decode()
    (tmp_path / "prices.toml").write_text("[fees]\ndrop_box = { USD = 260 }\n# new\n")
    given = {**fields(page), "agreed": "on", "accepted": "on"}
    answer = visitor.post(f"/case/{opened}/pay", given)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "from $2.50 to $2.60" in shown
    assert not TICKED.search(shown)
    assert not Order.objects.exists()


def test_a_price_that_somebody_wrote_is_not_ours(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    page = visitor.get(f"/case/{opened}/pay").content.decode()
    given = {**fields(page), "agreed": "on", "accepted": "on", "offer": "WzEsIlVTRCJd"}
    assert visitor.post(f"/case/{opened}/pay", given).status_code == 422
    assert not Order.objects.exists()


def test_an_order_is_called_off_before_anything_was_taken(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    order(visitor, opened)
    answer = visitor.post(f"/case/{opened}/pay/call-off")
    assert answer["Location"] == f"/case/{opened}/"
    assert Order.objects.get().state == "abandoned"
    assert not LedgerEntry.objects.exists()
    again = visitor.get(f"/case/{opened}/pay?way=drop_box").content.decode()
    assert "Order and pay $2.50" in again


def test_a_reserved_order_is_called_off_and_the_voucher_is_good_again(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    order(visitor, opened)
    visitor.post(f"/case/{opened}/pay/voucher", {"code": CODE})
    visitor.post(f"/case/{opened}/pay/call-off")
    assert Order.objects.get().state == "released"
    order(visitor, opened)
    visitor.post(f"/case/{opened}/pay/voucher", {"code": CODE})
    assert Order.objects.order_by("-pk")[0].state == "reserved"


def test_without_prices_nobody_sees_a_step(
    opened: str, visitor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ada runs duly for herself."""
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path))
    review = visitor.get(f"/case/{opened}/review").content.decode()
    assert f'action="/case/{opened}/send"' in review
    assert "Go on to order" not in review
    assert visitor.get(f"/case/{opened}/pay")["Location"] == f"/case/{opened}/review"


def test_coming_back_without_the_link_shows_nothing_of_the_case(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    order(visitor, opened)
    path = f"/paid/{Order.objects.get().reference}"
    assert visitor.get(path)["Location"] == f"/case/{opened}/pay"
    cleo = Client().get(path)
    assert cleo.status_code == 200
    assert opened not in cleo.content.decode()
    assert "AliExpress" not in cleo.content.decode()
    assert Client().get("/paid/P-0000-0000").content == cleo.content


def test_what_was_accepted_is_kept_with_its_digest(
    paid_site: Path, opened: str, visitor: Client
) -> None:
    from duly.cases.files import read_file

    order(visitor, opened)
    case = Case.objects.get()
    kept = case.exhibits.get(kind="consent")
    words = read_file(case, kept.sha256).decode()
    assert kept.sha256 == Order.objects.get().consent_sha256
    assert words.startswith("I order the sending of this letter for $2.50")
    assert "Your right to withdraw from this order" in words
    assert "Ada" not in words


@pytest.mark.parametrize("path", ["/terms/", "/terms/your-payment/"])
def test_the_operators_texts_are_pages(visitor: Client, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert "{" not in answer.content.decode().split("<main")[1].split("</main")[0]


def test_an_unsigned_report_is_refused(visitor: Client) -> None:
    assert visitor.post("/reports/offline", {"x": 1}).status_code == 400
    assert visitor.post("/reports/barter", {"x": 1}).status_code == 404
    assert visitor.get("/reports/offline").status_code == 405


@pytest.mark.parametrize("path", ["/terms/", "/terms/your-payment/"])
@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "nl", "en"])
def test_what_one_accepts_is_written_in_the_language_of_the_page(
    paid_site: Path, visitor: Client, path: str, language: str
) -> None:
    visitor.cookies["language"] = language
    page = visitor.get(path).content.decode()
    assert re.search(rf'<div class="[^"]*" lang="{language}">', page)
    assert ("This is version 1" in page) == (language == "en")


def test_an_operators_own_terms_in_one_language_say_which(
    paid_site: Path,
    visitor: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("duly.cases.consent.own_folder", lambda: tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "terms.md").write_text(
        "# Our terms\n\nShort.\n\n## All {#all}\n\nPay {operator}.\n"
    )
    visitor.cookies["language"] = "fr"
    page = visitor.get("/terms/").content.decode()
    assert re.search(r'<html lang="fr"', page)
    assert re.search(r'<div class="[^"]*" lang="en">', page)
    assert "Our terms" in page
