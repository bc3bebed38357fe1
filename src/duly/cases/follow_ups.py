"""What is due by itself after something happened: one table, and which of its moments stand for a case now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from duly.cases.models import Event
from duly.cases.service import is_followed

MINUTES_OF_DOUBT = 30  # registered-email: nobody is asked before
HURRY = timedelta(hours=72)  # with less time a letter starts beside the mail
LAST_DAYS = ("legal_last", "safe_last")
# After these a letter or a mail is no longer on its way to the recipient.
FAILED = (
    "dispatch.bounced",
    "dispatch.refused",
    "dispatch.declined",
    "dispatch.unclaimed",
    "dispatch.returned",
    "dispatch.lost",
)
UNDECIDED = ("dispatch.in_doubt", "dispatch.resent", "dispatch.called_off")
LEFT = (
    "dispatch.accepted",
    "dispatch.settled",
    "dispatch.posted",
    "dispatch.delivered",
    "dispatch.signed",
)
# Steps of a letter's way that a carrier reports after it took it.
MOVES = (
    "dispatch.posted",
    "dispatch.in_transit",
    "dispatch.out_for_delivery",
    "dispatch.pickup_available",
    "dispatch.address_issue",
    "dispatch.delivered",
    "dispatch.signed",
)
ANSWERS = ("reply.received", "reply.confirmed")
WHOLE_CASE = (*ANSWERS, "dispatch.intended")


# Rows of what the person is to be told, and of what they were told; as ranges, which an index can serve.
TELL, TOLD = "tell:", "told:"
TELL_ROWS = {"kind__gte": TELL, "kind__lt": "tell;"}
TOLD_ROWS = {"kind__gte": TOLD, "kind__lt": "told;"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that decides: the state, the events in order, and per dispatch its outcome and what its channel needs.

    `paged` holds the dispatches whose mail carries the recipient's page.
    """

    state: str
    events: Sequence[Event]
    outcomes: dict[int, str]
    needs: dict[int, str]
    paged: frozenset[int] = frozenset()
    last_day: date | None = None

    def of(self, event: Event) -> int | None:
        number = event.payload.get("dispatch")
        return number if isinstance(number, int) else None


