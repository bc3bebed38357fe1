"""Which provider? Finds a provider's file by slug, in the package or in an overlay folder above it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from duly.knowledge.guides import Guide, Question
from duly.knowledge.provider_reading import (
    BadProvider,
    read_addition_file,
    read_provider_file,
)
from duly.knowledge.provider_record import (
    Contact,
    Disputed,
    Fact,
    Identifier,
    OwnWay,
    Provider,
    Source,
    Term,
)

__all__ = [
    "BadProvider",
    "Contact",
    "Disputed",
    "Fact",
    "Guide",
    "Identifier",
    "OwnWay",
    "Provider",
    "Question",
    "Source",
    "Term",
    "deadline_terms",
    "is_slug",
    "provider",
    "providers",
    "readable_providers",
]

DATA = Path(__file__).resolve().parent.parent / "data"

_SLUG = re.compile(r"[a-z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Two letters of a country, a slash, a name: nothing that could leave the folder."""
    return len(text) <= 120 and _SLUG.fullmatch(text) is not None


def provider(slug: str, *, overlay: Path | None = None) -> Provider:
    """The provider `us/aliexpress-vip`; KeyError when there is none.

    `overlay` is a data folder of the operator's own (DULY_HOME/data): a file there replaces the package's,
    and what an import joined to it is added. Raises BadProvider for a damaged overlay file.
    """
    if not is_slug(slug):
        raise KeyError(slug)
    if overlay is None:
        return _packaged(slug)
    path = overlay / "providers" / f"{slug}.toml"
    found = read_provider_file(path, slug=slug) if path.is_file() else _packaged(slug)
    return _with_additions(found, overlay)


def providers(*, overlay: Path | None = None) -> tuple[Provider, ...]:
    """Every provider by slug; the overlay's stands for the package's of the same slug."""
    slugs = set(slugs_in(DATA))
    if overlay is not None:
        slugs |= set(slugs_in(overlay))
    return tuple(provider(slug, overlay=overlay) for slug in sorted(slugs))


def readable_providers(*, overlay: Path | None = None) -> Iterator[Provider]:
    """Like `providers`, but a damaged overlay file is left out: one bad record must not hide the others."""
    slugs = set(slugs_in(DATA)) | set(slugs_in(overlay) if overlay else ())
    for slug in sorted(slugs):
        with suppress(BadProvider):
            yield provider(slug, overlay=overlay)


def slugs_in(folder: Path) -> Iterator[str]:
    """The slugs of the provider files below a data folder."""
    home = folder / "providers"
    for path in home.glob("*/*.toml"):
        slug = f"{path.parent.name}/{path.stem}"
        if is_slug(slug):
            yield slug


def deadline_terms(found: Provider) -> dict[str, object]:
    """The sourced figures as pieces of a matter: `sector` and, where known, `renews_for`, `notice`,
    `notice_to`, `term` and `trial` (`length`, `cancel_lead`). Nothing is guessed: what no source says is absent.
    """
    pieces: dict[str, object] = {"sector": found.sector}
    trial: dict[str, str] = {}
    for term in found.terms:
        group, _, name = term.name.partition(".")
        if group == "trial":
            trial[name] = term.value
        else:
            pieces[term.name] = term.value
    if trial:
        pieces["trial"] = trial
    return pieces


@lru_cache(maxsize=512)
def _packaged(slug: str) -> Provider:
    path = DATA / "providers" / f"{slug}.toml"
    if not path.is_file():
        raise KeyError(slug)
    return read_provider_file(path, slug=slug)


def _with_additions(found: Provider, overlay: Path) -> Provider:
    folder = overlay / "additions" / found.slug
    if not folder.is_dir():
        return found
    for path in sorted(folder.glob("*.toml")):
        contacts, facts = read_addition_file(path)
        found = replace(
            found,
            contacts=found.contacts + contacts,
            facts=found.facts + facts,
        )
    return found
