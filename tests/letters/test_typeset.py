"""The layout: it reads nothing but its data, and says what does not fit."""

import re
from pathlib import Path

import pytest

from duly.letters.case_file import read_case_file
from duly.letters.compiling import CannotTypeset
from duly.letters.drafting import draft_letter
from duly.letters.drawing import sheet_data
from duly.letters.typeset import LAYOUT, DoesNotFit, typeset
from tests.letters.sample_cases import case_document

SOURCES = sorted(LAYOUT.glob("*.typ"))


def data() -> dict[str, object]:
    case = read_case_file(case_document("DE"))
    draft = draft_letter(case, answer=None)
    return sheet_data(
        draft.sheet, profile=draft.profile, dated=case.date, highlight=False
    )


@pytest.mark.parametrize("path", SOURCES, ids=[path.name for path in SOURCES])
def test_the_layout_opens_no_file_and_no_package(path: Path) -> None:
    source = re.sub(r"//.*", "", path.read_text("utf-8"))
    for forbidden in ("read(", "plugin(", "eval(", "#import", "#include", "@preview"):
        assert forbidden not in source, forbidden
    assert not path.is_symlink()


def test_a_recipient_that_no_type_size_fits_is_said_not_cut() -> None:
    case = read_case_file(case_document("DE"))
    letter = data() | {"recipient": [{"dir": "ltr", "runs": [{"t": "word " * 90}]}] * 7}
    with pytest.raises(DoesNotFit) as reason:
        typeset(letter, form="pdf", dated=case.date)
    assert reason.value.where == "recipient"


def test_what_typst_refuses_is_said() -> None:
    case = read_case_file(case_document("DE"))
    letter = data() | {"subject": [{"t": "no glyph \U0001f600"}]}
    with pytest.raises(CannotTypeset, match=r"1F600|glyph|font"):
        typeset(letter, form="pdf", dated=case.date)


def test_a_line_runs_in_the_direction_that_it_is_given() -> None:
    case = read_case_file(case_document("DE"))
    line = {"runs": [{"t": "14 Harbour Lane."}]}
    left = typeset(
        data() | {"recipient": [line | {"dir": "ltr"}]}, form="svg", dated=case.date
    )
    right = typeset(
        data() | {"recipient": [line | {"dir": "rtl"}]}, form="svg", dated=case.date
    )
    assert left != right
