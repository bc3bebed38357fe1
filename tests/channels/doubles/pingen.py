"""A Pingen of our own: stateful, strict about what we know of it, and able to fail in every way.

We have no copy of their schema; the rules here are written by hand from the official SDKs.
"""

import hmac
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx

from duly.channels import SealedLetter
from duly.kit.address import Address
from tests.channels.faulty import answered, mock_transport
from tests.channels.served import serving
from tests.letters.hand_made_pdf import lines, made

ORGANISATION = "11111111-2222-3333-4444-555555555555"
SECRETS = {
    "CLIENT_ID": "client of the double",
    "CLIENT_SECRET": "secret of the double",
    "ORGANISATION": ORGANISATION,
    "WEBHOOK_SECRET": "webhook secret of the double",
}
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ORIGIN = "CH"
MEDIA_TYPE = "application/vnd.api+json"
# What an order may say and must say (pingencom/pingen2-sdk-rust 9cc0ba3, api/letters.rs and types/).
CHOICES = {
    "address_position": {"left", "right"},
    "auto_send": {True, False},
    "delivery_product": {"cheap", "fast", "registered", "bulk", "premium"},
    "print_mode": {"simplex", "duplex"},
    "print_spectrum": {"color", "grayscale"},
}
NEEDED = {"file_original_name", "file_url", "file_url_signature", *CHOICES}
# Signs of each part of an address (pingencom/n8n-nodes-pingen2 8d8cb23, utils/validation.ts).
LENGTHS = {"name": 45, "street": 40, "number": 10, "pobox": 45, "zip": 8, "city": 25, "country": 2}  # fmt: skip
PLACE = {"name", "zip", "city", "country"}


