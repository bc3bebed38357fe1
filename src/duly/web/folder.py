"""The case behind a secret link, with its letter and its provider."""

from django.http import Http404

from duly.cases.actions.draft import draft_of
from duly.cases.models import Case, Letter
from duly.cases.queries import case_by_token
from duly.knowledge.providers import Provider
from duly.web.forms.kinds import kind_of
from duly.web.forms.typed import typed_values
from duly.web.shelf import provider_or_404


def case_or_404(token: str) -> Case:
    """An unknown link and an erased case look the same: like no page at all."""
    case = case_by_token(token)
    if case is None or case.is_erased:
        raise Http404
    return case


def sealed_letter(case: Case) -> Letter | None:
    return case.letters.filter(sealed_at__isnull=False).first()


def provider_of(case: Case) -> Provider | None:
    """None for a company that the person typed."""
    if not case.provider_slug:
        return None
    return provider_or_404(*case.provider_slug.split("/", 1))


def kind_of_case(case: Case) -> str:
    """Which of the nine letters it is."""
    return kind_of(typed_values(draft_of(case)))
