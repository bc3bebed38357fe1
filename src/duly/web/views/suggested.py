"""A mail came from their domain: the person says whether it is their answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duly.cases.actions.assign_mail import NothingAsked, decide_suggestion
from duly.cases.actions.poll_mail import mail_reader
from duly.web.folder import case_or_404
from duly.web.forms.after import DecideMailForm
from duly.web.views.case import shown


@require_POST
def decide(request: HttpRequest, token: str) -> HttpResponse:
    case, reader = case_or_404(token), mail_reader()
    form = DecideMailForm(request.POST)
    if not form.is_valid() or reader is None:
        return redirect("web:case", token=token)
    try:
        decide_suggestion(
            case,
            form.cleaned_data["mail"],
            is_theirs=form.cleaned_data["verdict"] == "theirs",
            settings=reader.settings,
            now=timezone.now(),
        )
    except NothingAsked:
        said = gettext(
            "You have decided about this mail. Below is where the case stands."
        )
        return shown(request, token, status=409, problem=said)
    return redirect("web:case", token=token)
