"""The public log and its keys as static files; any web server may serve the same folder instead."""

import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

# Exactly what is public; nothing else in the folder has a name of this form.
PUBLIC = re.compile(
    r"roots\.pem|root\.crl|audit\.json|"
    r"[0-9]{4}/(checkpoint|log\.vkey|cosigned/[0-9]{1,19}|"
    r"tile/(entries|[0-9])/(x[0-9]{3}/){0,5}[0-9]{3}(\.p/[0-9]{1,3})?)"
)
TYPES = {"audit.json": "application/json", "root.crl": "application/pkix-crl"}
# A tile never changes once it is there; everything else may with the next entry.
FOR_EVER, SHORT = "public, max-age=31536000, immutable", "public, max-age=5"


@require_safe
def file(_request: HttpRequest, name: str) -> HttpResponseBase:
    path = Path(settings.HOME) / "log" / name
    if not PUBLIC.fullmatch(name) or not path.is_file():
        raise Http404
    is_tile = "/tile/" in name
    kind = "application/octet-stream" if is_tile else "text/plain; charset=utf-8"
    return FileResponse(
        path.open("rb"),
        content_type=TYPES.get(name, kind),
        headers={
            "Cache-Control": FOR_EVER if is_tile else SHORT,
            "Access-Control-Allow-Origin": "*",
        },
    )
