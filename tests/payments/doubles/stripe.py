"""A Stripe of our own behind the official library: stateful, and able to fail in every way.

It counts what it really holds, took and paid back: those figures decide whether a cent was lost or taken twice.
It keeps idempotency keys as they document it: the same key with other words is refused.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe

KEY = "sk_test_of_the_double"
SECRET = "whsec_of_the_double"
URL = "https://pay.example/c/pay/"


@dataclass
class StripeDouble(stripe.HTTPClient):
    """`fault(method, path)` names what happens to this request: see `request`."""

    name = "double"
    fault: Callable[[str, str], str] = lambda _method, _path: ""
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    intents: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, tuple[object, int, object]] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    # what the library calls

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        """Faults: `down`, `lost`, `500`, `429` (nothing happened); `lost after`, `500 after` (it did)."""
        path = urlsplit(url).path
        given = dict(parse_qsl(post_data or urlsplit(url).query))
        self.requests.append((method.upper(), path, given))
        fault = self.fault(method.upper(), path)
        if fault in ("down", "lost"):
            raise stripe.APIConnectionError("the connection broke")
        if fault in ("500", "429"):
            return answer({"error": {"type": "api_error"}}, int(fault))
        body, status = self.kept(method.upper(), path, given, headers or {})
        if fault == "lost after":
            raise stripe.APIConnectionError("the connection broke")
        return answer(body, 500 if fault == "500 after" else status)

    def close(self) -> None:
        """There is no connection."""

    def kept(
        self, method: str, path: str, given: dict[str, str], headers: Mapping[str, str]
    ) -> tuple[object, int]:
        if headers.get("Authorization") != f"Bearer {KEY}":
            return error("authentication_error", "Invalid API Key"), 401
        key = headers.get("Idempotency-Key") if method == "POST" else None
        if key and key in self.answers:
            body, status, words = self.answers[key]
            if words != (path, given):
                return error("idempotency_error", "Other words, same key"), 400
            return body, status
        body, status = self.act(method, path, given)
        if key and status < 500:
            self.answers[key] = (body, status, (path, given))
        return body, status

    def act(self, method: str, path: str, given: dict[str, str]) -> tuple[object, int]:
        parts = path.removeprefix("/v1/").split("/")
        if parts[:2] == ["checkout", "sessions"]:
            return self.checkout(method, parts[2:], given)
        if parts[0] == "payment_intents":
            return self.intent(parts[1], parts[2:], given)
        if parts == ["refunds"]:
            return self.refund(method, given)
        return error("invalid_request_error", "Unrecognized request URL"), 404

    def checkout(
        self, method: str, rest: list[str], given: dict[str, str]
    ) -> tuple[object, int]:
        if method == "POST" and not rest:
            return self.opened(given), 200
        session = self.sessions.get(rest[0])
        if session is None:
            return error("invalid_request_error", "No such checkout.session"), 404
        if rest[1:] == ["expire"]:
            if session["status"] != "open":
                return error("invalid_request_error", "only open ones expire"), 400
            session["status"] = "expired"
        expanded = self.intents.get(str(session["payment_intent"]))
        return {**session, "payment_intent": expanded}, 200

    def opened(self, given: dict[str, str]) -> dict[str, Any]:
        number = len(self.sessions) + 1
        mark = sha256(str(number).encode()).hexdigest()[:24]
        session = {
            "id": f"cs_test_{mark}",
            "object": "checkout.session",
            "mode": given["mode"],
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": int(given["line_items[0][price_data][unit_amount]"]),
            "currency": given["line_items[0][price_data][currency]"],
            "client_reference_id": given["client_reference_id"],
            "capture": given["payment_intent_data[capture_method]"],
            "customer": None,
            "payment_intent": None,
            "url": f"{URL}cs_test_{mark}",
            "success_url": given["success_url"],
            "cancel_url": given["cancel_url"],
            "livemode": False,
        }
        self.sessions[str(session["id"])] = session
        return session

    def intent(
        self, name: str, rest: list[str], given: dict[str, str]
    ) -> tuple[object, int]:
        intent = self.intents[name]
        if intent["status"] != "requires_capture":
            return error("invalid_request_error", "unexpected state"), 400
        if rest == ["capture"]:
            intent["amount_received"] = int(given["amount_to_capture"])
            intent["status"] = "succeeded"
        if rest == ["cancel"]:
            intent["status"] = "canceled"
        return intent, 200

    def refund(self, method: str, given: dict[str, str]) -> tuple[object, int]:
        """Like some stand-ins, it pays back more than was taken: the caller's own sum must not."""
        if method == "POST":
            refund = {
                "id": f"re_{len(self.refunds) + 1}",
                "object": "refund",
                "status": "succeeded",
                "payment_intent": given["payment_intent"],
                "amount": int(given["amount"]),
            }
            self.refunds.append(refund)
            return refund, 200
        found = [
            each
            for each in self.refunds
            if each["payment_intent"] == given["payment_intent"]
        ]
        return {"object": "list", "data": found, "has_more": False}, 200

    # what the person and the bank do

    def authorise(self, session_id: str) -> None:
        """The person types a good card and passes 3-D Secure."""
        session = self.sessions[session_id]
        assert session["status"] == "open"
        intent = f"pi_{session_id[-24:]}"
        self.intents[intent] = {
            "id": intent,
            "object": "payment_intent",
            "status": "requires_capture",
            "amount": session["amount_total"],
            "amount_received": 0,
            "currency": session["currency"],
            "capture_method": "manual",
            "setup_future_usage": None,
        }
        session["payment_intent"] = intent
        session["status"] = "complete"

    def lapse(self, session_id: str) -> None:
        """The authorisation is over: the card holds it for days, not for ever."""
        self.intents[f"pi_{session_id[-24:]}"]["status"] = "canceled"

    def event(
        self, session_id: str, kind: str, *, at: int, number: int = 1
    ) -> tuple[bytes, dict[str, str]]:
        """The body and headers of an event, signed by the official library."""
        body = json.dumps(
            {
                "id": f"evt_{session_id[-12:]}_{number}",
                "object": "event",
                "type": kind,
                "created": at,
                "data": {"object": self.sessions[session_id]},
            }
        )
        header = stripe.WebhookSignature.generate_signature_header(body, SECRET, at)
        return body.encode(), {"Stripe-Signature": header}

    @property
    def taken(self) -> int:
        return sum(each["amount_received"] for each in self.intents.values())

    @property
    def held(self) -> int:
        return sum(
            each["amount"]
            for each in self.intents.values()
            if each["status"] == "requires_capture"
        )

    @property
    def paid_back(self) -> int:
        return sum(each["amount"] for each in self.refunds)


def answer(body: object, status: int) -> tuple[str, int, Mapping[str, str]]:
    return json.dumps(body), status, {"Request-Id": "req_double"}


def error(kind: str, message: str) -> dict[str, object]:
    return {"error": {"type": kind, "message": message}}
