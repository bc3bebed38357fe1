"""Is this proof true? The file is checked and not kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from duly.evidence.verify import Verdict, verify_bundle
from duly.web.check_answers import answers
from duly.web.limits import CHECKS, TooMany, count
from duly.web.views.errors import too_large, too_many


def page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "web/verify.html")
    try:
        count(CHECKS, request)
    except TooMany:
        return too_many(request)
    chosen = request.FILES.get("proof")
    if chosen is None:
        problem = gettext("Choose a file first.")
        return render(request, "web/verify.html", {"problem": problem}, status=422)
    if (chosen.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        return too_large(request)
    verdict = checked(chosen.read())
    context = {
        "verdict": verdict,
        "answers": answers(verdict),
        "name": chosen.name,
        "now": timezone.now(),
    }
    return render(request, "web/verify.html", context)


def checked(content: bytes) -> Verdict:
    """With this site's own roots, so that the page says whose seal it is."""
    roots = settings.HOME / "roots.pem"
    return verify_bundle(content, roots=roots.read_bytes() if roots.exists() else None)
