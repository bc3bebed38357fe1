"""A receipt for each order and a credit note for each refund, numbered without a gap and without a name."""

import subprocess
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from duly.cases.actions.collect import pay_back, settle_due_orders
from duly.cases.actions.draft import OpenedCase, open_case
from duly.cases.actions.erase import erase_case
from duly.cases.files import read_file
from duly.cases.models import Case, LedgerEntry
from duly.cases.receipts import attach_missing_receipts, receipt_pdf, receipt_words
from tests.cases.paying import Clock, attempt, open_paid_site, paid
from tests.conftest import require

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid_site(tmp_path: Path, drop_box: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = open_paid_site(tmp_path, monkeypatch)
    prices = own / "prices.toml"
    issuer = 'issuer = ["Example Letters Ltd", "1 High Street, London"]\n'
    prices.write_text(issuer + prices.read_text())
    return own


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "receipt.pdf"
    path.write_bytes(pdf)
    tool = require("pdftotext", "poppler-utils")
    done = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_what_was_taken_stands_on_it_and_no_name(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock, tmp_path: Path
) -> None:
    order = paid(opened.case, now, clock)
    assert not opened.case.exhibits.filter(kind="receipt").exists()
    attempt(order, clock)
    kept = opened.case.exhibits.get(kind="receipt")
    text = text_of(read_file(opened.case, kept.sha256), tmp_path)
    for words in (
        "Receipt no. 1",
        "Example Letters Ltd",
        "VAT no. DE123456789",
        "VAT 19 %",
        "$0.48",
        "$2.98",
        order.reference,
        opened.case.reference,
        "2 March 2026",
    ):
        assert words in text, text
    for person in ("Ada", "AliExpress", "San Diego", "example.com"):
        assert person not in text


def test_a_refund_has_a_credit_note_that_names_the_receipt(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock, tmp_path: Path
) -> None:
    order = paid(opened.case, now, clock)
    attempt(order, clock)
    pay_back(order, now=now)
    settle_due_orders(clock=clock)
    entry = order.ledger.get(kind="refund")
    text = text_of(receipt_pdf(entry), tmp_path)
    assert "Credit note no. 2" in text
    assert "Takes back receipt no." in text
    assert "-$2.98" in text.replace("\N{MINUS SIGN}", "-")


def test_the_same_entry_gives_the_same_bytes_on_paper_of_the_country(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    attempt(order, clock)
    entry = order.ledger.get(kind="capture")
    assert receipt_pdf(entry) == receipt_pdf(entry)
    with pikepdf.open(BytesIO(receipt_pdf(entry))) as pdf:
        (page,) = pdf.pages
        assert round(float(page.mediabox[2])) == 612
    entry.order.country = "DE"
    with pikepdf.open(BytesIO(receipt_pdf(entry))) as pdf:
        assert round(float(pdf.pages[0].mediabox[2])) == 595


def test_its_lines_add_up_to_what_was_taken(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    attempt(order, clock)
    entry = order.ledger.get(kind="capture")
    words: dict[str, Any] = receipt_words(entry, day="today")
    cents = [int(amount.strip("$").replace(".", "")) for _, amount in words["lines"]]
    assert sum(cents) == entry.amount


def test_a_receipt_that_a_dying_process_left_out_is_made_in_the_night(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = paid(opened.case, now, clock)
    with monkeypatch.context() as dying:
        dying.setattr(
            "duly.cases.actions.collect.attach_receipt", lambda *_, **__: None
        )
        attempt(order, clock)
    yesterday = now - timedelta(days=1)
    assert attach_missing_receipts(since=yesterday, now=now) == 1
    assert attach_missing_receipts(since=yesterday, now=now) == 0
    assert opened.case.exhibits.get(kind="receipt").name == "receipt-1.pdf"


def test_deleting_the_case_deletes_the_page_and_keeps_the_number(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    attempt(paid(opened.case, now, clock), clock)
    case = Case.objects.get()
    erase_case(case, now=now)
    assert not case.exhibits.exists()
    entry = LedgerEntry.objects.select_related("order__case").get(kind="capture")
    assert entry.document_no == 1
    assert receipt_pdf(entry).startswith(b"%PDF-"), "it can be written again"
    assert attach_missing_receipts(since=now - timedelta(days=1), now=now) == 0


def test_a_letter_that_was_refused_has_no_receipt(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    from duly.cases.actions.order import call_off_order

    order = paid(opened.case, now, clock)
    call_off_order(order, now=now)
    settle_due_orders(clock=clock)
    assert not opened.case.exhibits.filter(kind="receipt").exists()


def test_a_german_case_has_a_receipt_in_its_language(
    paid_site: Path,
    now: datetime,
    clock: Clock,
    document: dict[str, Any],
    tmp_path: Path,
    db: None,
) -> None:
    """The frame is translated where the site is; an amount is written as people there write it."""
    opened = open_case(document, now=now)
    Case.objects.filter(pk=opened.case.pk).update(language="de")
    attempt(paid(Case.objects.get(pk=opened.case.pk), now, clock), clock)
    entry = LedgerEntry.objects.select_related("order__case").get(kind="capture")
    text = text_of(receipt_pdf(entry), tmp_path)
    assert "2,98" in text
