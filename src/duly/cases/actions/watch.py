"""After the end: a charge that should not have come, with the last day to dispute it."""

from datetime import date, datetime

from django.db import transaction

from duly.cases.models import Case, Charge, Deadline
from duly.cases.record import record_anyway
from duly.deadlines.clocks import run_clock

# How it was paid, and which clock runs then (CLI: duly clock).
CLOCKS = {
    "visa": "visa_13_2",
    "mastercard": "mastercard_4853",
    "amex": "amex_c28",
    "discover": "discover_ap",
    "us_debit": "reg_e_error",
    "us_credit": "reg_z_error",
    "us_bank_account": "ach_r07",
    "sepa_direct_debit": "sepa_8_weeks",
    "uk_direct_debit": "bacs",
    "ca_preauthorized": "pad_ca",
    "paypal": "paypal_dispute",
}


def note_charge(case: Case, *, paid_by: str, charged_on: date, now: datetime) -> Charge:
    """Keep the charge and its last day; the same charge again returns the first. KeyError for another way of paying."""
    clock = CLOCKS[paid_by]
    answer = run_clock(clock, charged_on)
    with transaction.atomic():
        charge, is_new = Charge.objects.get_or_create(
            case=case,
            paid_by=paid_by,
            charged_on=charged_on,
            defaults={"clock": clock, "last_day": answer.last, "noted_at": now},
        )
        if is_new:
            record_anyway(
                case,
                "charge.found",
                at=now,
                actor="sender",
                payload={
                    "clock": clock,
                    "charged_on": charged_on.isoformat(),
                    "last_day": answer.last.isoformat() if answer.last else None,
                },
            )
            if answer.last:
                Deadline.objects.update_or_create(
                    case=case,
                    kind=f"dispute:{charge.pk}",
                    defaults={
                        "day": answer.safe_last or answer.last,
                        "reason": answer.reasons[0].because if answer.reasons else "",
                    },
                )
    return charge
