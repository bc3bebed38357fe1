"""Lob's HTTP interface: its calls, and what each failure means for the letter."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from duly.channels import VERDICTS, InDoubt, Unavailable
from duly.channels.lob.letters import LetterRequest
from duly.channels.lob.settings import Settings
from duly.kit.http_answer import as_documented, identifier, whole_answer, without, words
from duly.kit.http_outcome import json_object, outcome_of_failure, outcome_of_status

VERSION = "2024-01-01"  # of their interface; the specification we test against names it


class Client:
    """One connection pool. `transport` is for the double in tests."""

    def __init__(
        self, settings: Settings, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.settings = settings
        self.http = httpx.Client(
            base_url=settings.base_url,
            auth=(settings.api_key, ""),
            headers={"Lob-Version": VERSION, "User-Agent": "duly"},
            timeout=httpx.Timeout(settings.timeout_seconds, connect=10),
            transport=transport,
            follow_redirects=False,
        )

    def create(self, request: LetterRequest, *, key: str) -> dict[str, Any]:
        """Order the letter. The same key within 24 hours gives the same letter again.

        Raises Refused, Unavailable (surely not ordered) or InDoubt.
        """
        letter = self.ask(
            "POST",
            "/letters",
            data=dict(form_fields(request.fields)),
            files={"file": ("letter.pdf", request.pdf, "application/pdf")},
            headers={"Idempotency-Key": key},
        )
        with as_documented(InDoubt, whose="Lob"):
            identifier(letter["id"])
        return letter

    def retrieve(self, carrier_id: str) -> dict[str, Any]:
        return self.read("GET", f"/letters/{quote(carrier_id, safe='')}")

    def find(self, key: str) -> list[dict[str, Any]]:
        """All letters that carry the key, newest first.

        Raises Unavailable, also for a list that was not searched by the key: one that holds letters of others
        says nothing of ours.
        """
        answer = self.read(
            "GET", "/letters", params={"metadata[duly_key]": key, "limit": 10}
        )
        with as_documented(Unavailable, whose="Lob"):
            found: list[dict[str, Any]] = answer["data"]
            if not isinstance(found, list):
                raise TypeError
            for letter in found:
                identifier(letter["id"])
                if letter["metadata"]["duly_key"] != key:
                    raise ValueError(key)
        return found

    def knock(self) -> None:
        """Does the key open the account? Orders nothing. Raises Unavailable, Refused."""
        self.read("GET", "/letters", params={"limit": 1})

    def cancel(self, carrier_id: str) -> bool:
        """Take the letter out of production; True only when Lob says that it is.

        Raises Refused, Unavailable, or InDoubt when it may have been taken out.
        """
        answer = self.ask("DELETE", f"/letters/{quote(carrier_id, safe='')}")
        return answer.get("deleted") is True

    def close(self) -> None:
        self.http.close()

    def read(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """A question may be asked again at any time: no answer is never a doubt about the letter."""
        try:
            return self.ask(method, path, **options)
        except InDoubt as reason:
            raise Unavailable(str(reason)) from reason

    def ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            request = self.http.build_request(method, path, **options)
            request.read()  # in one piece: a form has ninety, and each would be a packet
            response = whole_answer(
                self.http, request, seconds=self.settings.timeout_seconds
            )
        except httpx.RequestError as failure:
            verdict = VERDICTS[outcome_of_failure(failure)]
            raise verdict(f"Lob did not answer: {type(failure).__name__}") from failure
        document = json_object(response)
        if response.is_success and document is not None:
            return document
        if response.is_success:
            raise InDoubt("Lob answered with something that is not JSON")
        if method == "POST" and response.status_code == 404:
            # It names no letter: the address of the interface is wrong, and the letter is not to blame.
            raise Unavailable("There is no Lob at DULY_LOB_BASE_URL")
        raise VERDICTS[outcome_of_status(response.status_code)](
            without(complaint(response.status_code, document), [self.settings.api_key])
        )


def complaint(status: int, document: Mapping[str, Any] | None) -> str:
    """Lob's own words where it gave some; a wrong key is named so that the operator knows what to do."""
    error = (document or {}).get("error")
    theirs = words(error.get("message")) if isinstance(error, dict) else None
    if status == 401:
        return "Lob does not know the key in DULY_LOB_API_KEY"
    return f"Lob says {status}: {theirs or 'no reason given'}"


def form_fields(
    fields: Mapping[str, object], prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """`{"to": {"name": "A"}}` as `to[name]=A`: an upload takes a form, not JSON."""
    for name, value in fields.items():
        path = f"{prefix}[{name}]" if prefix else name
        if isinstance(value, Mapping):
            yield from form_fields(value, path)
        elif isinstance(value, bool):
            yield path, "true" if value else "false"
        else:
            yield path, str(value)
