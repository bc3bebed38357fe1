"""Which values and which conditions does the prose of this letter see?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duly.knowledge.law import Facts
from duly.knowledge.prose import LetterText, Vocabulary
from duly.letters.answer import Answer
from duly.letters.case_file import BadCaseFile, CaseFile
from duly.letters.characters import clean
from duly.letters.parties import Parties

BY_EMAIL = frozenset({"email", "registered_email"})
ENDS = ".!?…"
# Circumstances for which the part `cause` has a sentence.
REASONS = frozenset(
    [
        "breach",
        "button_missing",
        "claim_happened",
        "illness",
        "moved",
        "price_raised",
        "situation_changed",
        "terms_changed",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """`values` fill slots, `conditions` open blocks; `from_form` names the fields that the person typed."""

    values: Mapping[str, str | date]
    conditions: frozenset[str]
    from_form: frozenset[str]


def letter_fields(
    case_file: CaseFile,
    *,
    sides: Parties,
    answer: Answer | None,
    known: Facts,
    text: LetterText,
    words: Vocabulary,
    demands: Iterable[str] = (),
) -> Fields:
    """Raises BadCaseFile when a fact of the case file is no date where the text needs one."""
    typed = _typed(case_file, text)
    computed = _computed(case_file, answer) | _unknown(case_file, words)
    names = {"service": sides.service, "trader": sides.trader}
    values = {k: v for k, v in (names | computed | typed).items() if v}
    return Fields(
        values=values,
        conditions=frozenset(f"has_{name}" for name in values)
        | _conditions(case_file, sides, answer)
        | _contract_conditions(known)
        | _reasons(case_file, known)
        | {f"demand.{name}" for name in demands},
        from_form=frozenset(typed)
        | (
            frozenset()
            if isinstance(case_file.provider, str)
            else {"service", "trader"}
        ),
    )


def _typed(case_file: CaseFile, text: LetterText) -> dict[str, str | date]:
    sender = case_file.sender
    account = case_file.identifiers.get("account_email") or sender.email
    values: dict[str, str | date] = {
        "sender_name": clean(sender.name),
        "sender_email": clean(sender.email),
        "account_email": clean(account),
        "place": clean(case_file.place),
    }
    values |= {
        f"id.{name}": clean(value)
        for name, value in case_file.identifiers.items()
        if value
    }
    forms = {field.name: field.form for field in text.fields}
    values |= {
        name: _fact(name, value, forms.get(name, "text"))
        for name, value in case_file.facts.items()
    }
    wanted = case_file.matter.get("wanted_end")
    if isinstance(wanted, str) and wanted:
        values["wanted_end"] = _day("matter.wanted_end", wanted)
    contract = case_file.matter.get("contract")
    concluded = contract.get("concluded_on") if isinstance(contract, Mapping) else None
    if isinstance(concluded, str) and concluded:
        values["concluded_on"] = _day("matter.contract.concluded_on", concluded)
    return values


def _unknown(case_file: CaseFile, words: Vocabulary) -> dict[str, str | date]:
    missing = [
        words.identifiers.get(name, "")
        for name, value in case_file.identifiers.items()
        if value is None
    ]
    # Inside a sentence only German nouns keep their capital.
    named = [
        m if words.language == "de" else m[:1].lower() + m[1:] for m in missing if m
    ]
    if not named:
        return {}
    *most, last = named
    joined = f"{', '.join(most)} {words.labels['list_or']} {last}" if most else last
    return {"unknown_identifiers": joined}


def _computed(case_file: CaseFile, answer: Answer | None) -> dict[str, str | date]:
    if answer is None:
        return {}
    effective = answer.effective
    if answer.test == "receipt" and effective and effective <= case_file.date:
        # A contract that can be left on any day ends when the notice arrives, and that is not today.
        effective = None
    days = {
        "effective": effective,
        "legal_last": answer.legal_last,
        "refund_due": answer.refund_due,
    }
    return {name: day for name, day in days.items() if day}


def _conditions(
    case_file: CaseFile, sides: Parties, answer: Answer | None
) -> frozenset[str]:
    act = answer.act if answer else str(case_file.matter.get("act") or "ordinary")
    named = {f"goal.{goal}" for goal in case_file.goals}
    named |= {f"channel.{case_file.channel}", f"sector.{sides.sector}", f"act.{act}"}
    named |= (
        {"unknown_identifiers"} if None in case_file.identifiers.values() else set()
    )
    named |= {"by_email"} if case_file.channel in BY_EMAIL else set()
    named |= {"insurance"} if sides.sector.startswith("insurance") else set()
    named |= {"sent_in_time"} if _is_in_time(case_file, answer) else set()
    named |= {"notices"} if sides.purpose == "notices" else set()
    return frozenset(named)


def _is_in_time(case_file: CaseFile, answer: Answer | None) -> bool:
    """A withdrawal that is dated within its period; a later letter about it must not say so of itself."""
    last = answer.legal_last if answer else None
    return (
        case_file.kind == "withdrawal" and last is not None and case_file.date <= last
    )


def _reasons(case_file: CaseFile, known: Facts) -> frozenset[str]:
    """`reason_elsewhere`: no cause was typed, and a circumstance or the person's own words give one."""
    given = known.circumstances & REASONS or case_file.free_text.strip()
    is_elsewhere = bool(given) and not case_file.facts.get("cause")
    return frozenset({"reason_elsewhere"} if is_elsewhere else ())


def _contract_conditions(known: Facts) -> frozenset[str]:
    holds = {
        "renewed": known.renewed,
        "online": known.online,
        "trial": known.trial,
        "not_informed": known.informed is False,
        "price_undisclosed": known.price_disclosed is False,
        "trader_notice_missing": known.trader_notice_missing,
    }
    named = {name for name, is_so in holds.items() if is_so}
    country = (known.residence or "").partition("-")[0].lower()
    named |= {f"residence.{country}"} if country else set()
    return frozenset(named | {f"circumstance.{name}" for name in known.circumstances})


def _fact(name: str, value: str, form: str) -> str | date:
    where, text = f"facts.{name}", clean(value).strip()
    if form == "date":
        return _day(where, text)
    if form == "amount" and text and not any(sign.isdigit() for sign in text):
        raise BadCaseFile(where, f"{text!r} is no amount; write it as 29.90 EUR")
    if form == "sentence" and text and text[-1] not in ENDS:
        return f"{text}."
    return text


def _day(where: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadCaseFile(
            where, f"{value!r} is no date; write it as 2026-11-24"
        ) from None
