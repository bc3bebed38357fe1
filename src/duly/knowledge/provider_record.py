"""What the catalogue says about one provider: facts, contacts and the own way out, each with source and day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from duly.kit.address import Address
from duly.knowledge.guides import Guide, Question

Purpose = Literal["termination", "withdrawal", "notices", "privacy", "general", "terms"]
Confidence = Literal["high", "medium"]
Origin = Literal["provider", "authority", "public-data", "third-party", "letter-seller"]
Post = Literal["demanded", "accepted", "notices-only", "refused", "unknown"]

# A fact is shown as stale after a year: the median public record is older than three,
# and an old address is worse than none.
FRESH_FOR = timedelta(days=365)

# Only these make a recipient: a privacy desk or an office address would receive a notice
# that nobody there has to act on.
RECIPIENT_PURPOSES = ("termination", "notices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read. `seen` is the day we read it, `page_date` the page's own date.

    `checked`: "live" when the page itself was opened, "archive" when a stored copy was, "import" when
    a public record was taken over unread. `origin`: whose words they are.
    """

    url: str
    title: str
    seen: date | None
    page_date: date | None = None
    checked: Literal["live", "archive", "import"] = "archive"
    origin: Origin = "provider"

    @property
    def is_own_text(self) -> bool:
        return self.origin == "provider"

    @property
    def as_of(self) -> date | None:
        """The day for which the source speaks: a stored copy is as old as the page in it."""
        if self.checked == "live":
            return self.seen
        return self.page_date or self.seen

    def is_stale(self, *, today: date) -> bool:
        """Older than twelve months, or of unknown age."""
        return self.as_of is None or today - self.as_of > FRESH_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing we know, in our own words. `value` is the plain value where there is one (`easy`, `365d`)."""

    kind: str
    label: str
    text: str
    source: Source
    purpose: Purpose = "terms"
    confidence: Confidence = "high"
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A way to reach the provider. `purpose` says what for; it decides whether a letter may go there.

    "notices" takes any legal notice; a desk for one kind only (court papers, arbitration) is "general".
    """

    kind: Literal["postal_address", "email", "page", "phone", "fax"]
    purpose: Purpose
    source: Source
    address: Address | None = None
    value: str = ""
    confidence: Confidence = "high"
    note: str = ""

    @property
    def checked_on(self) -> date | None:
        return self.source.seen

    @property
    def may_prefill(self) -> bool:
        """A recipient only with the right purpose and the provider's own text as source."""
        return (
            self.kind in ("postal_address", "email")
            and self.purpose in RECIPIENT_PURPOSES
            and self.source.is_own_text
            and self.source.checked != "import"
        )

    @property
    def text(self) -> str:
        return ", ".join(self.address.lines) if self.address else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """An address that others print and for which we found no support: shown, never offered."""

    address: Address | None
    value: str
    source: Source
    why: str

    @property
    def text(self) -> str:
        return ", ".join(self.address.lines) if self.address else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What the provider asks for to find the contract. `key` is the name in a case file."""

    key: str
    label: str
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A figure of the contract that the deadline page may prefill, as in a matter (`365d`, `term_end`)."""

    name: str
    value: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWay:
    """The provider's own free way to end the contract; `looked_on` also when none was found."""

    known: bool
    steps: tuple[str, ...] = ()
    url: str = ""
    minutes: int | None = None
    source: Source | None = None
    looked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One service that a person pays for. `slug` is the path of its file and never changes."""

    slug: str
    name: str
    country: str
    sector: str
    post: Post
    category: str = ""
    summary: str = ""
    legal_entity: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    own_way: OwnWay = field(default_factory=lambda: OwnWay(known=False))
    contacts: tuple[Contact, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    facts: tuple[Fact, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    terms: tuple[Term, ...] = ()
    guides: Mapping[str, Guide] = field(default_factory=dict)
    imported_from: str = ""

    @property
    def imported(self) -> bool:
        """Taken over from a public list: nobody here has read it."""
        return self.imported_from != ""

    @property
    def recipients(self) -> tuple[Contact, ...]:
        """The contacts that may prefill a recipient, termination desks first; often none."""
        offered = [contact for contact in self.contacts if contact.may_prefill]
        return tuple(sorted(offered, key=lambda c: RECIPIENT_PURPOSES.index(c.purpose)))

    @property
    def postal_recipient(self) -> Contact | None:
        return next((c for c in self.recipients if c.kind == "postal_address"), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source once, in the order of first use."""
        used = [fact.source for fact in self.facts]
        used += [contact.source for contact in self.contacts]
        used += [term.source for term in self.terms]
        used += [self.own_way.source] if self.own_way.source else []
        return tuple(dict.fromkeys(used))

    @property
    def checked_on(self) -> date | None:
        """The day of the oldest look at what is shown; None for a record nobody has read."""
        days = [source.seen for source in self.sources if source.seen]
        return min(days, default=None)

    @property
    def guide(self) -> str:
        """The English guide as Markdown; empty for imported records."""
        return self.guides["en"].text if "en" in self.guides else ""

    @property
    def faq(self) -> tuple[Question, ...]:
        return self.guides["en"].questions if "en" in self.guides else ()

    def guide_in(self, language: str) -> Guide | None:
        """The guide in `language`, else in English, else None."""
        return self.guides.get(language) or self.guides.get("en")
