"""A Lob of our own: stateful, strict by their schema where it is present, and able to fail in every way.

It counts what it really accepted: that number decides whether a letter was lost or sent twice.
"""

import hmac
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from duly.kit.countries import country_name
from tests.channels.faulty import answered, mock_transport
from tests.channels.served import serving
from tests.conftest import SHARED_DATA

API_KEY = "test_key_of_the_double"
WEBHOOK_SECRET = "secret_of_the_double"
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

TARIFF = """
carrier = "Lob"
currency = "USD"
source = "prices of the double"
checked_on = 2026-03-01
services = [
  { key = "certified_return_receipt", scope = "domestic", name = "Certified, return receipt", proves = "E5", price = 999, extra_page = 20 },
  { key = "certified", scope = "domestic", name = "Certified", proves = "E5", price = 799, extra_page = 20 },
  { key = "first_class", scope = "domestic", name = "First class", proves = "E2", price = 120, extra_page = 20 },
  { key = "registered", scope = "abroad", name = "Registered", proves = "E2", price = 2499, extra_page = 30 },
]
"""


class Contract:
    """Their OpenAPI file as JSON Schema: every request, answer and event is held against it."""

    def __init__(self, path: Path) -> None:
        import yaml
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT4

        document = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        self.resource = Resource(contents=document, specification=DRAFT4)
        self.registry = Registry().with_resource("urn:lob", self.resource)
        self.validators: dict[str, Any] = {}

    def complaints(self, schema: str, document: object) -> list[str]:
        from openapi_schema_validator import OAS30Validator

        if schema not in self.validators:
            self.validators[schema] = OAS30Validator(
                {"$ref": f"urn:lob#/components/schemas/{schema}"},
                registry=self.registry,
            )
        return [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in self.validators[schema].iter_errors(document)
        ]


@lru_cache(maxsize=1)
def contract() -> Contract | None:
    """None where the shared data are absent: then the double believes what it is sent."""
    path = SHARED_DATA / "lob" / "lob-api-bundled.yml"
    return Contract(path) if path.exists() else None


