"""The matter: what a person knows of the contract, read strictly and guessed never."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from duly.deadlines.fields import BadMatter, Fields
from duly.deadlines.words import about
from duly.kit.dates import Period, term_end
from duly.kit.said import said
from duly.knowledge.contract_words import NOTICE_TO, SECTORS
from duly.knowledge.jurisdictions import is_place_code, place_code

ACTS = frozenset({"ordinary", "withdrawal", "for_cause"})
INTERVALS = frozenset(
    {"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "none"}
)
# Forty years are a long contract and no error; four hundred are a slip of the pen.
LONGEST_TERM_DAYS = 36_525
LONGEST_NOTICE_DAYS = 3_660


@dataclass(frozen=True, slots=True)
class Trial:
    """A free or cheap start. `zone` is the clock of the terms, if anybody named one."""

    started_at: datetime
    length: Period
    cancel_lead: Period
    price_disclosed: bool | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class Contract:
    """None = unknown. `renews_for` is a Period, "indefinite", "none" or None."""

    sector: str
    online: bool | None
    distance: bool | None
    consumer: bool | None
    concluded_on: date | None
    started_on: date | None
    term: Period | None
    term_end: date | None
    renews_for: Period | str | None
    renewed_on: date | None
    notice: Period | None
    notice_to: str | None
    post_deemed_bd: int | None
    trial: Trial | None
    withdrawal_information_given: bool | None
    copy_received_on: date | None
    trader_notice_sent_on: date | None
    trader_notice_known: bool
    payment_interval: str | None
    circumstances: frozenset[str]

    @property
    def begins_on(self) -> date | None:
        return self.started_on or self.concluded_on

    @property
    def first_term_end(self) -> date | None:
        if self.term_end or not (self.term and self.begins_on):
            return self.term_end
        return term_end(self.begins_on, self.term)


@dataclass(frozen=True, slots=True)
class Post:
    """Business days in the post, fastest and slowest; None = unknown."""

    min_bd: int | None
    max_bd: int | None


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything that `duly deadline` is told. `assumptions` were made while reading."""

    residence: str | None
    recipient_place: str | None
    today: date
    act: str
    contract: Contract
    post: Post
    received_on: date | None
    wanted_end: date | None
    assumptions: tuple[str, ...]


def read_matter(document: Mapping[str, Any], *, today: date | None = None) -> Matter:
    """A JSON object as in CLI.md → Matter.

    `today` serves where the document names none. Raises BadMatter with the field.
    """
    if not isinstance(document, Mapping):
        raise BadMatter("matter", said("a JSON object is needed, in braces"))
    try:
        return _read(Fields(document), today)
    except OverflowError as reason:
        raise BadMatter(
            "contract", said("its dates leave the calendar (years 1 to 9999)")
        ) from reason


def _read(fields: Fields, today: date | None) -> Matter:
    notes: list[str] = []
    day = fields.day("today") or today
    if day is None:
        raise BadMatter(
            "today", said("the day of the question is needed, as 2026-11-24")
        )
    if fields.text("today") is None:
        notes.append(
            about(
                "today",
                said("not named, read from the clock as %(day)s", day=day.isoformat()),
            )
        )
    matter = Matter(
        residence=_place(fields, "residence"),
        recipient_place=_place(fields, "recipient_place"),
        today=day,
        act=fields.word("act", ACTS) or _ordinary(notes),
        contract=_contract(fields.table_of("contract"), notes),
        post=_post(fields.table_of("post")),
        received_on=fields.day("received_on"),
        wanted_end=fields.day("wanted_end"),
        assumptions=tuple(notes),
    )
    _refuse_contradictions(matter)
    return matter


def _ordinary(notes: list[str]) -> str:
    notes.append(about("act", said("not named, read as an ordinary termination")))
    return "ordinary"


def _place(fields: Fields, name: str) -> str | None:
    text = fields.text(name)
    if text is None:
        return None
    place = place_code(text)
    if not is_place_code(place):
        raise fields.bad(
            name,
            said(
                "%(text)s is no place code: write ISO 3166 codes like DE or US-CA",
                text=f"{text!r}",
            ),
        )
    return place


def _contract(fields: Fields, notes: list[str]) -> Contract:
    return Contract(
        sector=_sector(fields, notes),
        online=fields.flag("online"),
        distance=fields.flag("distance"),
        consumer=fields.flag("consumer"),
        concluded_on=fields.day("concluded_on"),
        started_on=fields.day("started_on"),
        term=_term(fields),
        term_end=fields.day("term_end"),
        renews_for=_renewal(fields),
        renewed_on=fields.day("renewed_on"),
        notice=_notice(fields),
        notice_to=fields.word("notice_to", NOTICE_TO),
        post_deemed_bd=fields.table_of("delivery_clause").count("post_deemed_bd"),
        trial=_trial(fields.table_of("trial")),
        withdrawal_information_given=fields.flag("withdrawal_information_given"),
        copy_received_on=fields.day("copy_received_on"),
        trader_notice_sent_on=fields.day("trader_notice_sent_on"),
        trader_notice_known="trader_notice_sent_on" in fields.table,
        payment_interval=_interval(fields, notes),
        circumstances=fields.words("circumstances"),
    )


