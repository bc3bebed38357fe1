"""The person presses Send: seal, and write down the intent. Nothing is sent here."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from duly.cases.actions.allow import (
    AlreadyOpen,
    NotAllowed,
    check_allowed,
    take_turn,
)
from duly.cases.actions.cosign import checkpoint_to_carry
from duly.cases.actions.draft import draft_of
from duly.cases.actions.seal import Blocked, seal_letter
from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of
from duly.cases.models import Case, Dispatch, Letter
from duly.cases.pricing import is_paid
from duly.cases.printing import printed_pages
from duly.cases.record import lock, record, record_anyway
from duly.cases.service import as_it_goes, goes_registered
from duly.channels import Bounded
from duly.channels import channel as find_channel
from duly.kit.carrier_words import too_many_pages
from duly.letters.findings import blocking
from duly.letters.print_findings import PrintFinding


class NotConfigured(Exception):
    """The channel cannot work on this installation; the message says which setting is missing."""


class NotPaid(NotConfigured):
    """This way costs something here, and its price is not reserved."""


class NoticeOpen(NotConfigured):
    """Another case holds the open notice about this contract: `reference` is that case's."""

    def __init__(self, reason: AlreadyOpen) -> None:
        super().__init__(str(reason))
        self.reference = reason.case.reference


class NotUnderWay(Exception):
    """Only a sending that is open can be called off or decided."""


def send_case(
    case: Case, *, channel: str, key: str, reviewed_sha256: str, now: datetime
) -> Dispatch:
    """Seal the reviewed letter and decide to send it, once for each key.

    The same key again, or another press while the same letter is under way by this channel,
    returns the same dispatch. Raises Changed, Blocked, NotConfigured, NoticeOpen, NotPaid, KeyError (no such channel).
    """
    digest = hashlib.sha256(f"{case.reference}:{key}".encode()).hexdigest()
    existing = Dispatch.objects.filter(key=digest).first() or _same_under_way(
        case, channel=channel, reviewed_sha256=reviewed_sha256
    )
    if existing is not None:
        return existing
    _check_may_go(case, channel=channel, reviewed_sha256=reviewed_sha256, now=now)
    letter = seal_letter(case, reviewed_sha256=reviewed_sha256, now=now)
    return _intend(case, letter, channel=channel, key=digest, now=now)


def _check_may_go(
    case: Case, *, channel: str, reviewed_sha256: str, now: datetime
) -> None:
    missing = find_channel(channel).configured()
    if missing:
        raise NotConfigured(missing)
    check_claim(case, channel=channel)
    with _refused_in_words():
        check_allowed(case, channel=channel, now=now)
    if not is_paid(case, channel=channel, reviewed_sha256=reviewed_sha256, now=now):
        raise NotPaid("its price is not reserved yet")
    check_pages(case, channel=channel, reviewed_sha256=reviewed_sha256)


def _intend(
    case: Case, letter: Letter, *, channel: str, key: str, now: datetime
) -> Dispatch:
    """Another press may have been first: the case is held while we look once more."""
    with _refused_in_words(), transaction.atomic():
        lock(case)
        same = _same_under_way(
            case, channel=channel, reviewed_sha256=letter.reviewed_sha256
        )
        if same is not None:
            return same
        mine = take_turn(case, channel=channel, now=now)
        dispatch = Dispatch.objects.create(
            case=case,
            letter=letter,
            channel=channel,
            key=key,
            intent_at=now,
            next_attempt_at=now,
            **asdict(mine),
        )
        record(
            case,
            "dispatch.intended",
            at=now,
            actor="sender",
            payload={
                "channel": channel,
                "key": key,
                "dispatch": dispatch.pk,
                # Kept here, so that every attempt carries the same: one key, one message.
                "checkpoint": checkpoint_to_carry(),
            },
        )
    return dispatch


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """What may not go out is told as any way that cannot be used."""
    try:
        yield
    except AlreadyOpen as reason:
        raise NoticeOpen(reason) from reason
    except NotAllowed as reason:
        raise NotConfigured(str(reason)) from reason


def _same_under_way(
    case: Case, *, channel: str, reviewed_sha256: str
) -> Dispatch | None:
    return (
        case.dispatches.filter(
            channel=channel,
            letter__reviewed_sha256=reviewed_sha256,
            letter__sealed_at__isnull=False,
        )
        .exclude(outcome__in=("refused", "called_off"))
        .first()
    )


def check_claim(case: Case, *, channel: str) -> None:
    """A letter that calls itself registered goes as one, or is printed to be posted as one. Raises Blocked."""
    draft = draft_of(case)
    says_registered = as_it_goes(draft).get("channel") == "registered_post"
    by_own_hand = find_channel(channel).kind == "self_print"
    if (
        says_registered
        and not by_own_hand
        and not goes_registered(draft, channel_name=channel)
    ):
        raise Blocked(
            (
                blocking(
                    "false-channel-claim",
                    where="channel",
                    message="The letter says that it goes as a registered letter, and this way is none. "
                    "Choose the way again, then look at the letter once more.",
                ),
            )
        )


def check_pages(case: Case, *, channel: str, reviewed_sha256: str) -> None:
    """What the carrier would not print is not sealed for it. Raises Blocked."""
    way = find_channel(channel)
    if not isinstance(way, Bounded):
        return
    letter = case.letters.filter(reviewed_sha256=reviewed_sha256).first()
    to = parties_of(case_file_of(case)).recipient.address
    if letter is None or to is None:
        return
    pages, most = printed_pages(letter), way.most_pages(destination=to.country)
    if pages > most:
        message = too_many_pages(pages, most=most)
        raise Blocked(
            (PrintFinding(code="too-many-pages", page=most + 1, message=message),)
        )


def call_off(dispatch: Dispatch, *, now: datetime) -> None:
    """Stop a sending that has not begun. Raises NotUnderWay when it has."""
    with transaction.atomic():
        claimed = Dispatch.objects.filter(
            pk=dispatch.pk, outcome__in=("intended", "deferred")
        ).update(outcome="called_off", next_attempt_at=None, lease_until=None)
        if not claimed:
            raise NotUnderWay(dispatch.key[:8])
        record_anyway(
            dispatch.case,
            "dispatch.called_off",
            at=now,
            actor="sender",
            payload={"dispatch": dispatch.pk},
        )
    dispatch.refresh_from_db()


def settle(dispatch: Dispatch, *, verdict: str, now: datetime) -> None:
    """A person decides a sending in doubt: `sent`, `not_sent`, or `resend` (the same bytes, once more).

    Raises NotUnderWay when it is not in doubt, ValueError for another word.
    """
    outcomes = {"sent": "accepted", "not_sent": "refused", "resend": "intended"}
    if verdict not in outcomes:
        raise ValueError(f"{verdict!r} is none of {', '.join(outcomes)}")
    with transaction.atomic():
        claimed = Dispatch.objects.filter(pk=dispatch.pk, outcome="in_doubt").update(
            outcome=outcomes[verdict],
            lease_owner="",
            lease_until=None,
            attempt_no=dispatch.attempt_no + 1,
            next_attempt_at=now if verdict == "resend" else None,
        )
        if not claimed:
            raise NotUnderWay(dispatch.key[:8])
        name = {
            "sent": "dispatch.settled",
            "not_sent": "dispatch.refused",
            "resend": "dispatch.resent",
        }[verdict]
        record_anyway(
            dispatch.case,
            name,
            at=now,
            actor="sender",
            payload={"dispatch": dispatch.pk, "verdict": verdict},
        )
    dispatch.refresh_from_db()
