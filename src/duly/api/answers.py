"""What comes back, for the OpenAPI document: the outputs of CLI.md. Fields may be added, none is renamed."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from duly.api.problems import Problem

# The books make each document; these shapes describe it and hold it to its contract.
Day = str | None
Row = dict[str, Any]


class Document(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


class Reason(Document):
    date: str
    because: str
    rule: str


class Finding(Document):
    code: str
    message: str


class Deadline(Document):
    test: str
    nominal_last: Day
    legal_last: Day
    safe_last: Day
    email_by: Day
    post_by: Day
    post_recommended: Day
    post_feasible: bool
    effective: Day
    timely: bool | None
    refund_due: Day
    instants: dict[str, str | None]
    rules: list[str]
    citations: list[str]
    assumptions: list[str]
    reasons: list[Reason]
    advice: list[Row]


class Clock(Document):
    last: Day
    safe_last: Day
    others: dict[str, str]
    citations: list[str]
    reasons: list[Reason]


class Letter(Document):
    """`pdf` is base64, null for a letter that may not go out: then a finding blocks."""

    sha256: str | None
    pages: int
    bytes: int
    language: str
    law: list[str]
    citations: list[str]
    findings: list[Finding]
    pdf: str | None


class Checked(Document):
    ok: bool
    findings: list[Finding]


class Proof(Document):
    ok: bool
    checks: list[Row]


class Mail(Document):
    kind: str
    recipients: list[Row]
    auto_reply: Row | None
    reply: Row | None
    authentication: Row


class TrackingNumber(Document):
    valid: bool
    format: str | None
    carrier: str | None
    country: str | None
    service: str | None


class AddressAnswer(Document):
    valid: bool
    normalised: list[str]
    problems: list[Finding]


class AddressAnswers(Document):
    results: list[AddressAnswer]


class Service(Document):
    slug: str
    name: str
    country: str | None
    checked_on: Day
    imported: bool


class Services(Document):
    results: list[Service]


class Provider(Document):
    slug: str
    name: str
    country: str
    sector: str
    legal_entity: str
    checked_on: Day
    imported: bool
    contacts: list[Row]
    disputed: list[Row]
    facts: list[Row]
    identifiers: list[Row]


class Opened(Document):
    """The token opens the case; it is shown once and kept here only as a digest."""

    reference: str
    token: str


class Case(Document):
    reference: str
    state: str
    state_words: str
    events: list[Row]
    deadlines: list[Row]


class Reviewed(Document):
    """The very letter that would be sealed."""

    reviewed_sha256: str | None
    pages: int
    findings: list[Finding]
    pdf: str | None


class Dispatch(Document):
    reference: str
    channel: str
    outcome: str
    key: str


def answers(shape: Any, *also: int, status: int = 200) -> Mapping[Any, Any]:
    """The response map: every operation may refuse in these ways, and says so."""
    refusals = frozenset({400, 413, 422, 429, 500, *also})
    return {status: shape, refusals: Problem}
