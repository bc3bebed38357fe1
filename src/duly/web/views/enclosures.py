"""Papers that go along with the letter: added and taken out on the review, shown as they will be printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duly.cases.actions.draft import Sealed, draft_of
from duly.cases.actions.enclose import enclose, take_out
from duly.cases.files import read_file
from duly.cases.record import Stale
from duly.letters.case_file import enclosures_of
from duly.letters.flatten import BadEnclosure
from duly.web.enclosed import EnclosureForm
from duly.web.folder import case_or_404
from duly.web.limits import CHECKS, count
from duly.web.pictures import page_png
from duly.web.views.errors import no_room
from duly.web.views.review import shown


@require_POST
def add(request: HttpRequest, token: str) -> HttpResponse:
    """One file; then the review again, whose letter now names it."""
    case = case_or_404(token)
    form = EnclosureForm(request.POST, request.FILES, auto_id="%s")
    if not form.is_valid():
        return shown(request, token, case, enclosure_form=form, status=422)
    upload = form.cleaned_data["paper"]
    count(CHECKS, request)
    try:
        enclose(case, name=upload.name, content=upload.read(), now=timezone.now())
    except OSError:
        return no_room(request)
    except BadEnclosure as reason:
        form.add_error("paper", str(reason))
        return shown(request, token, case, enclosure_form=form, status=422)
    except (Stale, Sealed):
        return changed_meanwhile(request, token)
    return redirect("web:review", token=token)


@require_POST
def remove(request: HttpRequest, token: str) -> HttpResponse:
    case = case_or_404(token)
    try:
        take_out(
            case,
            original_sha256=request.POST.get("original_sha256", ""),
            now=timezone.now(),
        )
    except (Stale, Sealed):
        return changed_meanwhile(request, token)
    return redirect("web:review", token=token)


def changed_meanwhile(request: HttpRequest, token: str) -> HttpResponse:
    problem = gettext(
        "The letter has changed since you looked at it. Nothing was added. Look at it again."
    )
    return shown(request, token, case_or_404(token), problem=problem, status=409)


def picture(_request: HttpRequest, token: str, number: int, page: int) -> HttpResponse:
    """Page `page` of the paper `number`, both counted from 1, as it will be printed."""
    case = case_or_404(token)
    held = enclosures_of(draft_of(case))
    if not 1 <= number <= len(held):
        raise Http404
    try:
        content = page_png(read_file(case, held[number - 1].sha256), number=page)
    except IndexError:
        raise Http404 from None
    return HttpResponse(content, content_type="image/png")
