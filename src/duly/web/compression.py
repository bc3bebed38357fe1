"""A letter in outlines is 300 kB of text: sent small, at the cheapest level."""

import gzip

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Only for fragments without a secret, since the size of a compressed page can tell what is in it.

    Level 1 costs 2 ms where level 6 costs 10, and is a sixth larger (measured on the letter to AliExpress).
    """
    patch_vary_headers(response, ["Accept-Encoding"])
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, compresslevel=1, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response
