"""What a sending service calls back about: delivered, bounced, complained. Openings and clicks are not looked at."""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Literal

from duly.channels import Happening, Refused
from duly.channels.registered_email.settings import Settings

# How anymail names the key that a service signs its calls with, besides the webhook's secret.
SIGNED = {
    "mailgun": "webhook_signing_key",
    "mailersend": "signing_secret",
    "unisender_go": "api_key",
}
# Signs the address that it calls together with a form.
NOT_UNDERSTOOD = ("mandrill",)
# Of octets that hold something else than the service's events.
NO_CALL = (ValueError, LookupError, TypeError, AttributeError)
EVENTS: dict[str, tuple[str, str | None]] = {
    "delivered": ("dispatch.delivered", "E3"),
    "deferred": ("dispatch.noted", None),
    "bounced": ("dispatch.bounced", None),
    "rejected": ("dispatch.bounced", None),
    "failed": ("dispatch.bounced", None),
    "complained": ("dispatch.noted", None),
    "autoresponded": ("dispatch.noted", None),
    "unsubscribed": ("dispatch.noted", None),
}


def happenings(
    body: bytes, headers: Mapping[str, str], *, settings: Settings, now: datetime
) -> tuple[Happening, ...]:
    """Raises Refused when the call does not carry the webhook's secret or cannot be read."""
    from anymail.exceptions import AnymailWebhookValidationFailure

    if not settings.esp_webhook:
        raise Refused("Set DULY_REGISTERED_EMAIL_ESP_WEBHOOK to name:password first.")
    missing = why_deaf(settings)
    if missing:
        raise Refused(missing)
    view = view_of(settings, kind="Tracking")
    request = request_of(body, headers)
    try:
        view.run_validators(request)
        events = view.parse_events(request)
    except (AnymailWebhookValidationFailure, *NO_CALL) as reason:
        raise Refused("The call is not from the sending service.") from reason
    return tuple(told(event, now) for event in events if event.event_type in EVENTS)


def why_deaf(settings: Settings) -> str:
    """Why the calls of this service cannot be read; empty when they can."""
    from anymail.exceptions import AnymailConfigurationError

    if settings.esp in NOT_UNDERSTOOD:
        return f"the calls of {settings.esp} are not understood here"
    try:
        view_of(settings, kind="Tracking")
    except AnymailConfigurationError as reason:
        return f"the calls of {settings.esp} cannot be read: {reason}"
    return ""


def view_of(settings: Settings, *, kind: Literal["Tracking", "Inbound"]) -> Any:
    module = import_module(f"anymail.webhooks.{settings.esp}")
    name = next(
        name
        for name in dir(module)
        if name.endswith(f"{kind}WebhookView")
        and "Base" not in name
        and "Anymail" not in name
    )
    keys = {"webhook_secret": settings.esp_webhook}
    if settings.esp in SIGNED:
        keys[SIGNED[settings.esp]] = settings.esp_signing_key or settings.esp_key
    return getattr(module, name)(**keys)


def request_of(
    body: bytes, headers: Mapping[str, str], *, form: Mapping[str, str] | None = None
) -> SimpleNamespace:
    """What anymail's readers use of a request."""
    meta = {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in headers.items()
    }
    return SimpleNamespace(
        body=body,
        headers=headers,
        META=meta,
        POST=dict(form or {}),
        encoding="utf-8",
        content_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
    )


def told(event: Any, now: datetime) -> Happening:
    name, level = EVENTS[event.event_type]
    return Happening(
        name=name,
        at=event.timestamp or now,
        level=level,
        raw_code=event.event_type,
        source_id=str(event.event_id) if event.event_id else None,
        carrier_id=str(event.message_id) if event.message_id else None,
        detail={
            "by": "service",
            "reason": event.reject_reason,
            "reply": event.mta_response or event.description,
            # Given along with the sending: where the service's own id never reached us, it is by this that we know.
            "message_id": (event.metadata or {}).get("message_id"),
        },
    )
