"""Pingen's HTTP interface (JSON:API, a token by client credentials), and what each failure means for the letter."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from duly.channels import VERDICTS, InDoubt, Refused, Unavailable
from duly.channels.pingen.settings import Settings
from duly.kit.http_outcome import json_object, outcome_of_failure, outcome_of_status

NEWEST = 100  # letters on one page of their list
MOST_LISTS = 20  # pages that `find` looks through when the search gives nothing

Document = dict[str, Any]


class Client:
    """One connection pool and one token. `transport` is for the double in tests."""

    def __init__(
        self, settings: Settings, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.settings = settings
        self.token = ""
        self.letters = f"/organisations/{settings.organisation}/deliveries/letters"
        self.http = httpx.Client(
            base_url=settings.base_url,
            headers={"Accept": "application/vnd.api+json", "User-Agent": "duly"},
            timeout=httpx.Timeout(settings.timeout_seconds, connect=10),
            transport=transport,
            follow_redirects=False,
        )

    def create(self, attributes: Document, *, pdf: bytes, key: str) -> Document:
        """Upload the file, then order: only the last step can leave a doubt.

        Raises Refused, Unavailable (surely not ordered) or InDoubt.
        """
        place = self.upload(pdf)
        return self.ask(
            "POST",
            self.letters,
            content=payload("letters", {**attributes, **place}),
            headers={"Idempotency-Key": key},
        )

    def upload(self, pdf: bytes) -> Document:
        answer = self.read("GET", "/file-upload")["data"]["attributes"]
        try:
            put = self.http.put(answer["url"], content=pdf)
        except httpx.TransportError as failure:
            raise Unavailable(
                f"The upload failed: {type(failure).__name__}"
            ) from failure
        if not put.is_success:
            raise Unavailable(f"The upload failed: {put.status_code}")
        return {
            "file_url": answer["url"],
            "file_url_signature": answer["url_signature"],
        }

    def retrieve(self, carrier_id: str) -> Document:
        found: Document = self.read("GET", f"{self.letters}/{carrier_id}")["data"]
        return found

    def events(self, carrier_id: str) -> list[Document]:
        found: list[Document] = self.read(
            "GET", f"{self.letters}/{carrier_id}/events", params={"page[limit]": NEWEST}
        )["data"]
        return found

    def find(self, name_end: str) -> list[Document]:
        """Letters whose file name ends so: by their search first, then among the newest."""
        found = self.ending(name_end, {"q": name_end})[0]
        number, is_last = 0, False
        while not found and not is_last and number < MOST_LISTS:
            number += 1
            wanted = {"sort": "-created_at", "page[number]": number}
            found, is_last = self.ending(name_end, wanted)
        return found

    def ending(
        self, name_end: str, params: Mapping[str, object]
    ) -> tuple[list[Document], bool]:
        """Those of one page of their list, and whether no page comes after it."""
        letters = self.read(
            "GET", self.letters, params={**params, "page[limit]": NEWEST}
        )["data"]
        found = [
            letter
            for letter in letters
            if str(letter["attributes"]["file_original_name"]).endswith(name_end)
        ]
        return found, len(letters) < NEWEST

    def price(self, *, country: str, pages: int, product: str) -> Document:
        attributes = {
            "country": country,
            "paper_types": ["normal"] * pages,
            "print_mode": "simplex",
            "print_spectrum": "grayscale",
            "delivery_product": product,
        }
        answer = self.read(
            "POST",
            f"{self.letters}/price-calculator",
            content=payload("letter_price_calculator", attributes),
        )
        found: Document = answer["data"]["attributes"]
        return found

    def knock(self) -> None:
        """Do client and organisation belong together? Orders nothing. Raises Unavailable, Refused."""
        try:
            self.read("GET", self.letters, params={"page[limit]": 1})
        except Refused as reason:
            raise Refused(
                f"The client may not see the organisation in DULY_PINGEN_ORGANISATION ({reason})"
            ) from reason

    def cancel(self, carrier_id: str) -> None:
        self.read("PATCH", f"{self.letters}/{carrier_id}/cancel")

    def close(self) -> None:
        self.http.close()

    def read(self, method: str, path: str, **options: Any) -> Document:
        """A question may be asked again at any time: no answer is never a doubt about the letter."""
        try:
            return self.ask(method, path, **options)
        except InDoubt as reason:
            raise Unavailable(str(reason)) from reason

    def ask(self, method: str, path: str, **options: Any) -> Document:
        response = self.request(method, path, **options)
        if (
            response.status_code == 401
        ):  # an old token: nothing was done, ask for a new one
            self.token = ""
            response = self.request(method, path, **options)
        document = json_object(response)
        if response.is_success and (document is not None or not response.content):
            return document or {}
        if response.is_success:
            raise InDoubt("Pingen answered with something that is not JSON")
        raise VERDICTS[outcome_of_status(response.status_code)](
            complaint(response.status_code, document)
        )

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> httpx.Response:
        given = {
            "Authorization": f"Bearer {self.token or self.new_token()}",
            **(
                {"Content-Type": "application/vnd.api+json"}
                if "content" in options
                else {}
            ),
            **(headers or {}),
        }
        try:
            return self.http.request(method, path, headers=given, **options)
        except httpx.TransportError as failure:
            verdict = VERDICTS[outcome_of_failure(failure)]
            raise verdict(
                f"Pingen did not answer: {type(failure).__name__}"
            ) from failure

    def new_token(self) -> str:
        """By client credentials; whatever goes wrong here, no letter was touched."""
        try:
            response = self.http.post(
                "/auth/access-tokens",
                data={
                    "client_id": self.settings.client_id,
                    "client_secret": self.settings.client_secret,
                    "grant_type": "client_credentials",
                },
            )
        except httpx.TransportError as failure:
            raise Unavailable(
                f"Pingen did not answer: {type(failure).__name__}"
            ) from failure
        token = (json_object(response) or {}).get("access_token")
        if not response.is_success or not token:
            raise Unavailable(
                "Pingen does not know the client in DULY_PINGEN_CLIENT_ID and DULY_PINGEN_CLIENT_SECRET"
                f" (it says {response.status_code})"
            )
        self.token = str(token)
        return self.token


def payload(kind: str, attributes: Mapping[str, object]) -> str:
    return json.dumps({"data": {"type": kind, "attributes": attributes}})


def complaint(status: int, document: Mapping[str, Any] | None) -> str:
    errors = (document or {}).get("errors") or []
    first = errors[0] if isinstance(errors, list) and errors else errors
    words = (
        (first.get("detail") or first.get("title")) if isinstance(first, dict) else None
    )
    return f"Pingen says {status}: {words or 'no reason given'}"
