"""What a machine is told when nothing could be done: which field, and what to do; one shape for all."""

import logging
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import BaseModel, ConfigDict, Field

from duly.cases.limits import TooMany
from duly.deadlines.fields import BadMatter
from duly.letters.case_file import BadCaseFile

log = logging.getLogger(__name__)

WAIT_SECONDS = 60


class Problem(BaseModel):
    """The answer to what cannot be done."""

    model_config = ConfigDict(extra="allow")

    field: str = Field(description="The field at fault; empty for the whole request.")
    message: str = Field(description="What is wrong and what to give instead.")


class Unreadable(Exception):
    """The request is not what its kind says: no JSON, no UTF-8."""


class Wrong(Exception):
    """Something that the caller can put right; `more` joins the answer."""

    def __init__(self, field: str, message: str, *, status: int = 422, **more: Any):
        super().__init__(f"{field}: {message}")
        self.field, self.message, self.status = field, message, status
        self.more = more


def answer(
    status: int, message: str, *, field: str = "", more: Mapping[str, Any] | None = None
) -> HttpResponse:
    problem = Problem(field=field, message=message, **(more or {}))
    response = HttpResponse(
        problem.model_dump_json(), status=status, content_type="application/json"
    )
    if status == 429:
        response["Retry-After"] = str(WAIT_SECONDS)
    return response


def refused(_request: HttpRequest, reason: HttpError) -> HttpResponse:
    """What the framework refuses by itself; what our parser raised is its cause."""
    cause = reason.__cause__
    message = str(cause) if isinstance(cause, Unreadable) else reason.message
    return answer(reason.status_code, message)


def unreadable_form(_request: HttpRequest, _reason: Exception) -> HttpResponse:
    return answer(400, "The form of the upload cannot be read.")


def wrong(_request: HttpRequest, reason: Wrong) -> HttpResponse:
    return answer(reason.status, reason.message, field=reason.field, more=reason.more)


def wrong_document(
    _request: HttpRequest, reason: BadMatter | BadCaseFile
) -> HttpResponse:
    return answer(422, reason.message, field=reason.field)


def wrong_shape(_request: HttpRequest, reason: ValidationError) -> HttpResponse:
    """The first thing that does not fit. A body has one fault only here: the rest is for the books."""
    first = reason.errors[0]
    kind, *place = map(str, first["loc"])
    if kind == "body":
        return answer(422, "Give a JSON object, in braces.")
    return answer(422, str(first["msg"]), field=".".join(place))


def nothing_here(_request: HttpRequest, _reason: Exception) -> HttpResponse:
    return answer(404, "There is nothing here, or not for you.")


def too_many(_request: HttpRequest, _reason: Exception) -> HttpResponse:
    return answer(429, "Too many requests came from your address. Wait a minute.")


def broken(request: HttpRequest, reason: Exception) -> HttpResponse:
    """The door where an unforeseen fault ends. The log names the code, never what a person wrote."""
    route = request.resolver_match.route if request.resolver_match else "no route"
    where = "".join(traceback.format_tb(reason.__traceback__))
    log.error("%s at %s\n%s", type(reason).__name__, route, where)
    return answer(500, "Something broke on our side. What was sealed stays sealed.")


# Which answer for which exception; the nearest class counts.
ANSWERS: Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    HttpError: refused,
    MultiPartParserError: unreadable_form,
    UnreadablePostError: unreadable_form,
    SuspiciousOperation: unreadable_form,
    Wrong: wrong,
    BadMatter: wrong_document,
    BadCaseFile: wrong_document,
    ValidationError: wrong_shape,
    AuthenticationError: nothing_here,
    Http404: nothing_here,
    Throttled: too_many,
    TooMany: too_many,
    Exception: broken,
}


def answer_all(api: NinjaAPI) -> None:
    for kind, making in ANSWERS.items():
        api.add_exception_handler(kind, making)
