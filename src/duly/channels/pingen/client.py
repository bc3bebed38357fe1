"""Pingen's HTTP interface (JSON:API, a token by client credentials), and what each failure means for the letter."""

import json
import re
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

from duly.channels import VERDICTS, InDoubt, Refused, Unavailable
from duly.channels.pingen.settings import Settings
from duly.kit.http_answer import as_documented, identifier, whole_answer, without, words
from duly.kit.http_outcome import json_object, outcome_of_failure, outcome_of_status

NEWEST = 100  # letters on one page of their list, where they give so many
MOST_LISTS = 20  # pages of a list, at most; `find` goes through them when the search gives nothing

WRONG_CLIENT = frozenset({400, 401, 403})  # of the token's address alone
TOKEN = re.compile(r"[\x21-\x7e]+\Z")  # it goes into a header

Document = dict[str, Any]


class Client:
    """One connection pool and one token. `transport` is for the double in tests."""

    def __init__(
        self, settings: Settings, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.settings = settings
        self.token = ""
        self.renewing = threading.Lock()
        self.letters = f"/organisations/{settings.organisation}/deliveries/letters"
        self.http = httpx.Client(
            base_url=settings.base_url,
            headers={"Accept": "application/vnd.api+json", "User-Agent": "duly"},
            timeout=httpx.Timeout(settings.timeout_seconds, connect=10),
            transport=transport,
            follow_redirects=False,
        )

    def create(self, attributes: Document, *, pdf: bytes, key: str) -> Document:
        """Upload the file, then order: only the last step can leave a doubt. Returns the letter.

        Raises Refused, Unavailable (surely not ordered) or InDoubt.
        """
        place = self.upload(pdf)
        answer = self.ask(
            "POST",
            self.letters,
            content=payload("letters", {**attributes, **place}),
            headers={"Idempotency-Key": key},
        )
        with as_documented(InDoubt, whose="Pingen"):
            return one_letter(answer["data"])

    def upload(self, pdf: bytes) -> Document:
        """Where the file lies. The address is theirs, for one file, and needs no token: none goes there."""
        answer = self.read("GET", "/file-upload")
        with as_documented(Unavailable, whose="Pingen"):
            named = answer["data"]["attributes"]
            place = {
                "file_url": str(named["url"]),
                "file_url_signature": str(named["url_signature"]),
            }
        try:
            url = httpx.URL(place["file_url"])
            if url.scheme != "https" and url.host != self.http.base_url.host:
                raise Unavailable("Pingen names an open line for the file")
            put = self.answer_to(self.http.build_request("PUT", url, content=pdf))
        except (httpx.RequestError, httpx.InvalidURL) as failure:
            raise Unavailable(
                f"The upload failed: {type(failure).__name__}"
            ) from failure
        if not put.is_success:
            raise Unavailable(f"The upload failed: {put.status_code}")
        return place

    def events(self, carrier_id: str) -> list[Document]:
        """All that was told of one letter."""
        path = f"{self.letters}/{quote(carrier_id, safe='')}/events"
        found: list[Document] = []
        for number in range(1, MOST_LISTS + 1):
            rows = self.listed(path, {"page[number]": number})
            found += rows
            if not rows:
                break
        return found

    def product(self, carrier_id: str) -> str:
        """By which service of theirs a letter goes."""
        answer = self.read("GET", f"{self.letters}/{quote(carrier_id, safe='')}")
        with as_documented(Unavailable, whose="Pingen"):
            return str(one_letter(answer["data"])["attributes"]["delivery_product"])

    def find(self, name_end: str) -> list[Document]:
        """Letters whose file name ends so: by their search first, then among the newest.

        Raises Unavailable, also where so many are newer that it is neither found nor ruled out.
        """
        found = self.searched(name_end)
        if found:
            return found
        for number in range(1, MOST_LISTS + 1):
            wanted = {"sort": "-created_at", "page[number]": number}
            rows = self.listed(self.letters, wanted)
            found = self.ending(name_end, rows)
            if found or not rows:
                return found
        raise Unavailable(
            f"Not among the newest {NEWEST * MOST_LISTS} letters at Pingen, which proves nothing"
        )

    def searched(self, name_end: str) -> list[Document]:
        """By their search, of which we do not know that it sees file names, nor that it takes this one."""
        try:
            return self.ending(name_end, self.listed(self.letters, {"q": name_end}))
        except Refused:
            return []

    def ending(self, name_end: str, letters: list[Document]) -> list[Document]:
        with as_documented(Unavailable, whose="Pingen"):
            return [
                one_letter(letter)
                for letter in letters
                if str(letter["attributes"]["file_original_name"]).endswith(name_end)
            ]

    def listed(self, path: str, params: Mapping[str, object]) -> list[Document]:
        """One page of a list of theirs. They may give fewer rows than are asked for: only an empty one is the end."""
        answer = self.read("GET", path, params={**params, "page[limit]": NEWEST})
        with as_documented(Unavailable, whose="Pingen"):
            rows = answer["data"]
            if not isinstance(rows, list):
                raise TypeError
            return rows

    def price(self, *, country: str, pages: int, product: str) -> Document:
        attributes = {
            "country": country,
            "paper_types": ["normal"] * pages,
            "print_mode": "simplex",
            "print_spectrum": "grayscale",
            "delivery_product": product,
        }
        return self.read(
            "POST",
            f"{self.letters}/price-calculator",
            content=payload("letter_price_calculator", attributes),
        )

    def knock(self) -> None:
        """Do client and organisation belong together? Orders nothing. Raises Unavailable, Refused."""
        try:
            self.read("GET", self.letters, params={"page[limit]": 1})
        except Refused as reason:
            raise Refused(
                f"The client may not see the organisation in DULY_PINGEN_ORGANISATION ({reason})"
            ) from reason

    def cancel(self, carrier_id: str) -> None:
        """Asks for it. Raises Refused, Unavailable, or InDoubt when the wish may have arrived."""
        self.ask("PATCH", f"{self.letters}/{quote(carrier_id, safe='')}/cancel")

    def close(self) -> None:
        self.http.close()

    def read(self, method: str, path: str, **options: Any) -> Document:
        """A question may be asked again at any time: no answer is never a doubt about the letter."""
        try:
            return self.ask(method, path, **options)
        except InDoubt as reason:
            raise Unavailable(str(reason)) from reason

    def ask(self, method: str, path: str, **options: Any) -> Document:
        token = self.token or self.new_token("")
        response = self.request(method, path, token=token, **options)
        if response.status_code == 401:
            # An old token: nothing was done. Another thread may have renewed it meanwhile.
            token = self.new_token(token)
            response = self.request(method, path, token=token, **options)
        document = json_object(response)
        if response.is_success and (document is not None or not response.content):
            return document or {}
        if response.is_success:
            raise InDoubt("Pingen answered with something that is not JSON")
        status, secrets = response.status_code, (self.settings.client_secret, token)
        if method == "POST" and status == 404:
            # It names no letter: what they do not know is the organisation, and the letter is not to blame.
            raise Unavailable("Pingen does not know DULY_PINGEN_ORGANISATION")
        raise VERDICTS[outcome_of_status(status)](
            without(complaint(status, document), secrets)
        )

    def request(
        self,
        method: str,
        path: str,
        *,
        token: str,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> httpx.Response:
        given = {"Authorization": f"Bearer {token}", **(headers or {})}
        if "content" in options:
            given["Content-Type"] = "application/vnd.api+json"
        try:
            return self.answer_to(
                self.http.build_request(method, path, headers=given, **options)
            )
        except httpx.RequestError as failure:
            verdict = VERDICTS[outcome_of_failure(failure)]
            raise verdict(
                f"Pingen did not answer: {type(failure).__name__}"
            ) from failure

    def answer_to(self, request: httpx.Request) -> httpx.Response:
        return whole_answer(self.http, request, seconds=self.settings.timeout_seconds)

    def new_token(self, old: str) -> str:
        """By client credentials, unless `old` was renewed already; whatever goes wrong here, no letter was touched."""
        with self.renewing:
            if self.token in {"", old}:
                self.token = ""
                self.token = self.ask_for_token()
            return self.token

    def ask_for_token(self) -> str:
        request = self.http.build_request(
            "POST",
            "/auth/access-tokens",
            data={
                "client_id": self.settings.client_id,
                "client_secret": self.settings.client_secret,
                "grant_type": "client_credentials",
            },
        )
        try:
            response = self.answer_to(request)
        except httpx.RequestError as failure:
            raise Unavailable(
                f"Pingen did not answer: {type(failure).__name__}"
            ) from failure
        if response.status_code in WRONG_CLIENT:
            raise Unavailable(
                "Pingen does not know the client in DULY_PINGEN_CLIENT_ID and DULY_PINGEN_CLIENT_SECRET"
                f" (it says {response.status_code})"
            )
        token = (json_object(response) or {}).get("access_token")
        if not (response.is_success and isinstance(token, str) and TOKEN.match(token)):
            raise Unavailable(f"Pingen gives no token (it says {response.status_code})")
        return token


def payload(kind: str, attributes: Mapping[str, object]) -> str:
    return json.dumps({"data": {"type": kind, "attributes": attributes}})


def one_letter(letter: Any) -> Document:
    """Of a letter what we live by: its id, and attributes. Raises one of `MALFORMED`."""
    if not isinstance(letter["attributes"], dict):
        raise TypeError
    return {**letter, "id": identifier(letter["id"])}


def complaint(status: int, document: Mapping[str, Any] | None) -> str:
    errors = (document or {}).get("errors") or []
    first = errors[0] if isinstance(errors, list) and errors else errors
    theirs = (
        words(first.get("detail")) or words(first.get("title"))
        if isinstance(first, dict)
        else None
    )
    return f"Pingen says {status}: {theirs or 'no reason given'}"
