"""Orders and their money: list, paid, refund, voucher, reconcile."""

import argparse
import os
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from duly.cli.answer import emit, refuse
from duly.cli.stored._home import run_command

if TYPE_CHECKING:
    from duly.cases.models import Order


def run(arguments: list[str]) -> int:
    return run_command(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly orders", description=__doc__)
    commands = parser.add_subparsers(required=True)
    listed = commands.add_parser("list", help="the newest orders with their ledger")
    listed.add_argument("--limit", type=int, default=50)
    listed.set_defaults(command=list_orders)
    paid = commands.add_parser("paid", help="the bank transfer of this order has come")
    paid.add_argument("reference")
    paid.set_defaults(command=note_paid)
    refund = commands.add_parser("refund", help="pay back all that was taken")
    refund.add_argument("reference")
    refund.set_defaults(command=pay_back)
    voucher = commands.add_parser("voucher", help="make codes that pay one letter each")
    voucher.add_argument("--amount", type=int, required=True, help="in whole cents")
    voucher.add_argument("--currency", required=True)
    voucher.add_argument("--count", type=int, default=1)
    voucher.set_defaults(command=make_vouchers)
    reconcile = commands.add_parser(
        "reconcile", help="ask every processor; exit 1 when it knows other figures"
    )
    reconcile.set_defaults(command=compare)
    for command in (listed, paid, refund, voucher, reconcile):
        command.add_argument("--json", action="store_true")
    return parser


def _now() -> datetime:
    return datetime.now(UTC)


def _order(reference: str) -> "Order | None":
    from duly.cases.models import Order

    return Order.objects.filter(reference=reference.strip().upper()).first()


def list_orders(options: argparse.Namespace) -> int:
    from duly.cases.models import Order

    found = Order.objects.select_related("case").prefetch_related("ledger")
    orders = [_as_document(order) for order in found.order_by("-pk")[: options.limit]]
    lines = [
        f"{each['reference']}  {each['state']:<11} {each['amount']} {each['currency']}  {each['processor']}"
        for each in orders
    ]
    emit(
        {"orders": orders},
        as_json=options.json,
        text="\n".join(lines) or "There is no order yet.",
    )
    return 0


def _as_document(order: "Order") -> dict[str, object]:
    return {
        "reference": order.reference,
        "case": order.case.reference,
        "state": order.state,
        "channel": order.channel,
        "processor": order.processor,
        "amount": order.amount,
        "currency": order.currency,
        "placed_at": order.placed_at.isoformat(),
        "ledger": [
            {
                "kind": entry.kind,
                "amount": entry.amount,
                "at": entry.at.isoformat(),
                "document_no": entry.document_no,
            }
            for entry in sorted(order.ledger.all(), key=lambda entry: entry.pk)
        ],
    }


def note_paid(options: argparse.Namespace) -> int:
    from duly.cases.actions.collect import settle_order
    from duly.cases.actions.order import note_transfer
    from duly.payments import Refused, Unavailable

    order = _order(options.reference)
    if order is None or order.processor != "offline":
        return refuse("duly: no order with this reference waits for a bank transfer.")
    try:
        note_transfer(order, now=_now())
    except (Refused, Unavailable) as reason:
        return refuse(f"duly: {reason}")
    settle_order(order.pk, clock=_now)
    return _shown(order, as_json=options.json)


def pay_back(options: argparse.Namespace) -> int:
    from duly.cases.actions.collect import pay_back as owe_back
    from duly.cases.actions.collect import settle_order

    order = _order(options.reference)
    if order is None:
        return refuse("duly: there is no such order.")
    if not owe_back(order, now=_now()):
        return refuse(f"duly: nothing was taken for it, it is {order.state}.")
    settle_order(order.pk, clock=_now)
    return _shown(order, as_json=options.json)


def _shown(order: "Order", *, as_json: bool) -> int:
    order.refresh_from_db()
    document = _as_document(order)
    emit(document, as_json=as_json, text=f"{order.reference} {order.state}")
    return 0


def make_vouchers(options: argparse.Namespace) -> int:
    from duly.kit.money import Money
    from duly.payments.offline import vouchers
    from duly.payments.offline.folder import read_settings

    currency = options.currency.upper()
    if options.amount <= 0 or len(currency) != 3 or not 0 < options.count <= 10_000:
        return refuse("duly: give whole cents, a currency such as EUR, and a count.")
    folder = read_settings(os.environ).folder
    codes = [
        vouchers.new_code(secrets.token_bytes(vouchers.RANDOM_BYTES))
        for _ in range(options.count)
    ]
    for code in codes:
        vouchers.issue(folder, code, Money(options.amount, currency))
    emit({"codes": codes}, as_json=options.json, text="\n".join(codes))
    return 0


def compare(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from duly.cases.actions.collect import settle_due_orders
    from duly.cases.actions.reconcile import LOOK_BACK, differences
    from duly.cases.receipts import attach_missing_receipts

    moved = settle_due_orders(clock=_now)
    attach_missing_receipts(since=_now() - LOOK_BACK, now=_now())
    found = differences(now=_now())
    lines = [
        f"{each.order}: {each.what}: {each.ours} here, {each.theirs} there ({each.currency})"
        for each in found
    ]
    emit(
        {
            "ok": not found,
            "moved": moved,
            "differences": [asdict(each) for each in found],
        },
        as_json=options.json,
        text="\n".join(lines) or "Every order agrees with its processor.",
    )
    return 1 if found else 0
