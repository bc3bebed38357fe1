"""The matter together with the law and the calendars that answer it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from duly.deadlines.matter import Contract, Matter
from duly.deadlines.words import about
from duly.kit.dates import Period
from duly.kit.said import said
from duly.knowledge.calendars import Calendar, calendar, lacks_subdivision
from duly.knowledge.law import Facts, Rule, applies, law_set

NOTICE_ACTS = {
    "cause_alone": ("for_cause",),
    "ordinary": ("ordinary", "non_renewal"),
    "for_cause": ("for_cause", "ordinary", "non_renewal"),
    "withdrawal": ("withdrawal",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """`base` is the day from which the answer looks ahead: today, or an earlier receipt."""

    matter: Matter
    facts: Facts
    rules: tuple[Rule, ...]
    recipient: Calendar
    sender: Calendar
    both: Calendar
    crosses_border: bool

    @property
    def contract(self) -> Contract:
        return self.matter.contract

    @property
    def base(self) -> date:
        received = self.matter.received_on
        return min(self.matter.today, received) if received else self.matter.today

    @property
    def judged_on(self) -> date:
        """The day of receipt that is judged: the one named, else today."""
        return self.matter.received_on or self.matter.today

    def find(
        self, role: str, *, act: str | None = None, **known: object
    ) -> Rule | None:
        """The first rule of the person's law that counts in this role here.

        `known` overrides facts: the question "and if it were renewed?".
        """
        acts = NOTICE_ACTS[act or self.matter.act]
        # `known` holds names of Facts only; mypy cannot see through the keywords.
        facts = replace(self.facts, **known) if known else self.facts  # type: ignore[arg-type]
        for rule in self.rules:
            if (
                rule.counts
                and rule.counts.role == role
                and rule.act in acts
                and rule.is_in_force(self.matter.today)
                and applies(rule, facts)
            ):
                return rule
        return None


def ask(matter: Matter, notes: list[str]) -> Question:
    """Matter → Question; what is unknown and read in the usual way goes into `notes`."""
    home = matter.residence or matter.recipient_place
    there = matter.recipient_place or home
    _note_places(matter, notes)
    recipient = calendar(*([there] if there else []))
    sender = calendar(*([home] if home else []))
    both = calendar(*[place for place in (home, there) if place])
    notes.extend(
        about(
            "calendar",
            said(
                "no public holidays are known for %(place)s, only weekends are left out",
                place=place,
            ),
        )
        for place in both.missing
    )
    if there and lacks_subdivision(there):
        notes.append(
            about(
                "recipient_place",
                said(
                    "%(there)s alone; holidays of its parts (GB-ENG, GB-SCT) are not counted",
                    there=there,
                ),
            )
        )
    return Question(
        matter=matter,
        facts=_facts(matter, notes),
        rules=counting_rules(matter.residence),
        recipient=recipient,
        sender=sender,
        both=both,
        crosses_border=bool(home and there and home[:2] != there[:2]),
    )


@lru_cache(maxsize=256)
def counting_rules(residence: str | None) -> tuple[Rule, ...]:
    """The rules of the residence that count anything and are more than hearsay."""
    return tuple(
        rule
        for rule in law_set(residence).rules
        if rule.counts and rule.confidence != "low"
    )


def _note_places(matter: Matter, notes: list[str]) -> None:
    if matter.residence is None:
        notes.append(
            about(
                "residence",
                said("unknown, so no law is applied; contract and facts decide"),
            )
        )
    elif not law_set(matter.residence).packs:
        notes.append(
            about(
                "residence",
                said(
                    "no law of %(residence)s is known here; contract and facts decide",
                    residence=matter.residence,
                ),
            )
        )
    if matter.recipient_place is None and matter.residence is not None:
        notes.append(
            about(
                "recipient_place",
                said(
                    "unknown, business days of %(residence)s are used",
                    residence=matter.residence,
                ),
            )
        )
    elif matter.recipient_place is None:
        notes.append(
            about("recipient_place", said("unknown, only weekends are left out"))
        )


def _facts(matter: Matter, notes: list[str]) -> Facts:
    contract = matter.contract
    received = matter.received_on
    return Facts(
        residence=matter.residence,
        on=max(matter.today, received) if received else matter.today,
        sector=contract.sector,
        consumer=_consumer(contract, notes),
        online=contract.online,
        distance=_distance(matter, notes),
        renewed=_renewed(matter),
        fixed_term=contract.first_term_end is not None,
        trial=contract.trial is not None,
        informed=contract.withdrawal_information_given,
        price_disclosed=contract.trial.price_disclosed if contract.trial else None,
        concluded_on=_concluded_on(matter, notes),
        term=_term(contract),
        renewal=contract.renews_for
        if isinstance(contract.renews_for, Period)
        else None,
        payment_interval=contract.payment_interval or "none",
        circumstances=contract.circumstances,
    )


def _consumer(contract: Contract, notes: list[str]) -> bool:
    if contract.consumer is None:
        notes.append(
            about("contract.consumer", said("unknown, read as a private contract"))
        )
    return contract.consumer is not False


def _distance(matter: Matter, notes: list[str]) -> bool | None:
    contract = matter.contract
    if contract.distance is not None or contract.online:
        return bool(contract.distance or contract.online)
    if matter.act == "withdrawal":
        notes.append(
            about(
                "contract.online",
                said("not said to be online, read as a contract at a distance"),
            )
        )
        return True
    return None


def _renewed(matter: Matter) -> bool:
    """Renewed by silence: said so, or the first term is over and no end was agreed."""
    contract = matter.contract
    if contract.renewed_on is not None:
        return contract.renewed_on <= max(matter.today, matter.received_on or date.min)
    first = contract.first_term_end
    day = matter.today
    if matter.received_on:
        day = min(day, matter.received_on)
    return first is not None and first < day and contract.renews_for != "none"


def _concluded_on(matter: Matter, notes: list[str]) -> date:
    contract = matter.contract
    if contract.concluded_on:
        return contract.concluded_on
    if contract.started_on:
        notes.append(
            about(
                "contract.concluded_on",
                said(
                    "unknown, the start %(started_on)s is used",
                    started_on=contract.started_on,
                ),
            )
        )
        return contract.started_on
    day = min(
        d
        for d in (
            matter.today,
            matter.received_on,
            contract.renewed_on,
            contract.term_end,
        )
        if d
    )
    notes.append(
        about(
            "contract.concluded_on",
            said("unknown, read as a contract under the rules of today"),
        )
    )
    return min(day, matter.today)


def _term(contract: Contract) -> Period | None:
    if contract.term or not (contract.begins_on and contract.term_end):
        return contract.term
    days = contract.term_end - contract.begins_on + timedelta(days=1)
    return Period(max(days.days, 0), "d")
