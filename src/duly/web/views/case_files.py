"""What a person takes home from a case: the proof, its summary, the print pack, the dates, every paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from duly.cases.actions.bundle import NothingSealed, issue_bundle
from duly.cases.actions.draft import draft_of, judged
from duly.cases.actions.summary import NAME as SUMMARY
from duly.cases.envelope import print_pack
from duly.cases.files import read_file
from duly.deadlines.calendar_file import calendar_file
from duly.evidence.bundle import reopen
from duly.web.folder import case_or_404
from duly.web.views.case import shown
from duly.web.views.catalogue import calendar_response


@require_GET
def calendar(_request: HttpRequest, token: str) -> HttpResponse:
    case = case_or_404(token)
    now = timezone.now()
    answer = judged(draft_of(case), today=timezone.localdate(now))
    return calendar_response(
        calendar_file(answer, title=case.provider_name, stamp=now), case.reference
    )


@require_GET
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """The proof as it stands now, in one file."""
    case = case_or_404(token)
    if not case.letters.filter(sealed_at__isnull=False).exists():
        return shown(
            request,
            token,
            status=409,
            problem=gettext("There is no proof yet: the letter is not sealed."),
        )
    return download(
        issue_bundle(case, now=timezone.now()),
        media_type="application/vnd.etsi.asic-e+zip",
        name=f"duly-{case.reference}.asice",
    )


@require_GET
def summary(_request: HttpRequest, token: str) -> HttpResponse:
    """The one page for people who print, out of the proof as it stands now."""
    case = case_or_404(token)
    try:
        proof_now = issue_bundle(case, now=timezone.now())
    except NothingSealed as reason:
        raise Http404 from reason
    return download(
        reopen(proof_now).files[f"sources/{SUMMARY}"],
        media_type="application/pdf",
        name=f"summary-{case.reference}.pdf",
    )


@require_GET
def pack(_request: HttpRequest, token: str) -> HttpResponse:
    """The print pack with this very link on the slip to keep: only here is the link known."""
    case = case_or_404(token)
    dispatch = case.dispatches.filter(
        channel="self_print", outcome="handed_to_sender"
    ).last()
    if dispatch is None:
        raise Http404
    link = f"{settings.BASE_URL}{reverse('web:case', args=[token])}"
    return download(
        print_pack(dispatch, case_url=link),
        media_type="application/pdf",
        name=f"print-pack-{case.reference}.pdf",
    )


@require_GET
def paper(_request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One exhibit as it came; always a download, never shown inside our pages."""
    case = case_or_404(token)
    exhibit = case.exhibits.filter(pk=number).first()
    if exhibit is None:
        raise Http404
    name = "".join(
        letter if letter.isalnum() or letter in "-._" else "-"
        for letter in exhibit.name
    )
    return download(
        read_file(case, exhibit.sha256), media_type=exhibit.media_type, name=name
    )


def download(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
