"""A finished English sentence that remembers its pattern, in the language that is active now."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, ngettext

from duly.kit.said import Said


def in_language(
    sentence: object,
    *,
    instead: Mapping[str, object] | None = None,
    plain: Callable[[str], str] = str,
) -> str:
    """`instead` takes the place of values; what remembers no pattern only goes through `plain`."""
    if not isinstance(sentence, Said) or not sentence:
        return plain(str(sentence))
    pattern = (
        ngettext(sentence.pattern, sentence.plural, sentence.number)
        if sentence.plural
        else gettext(sentence.pattern)
    )
    if not sentence.values:
        return pattern
    values = {**sentence.values, **(instead or {})}
    return pattern % {
        name: in_language(value, plain=plain) for name, value in values.items()
    }
