"""In which language do we speak to the person of a case? Theirs, where the site has it."""

from django.conf import settings

from duly.cases.actions.draft import draft_of
from duly.cases.models import Case


def language_of(case: Case) -> str:
    """The language of the reading copy, which is the person's own; without one, that of the letter; else English."""
    own = str(draft_of(case).get("second_language") or "").strip().lower()
    wanted = own or case.language
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
