"""A mail that belongs to a case is told there: what it makes happen, then the papers that this rests on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from duly.cases.actions.receive import end_compared, keep_exhibit
from duly.cases.actions.track import note_happenings
from duly.cases.inbox import Kept
from duly.cases.models import Case, Dispatch, Exhibit
from duly.cases.record import utc
from duly.cases.sendings import Sending, sent_mail
from duly.channels import Happening
from duly.channels.registered_email.dns_answers import TxtAnswers, ask_keys
from duly.channels.registered_email.incoming import (
    Incoming,
    happenings_of,
    signed_marks_from,
)
from duly.channels.registered_email.settings import Settings
from duly.replies.confirmation import is_certain
from duly.replies.limited import read_limited
from duly.replies.matching import match

Document = dict[str, Any]
Read = Callable[..., Document]
Ask = Callable[[list[str]], TxtAnswers]
MOST_KEYS = 10
SOURCE = "mail"
JSON = "application/json"
AFTER_A_FAILURE = "a report of failure had come before, which holds our identifier"
NAMES = {
    "dsn": "delivery-report.eml",
    "reply": "answer.eml",
    "auto_reply": "automatic-answer.eml",
    "complaint": "complaint.eml",
    "mdn": "read-receipt.eml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How mail is read on this installation; the two functions are other ones in tests."""

    settings: Settings
    read: Read = read_limited
    ask: Ask = ask_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """`answers` are the keys that its signatures were checked with, by DNS name."""

    kept: Kept
    document: Document
    answers: Mapping[str, str] = field(default_factory=dict)


def read_kept(
    kept: Kept, *, reader: Reader, answers: Mapping[str, str] | None = None
) -> ReadMail:
    """Under limits. The envelope's recipients stand beside those of the header: only they may carry our token."""
    border = reader.settings.border or None
    document = (
        reader.read(kept.raw, txt=answers, border=border)
        if answers
        else reader.read(kept.raw, border=border)
    )
    sent_to = dict.fromkeys([*document["sent_to"], *kept.recipients])
    return ReadMail(
        kept=kept,
        document={**document, "sent_to": list(sent_to)},
        answers=answers or {},
    )


def verified(mail: ReadMail, *, reader: Reader, now: datetime) -> ReadMail:
    """Ask the DNS for the keys now, since companies change them, and read once more with the answers.

    The reading says who answered, when, and for which names the resolver says that DNSSEC holds.
    """
    signatures = mail.document["authentication"].get("dkim", [])[:MOST_KEYS]
    names = [f"{one['selector']}._domainkey.{one['domain']}" for one in signatures]
    answers = reader.ask(names) if names else TxtAnswers()
    if not answers.texts:
        return mail
    again = read_kept(mail.kept, reader=reader, answers=answers.texts)
    asked = {
        "asked_at": utc(now),
        "resolver": answers.resolver,
        "dnssec": list(answers.dnssec),
    }
    authentication = {**again.document["authentication"], "dns": asked}
    return replace(again, document={**again.document, "authentication": authentication})


def tell(
    mail: ReadMail, sending: Sending, *, rule: str, settings: Settings, now: datetime
) -> bool:
    """False when it was told before. The events come first: a crash between them and the papers is mended when
    the mail is taken again. `rule` names how the case was found.
    """
    if mail.document["kind"] == "unparsed":
        happenings: tuple[Happening, ...] = (_unread(mail, rule, now=now),)
    else:
        happenings = judged_happenings(
            mail, sending, rule=rule, settings=settings, now=now
        )
    is_new = note_counted(sending.dispatch, happenings)
    keep_papers(mail, sending.dispatch.case, now=now)
    return is_new


def suggest(mail: ReadMail, sending: Sending, *, now: datetime) -> bool:
    """The sender's domain proves nothing; the sender of the letter says what it is. False when asked before."""
    happening = Happening(
        name="reply.suggested",
        at=now,
        raw_code=mail.document["kind"],
        source_id=mail.kept.mark,
        detail={"matched_by": "sender_domain", "is_hint": True},
    )
    case = sending.dispatch.case
    is_new = bool(note_happenings(sending.dispatch, (happening,)))
    dismissed = case.events.filter(
        name="reply.dismissed", payload__dismissed=mail.kept.mark
    )
    if not dismissed.exists():
        keep_papers(mail, case, now=now)
    return is_new


@transaction.atomic  # told and settled together: a crash between them would leave the doubt for ever
def note_counted(dispatch: Dispatch, happenings: tuple[Happening, ...]) -> bool:
    """Write down what is new; a report that counts settles a doubt, or raises one."""
    new = note_happenings(dispatch, happenings)
    if new:
        for happening in happenings:
            _settle_doubt(dispatch, happening)
    return bool(new)


def judged_happenings(
    mail: ReadMail, sending: Sending, *, rule: str, settings: Settings, now: datetime
) -> tuple[Happening, ...]:
    signed = match(
        signed_marks_from(mail.document),
        [sending.marks],
        secret=settings.token_secret,
    )
    incoming = Incoming(
        document=mail.document,
        source_id=mail.kept.mark,
        rule=rule,
        company_domains=sending.marks.domains,
        is_mark_signed=signed is not None,
    )
    told = happenings_of(
        incoming,
        sent=sent_mail(sending.dispatch),
        secret=settings.token_secret,
        now=now,
    )
    judge = partial(judged, case=sending.dispatch.case, incoming=incoming)
    held = _against_failure(told, sending.dispatch)
    return tuple(
        _of_its_making(judge(one), is_rebuilt=mail.kept.is_rebuilt) for one in held
    )


