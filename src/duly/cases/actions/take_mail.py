"""A mail comes in: kept as it is, read under limits, matched by our marks, told in the case that it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from duly.cases.actions.tell_mail import (
    SOURCE,
    Reader,
    ReadMail,
    read_kept,
    suggest,
    tell,
    verified,
)
from duly.cases.apart import each
from duly.cases.inbox import (
    SHOWN_DIGITS,
    Kept,
    forget_raw,
    keep_raw,
    set_aside,
    waiting,
)
from duly.cases.models import Case
from duly.cases.record import utc
from duly.cases.sendings import Sending, open_sendings
from duly.channels import Refused
from duly.channels.registered_email.incoming import marks_from
from duly.letters.case_file import BadCaseFile
from duly.replies.matching import Found, match, match_octets

__all__ = [
    "SOURCE",
    "Reader",
    "Taken",
    "take_apart",
    "take_kept",
    "take_mail",
    "take_waiting",
]

# A case with a busy help desk has a few mails a day.
MOST_A_DAY = 100
MAILS = ("mail", "mail_rebuilt")

Word = Literal["told", "known", "suggested", "set aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one mail; `reference` is that of its case."""

    word: Word
    reference: str = ""
    kind: str = ""


def take_mail(raw: bytes, *, source_id: str, reader: Reader, now: datetime) -> Taken:
    """The same mail again is `known` and changes nothing. What belongs to no case is `set aside` for a person.

    An OSError of the disk rises before anything is told: whoever brought the mail brings it again.
    """
    kept = Kept(source_id=source_id, raw=raw, received_at=utc(now))
    keep_raw(kept)
    return take_kept(kept, reader=reader, now=now)


def take_kept(kept: Kept, *, reader: Reader, now: datetime) -> Taken:
    """The mail lies in the inbox and leaves it when it is told, or set aside."""
    sendings = open_sendings(from_address=reader.settings.from_address, now=now)
    mail = read_kept(kept, reader=reader)
    kind = mail.document["kind"]
    found = _found(mail, sendings, secret=reader.settings.token_secret)
    if found is None or _is_anybodys(found, reader):
        domain = mail.document["authentication"].get("from_domain", "")
        set_aside(replace(kept, kind=kind, from_domain=domain))
        return Taken(word="set aside", kind=kind)
    sending = next(one for one in sendings if one.marks is found.dispatch)
    if _is_flooded(sending.dispatch.case, kept, now=now):
        set_aside(replace(kept, kind=kind))
        return Taken(word="set aside", kind=kind)
    mail = verified(mail, reader=reader, now=now)
    try:
        word = _tell(mail, sending, found, reader=reader, now=now)
    except (Refused, BadCaseFile):  # of a case without an address any more
        set_aside(replace(kept, kind=kind))
        return Taken(word="set aside", kind=kind)
    forget_raw(kept)
    return Taken(word=word, reference=sending.dispatch.case.reference, kind=kind)


def take_apart(raw: bytes, *, source_id: str, reader: Reader, now: datetime) -> int:
    """As `take_mail`; one that is kept and cannot be told stays in the inbox, and whoever brought it goes on."""
    kept = Kept(source_id=source_id, raw=raw, received_at=utc(now))
    keep_raw(kept)
    return _take_each([kept], reader=reader, now=now)


def take_waiting(*, reader: Reader, now: datetime) -> int:
    """Mail that was kept and not told yet: a crash came between, or whoever brought it did not wait."""
    return _take_each(waiting(), reader=reader, now=now)


def _take_each(mails: Iterable[Kept], *, reader: Reader, now: datetime) -> int:
    def told(kept: Kept) -> bool:
        return take_kept(kept, reader=reader, now=now).word == "told"

    return each(mails, told, about=lambda kept: f"mail {kept.name[:SHOWN_DIGITS]}")


def _is_flooded(case: Case, kept: Kept, *, now: datetime) -> bool:
    """Whoever has the answer address could fill the disk with papers of the case; what is more waits for a person."""
    today = case.exhibits.filter(
        source=SOURCE, kind__in=MAILS, received_at__gt=now - timedelta(days=1)
    )
    if today.count() < MOST_A_DAY:
        return False
    # Told already: its papers are still to be kept.
    return not case.events.filter(payload__source_id=kept.mark).exists()


def _is_anybodys(found: Found, reader: Reader) -> bool:
    """A mailbox that serves several people shows nobody a mail that only its sender's domain ties to them."""
    return found.is_suggestion and reader.settings.transport != "submission"


def _found(
    mail: ReadMail, sendings: tuple[Sending, ...], *, secret: bytes
) -> Found | None:
    known = [sending.marks for sending in sendings]
    if mail.document["kind"] == "unparsed":
        envelope = "\n".join(mail.kept.recipients).encode()
        return match_octets(envelope + b"\n" + mail.kept.raw, known, secret=secret)
    return match(marks_from(mail.document), known, secret=secret)


def _tell(
    mail: ReadMail, sending: Sending, found: Found, *, reader: Reader, now: datetime
) -> Word:
    if found.is_suggestion:
        return "suggested" if suggest(mail, sending, now=now) else "known"
    told = tell(mail, sending, rule=found.rule, settings=reader.settings, now=now)
    return "told" if told else "known"
