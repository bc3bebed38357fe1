"""The form of a case again, filled; two windows that change one letter are both shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duly.cases.actions.draft import Sealed, change_case, draft_of
from duly.cases.models import Case
from duly.cases.record import Stale
from duly.deadlines.rules import BadMatter
from duly.letters.case_file import BadCaseFile
from duly.web.drafting import Desk, document_of, open_desk, values_of
from duly.web.folder import case_or_404, provider_of, sealed_letter
from duly.web.forms.places_in_form import add_problem
from duly.web.forms.typed import typed_values
from duly.web.views.write import typed_in


def page(request: HttpRequest, token: str) -> HttpResponse:
    case = case_or_404(token)
    if sealed_letter(case):
        return redirect("web:case", token=token)
    provider = provider_of(case)
    now = timezone.now()
    if request.method == "POST" and "go_on" not in request.POST:
        desk = open_desk(provider=provider, now=now, posted=request.POST)
        if desk.form.is_valid():
            return changed(request, token, case, desk)
        return form_page(request, token, case, desk, status=422)
    typed = typed_in(request.POST) or typed_values(draft_of(case))
    desk = open_desk(provider=provider, now=now, initial=typed)
    return form_page(request, token, case, desk)


def changed(request: HttpRequest, token: str, case: Case, desk: Desk) -> HttpResponse:
    version = request.POST.get("version", "")
    document = document_of(values_of(desk.form), desk.provider)
    try:
        change_case(
            case,
            document,
            version=int(version) if version.isdigit() else -1,
            now=timezone.now(),
        )
    except Stale:
        case.refresh_from_db()
        return form_page(request, token, case, desk, status=409)
    except Sealed:
        return redirect("web:case", token=token)
    except (BadCaseFile, BadMatter) as reason:
        add_problem(desk.form, where=reason.field, message=reason.message)
        return form_page(request, token, case, desk, status=422)
    return redirect("web:review", token=token)


def form_page(
    request: HttpRequest, token: str, case: Case, desk: Desk, *, status: int = 200
) -> HttpResponse:
    context = {
        "desk": desk,
        "form": desk.form,
        "token": token,
        "version": case.version,
        "changed_elsewhere": status == 409,
    }
    return render(request, "web/write.html", context, status=status)
