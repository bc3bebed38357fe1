"""Is this proof true? The file is checked and not kept."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duly.cases.actions.relink import ask_for_link
from duly.cases.queries import case_by_reference, public_seal
from duly.evidence.verify import Verdict, verify_bundle
from duly.web.check_answers import answers
from duly.web.limits import CHECKS, count
from duly.web.views.errors import too_large

SALT = "duly.relink"
LINK_SECONDS = 600


def page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "web/verify.html")
    count(CHECKS, request)
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
        "link_for": link_for(verdict),
    }
    return render(request, "web/verify.html", context)


def link_for(verdict: Verdict) -> str:
    """A short-lived mark for whoever holds a good proof of a case here; empty where no mail can be sent."""
    if not (verdict.ok and verdict.reference and settings.MAIL_IS_SET_UP):
        return ""
    seal = public_seal(verdict.reference)
    is_ours = seal is not None and seal[0] == verdict.letter_sha256
    return signing.dumps(verdict.reference, salt=SALT) if is_ours else ""


@require_POST
def fresh_link(request: HttpRequest) -> HttpResponse:
    """The link goes to the mailbox named in the letter, never to this page."""
    count(CHECKS, request)
    try:
        reference = signing.loads(
            request.POST.get("for", ""), salt=SALT, max_age=LINK_SECONDS
        )
    except signing.BadSignature:
        problem = gettext("That took too long. Drop the proof here once more.")
        return render(request, "web/verify.html", {"problem": problem}, status=422)
    case = case_by_reference(reference)
    if case is not None and not case.is_erased:
        ask_for_link(case, now=timezone.now())
    return render(request, "web/verify.html", {"link_sent": True})


def checked(content: bytes) -> Verdict:
    """With this site's own roots, so that the page says whose seal it is."""
    roots = settings.HOME / "roots.pem"
    return verify_bundle(content, roots=roots.read_bytes() if roots.exists() else None)
