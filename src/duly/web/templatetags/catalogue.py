"""Words of the catalogue and names of law packs in the language of the page, else in English; each says which."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from duly.knowledge.law import Pack
from duly.knowledge.provider_words import Told
from duly.web import shelf
from duly.web.forms import places

register = template.Library()


@register.simple_tag(name="told")
def told_here(text: str, slug: str = "") -> SafeString:
    """`{% told fact.text provider.slug %}`: what the record says, in a span with its language."""
    return marked(shelf.told_in_page(text, slug))


@register.simple_tag
def pack_name(pack: Pack) -> SafeString:
    """A country by its own name; other packs as the shared words have them."""
    country = places.country_name(pack.id)
    if country != pack.id.upper():
        return conditional_escape(country)
    return marked(shelf.told_in_page(pack.title))


def marked(words: Told) -> SafeString:
    return format_html('<span lang="{}">{}</span>', words.language, words.text)