@dataclass
class LobDouble:
    """`fault` names what happens to the next order; `letters` is what was really accepted, by id."""

    fault: Callable[[], str] = lambda: ""
    letters: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    orders: int = 0
    start: datetime = START  # when its first letter was ordered
    minds_keys: bool = True  # an order with a key it knows is the same order
    minds_search: bool = True  # the list holds what was searched for alone
    blind: bool = False  # the list does not show new letters yet
    lock: threading.Lock = field(default_factory=threading.Lock)

    def copies(self) -> Counter[str]:
        """How many letters it has really accepted for each of our keys."""
        return Counter(
            letter["metadata"]["duly_key"] for letter in self.letters.values()
        )

    def transport(self) -> httpx.MockTransport:
        return mock_transport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("Authorization") != basic(API_KEY):
            return refusal(401, "unauthorized", "Your API key is not valid")
        path = request.url.path.removeprefix("/v1")
        if request.method == "POST" and path == "/letters":
            return self.order(request)
        if request.method == "GET" and path == "/letters":
            return self.listed(request)
        letter = self.letters.get(path.removeprefix("/letters/"))
        if letter is None:
            return refusal(404, "not_found", "letter not found")
        if request.method == "DELETE":
            letter["deleted"] = True
            return httpx.Response(200, json={"id": letter["id"], "deleted": True})
        return httpx.Response(200, json=letter)

    def order(self, request: httpx.Request) -> httpx.Response:
        """Under one of `faulty.FAULTS`, or none."""
        with self.lock:
            self.orders += 1
            return answered(
                self.fault(),
                lambda: self.accept(request),
                busy=refusal(429, "rate_limit_exceeded", "Rate limit exceeded"),
                broken=refusal(500, "internal_server_error", "Oops"),
            )

    def accept(self, request: httpx.Request) -> httpx.Response:
        key = request.headers["Idempotency-Key"]
        if self.minds_keys and key in self.keys:
            return httpx.Response(200, json=self.letters[self.keys[key]])
        fields = form_of(request)
        found = contract()
        complaints = found.complaints("letter_editable", fields) if found else []
        complaints += prose_rules(fields)
        if complaints:
            return refusal(422, "invalid", "; ".join(complaints))
        letter = self.made(fields)
        self.letters[letter["id"]] = letter
        self.keys[key] = letter["id"]
        return httpx.Response(200, json=letter)

    def made(self, fields: dict[str, Any]) -> dict[str, Any]:
        number = len(self.letters) + 1
        at = stamp(self.start + timedelta(seconds=number))
        service = fields.get("extra_service")
        letter = {
            "id": f"ltr_{sha256(str(number).encode()).hexdigest()[:16]}",
            "object": "letter",
            "carrier": "USPS",
            "status": "processed",
            "to": stored_address(fields["to"], at),
            "from": stored_address(fields["from"], at),
            "color": fields["color"],
            "double_sided": fields["double_sided"],
            "address_placement": fields["address_placement"],
            "mail_type": fields["mail_type"],
            "use_type": fields["use_type"],
            "metadata": fields["metadata"],
            "description": fields["description"],
            "tracking_events": [],
            "expected_delivery_date": "2026-03-09",
            "date_created": at,
            "date_modified": at,
        }
        if service:
            letter["extra_service"] = service
            letter["tracking_number"] = (
                "9407300000000000000003" if service != "registered" else None
            )
        return letter

    def listed(self, request: httpx.Request) -> httpx.Response:
        wanted = request.url.params.get("metadata[duly_key]")
        with self.lock:
            found = [
                letter
                for letter in reversed(self.letters.values())
                if not self.minds_search or letter["metadata"].get("duly_key") == wanted
            ]
        data = [] if self.blind else found
        return httpx.Response(
            200, json={"object": "list", "data": data, "count": len(data)}
        )

    def scan(
        self, carrier_id: str, name: str, *, event: str | None = None, hours: int = 24
    ) -> dict[str, Any]:
        """The post office scans the letter: a tracking event is added to it."""
        letter = self.letters[carrier_id]
        number = len(letter["tracking_events"]) + 1
        at = stamp(self.start + timedelta(hours=hours * number))
        certified = str(letter.get("extra_service", "")).startswith("certified")
        found: dict[str, Any] = {
            "id": f"evnt_{carrier_id[4:12]}{number}",
            "object": "tracking_event",
            "type": "certified" if certified else "normal",
            "name": name,
            "time": at,
            "date_created": at,
            "date_modified": at,
            "location": "94402",
        }
        if certified:
            found["details"] = {
                "event": event or "package_accepted",
                "description": "as the post office says",
                "action_required": False,
            }
        letter["tracking_events"].append(found)
        return found

    def callback(
        self, carrier_id: str, kind: str, *, at: datetime, number: int = 1
    ) -> tuple[bytes, dict[str, str]]:
        """The body and headers of a webhook about the letter as it is now, signed as they document it."""
        event = {
            "id": f"evt_{carrier_id[4:12]}_{number}",
            "object": "event",
            "reference_id": carrier_id,
            "date_created": stamp(at),
            "event_type": {
                "id": kind,
                "object": "event_type",
                "resource": "letters",
                "enabled_for_test": False,
            },
            "body": self.letters[carrier_id],
        }
        body = json.dumps(event).encode()
        return body, signed(body, at=at)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The same double behind a real HTTP server on loopback; gives the base URL."""
        with serving(self.answer) as url:
            yield f"{url}/v1"


def signed(
    body: bytes, *, at: datetime, secret: str = WEBHOOK_SECRET
) -> dict[str, str]:
    seconds = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), seconds.encode() + b"." + body, sha256)
    return {"Lob-Signature": digest.hexdigest(), "Lob-Signature-Timestamp": seconds}


def prose_rules(fields: dict[str, Any]) -> list[str]:
    """What their text says and their schema cannot."""
    found = []
    known = {"description", "to", "from", "color", "double_sided", "address_placement", "mail_type", "use_type", "metadata", "extra_service", "file"}  # fmt: skip
    if set(fields) - known:
        found.append(f"unknown fields {set(fields) - known}")
    extra = fields.get("extra_service")
    if extra and fields["mail_type"] != "usps_first_class":
        found.append("extra_service needs usps_first_class")
    domestic = fields["to"].get("address_country") == "US"
    if extra and (extra == "registered") == domestic:
        found.append(f"{extra} does not exist there")
    if fields["from"].get("address_country") != "US":
        found.append("the from address must be a US address")
    line = fields["to"]["address_line1"] + fields["to"].get("address_line2", "")
    if domestic and len(line) > 50:
        found.append("address_line1 and address_line2 surpass 50 characters")
    return found


def form_of(request: httpx.Request) -> dict[str, Any]:
    """The multipart form as the JSON object that it stands for; the upload becomes its file name."""
    head = b"Content-Type: " + request.headers["Content-Type"].encode() + b"\r\n\r\n"
    fields: dict[str, Any] = {}
    for part in message_from_bytes(head + request.content).get_payload():
        name = part.get_param("name", header="Content-Disposition")
        value: Any = part.get_filename() or part.get_payload(decode=True).decode()
        if part.get_filename() and not part.get_payload(decode=True).startswith(
            b"%PDF-"
        ):
            value = "no pdf"
        words = re.findall(r"[^\[\]]+", name)
        place = fields
        for word in words[:-1]:
            place = place.setdefault(word, {})
        place[words[-1]] = {"true": True, "false": False}.get(value, value)
    return fields


def stored_address(given: dict[str, Any], at: str) -> dict[str, Any]:
    country = given.get("address_country", "US")
    return {
        **{name: str(value).upper() for name, value in given.items()},
        "id": f"adr_{sha256(json.dumps(given).encode()).hexdigest()[:16]}",
        "address_country": "UNITED STATES"
        if country == "US"
        else country_name(country).upper(),
        "object": "address",
        "date_created": at,
        "date_modified": at,
    }


def refusal(status: int, code: str, message: str) -> httpx.Response:
    error = {"code": code, "message": message, "status_code": status}
    return httpx.Response(status, json={"error": error})


def basic(user: str) -> str:
    return httpx.BasicAuth(user, "")._auth_header


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def stand_in(channel: Any, monkeypatch: Any, folder: Path) -> LobDouble:
    """Make the channel work against a fresh double."""
    tariff = folder / "lob-prices.toml"
    tariff.write_text(TARIFF, "utf-8")
    monkeypatch.setenv("DULY_LOB_API_KEY", API_KEY)
    monkeypatch.setenv("DULY_LOB_WEBHOOK_SECRET", WEBHOOK_SECRET)
    monkeypatch.setenv("DULY_LOB_TARIFF", str(tariff))
    double = LobDouble()
    monkeypatch.setattr(channel, "transport", double.transport())
    channel.held.close()
    return double
