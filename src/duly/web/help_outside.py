"""Who helps where the person lives when the company does not answer, or takes money again: names from the law packs."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duly.cases.actions.draft import draft_of
from duly.cases.models import Case
from duly.cases.queries import CasePage
from duly.cases.vault import Erased
from duly.knowledge.law import LawSet, law_set
from duly.knowledge.law_rule import Escalation
from duly.web.words import Words

# What each kind of office does; courts and banks have pages of their own, and limits that nobody here has looked up.
DOES = {
    "regulator": _("takes complaints about companies"),
    "ombudsman": _("settles disputes out of court"),
    "adr": _("settles disputes out of court"),
    "mediation": _("settles disputes out of court"),
    "conciliation": _("settles disputes out of court"),
    "advice": _("gives advice"),
}
MOST = 5
# The company has spoken, or it should have.
WHEN = ("answered", "refused", "came_back")
SILENT_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    name: str
    does: Words
    url: str


def offices(case: Case, page: CasePage, *, silent_days: int) -> tuple[Office, ...]:
    """At most five, those of the rules that counted here first; none before they are of use."""
    is_needed = case.state in WHEN or page.is_past_the_end or silent_days >= SILENT_DAYS
    if not is_needed:
        return ()
    try:
        matter = draft_of(case).get("matter") or {}
    except Erased:
        return ()
    law = law_set(matter.get("residence"))
    return tuple(
        Office(name=one.name, does=DOES[one.kind], url=one.url)
        for one in _in_order(law, _rules_of(case))
    )[:MOST]


def _rules_of(case: Case) -> list[str]:
    """The rules that made the dates of this case."""
    set_last = case.events.filter(name="deadline.set").order_by("-seq").first()
    return list(set_last.payload.get("rules", [])) if set_last else []


def _in_order(law: LawSet, rule_ids: list[str]) -> list[Escalation]:
    found: dict[str, Escalation] = {}
    for rule in filter(None, map(law.rule, rule_ids)):
        pack = law.pack_of(rule)
        found |= {one.key: one for one in pack.escalations_of(rule)} if pack else {}
    for pack in law.packs:
        found |= {one.key: one for one in pack.escalations if one.key not in found}
    return [one for one in found.values() if one.kind in DOES]
