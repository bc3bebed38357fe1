"""In which language do we speak to the person of a case? Theirs, where our words have been translated into it."""

from django.utils import translation
from django.utils.functional import Promise

from duly.cases.actions.draft import draft_of
from duly.cases.models import Case

SOURCE = "en"


def language_of(case: Case, *, sample: Promise) -> str:
    """The language of the reading copy, which is the person's own; without one, that of the letter.

    English where `sample`, a sentence of what is to be said, has no translation yet: a page must not call
    itself German and speak English.
    """
    own = str(draft_of(case).get("second_language") or "").strip().lower()
    wanted = own or case.language
    return wanted if is_spoken(wanted, sample=sample) else SOURCE


def is_spoken(language: str, *, sample: Promise) -> bool:
    with translation.override(SOURCE):
        in_english = str(sample)
    with translation.override(language):
        return str(sample) != in_english
