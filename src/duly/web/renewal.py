"""When must I act? The question of the provider page, put to the deadline book."""

from datetime import date, timedelta

from duly.deadlines.rules import Answer, judge, read_matter
from duly.knowledge.providers import Provider, deadline_terms


def contract_of(provider: Provider, *, renews_on: date | None) -> dict[str, object]:
    """The contract part of a matter: what the sources say, and the day that the person typed.

    The term ends on the day before it renews: on the renewal day itself the next term has begun.
    """
    contract: dict[str, object] = {"consumer": True, **deadline_terms(provider)}
    contract.pop("trial", None)  # not everybody is in a trial; the form asks
    if renews_on:
        contract["term_end"] = (renews_on - timedelta(days=1)).isoformat()
    return contract


def renewal_answer(provider: Provider, *, renews_on: date, today: date) -> Answer:
    """May raise BadMatter for a day that no deadline can be counted from."""
    contact = provider.postal_recipient
    place = contact.address.country if contact and contact.address else provider.country
    matter = {
        "residence": provider.country,
        "recipient_place": place,
        "today": today.isoformat(),
        "act": "ordinary",
        "contract": contract_of(provider, renews_on=renews_on),
    }
    return judge(read_matter(matter))
