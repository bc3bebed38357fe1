"""What the code on a letter leads to: which fingerprint was sealed when, and nothing personal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duly.cases.queries import public_seal


def page(request: HttpRequest, reference: str) -> HttpResponse:
    found = public_seal(reference)
    context = {"reference": reference.upper()[:20], "seal": found}
    return render(request, "web/public.html", context, status=200 if found else 404)
