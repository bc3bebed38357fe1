"""One of the carrier's services, chosen on the review; the price beside the button follows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duly.cases.actions.choose_service import NoSuchService, choose_service
from duly.cases.actions.draft import Sealed
from duly.cases.record import Stale
from duly.web.folder import case_or_404
from duly.web.views.review import shown


@require_POST
def choose(request: HttpRequest, token: str) -> HttpResponse:
    case = case_or_404(token)
    try:
        choose_service(
            case, service=request.POST.get("service", ""), now=timezone.now()
        )
    except NoSuchService:
        problem = gettext("This carrier does not sell that there. Nothing was changed.")
        return shown(request, token, case, problem=problem, status=422)
    except (Stale, Sealed):
        return redirect("web:case", token=token)
    return redirect("web:review", token=token)
