"""A letter made ready: wrapped lines, quotes, hyphens and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.letters.check_reading import fold, read_letter


def test_wrapped_lines_become_one_and_paragraphs_stay_apart() -> None:
    reading = read_letter("Consumer Rights\nAct 2015\n\nYours")
    assert reading.text == "Consumer Rights Act 2015\nYours"


def test_a_word_cut_at_the_line_end_is_joined_and_a_number_keeps_its_hyphen() -> None:
    assert read_letter("con-\nsumer").text == "consumer"
    assert read_letter("article L. 215-\n1").text == "article L. 215- 1"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("“Consumer” ‘Act’", "\"Consumer\" 'Act'"),
        ("L\u00a0215–1", "L 215-1"),
        ("Straße, café, Łódź", "Strasse, cafe, Lodz"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("a  \t b", "a b"),
    ],
)
def test_signs_are_made_plain(written: str, plain: str) -> None:
    assert fold(written) == plain


def test_mail_quotes_and_list_marks_are_left_out() -> None:
    reading = read_letter("> Consumer Rights\n> Act 2015\n• first")
    assert reading.text == "Consumer Rights Act 2015 first"


def test_a_position_is_told_by_the_line_as_written() -> None:
    reading = read_letter("One\n\n\nTwo three\nfour")
    assert reading.where(reading.text.index("Two")) == "line 4"
    assert reading.where(reading.text.index("four")) == "line 5"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I cancel. Please confirm.", 2),
        ("Under art. 5 I cancel.", 1),
        ("Under Sec. 309 I cancel.", 1),
        ("Am 24. November kündige ich.", 1),
        ("I cancel by 31 December 2026. Please confirm.", 2),
        ("I ask that you:\n\ndelete my data;\n\nclose it.", 2),
        ("Subject\n\nBody", 2),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, count: int) -> None:
    assert len(list(read_letter(text).sentences())) == count


def test_the_sentence_around_a_span_is_whole() -> None:
    reading = read_letter("First one. Under the Act I cancel. Last one.")
    start = reading.text.index("Act")
    sentence = reading.sentence(start, start + 3)
    assert sentence.strip() == "under the act i cancel."


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_position_has_a_line(text: str) -> None:
    reading = read_letter(text)
    assert len(reading.small) == len(reading.text)
    for position in range(len(reading.text)):
        line = int(reading.where(position).removeprefix("line "))
        assert 1 <= line <= len(reading.lines)


@pytest.mark.parametrize(
    ("text", "plain", "written"),
    [
        ("An die Kündigungsabteilung.", "Kundigungsabteilung", "Kündigungsabteilung"),
        ("nach der (Straßen-)Ordnung", "(Strassen-)Ordnung", "Straßen-)Ordnung"),
        ("Code de\nprocédure civile,", "Code de procedure civile", "Code de procédure civile"),
    ],
)  # fmt: skip
def test_a_span_is_quoted_as_it_was_written(
    text: str, plain: str, written: str
) -> None:
    reading = read_letter(text)
    start = reading.text.index(plain)
    assert reading.quoted(start, start + len(plain)) == written
