"""What a rule of law is: fields, their closed words, and nothing that computes."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from duly.kit.dates import Period

Status = Literal["in_force", "vacated", "pending", "not_commenced", "repealed"]
Act = Literal[
    "ordinary", "withdrawal", "for_cause", "non_renewal", "stop_payment", "erasure"
]
Test = Literal["receipt", "dispatch", "timestamp", "none"]
Print = Literal["letter", "argument", "national", "internal", "never"]
Confidence = Literal["high", "medium", "low"]
Role = Literal[
    "first_term",
    "after_renewal",
    "any_time",
    "grid",
    "no_agreed_notice",
    "missing_notice",
    "withdrawal",
    "second_withdrawal",
    "renewal_ends",
    "first_part",
]
Grid = Literal[
    "term_end",
    "any_day",
    "month_end",
    "month_end_by_15th",
    "quarter_end",
    "half_contract_year",
    "insurance_year",
]

DEMAND_BLOCKS = frozenset(
    [
        "simple_exit",
        "online_exit",
        "instant_end",
        "notice_cap",
        "after_renewal",
        "missing_trader_notice",
        "withdrawal",
        "withdrawal_extended",
        "withdrawal_function",
        "second_withdrawal",
        "refund_after_withdrawal",
        "pro_rata_at_most",
        "refund_prepaid",
        "refund_interest",
        "effective_on_sending",
        "insurance_year_end",
        "insurance_any_time",
        "insurance_withdrawal",
        "price_rise_exit",
        "change_exit",
        "moving_exit",
        "cause_exit",
        "claim_exit",
        "situation_exit",
        "form_free",
        "confirm_receipt",
        "electronic_notice",
        "telecom_exit",
        "telecom_compensation",
        "energy_exit",
        "closing_bill",
        "next_grid_date",
        "gym_exit",
        "unfair_clause",
        "renewal_void",
        "erasure",
        "erasure_deadline",
        "withdraw_data_consent",
        "data_complaint",
        "stop_debits",
        "refund_debit",
        "unauthorised_debit",
        "billing_error",
        "claims_and_defences",
        "joint_liability",
        "reverse_charge",
        "statutory_demand",
        "mediation",
        "prior_claim",
        "press_exit",
    ]
)
CLAIMS = frozenset(
    [
        "end_contract",
        "withdraw",
        "refund",
        "stop_payment",
        "erase",
        "form",
        "channel",
        "argument",
        "proof",
        "court",
    ]
)


@dataclass(frozen=True, slots=True)
class Source:
    """One page on which the rule was read. `seen` is the day we read it."""

    url: str
    title: str
    seen: date
    primary: bool = False
    states_rule: bool = True
    supports: str = ""
    page_date: str = ""
    official_url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Escalation:
    """Where a refusal goes next; `limit` in whole units of `currency`."""

    key: str
    name: str
    kind: str
    limit: int | None = None
    currency: str = ""
    url: str = ""
    note: str = ""
    seen: bool = True
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """`applies_if`: every field that is set must hold. The whole vocabulary, no code."""

    consumer: bool | None = None
    online: bool | None = None
    distance: bool | None = None
    renewed: bool | None = None
    fixed_term: bool | None = None
    trial: bool | None = None
    informed: bool | None = None
    price_disclosed: bool | None = None
    trader_notice_missing: bool | None = None
    sectors: tuple[str, ...] = ()
    not_sectors: tuple[str, ...] = ()
    contract_from: date | None = None
    contract_to: date | None = None
    min_age: Period | None = None
    max_age: Period | None = None
    min_term: Period | None = None
    max_term: Period | None = None
    renewal_longer_than: Period | None = None
    renewal_up_to: Period | None = None
    payment_interval: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridNotice:
    """Default law for one payment interval: which dates, and how long before."""

    grid: Grid
    notice: Period


@dataclass(frozen=True, slots=True)
class Counts:
    """What the deadline book computes with; the fields used depend on `role`."""

    role: Role
    notice_min: Period | None = None
    notice_max: Period | None = None
    late: Literal["any_day", "fixed"] | None = None
    late_notice_max: Period | None = None
    renewal_max: Period | None = None
    binds_first_term: bool = False
    effective_on_sending: bool = False
    grid: Grid | None = None
    first_exit: Period | None = None
    by_interval: dict[str, GridNotice] = field(default_factory=dict)
    window: tuple[Period, Period] | None = None
    anchor: Literal["limit", "term_end", "cancel_by"] = "limit"
    late_exit: Period | None = None
    silence_is_missing: bool = True
    until_next_term_end: bool = False
    refund_within: Period | None = None
    period: Period | None = None
    from_dates: tuple[str, ...] = ("concluded_on", "started_on")
    latest: bool = False
    not_informed_extra: Period | None = None
    not_informed_total: Period | None = None
    counts_event_day: bool = False
    saturday_counts: bool = False
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law as data. `data/law/README.md` explains every field."""

    id: str
    jurisdiction: str
    citation: str
    title: str
    status: Status
    act: Act
    print: Print
    test: Test
    roll: Literal["none", "forward"]
    confidence: Confidence
    effective_from: date | None = None
    effective_to: date | None = None
    addressee: Literal["trader", "bank", "controller"] = "trader"
    applies_if: Conditions = field(default_factory=Conditions)
    applies_text: str = ""
    form: str = "any"
    calendar: str = "recipient"
    trader_duties: tuple[str, ...] = ()
    refund: str = ""
    refund_within: Period | None = None
    demand_blocks: tuple[str, ...] = ()
    demand: str = ""
    remedy: str = ""
    gives: tuple[str, ...] = ()
    gives_not: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    escalations: tuple[str, ...] = ()
    doubt: str = ""
    note: str = ""
    watch: bool = False
    checked_on: date = date.min
    stale_after_days: int = 180
    replaces: str = ""
    sources: tuple[Source, ...] = ()
    counts: Counts | None = None

    def is_in_force(self, day: date) -> bool:
        """The status says so, and `day` lies between the two ends of its validity."""
        begun = self.effective_from is None or self.effective_from <= day
        ended = self.effective_to is not None and self.effective_to < day
        return self.status == "in_force" and begun and not ended

    def is_stale(self, day: date) -> bool:
        return (day - self.checked_on).days > self.stale_after_days

    @property
    def has_primary_source(self) -> bool:
        """A statute, court or authority text that states the very point cited."""
        return any(s.primary and s.states_rule for s in self.sources)

    @property
    def is_proven(self) -> bool:
        """Sure enough to be cited before any lawyer has released the pack."""
        return self.confidence == "high" and self.has_primary_source and not self.doubt

    def is_named_in(self, text: str) -> bool:
        """Does a stranger's text cite this rule?"""
        return any(re.search(p, text, re.IGNORECASE) for p in self.patterns)


@dataclass(frozen=True, slots=True)
class Statute:
    """An act of the country, to recognise it in a text where no rule of ours fits."""

    name: str
    patterns: tuple[str, ...]
    gives_not: tuple[str, ...] = ()

    def is_named_in(self, text: str) -> bool:
        return any(re.search(p, text, re.IGNORECASE) for p in self.patterns)


@dataclass(frozen=True, slots=True)
class Pack:
    """One file of data/law: the rules of one jurisdiction."""

    id: str
    jurisdiction: str
    title: str
    languages: tuple[str, ...]
    released: bool
    checked_on: date
    rules: tuple[Rule, ...]
    stale_after_days: int = 180
    statutes: tuple[Statute, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    not_covered: tuple[str, ...] = ()

    def escalations_of(self, rule: Rule) -> tuple[Escalation, ...]:
        by_key = {e.key: e for e in self.escalations}
        return tuple(by_key[key] for key in rule.escalations if key in by_key)
