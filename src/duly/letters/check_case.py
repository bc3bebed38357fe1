"""May this case's letter go out? The text checks on what was composed, and what only the case file can show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from duly.kit.said import said
from duly.knowledge.law import law_set
from duly.knowledge.providers import Provider, provider
from duly.letters.answer import Answer
from duly.letters.case_file import CaseFile, InlineProvider
from duly.letters.characters import check_characters
from duly.letters.check_claims import check_claims
from duly.letters.check_fields import check_fields
from duly.letters.check_language import check_language
from duly.letters.check_law import check_law
from duly.letters.check_reading import Reading, fold, lowered, read_letter
from duly.letters.check_recipient import (
    BY_EMAIL,
    address_texts,
    check_recipient,
)
from duly.letters.findings import Finding, blocking, warning
from duly.letters.parties import Parties, parties

if TYPE_CHECKING:  # composing loads the fonts; a pasted letter needs none of it
    from duly.letters.compose import Composed

ACTS = frozenset({"ordinary", "withdrawal", "for_cause"})


def findings_of_case(
    case_file: CaseFile,
    composed: "Composed | None",
    *,
    answer: Answer | None,
    catalogue: Provider | None,
) -> tuple[Finding, ...]:
    """What `letters.check.check_case` answers; see there."""
    sides = parties(case_file, catalogue=catalogue)
    entry = catalogue or _entry(case_file)
    written = read_letter(composed.text if composed else _own_text(case_file, sides))
    free = read_letter(case_file.free_text)
    act = case_file.kind if case_file.kind in ACTS else None
    found = (
        *check_law(written, residence=case_file.residence, act=act),
        *_grounds(case_file, composed),
        *_act(case_file, answer),
        *_languages(case_file, free, composed),
        *_fields(case_file, sides),
        *check_recipient(case_file, sides=sides, catalogue=entry),
        *_identifiers(case_file, sides),
        *_sender(case_file),
        *check_claims(
            written, channel=case_file.channel, sourced=_sourced(case_file, entry)
        ),
        *check_characters(case_file),
        *(composed.findings if composed else ()),
    )
    return tuple(dict.fromkeys(found))


def _entry(case_file: CaseFile) -> Provider | None:
    # `parties` has refused an unknown slug already.
    return provider(case_file.provider) if isinstance(case_file.provider, str) else None


def _own_text(case_file: CaseFile, sides: Parties) -> str:
    """What the person wrote, where nothing was composed: the recipient and the free text."""
    lines = [sides.recipient.name, *address_texts(sides.recipient.address), ""]
    return "\n".join([*lines, case_file.free_text])


def _grounds(case_file: CaseFile, composed: "Composed | None") -> Iterator[Finding]:
    """The gate once more, from the other side: each rule in the letter is of the person's law and in force."""
    laws = law_set(case_file.residence)
    for sentence in composed.sentences if composed else ():
        if sentence.rule_id is None or not sentence.citation:
            continue
        rule = laws.rule(sentence.rule_id)
        if rule is None:
            message = said(
                "“%(citation)s” is not the law of %(residence)s.",
                citation=sentence.citation,
                residence=case_file.residence or "a place nobody named",
            )
            yield blocking("foreign-law", where="letter", message=message)
        elif not rule.is_in_force(case_file.date):
            message = said(
                "“%(citation)s” is not in force on %(date)s.",
                citation=sentence.citation,
                date=case_file.date.isoformat(),
            )
            yield blocking("law-not-in-force", where="letter", message=message)
        elif rule.print not in {"letter", "argument"}:
            message = said(
                "“%(citation)s” serves to count or to prove and is not for a letter.",
                citation=sentence.citation,
            )
            yield blocking("uncitable-rule", where="letter", message=message)


def _act(case_file: CaseFile, answer: Answer | None) -> Iterator[Finding]:
    if answer is None or case_file.kind not in ACTS:
        return
    if (answer.act == "withdrawal") != (case_file.kind == "withdrawal"):
        yield blocking(
            "wrong-act",
            where="matter.act",
            message=said(
                "The dates are those of %(act)s, the letter is %(kind)s.",
                act=_act_name(answer.act),
                kind=_act_name(case_file.kind),
            ),
        )


def _act_name(act: str) -> str:
    return said("a withdrawal") if act == "withdrawal" else said("a termination")


def _languages(
    case_file: CaseFile, free: Reading, composed: "Composed | None"
) -> Iterator[Finding]:
    beside = case_file.second_language or None
    for finding in check_language(free, language=case_file.language, beside=beside):
        yield Finding(
            code=finding.code,
            severity=finding.severity,
            where="free_text",
            message=finding.message,
        )
    if composed:
        whole = read_letter(composed.text)
        yield from check_language(whole, language=case_file.language, beside=beside)


def _fields(case_file: CaseFile, sides: Parties) -> Iterator[Finding]:
    recipient, sender = sides.recipient, case_file.sender
    texts = {
        "free_text": case_file.free_text.splitlines(),
        "sender.name": [sender.name],
        "sender.address": list(address_texts(sender.address)),
        "recipient.name": [recipient.name],
        "recipient.address": list(address_texts(recipient.address)),
        "place": [case_file.place],
        "signature.text": [case_file.signature.text],
    }
    for name, value in case_file.identifiers.items():
        texts[f"identifiers.{name}"] = [value or ""]
    for where, lines in texts.items():
        yield from check_fields(tuple(lines), where=where)


def _identifiers(case_file: CaseFile, sides: Parties) -> Iterator[Finding]:
    for name in dict.fromkeys((*sides.identifiers_required, *case_file.identifiers)):
        label = sides.identifier_labels.get(name, name.replace("_", " "))
        if name in case_file.identifiers and case_file.identifiers[name] is None:
            yield warning(
                "missing-identifier",
                where=f"identifiers.{name}",
                message=said(
                    "Without the %(label)s the company must find the contract by name, address and e-mail.",
                    label=label,
                ),
            )
        elif not _given(case_file, name):
            yield blocking(
                "missing-identifier",
                where=f"identifiers.{name}",
                message=said(
                    "The company needs the %(label)s to find the contract. Give it, or say that you do not have it.",
                    label=label,
                ),
            )


def _given(case_file: CaseFile, name: str) -> bool:
    if case_file.identifiers.get(name):
        return True
    # The account's e-mail is the sender's own unless another was given.
    return name == "account_email" and bool(case_file.sender.email)


def _sender(case_file: CaseFile) -> Iterator[Finding]:
    sender = case_file.sender
    if not sender.name:
        yield blocking(
            "missing-sender",
            where="sender.name",
            message=said(
                "Nobody can tell who writes: give the name under which the contract runs."
            ),
        )
    by_email = case_file.channel in BY_EMAIL and sender.email
    if not by_email and not any(t.strip() for t in address_texts(sender.address)):
        yield blocking(
            "missing-sender",
            where="sender.address",
            message=said(
                "Give the sender's address: the answer goes there, and the company finds the contract by it."
            ),
        )


def _sourced(case_file: CaseFile, entry: Provider | None) -> tuple[str, ...]:
    """Address lines that a source names, in the small letters of a reading."""
    if entry is not None:
        addresses = [
            c.address for c in entry.contacts if c.source.origin != "letter-seller"
        ]
    elif isinstance(case_file.provider, InlineProvider):
        addresses = [c.address for c in case_file.provider.contacts if c.source]
    else:
        addresses = []
    return tuple(
        lowered(fold(line)) for address in addresses for line in address_texts(address)
    )
