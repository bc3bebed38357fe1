"""What the review shows of the papers that go along, and what all of it weighs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.cases.actions.seal import Review
from duly.cases.printing import envelope_warnings, printed_pages
from duly.knowledge.profiles import profile
from duly.letters.case_file import Enclosure, enclosures_of
from duly.letters.print_copy import grams, sheets
from duly.web.counter import service_rows
from duly.web.forms.after import FILES
from duly.web.spoken import spoken


class EnclosureForm(forms.Form):
    paper = forms.FileField(
        label=_("A paper that goes along"),
        help_text=_(
            "PDF, JPEG or PNG, up to 20 pages in all. It is printed in grey, and the letter names it."
        ),
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEnclosure:
    title: str
    pages: int
    sha256: str
    original_sha256: str

    @property
    def numbers(self) -> range:
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`warnings` are sentences about the envelope and the postage."""

    sheets: int
    grams: int
    warnings: tuple[str, ...]


def papers_of(
    document: Mapping[str, Any], found: Review, *, form: forms.Form | None
) -> dict[str, object]:
    """The part of the review's context that is about paper."""
    return {
        "enclosures": [as_shown(each) for each in enclosures_of(document)],
        "enclosure_form": form or EnclosureForm(auto_id="%s"),
        "paper": paper_of(document, found),
        "services": service_rows(document),
    }


def as_shown(enclosure: Enclosure) -> ShownEnclosure:
    return ShownEnclosure(
        title=enclosure.title,
        pages=enclosure.pages,
        sha256=enclosure.sha256,
        original_sha256=enclosure.original_sha256,
    )


def paper_of(document: Mapping[str, Any], found: Review) -> Paper | None:
    if found.letter is None:
        return None
    pages, envelope = printed_pages(found.letter), profile(found.letter.profile)
    return Paper(
        sheets=sheets(pages),
        grams=grams(pages, width_mm=envelope.width, height_mm=envelope.height),
        warnings=tuple(
            spoken(each.message) for each in envelope_warnings(found.letter, document)
        ),
    )