def _against_failure(
    told: tuple[Happening, ...], dispatch: Dispatch
) -> tuple[Happening, ...]:
    """A true report of failure lies in the proof, with our secret in it: from then on its reader could write another."""
    happened = dispatch.case.events.filter(
        name__in=("dispatch.accepted", "dispatch.bounced"),
        payload__dispatch=dispatch.pk,
    )
    last = happened.order_by("seq").values_list("name", flat=True).last()
    if last != "dispatch.bounced":
        return told
    return tuple(_as_hint(one) if one.level else one for one in told)


def _as_hint(happening: Happening) -> Happening:
    """Only what is a report: an answer counts, whatever became of the mail."""
    if happening.name not in ("dispatch.delivered", "dispatch.noted"):
        return happening
    detail = {**happening.detail, "is_hint": True, "because": AFTER_A_FAILURE}
    return replace(happening, name="dispatch.noted", level=None, detail=detail)


def judged(happening: Happening, *, case: Case, incoming: Incoming) -> Happening:
    """A confirmation beside the computed end. Signed by the company together with a mark of ours, with a day that is
    not later: it is confirmed."""
    reply = incoming.document["reply"]
    if happening.name != "reply.received" or reply["verdict"] != "confirmed":
        return happening
    named = reply["effective_date"]
    matches = end_compared(case, date.fromisoformat(named) if named else None)
    detail = {**happening.detail, "matches": matches}
    if named:
        detail["confirmed_end"] = named
    certain = incoming.is_tied and is_certain(
        reply,
        incoming.document["authentication"],
        known_domains=incoming.company_domains,
    )
    name = "reply.confirmed" if certain and matches != "later" else happening.name
    return replace(happening, name=name, detail=detail)


def _of_its_making(happening: Happening, *, is_rebuilt: bool) -> Happening:
    if not is_rebuilt:
        return happening
    return replace(happening, detail={**happening.detail, "rebuilt_by": "service"})


def _unread(mail: ReadMail, rule: str, *, now: datetime) -> Happening:
    """It carries our mark and cannot be read: kept, and a person is asked."""
    return Happening(
        name="reply.received",
        at=now,
        raw_code="unparsed",
        source_id=mail.kept.mark,
        detail={
            "verdict": "unparsed",
            "because": mail.document["why"],
            "matched_by": rule,
        },
    )


# What a counted report makes of a sending in doubt, and of one that had been taken.
AFTER_DOUBT = {"dispatch.delivered": "accepted", "dispatch.bounced": "refused"}


def _settle_doubt(dispatch: Dispatch, happening: Happening) -> None:
    """A report that counts answers the doubt, or raises it: a connection lost after the body may have stored a copy."""
    rows = Dispatch.objects.filter(pk=dispatch.pk)
    if happening.name == "dispatch.in_doubt":
        rows.filter(outcome="accepted").update(outcome="in_doubt")
    outcome = AFTER_DOUBT.get(happening.name)
    if happening.level == "E3" and happening.name == "dispatch.noted":
        outcome = "accepted"
    if outcome:
        rows.filter(outcome="in_doubt").update(outcome=outcome, next_attempt_at=None)


def keep_papers(mail: ReadMail, case: Case, *, now: datetime) -> None:
    """The octets as they came, what we read in them, and the DNS answers that verify their signatures later.

    A message that the service made out of fields says so in its kind and its name.
    """
    name = NAMES.get(mail.document["kind"], "mail.eml")
    _keep_once(
        mail,
        case,
        kind="mail_rebuilt" if mail.kept.is_rebuilt else "mail",
        name=f"rebuilt-by-the-service-{name}" if mail.kept.is_rebuilt else name,
        media_type="message/rfc822",
        content=mail.kept.raw,
        now=now,
    )
    keep_reading(mail, case, now=now)
    if mail.answers:
        _keep_once(
            mail,
            case,
            kind="dns_answers",
            name="dns-answers.json",
            media_type=JSON,
            content=json.dumps(mail.answers, ensure_ascii=False, indent=1).encode(),
            now=now,
        )


def keep_reading(
    mail: ReadMail, case: Case, *, now: datetime, of: str | None = None
) -> None:
    """What we read in the mail; it lies with the event that rests on it. `of` names another event than the first."""
    _keep_once(
        mail,
        case,
        kind="mail_reading",
        name="mail-reading.json",
        media_type=JSON,
        content=json.dumps(mail.document, ensure_ascii=False, indent=1).encode(),
        now=now,
        of=of,
    )


def papers_of(case: Case, mark: str) -> QuerySet[Exhibit]:
    """What is kept of one mail, whichever way it came."""
    return case.exhibits.filter(
        source=SOURCE, source_id__contains=f":{case.reference}:{mark}:"
    )


def _keep_once(
    mail: ReadMail,
    case: Case,
    *,
    kind: str,
    name: str,
    media_type: str,
    content: bytes,
    now: datetime,
    of: str | None = None,
) -> None:
    """The id begins with the way it came, for whoever asks if mail comes in that way at all."""
    ending = of or kind
    if papers_of(case, mail.kept.mark).filter(source_id__endswith=ending).exists():
        return
    keep_exhibit(
        case,
        kind=kind,
        name=name,
        media_type=media_type,
        content=content,
        source=SOURCE,
        source_id=f"{mail.kept.way}:{case.reference}:{mail.kept.mark}:{ending}",
        now=now,
    )
