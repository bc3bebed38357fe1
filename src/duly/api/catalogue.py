"""Which service, and what is known of it? The catalogue as this site has it."""

from pathlib import Path
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Query, Router

from duly.api.answers import Provider, Services, answers
from duly.api.gate import ASK
from duly.api.provider_document import provider_document
from duly.knowledge.providers import BadProvider
from duly.knowledge.providers import provider as find_provider
from duly.knowledge.search import search

router = Router(tags=["catalogue"])


@router.get("/catalogue", response=answers(Services), throttle=ASK)
def catalogue(
    request: HttpRequest,  # noqa: ARG001 ninja names it
    q: Annotated[str, Query(max_length=200)],
    country: Annotated[str, Query(max_length=2)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> dict[str, Any]:
    """Find a service by what a person remembers of its name."""
    hits = search(
        q,
        index=settings.HOME / "search.sqlite3",
        overlay=overlay(),
        country=country,
        limit=limit,
    )
    return {"results": [hit.as_document() for hit in hits]}


@router.get(
    "/providers/{country}/{slug}", response=answers(Provider, 404), throttle=ASK
)
def provider(request: HttpRequest, country: str, slug: str) -> dict[str, Any]:  # noqa: ARG001 ninja names it
    """What is known of one service, each fact with its source and the day it was read."""
    try:
        found = find_provider(f"{country}/{slug}", overlay=overlay())
    except (KeyError, BadProvider) as absent:
        raise Http404 from absent
    return provider_document(found)


def overlay() -> Path | None:
    """The operator's own data folder."""
    folder = Path(settings.HOME) / "data"
    return folder if folder.is_dir() else None
