"""The sending services that bring mail, and where in its call each has the octets of the mail.

anymail checks the signatures; the message itself it would parse at once and without limits, so that only the
octets are taken out here, to be kept before anybody reads them.
"""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from duly.channels.registered_email.callbacks import request_of, view_of
from duly.channels.registered_email.rebuilt import Fields, File, rebuilt
from duly.channels.registered_email.service_call import (
    Brought,
    Call,
    Forged,
    TooLarge,
    Unreadable,
    as_rebuilt,
    check_secret,
    document_of,
    exact,
    octets_of,
    text_of,
)
from duly.channels.registered_email.settings import Settings

log = logging.getLogger(__name__)

LARGEST_MAIL = 25_000_000
SHOWN_BY_POSTMARK = ("From", "To", "Cc", "Subject", "Date")


def mails_in(call: Call, *, settings: Settings) -> tuple[Brought, ...]:
    """None for a call about the subscription itself. Raises Forged, Unreadable, TooLarge."""
    check_secret(call.headers, settings=settings)
    try:
        brought = SERVICES[settings.esp](call, settings)
    except (KeyError, TypeError, AttributeError, ValueError) as reason:
        raise Unreadable("The call is not of a form that we know.") from reason
    for mail in brought:
        if len(mail.raw) > LARGEST_MAIL:
            raise TooLarge(f"{len(mail.raw)} octets are more than {LARGEST_MAIL}")
        if not mail.raw.strip():
            raise Unreadable("There is no message in the call.")
    return brought


def postmark(call: Call, _settings: Settings) -> tuple[Brought, ...]:
    """JSON; the message whole in RawEmail where that was asked for when the address was set up."""
    event = call.document
    recipient = (event["OriginalRecipient"],) if event.get("OriginalRecipient") else ()
    if event.get("RawEmail"):
        return (text_of("postmark", event["RawEmail"], recipient),)
    shown = [(name, str(event[name])) for name in SHOWN_BY_POSTMARK if event.get(name)]
    further = [(one["Name"], one["Value"]) for one in event["Headers"]]
    files = [
        File(
            name=str(one["Name"]),
            media_type=str(one["ContentType"]),
            content=octets_of(one["Content"]),
        )
        for one in event.get("Attachments") or ()
    ]
    fields = Fields(
        headers=(*shown, *further),
        text=event.get("TextBody") or "",
        html=event.get("HtmlBody") or "",
        files=tuple(files),
    )
    return (made("postmark", fields, recipient),)


def mailgun(call: Call, settings: Settings) -> tuple[Brought, ...]:
    """A form with a signature; the message whole in body-mime where the address that is called ends in `mime`."""
    from anymail.exceptions import AnymailWebhookValidationFailure

    form = call.form
    request = request_of(call.body, call.headers, form=form.words)
    try:
        view_of(settings, kind="Inbound").run_validators(request)
    except (AnymailWebhookValidationFailure, UnicodeEncodeError) as reason:
        raise Forged("The call is not signed by the sending service.") from reason
    recipients = tuple(
        one.strip() for one in form.words.get("recipient", "").split(",") if one.strip()
    )
    if "body-mime" in form.octets:
        return (exact("mailgun", form.octets["body-mime"], recipients),)
    fields = Fields(
        headers=pairs_of(json.loads(form.words["message-headers"])),
        text=form.words.get("body-plain", ""),
        html=form.words.get("body-html", ""),
        files=form.files,
    )
    return (made("mailgun", fields, recipients),)


def sendgrid(call: Call, _settings: Settings) -> tuple[Brought, ...]:
    """A form; the message whole in `email` where "send raw" is ticked."""
    form = call.form
    envelope = json.loads(form.words.get("envelope") or "{}")
    recipients = tuple(map(str, envelope.get("to", ())))
    if "email" in form.octets:
        return (exact("sendgrid", form.octets["email"], recipients),)
    fields = Fields(
        headers=header_lines(form.words["headers"]),
        text=form.words.get("text", ""),
        html=form.words.get("html", ""),
        files=form.files,
    )
    return (made("sendgrid", fields, recipients),)


def amazon_ses(call: Call, _settings: Settings) -> tuple[Brought, ...]:
    """Amazon SNS brings a notice of SES, the message whole in it. Of one that was laid into S3 the notice is kept."""
    notice = call.document
    if notice["Type"] != call.headers.get("X-Amz-Sns-Message-Type"):
        raise Forged("The header and the body name different kinds.")
    if notice["Type"] == "SubscriptionConfirmation":
        say_where_to_confirm(str(notice["SubscribeURL"]))
    if notice["Type"] != "Notification":
        return ()
    event = document_of(notice["Message"].encode())
    receipt = event["receipt"]
    recipients = tuple(map(str, receipt.get("recipients", ())))
    if receipt["action"].get("type") == "S3":
        return (notice_of_s3(event, recipients),)
    content = event["content"]
    if receipt["action"].get("encoding") == "BASE64":
        return (exact("amazon_ses", octets_of(content), recipients),)
    return (text_of("amazon_ses", content, recipients),)


def notice_of_s3(event: Mapping[str, Any], recipients: tuple[str, ...]) -> Brought:
    """Its headers, by which the case is found, and where the message lies: nothing is lost, and a person is told."""
    action, mail = event["receipt"]["action"], event["mail"]
    place = f"bucket {action['bucketName']}, object {action['objectKey']}"
    log.error("a mail was laid into Amazon S3 and is not fetched: %r", place)
    words = (
        f"The message itself was not brought here. It lies in Amazon S3: {place}.\n"
        "Save it from there as a file, then: duly mail-intake < FILE\n"
    )
    listed = mail.get("headers") or ()
    fields = Fields(
        headers=tuple((str(one["name"]), str(one["value"])) for one in listed),
        text=words,
    )
    return made("amazon_ses", fields, recipients)


SERVICES: dict[str, Callable[[Call, Settings], tuple[Brought, ...]]] = {
    "postmark": postmark,
    "mailgun": mailgun,
    "sendgrid": sendgrid,
    "amazon_ses": amazon_ses,
}


def made(service: str, fields: Fields, recipients: tuple[str, ...]) -> Brought:
    return as_rebuilt(exact(service, rebuilt(fields), recipients))


def pairs_of(listed: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in listed)


def header_lines(block: str) -> tuple[tuple[str, str], ...]:
    unfolded = block.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ")
    split = (line.partition(":") for line in unfolded.split("\n") if ":" in line)
    return tuple((name, value.strip()) for name, _, value in split)


def say_where_to_confirm(address: str) -> None:
    """We call nobody who asks us to: the operator opens the page."""
    host = urlsplit(address).hostname or ""
    if host.endswith(".amazonaws.com"):
        log.warning("Amazon asks to confirm the subscription: open %r", address)
