"""RFC 3464 delivery status: the field groups, one a recipient, also where they stand in plain text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duly.kit.mail_address import from_xtext
from duly.replies.mail import ADDRESS, Mail

FIELD = re.compile(
    r"^[ \t]*(original-recipient|final-recipient|x-actual-recipient|x-failed-recipient|action|status|diagnostic-code"
    r"|remote-mta|reporting-mta|original-envelope-id|x-original-message-id)[ \t]*:[ \t]*(.*(?:\n[ \t]+\S.*)*)",
    re.IGNORECASE | re.MULTILINE,
)
FIND_ADDRESS = re.compile(ADDRESS)
# Internationalised (RFC 6533), quoted, or of a host without a dot.
LOOSE_ADDRESS = re.compile(r"[^\s<>;,()]+@[^\s<>;,()]+")
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
ACTION = re.compile(r"[a-z]+")
STARTS = ("final-recipient", "original-recipient", "x-actual-recipient", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGroup:
    """One recipient of a report as the fields say it; `action` in lower case, empty where none stands."""

    address: str
    original: str = ""
    action: str = ""
    status: str = ""
    diagnostic: str = ""
    remote_mta: str = ""
    reporting_mta: str = ""
    envelope_id: str = ""


def status_groups(mail: Mail) -> tuple[StatusGroup, ...]:
    """Groups that name a recipient; those in delivery-status parts, else those written into a text."""
    groups = tuple(group for text in mail.reports for group in read_groups(text))
    return groups or tuple(
        group
        for text in mail.texts
        if "recipient:" in text.lower()
        for group in read_groups(text)
        if group.action and group.status
    )


def read_groups(text: str) -> Iterator[StatusGroup]:
    about_message: dict[str, str] = {}
    for fields in split_fields(text):
        about_message |= {
            name: value
            for name, value in fields.items()
            if name in ("reporting-mta", "original-envelope-id")
        }
        group = read_group(fields, about_message)
        if group:
            yield group


def split_fields(text: str) -> Iterator[dict[str, str]]:
    """A new group begins at an empty line or where a field comes a second time."""
    fields: dict[str, str] = {}
    end = 0
    for found in FIELD.finditer(text):
        name, value = found[1].lower(), " ".join(found[2].split())
        apart = "\n\n" in text[end : found.start() + 1]
        if fields and (name in fields or (apart and name in STARTS)):
            yield fields
            fields = {}
        fields[name] = value
        end = found.end()
    if fields:
        yield fields


def read_group(
    fields: Mapping[str, str], about_message: Mapping[str, str]
) -> StatusGroup | None:
    final = address_in(fields.get("final-recipient", ""))
    original = address_in(fields.get("original-recipient", ""))
    actual = address_in(fields.get("x-actual-recipient", ""))
    address = (
        final or original or actual or address_in(fields.get("x-failed-recipient", ""))
    )
    if not address:
        return None
    action = ACTION.match(fields.get("action", "").lower())
    status = STATUS.search(fields.get("status", ""))
    return StatusGroup(
        address=address,
        original=original or actual,
        action=action[0] if action else "",
        status=status[0] if status else "",
        diagnostic=fields.get("diagnostic-code", ""),
        remote_mta=after_type(fields.get("remote-mta", "")),
        reporting_mta=after_type(about_message.get("reporting-mta", "")),
        envelope_id=from_xtext(about_message.get("original-envelope-id", "")),
    )


def after_type(value: str) -> str:
    """What stands behind `dns;` or `rfc822;`."""
    return value.partition(";")[2].strip() if ";" in value else value.strip()


def address_in(value: str) -> str:
    """The address in a field; in a field also one of a form that prose would not be trusted with."""
    found = FIND_ADDRESS.search(after_type(value)) or LOOSE_ADDRESS.search(value)
    return found[0].lower().strip(".") if found else ""