@dataclass
class PingenDouble:
    """`fault` names what happens to the next order; `letters` is what was really accepted, by id."""

    fault: Callable[[], str] = lambda: ""
    letters: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    file_host: str = "https://files.example"  # its uploads lie with somebody else
    most_rows: int = 100  # on one page of a list
    orders: int = 0
    tokens: int = 0
    searches_names: bool = True
    minds_keys: bool = True  # an order with a key it knows is the same order
    lock: threading.Lock = field(default_factory=threading.Lock)

    def copies(self) -> Counter[str]:
        """How many letters it has really accepted for each of our keys."""
        names = [x["attributes"]["file_original_name"] for x in self.letters.values()]
        return Counter(re.sub(r"D-\w+-\w+-|\.pdf", "", name) for name in names)

    def transport(self) -> httpx.MockTransport:
        return mock_transport(self.answer)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The same double behind a real HTTP server on loopback; gives the base URL."""
        with serving(self.answer) as url:
            self.file_host = url
            yield url

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/auth/access-tokens":
            return self.authorised(request)
        if path.startswith("/files/"):
            return self.stored(request)
        if request.headers.get("Authorization") != f"Bearer token-{self.tokens}":
            return refusal(401, "access_denied", "The token is not valid")
        if request.content and request.headers["Content-Type"] != MEDIA_TYPE:
            return refusal(415, "unsupported_media_type", f"send {MEDIA_TYPE}")
        if path == "/file-upload":
            return self.place()
        return self.about_letters(request, path)

    def place(self) -> httpx.Response:
        """An address for one file, and the signature with which an order names it."""
        with self.lock:
            number = len(self.places) + 1
            url = f"{self.file_host}/files/{number}?X-Signature=presigned{number}"
            self.places[url] = sha256(url.encode()).hexdigest()[:40]
        attributes = {"url": url, "url_signature": self.places[url]}
        return answer({"type": "file_uploads", "attributes": attributes})

    def stored(self, request: httpx.Request) -> httpx.Response:
        """A store of files takes what its own address allows, and no second way of saying who one is."""
        if str(request.url) not in self.places:
            return httpx.Response(403, text="<Error>SignatureDoesNotMatch</Error>")
        if "Authorization" in request.headers or request.method != "PUT":
            return httpx.Response(400, text="<Error>InvalidRequest</Error>")
        self.files[str(request.url)] = request.content
        return httpx.Response(200)

    def authorised(self, request: httpx.Request) -> httpx.Response:
        given = {name: v[0] for name, v in parse_qs(request.content.decode()).items()}
        wanted = {"client_id": SECRETS["CLIENT_ID"], "client_secret": SECRETS["CLIENT_SECRET"], "grant_type": "client_credentials"}  # fmt: skip
        if given != wanted:
            return refusal(401, "invalid_client", "Client authentication failed")
        self.tokens += 1
        return httpx.Response(200, json={"token_type": "Bearer", "access_token": f"token-{self.tokens}", "expires_in": 43200})  # fmt: skip

    def about_letters(self, request: httpx.Request, path: str) -> httpx.Response:
        base = f"/organisations/{ORGANISATION}/deliveries/letters"
        if not path.startswith(base):
            return refusal(404, "not_found", "no such endpoint")
        carrier_id, _, tail = path.removeprefix(base).strip("/").partition("/")
        if not carrier_id:
            return self.order(request) if request.method == "POST" else self.listed(request)  # fmt: skip
        if carrier_id == "price-calculator":
            return self.priced(request)
        if carrier_id not in self.letters:
            return refusal(404, "not_found", "letter not found")
        if tail == "events":
            return answer(self.one_page(self.events[carrier_id], request))
        if tail == "cancel":
            self.report(carrier_id, "cancellation_completed")
            return httpx.Response(202)
        return answer(self.letters[carrier_id])

    def order(self, request: httpx.Request) -> httpx.Response:
        with self.lock:
            self.orders += 1
            return answered(
                self.fault(),
                lambda: self.accept(request),
                busy=refusal(429, "too_many_requests", "Slow down"),
                broken=refusal(500, "internal", "Oops"),
            )

    def accept(self, request: httpx.Request) -> httpx.Response:
        key = request.headers["Idempotency-Key"]
        if not 1 <= len(key) <= 64:
            return refusal(422, "validation_failed", "Idempotency-Key: 1 to 64 signs")
        if self.minds_keys and key in self.keys:
            return answer(self.letters[self.keys[key]])
        data = json.loads(request.content)["data"]
        attributes = data["attributes"]
        complaints = self.complaints(attributes)
        complaints += [] if data["type"] == "letters" else ["the type is letters"]
        if complaints:
            return refusal(422, "validation_failed", "; ".join(complaints))
        number = len(self.letters) + 1
        at = stamp(START + timedelta(seconds=number))
        letter = {
            "id": f"00000000-0000-0000-0000-{number:012d}",
            "type": "letters",
            "attributes": {
                "status": "validating",
                "file_original_name": attributes["file_original_name"],
                "delivery_product": attributes["delivery_product"],
                "tracking_number": None,
                "created_at": at,
                "updated_at": at,
            },
        }
        self.letters[letter["id"]] = letter
        self.events[letter["id"]] = []
        self.keys[key] = letter["id"]
        self.report(letter["id"], "created")
        return answer(letter, status=201)

    def complaints(self, attributes: dict[str, Any]) -> list[str]:
        found = [f"{n} is missing" for n in sorted(NEEDED - set(attributes))]
        found += [f"{n} is unknown" for n in sorted(set(attributes) - NEEDED - {"meta_data"})]  # fmt: skip
        found += [f"{n}: {attributes[n]}" for n, known in CHOICES.items() if n in attributes and attributes[n] not in known]  # fmt: skip
        if not 5 <= len(attributes.get("file_original_name", "")) <= 255:
            found.append("file_original_name: 5 to 255 signs")
        url = attributes.get("file_url", "")
        if not self.files.get(url, b"").startswith(b"%PDF-"):
            found.append("the file was not uploaded")
        if attributes.get("file_url_signature") != self.places.get(url):
            found.append("the signature is of another file")
        return found + self.places_amiss(attributes)

    def places_amiss(self, attributes: dict[str, Any]) -> list[str]:
        meta = attributes.get("meta_data") or {}
        found = [f"{side} is unknown" for side in sorted(set(meta) - {"recipient", "sender"})]  # fmt: skip
        for side, place in sorted(meta.items()):
            found += [f"{side} {n} is missing" for n in sorted(PLACE - set(place))]
            found += [f"{side} {n} is unknown" for n in sorted(set(place) - set(LENGTHS))]  # fmt: skip
            found += [f"{side} {n} is too long" for n, most in LENGTHS.items() if len(place.get(n, "")) > most]  # fmt: skip
            if not place.get("street") and not place.get("pobox"):
                found.append(f"{side} has neither street nor pobox")
        if attributes.get("delivery_product") == "registered":
            if set(meta) != {"recipient", "sender"}:
                found.append("registered needs both addresses")
            if meta.get("recipient", {}).get("country") not in {"CH", "LI"}:
                found.append("registered does not go there")
        return found

    def listed(self, request: httpx.Request) -> httpx.Response:
        words = request.url.params.get("q")
        with self.lock:
            letters = list(reversed(self.letters.values()))
        if words is not None:
            letters = [
                letter
                for letter in letters
                if self.searches_names
                and words in letter["attributes"]["file_original_name"]
            ]
        return answer(self.one_page(letters, request))

    def one_page(self, rows: list[Any], request: httpx.Request) -> list[Any]:
        """Twenty where nobody asks for more, `most_rows` at most."""
        limit = min(int(request.url.params.get("page[limit]", 20)), self.most_rows)
        first = limit * (int(request.url.params.get("page[number]", 1)) - 1)
        return rows[first : first + limit]

    def priced(self, request: httpx.Request) -> httpx.Response:
        data = json.loads(request.content)["data"]
        attributes = data["attributes"]
        wanted = {"country", "paper_types", "print_mode", "print_spectrum", "delivery_product"}  # fmt: skip
        if data["type"] != "letter_price_calculator" or set(attributes) != wanted:
            return refusal(422, "validation_failed", f"exactly {sorted(wanted)}")
        sheets = len(attributes["paper_types"])
        base = 6.9 if attributes["delivery_product"] == "registered" else 1.5
        price = {"currency": "CHF", "price": round(base + 0.12 * (sheets - 1), 2)}
        return answer({"type": "letter_price_calculator", "attributes": price})

    def report(
        self, carrier_id: str, code: str, *, hours: int | None = None
    ) -> dict[str, Any]:
        """Something happens to the letter: an event is added to it."""
        number = len(self.events[carrier_id]) + 1
        at = stamp(START + timedelta(hours=number if hours is None else hours))
        event = {
            "id": f"event-{carrier_id[-4:]}-{number}",
            "type": "letters_events",
            "attributes": {
                "code": code,
                "name": code.replace("_", " "),
                "producer": "Pingen",
                "location": "",
                "has_image": False,
                "data": [],
                "emitted_at": at,
                "created_at": at,
                "updated_at": at,
            },
        }
        self.events[carrier_id].append(event)
        return event

    def callback(
        self,
        carrier_id: str,
        event: dict[str, Any],
        *,
        kind: str = "webhook_sent",
        brings: bool = True,
        about: str = "letter",
    ) -> tuple[bytes, dict[str, str]]:
        """`brings`: the letter and the event come along; `about`: the name by which the letter is called."""
        document = {
            "data": {
                "type": kind,
                "id": f"webhook-{event['id']}",
                "attributes": {"url": "https://duly.example/", "created_at": stamp(START), "reason": "as they say"},
                "relationships": {
                    "organisation": {"data": {"type": "organisations", "id": ORGANISATION}},
                    about: {"data": {"type": "letters", "id": carrier_id}},
                    "event": {"data": {"type": "letters_events", "id": event["id"]}},
                },
            },
            "included": [self.letters[carrier_id], event] if brings else [{}],
        }  # fmt: skip
        body = json.dumps(document).encode()
        return body, signed(body)


def signed(body: bytes, *, secret: str = SECRETS["WEBHOOK_SECRET"]) -> dict[str, str]:
    return {"Signature": hmac.new(secret.encode(), body, sha256).hexdigest()}


def answer(data: object, *, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json={"data": data})


def refusal(status: int, code: str, detail: str) -> httpx.Response:
    return httpx.Response(status, json={"errors": [{"code": code, "detail": detail}]})


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


def fitted(letter: SealedLetter, _: Address) -> tuple[SealedLetter, Address]:
    """The same letter from Zürich to Bern, on A4."""
    shown = lines(["Test Acme AG", "Marktgasse 12a", "3011 Bern"], x=26, y=65)
    pdf = made(shown, *["0 g 60 60 9 9 re f"] * (letter.pages - 1))
    zurich = Address(country="CH", name="Ada Byron", street_address="Bahnhofstrasse 1", city="Zürich", postal_code="8001")  # fmt: skip
    bern = Address(country="CH", company_name="Test Acme AG", street_address="Marktgasse 12a", city="Bern", postal_code="3011")  # fmt: skip
    return (
        replace(letter, pdf=pdf, sender_address=zurich, recipient_name="Test Acme AG"),
        bern,
    )  # fmt: skip


def stand_in(channel: Any, monkeypatch: Any, folder: Path) -> PingenDouble:
    """Make the channel work against a fresh double."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"DULY_PINGEN_{name}", value)
    double = PingenDouble()
    monkeypatch.setattr(channel, "transport", double.transport())
    channel.held.close()
    return double
