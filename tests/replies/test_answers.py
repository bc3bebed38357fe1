"""What do companies answer? Over 900 samples of our own, in six languages, held apart by company."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from duly.replies.answers import read_answer, sentences
from duly.replies.newest import newest_part

SAMPLES = Path(__file__).parent / "samples"
# Written after the rules and never used to mend them.
HELD_APART = {
    "en-oakridge-club",
    "fr-bellevue",
    "it-marenostrum",
    "nl-zeezicht",
    "en-quillmere",
    "fr-chantebrise",
    "de-silberau",
    "es-lomaverde",
    "it-vallombra",
    "nl-rietmeer",
}


def samples():
    """(company, verdict, end date or None, text) of every sample."""
    for path in sorted(SAMPLES.glob("*.txt")):
        head = r"^== (\w+)(?: (\d{4}-\d\d-\d\d))?\n"
        parts = re.split(head, path.read_text("utf-8"), flags=re.MULTILINE)[1:]
        for verdict, day, text in zip(
            parts[::3], parts[1::3], parts[2::3], strict=True
        ):
            yield path.stem, verdict, date.fromisoformat(day) if day else None, text


def judged(companies):
    rows = [row for row in samples() if row[0] in companies]
    return [(row, read_answer(newest_part(row[3]))) for row in rows]


def figures(results):
    """Precision and recall of each verdict, and how many dates are right."""
    wanted = Counter(row[1] for row, _ in results)
    given = Counter(answer.verdict for _, answer in results)
    right = Counter(row[1] for row, answer in results if row[1] == answer.verdict)
    table = {
        verdict: (
            right[verdict] / max(given[verdict], 1),
            right[verdict] / wanted[verdict],
        )
        for verdict in wanted
    }
    dated = [(row[2], answer) for row, answer in results if row[2]]
    days = sum(day == answer.effective_date for day, answer in dated)
    return table, sum(right.values()) / len(results), days / len(dated)


ALL = {row[0] for row in samples()}


@pytest.mark.parametrize(
    ("split", "companies", "floor"),
    [("seen", ALL - HELD_APART, 0.95), ("held apart", HELD_APART, 0.85)],
)
def test_verdicts_and_days_reach_the_floor(split, companies, floor):
    results = judged(companies)
    table, accuracy, days = figures(results)
    print(
        f"\nanswers, {split}: {len(results)} samples, right {accuracy:.1%}, end dates {days:.1%}"
    )
    for verdict, (precision, recall) in sorted(table.items()):
        print(f"  {verdict:20} precision {precision:.2f} recall {recall:.2f}")
    assert accuracy >= floor
    assert days >= 0.9


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it", "nl"])
def test_every_language_reaches_the_floor(language):
    results = judged({one for one in ALL if one.startswith(language)})
    table, accuracy, days = figures(results)
    precision, recall = table["confirmed"]
    print(
        f"\nanswers, {language}: {len(results)} samples, right {accuracy:.1%}, end dates {days:.1%}, confirmed {precision:.2f} {recall:.2f}"
    )
    assert accuracy >= 0.95
    assert days >= 0.95
    assert precision == 1
    assert recall >= 0.95


def test_nothing_but_a_confirmation_is_ever_called_one():
    """The costly mistake: the person would believe that it is over."""
    wrong = [
        (row[0], row[1], answer.spans[0].text)
        for row, answer in judged(ALL)
        if answer.verdict == "confirmed" and row[1] != "confirmed"
    ]
    assert wrong == []


def test_there_are_enough_samples_in_every_language():
    by_language = Counter(company[:2] for company, *_ in samples())
    assert sum(by_language.values()) >= 900
    assert set(by_language) == {"en", "fr", "de", "es", "it", "nl"}
    assert min(by_language.values()) >= 100


def test_every_verdict_shows_the_sentence_that_it_rests_on():
    for (_, _, _, text), answer in judged(ALL):
        newest = newest_part(text)
        assert bool(answer.spans) == (answer.verdict != "unknown")
        for span in answer.spans:
            assert span.text in newest
            assert newest[span.start : span.end].strip() == span.text


def test_sentences_do_not_break_at_a_day_or_a_line():
    text = "Ihr Vertrag endet zum 31. März 2026 wie\ngewünscht. Vielen Dank."
    assert [s for _, s in sentences(text)] == [
        "Ihr Vertrag endet zum 31. März 2026 wie\ngewünscht.",
        "Vielen Dank.",
    ]