Condition = Callable[[Story, Event], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Due `after` an event of `since`, unless one of `unless` came later.

    `per`: counted from the newest such event of the case, from the newest or the first of each dispatch, or from
    every one. `records` is the event that is added, `tells` the word of the mail to the person. `late`: a moment
    missed by more than this, while no worker ran, is let go.
    """

    since: tuple[str, ...]
    per: Literal["case", "dispatch", "first of dispatch", "event"]
    after: timedelta = timedelta(0)
    unless: tuple[str, ...] = ()
    records: str = ""
    tells: str = ""
    when: Condition
    late: timedelta = timedelta(days=7)
    needs_watch: bool = False
    even_confirmed: bool = False
    in_a_hurry_only: bool = False

    @property
    def hours(self) -> int:
        return int(self.after.total_seconds() // 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One follow-up of one event."""

    rule: FollowUp
    base: Event
    due_at: datetime

    @property
    def mark(self) -> str:
        """Of the row that says that the person is told of it, once."""
        return f"{self.rule.tells}:{self.base.seq}"


def by_mail(_story: Story, event: Event) -> bool:
    return bool(event.payload.get("channel") == "registered_email")


def is_in_doubt(story: Story, event: Event) -> bool:
    return story.outcomes.get(story.of(event) or 0) == "in_doubt"


def mail_in_doubt(story: Story, event: Event) -> bool:
    return is_in_doubt(story, event) and story.needs[story.of(event) or 0] == "email"


def paper_in_doubt(story: Story, event: Event) -> bool:
    return is_in_doubt(story, event) and not mail_in_doubt(story, event)


def without_a_delay(story: Story, event: Event) -> bool:
    """A server that reports a delay still tries: silence after it says even less."""
    told = [
        one.payload.get("action")
        for one in story.events
        if one.seq > event.seq and story.of(one) == story.of(event) and counts(one)
    ]
    actions = [action for action in told if action]
    return by_mail(story, event) and actions[-1:] != ["delayed"]


def by_a_carrier(story: Story, event: Event) -> bool:
    """That reports steps for this service: abroad, and for ordinary letters, silence after the acceptance is usual."""
    told = event.payload
    return story.needs.get(story.of(event) or 0) == "postal_address" and is_followed(
        str(told.get("channel")), told.get("service")
    )


def reached_them(_story: Story, event: Event) -> bool:
    """The drop box takes a message and passes it to nobody."""
    return bool(event.payload.get("channel") != "drop_box")


def with_a_page(story: Story, event: Event) -> bool:
    return by_mail(story, event) and story.of(event) in story.paged


def by_others(_story: Story, event: Event) -> bool:
    """What the person did or told us is no news to them."""
    return event.actor != "sender"


def worth_a_mail(story: Story, event: Event) -> bool:
    """Not for the robot that says that the mail has arrived; what it asks for, or that nobody reads, counts."""
    quiet = ("ticket_opened", "unknown")
    is_robot = event.payload.get("by_machine") and event.payload.get("verdict") in quiet
    return by_others(story, event) and not is_robot


# How long each is waited for: docs/registered-email.md, "What happens after".
FOLLOW_UPS = (
    FollowUp(
        since=("dispatch.accepted",),
        per="dispatch",
        after=timedelta(hours=72),
        unless=(*FAILED, *UNDECIDED),
        records="failure.not_reported",
        when=without_a_delay,
        late=timedelta(days=30),
        needs_watch=True,
    ),
    # Before the seven days, which would have the person ask about a letter that never moved.
    FollowUp(
        since=("dispatch.accepted",),
        per="dispatch",
        after=timedelta(days=6),
        unless=(*FAILED, *UNDECIDED, *MOVES, *ANSWERS),
        records="move.not_reported",
        tells="not_moving",
        when=by_a_carrier,
    ),
    FollowUp(
        since=LEFT,
        per="case",
        after=timedelta(days=7),
        unless=(*FAILED, *UNDECIDED, *ANSWERS, "dispatch.intended"),
        records="answer.not_received",
        tells="ask_again",
        when=reached_them,
    ),
    FollowUp(
        since=LEFT,
        per="case",
        after=timedelta(days=14),
        unless=(*FAILED, *UNDECIDED, *ANSWERS, "dispatch.intended"),
        records="answer.not_received",
        tells="go_on",
        when=reached_them,
        late=timedelta(days=30),
    ),
    FollowUp(
        since=("dispatch.accepted",),
        per="dispatch",
        after=timedelta(days=15),
        unless=(*FAILED, *UNDECIDED, *ANSWERS),
        records="page.not_claimed",
        when=with_a_page,
        late=timedelta(days=30),
    ),
    FollowUp(
        since=("dispatch.in_doubt",),
        per="dispatch",
        after=timedelta(minutes=MINUTES_OF_DOUBT),
        tells="in_doubt",
        when=mail_in_doubt,
    ),
    # The carrier is asked every hour for a day first (look.py).
    FollowUp(
        since=("dispatch.in_doubt",),
        per="dispatch",
        after=timedelta(hours=24),
        tells="in_doubt",
        when=paper_in_doubt,
    ),
    FollowUp(since=FAILED, per="event", tells="failed", when=by_others),
    FollowUp(
        since=ANSWERS,
        per="event",
        tells="answered",
        when=worth_a_mail,
        even_confirmed=True,
    ),
    FollowUp(
        since=("dispatch.deferred",),
        per="first of dispatch",
        unless=("dispatch.accepted", *FAILED, *UNDECIDED),
        tells="running_out",
        when=by_mail,
        in_a_hurry_only=True,
    ),
)


def moments(story: Story) -> Iterator[Moment]:
    """Every moment that stands, whether it has come or not. A closed case asks for nothing more."""
    if story.state == "closed":
        return
    for rule in FOLLOW_UPS:
        if story.state == "confirmed" and not rule.even_confirmed:
            continue
        for base in _bases(story, rule):
            due_at = _due_at(story, rule, base)
            if due_at and not is_answered(story, rule, base):
                yield Moment(rule=rule, base=base, due_at=due_at)


def _bases(story: Story, rule: FollowUp) -> list[Event]:
    found = [
        one
        for one in story.events
        if one.name in rule.since and counts(one) and rule.when(story, one)
    ]
    if rule.per == "case":
        found = [one for one in found if not is_answered(story, rule, one)][-1:]
    if rule.per == "dispatch":
        found = list({story.of(one): one for one in found}.values())
    if rule.per == "first of dispatch":
        found = list({story.of(one): one for one in reversed(found)}.values())
    return found


def _due_at(story: Story, rule: FollowUp, base: Event) -> datetime | None:
    if not rule.in_a_hurry_only:
        return base.at + rule.after
    begins = hurry_begins(story.last_day)
    if begins is None or base.at > begins + HURRY:
        return None
    return max(base.at, begins)


def is_answered(story: Story, rule: FollowUp, base: Event) -> bool:
    """An answer, or a new sending, concerns the whole case; a failure only the sending that failed."""
    return bool(rule.unless) and any(  # a flood of answers is not compared with itself
        one.seq > base.seq
        and one.name in rule.unless
        and counts(one)
        and not one.payload.get("by_machine")
        and (one.name in WHOLE_CASE or story.of(one) == story.of(base))
        for one in story.events
    )


def counts(event: Event) -> bool:
    """A hint changes nothing: anybody can write one."""
    return not event.payload.get("is_hint")


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=UTC)


def hurry_begins(last_day: date | None) -> datetime | None:
    """From here on fewer than 72 hours are left; None where the law gives no last day."""
    return end_of(last_day) - HURRY if last_day else None
