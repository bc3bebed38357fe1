"""The catalogue as this site has it: the package's files under the operator's own."""

from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language

from duly.knowledge.provider_words import ENGLISH, Told, told
from duly.knowledge.providers import Provider, provider


def overlay() -> Path | None:
    folder = Path(settings.HOME) / "data"
    return folder if folder.is_dir() else None


def provider_or_404(country: str, slug: str) -> Provider:
    """The provider at `/s/<country>/<slug>/`; Http404 when no file says anything about it."""
    try:
        return provider(f"{country}/{slug}", overlay=overlay())
    except KeyError as absent:
        raise Http404 from absent


def told_in_page(text: str, slug: str = "") -> Told:
    """What the record says, in the language of the page where its words are known."""
    language = get_language() or ENGLISH
    return told(text, language=language, slug=slug, overlay=overlay())
