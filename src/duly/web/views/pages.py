"""Pages that tell about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duly.web.views.prices import price_rows


def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = price_rows(origin="US", destination="US", today=today)
    return render(request, "web/home.html", {"prices": rows})


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/about.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


def health(_request: HttpRequest) -> HttpResponse:
    """For a supervisor: the web process answers. `duly doctor` knows the rest."""
    return HttpResponse("ok\n", content_type="text/plain")
