"""The body of a request as JSON: strict, and the same value that the command line would read."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from duly.api.problems import Unreadable
from duly.kit.half_characters import without_halves


class StrictParser(Parser):
    """Numbers that JSON does not have, half characters and bodies nested beyond reason do not come in."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Raises Unreadable; that the body is an object is checked where its fields are."""
        try:
            text = request.body.decode("utf-8-sig")
            body: dict[str, Any] = without_halves(
                json.loads(text, parse_constant=_no_number)
            )
        except UnicodeDecodeError as reason:
            raise Unreadable("The body is not UTF-8 text.") from reason
        except (ValueError, RecursionError) as reason:
            raise Unreadable(f"The body is not JSON ({reason}).") from reason
        return body


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