def _sector(fields: Fields, notes: list[str]) -> str:
    sector = fields.text("sector")
    if sector is None:
        notes.append(about("contract.sector", said("not named, read as other")))
        return "other"
    if sector not in SECTORS:
        notes.append(
            about(
                "contract.sector",
                said("%(sector)s is not known, read as other", sector=f"{sector!r}"),
            )
        )
        return "other"
    return sector


def _term(fields: Fields) -> Period | None:
    term = fields.period("term", units="d w m y")
    if term and (term.is_zero or term.rough_days > LONGEST_TERM_DAYS):
        raise fields.bad(
            "term", said("a contract does not run for %(term)s", term=term)
        )
    return term


def _notice(fields: Fields) -> Period | None:
    notice = fields.period("notice")
    if notice and notice.rough_days > LONGEST_NOTICE_DAYS:
        raise fields.bad(
            "notice", said("no contract asks for %(notice)s of notice", notice=notice)
        )
    return notice


def _renewal(fields: Fields) -> Period | str | None:
    text = fields.text("renews_for")
    if text in {None, "indefinite", "none"}:
        return text
    renewal = fields.period("renews_for", units="d w m y")
    if renewal is None or renewal.is_zero:
        raise fields.bad(
            "renews_for", said("write indefinite, none or a length like 12m")
        )
    return renewal


def _interval(fields: Fields, notes: list[str]) -> str | None:
    interval = fields.text("payment_interval")
    if interval is not None and interval not in INTERVALS:
        notes.append(
            about(
                "contract.payment_interval",
                said("%(interval)s is not known, left out", interval=f"{interval!r}"),
            )
        )
        return None
    return interval


def _post(fields: Fields) -> Post:
    post = Post(min_bd=fields.count("min_bd"), max_bd=fields.count("max_bd"))
    if post.max_bd is not None and (post.min_bd or 0) > post.max_bd:
        raise fields.bad(
            "max_bd", said("the slowest delivery is faster than the fastest")
        )
    return post


def _trial(fields: Fields) -> Trial | None:
    started_at = fields.moment("started_at")
    length = fields.period("length", units="h d w m y")
    if started_at is None and length is None:
        return None
    if started_at is None:
        raise fields.bad(
            "started_at", said("the start of the trial is needed with its clock")
        )
    if length is None:
        raise fields.bad("length", said("the length of the trial is needed, like 30d"))
    lead = fields.period("cancel_lead", units="h d w bd m") or Period(0, "h")
    if lead.rough_days > length.rough_days:
        raise fields.bad(
            "cancel_lead",
            said("%(lead)s before the end lies before the start", lead=lead),
        )
    zone = fields.text("zone")
    if zone is not None:
        _zone(fields, zone)
    return Trial(started_at, length, lead, fields.flag("price_disclosed"), zone)


def _zone(fields: Fields, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as reason:
        raise fields.bad(
            "zone", said("there is no time zone %(zone)s", zone=f"{zone!r}")
        ) from reason


def _refuse_contradictions(matter: Matter) -> None:
    contract = matter.contract
    begins, end = contract.begins_on, contract.term_end
    if begins and end and end < begins:
        raise BadMatter(
            "contract.term_end",
            said("%(end)s lies before the start, %(begins)s", end=end, begins=begins),
        )
    if begins and contract.renewed_on and contract.renewed_on < begins:
        raise BadMatter(
            "contract.renewed_on",
            said(
                "%(renewed_on)s lies before the start", renewed_on=contract.renewed_on
            ),
        )
    first = contract.concluded_on or contract.started_on
    if first and matter.received_on and matter.received_on < first:
        raise BadMatter(
            "received_on",
            said(
                "%(received_on)s lies before the contract, %(first)s",
                received_on=matter.received_on,
                first=first,
            ),
        )
    _refuse_long_trial(contract)


def _refuse_long_trial(contract: Contract) -> None:
    trial, term = contract.trial, contract.term
    if trial and term and trial.length.rough_days > term.rough_days + 1:
        raise BadMatter(
            "contract.trial.length",
            said(
                "a trial of %(length)s is longer than the term of %(term)s",
                length=trial.length,
                term=term,
            ),
        )
    if trial and contract.term_end and not term:
        ends = trial.started_at.date() + timedelta(days=int(trial.length.rough_days))
        if ends > contract.term_end + timedelta(days=1):
            raise BadMatter(
                "contract.trial.length", said("the trial would end after the term")
            )
