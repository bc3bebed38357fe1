"""Does this PDF hold something that acts by itself? A printer refuses it, or prints what was never looked at."""

from collections.abc import Iterator
from typing import Any

# What an action may do that changes a page, starts a program or sends something (ISO 32000-1, 12.6.4).
ACTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"})
MOST_ANNOTATIONS = 1000


def acts_by_itself(structure: Any) -> bool:
    """Scripts, started programs, sent forms and XFA forms of a pikepdf document; a signature field is none."""
    root = structure.Root
    scripts = entries(root, "/Names").get("/JavaScript")
    form = entries(root, "/AcroForm").get("/XFA")
    if scripts is not None or form is not None:
        return True
    holders = [root, *(holder for page in structure.pages for holder in _of(page.obj))]
    return any(_acts(action) for holder in holders for action in _actions(holder))


def _of(page: Any) -> Iterator[Any]:
    """The page and what lies on it."""
    import pikepdf

    yield page
    annotations = page.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        found = list(annotations)[:MOST_ANNOTATIONS]
        yield from (each for each in found if isinstance(each, pikepdf.Dictionary))


def _actions(holder: Any) -> Iterator[Any]:
    yield from (holder.get("/OpenAction"), holder.get("/A"))
    yield from entries(holder, "/AA").values()


def _acts(action: Any) -> bool:
    import pikepdf

    is_action = isinstance(action, pikepdf.Dictionary)
    return is_action and str(action.get("/S", "")) in ACTS


def entries(holder: Any, name: str) -> dict[str, Any]:
    """The dictionary of this name; empty where a damaged file has something else there."""
    import pikepdf

    found = holder.get(name)
    return dict(found.items()) if isinstance(found, pikepdf.Dictionary) else {}
