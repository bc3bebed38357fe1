"""The addresses of the face for machines, and its OpenAPI document; no page, nothing from another host."""

from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from ninja import NinjaAPI

from duly.api import cases, catalogue, letters, problems, proofs, questions
from duly.api.reading import StrictParser

api = NinjaAPI(
    title="duly",
    version=version("duly"),
    description="The documents of the command line, over HTTP.",
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)
problems.answer_all(api)
for part in (questions, letters, proofs, catalogue, cases):
    api.add_router("", part.router)


def nothing_here(request: HttpRequest) -> HttpResponse:
    return problems.answer(404, f"There is no {request.method} here.")


urlpatterns = [path("", nothing_here), path("", api.urls), re_path(r"", nothing_here)]
