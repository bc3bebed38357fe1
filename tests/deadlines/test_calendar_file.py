"""The calendar file: valid by RFC 5545, the same bytes for the same answer."""

from datetime import UTC, datetime

import pytest

from duly.deadlines.calendar_file import calendar_file
from duly.deadlines.rules import judge, read_matter

MATTER = {
    "residence": "DE",
    "today": "2026-03-02",
    "contract": {"term_end": "2027-02-14", "notice": "1m", "renews_for": "indefinite"},
}
TRIAL = {
    "residence": "US-NY",
    "today": "2026-03-02",
    "contract": {
        "concluded_on": "2026-03-01",
        "trial": {"started_at": "2026-03-01T22:30-05:00", "length": "30d"},
    },
}


def made(document, **options):
    return calendar_file(judge(read_matter(document)), **options)


def unfolded(data):
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("document", [MATTER, TRIAL])
def test_lines_are_folded_and_ended_as_the_standard_says(document):
    data = made(document, title="Müller & Söhne, Fitness; Köln")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode("utf-8")


@pytest.mark.parametrize("document", [MATTER, TRIAL])
def test_blocks_are_nested_and_every_event_is_complete(document):
    lines = unfolded(made(document))
    open_blocks = []
    for line in filter(None, lines):
        if line.startswith("BEGIN:"):
            open_blocks.append(line[6:])
        elif line.startswith("END:"):
            assert open_blocks.pop() == line[4:]
    assert open_blocks == []
    events = "\n".join(lines).split("BEGIN:VEVENT")[1:]
    assert len(events) >= 2
    for event in events:
        for needed in ("UID:", "DTSTAMP:", "DTSTART", "SUMMARY:", "BEGIN:VALARM"):
            assert needed in event
        assert event.count("TRIGGER:") == event.count("BEGIN:VALARM")


def test_a_whole_day_ends_on_the_next_and_a_moment_is_in_utc():
    assert "DTSTART;VALUE=DATE:20270114" in unfolded(made(MATTER))
    assert "DTEND;VALUE=DATE:20270115" in unfolded(made(MATTER))
    assert "DTSTART:20260401T023000Z" in unfolded(made(TRIAL))


def test_commas_and_line_breaks_are_escaped():
    text = made(MATTER, title="A, B; C\\D").decode()
    assert "A\\, B\\; C\\\\D" in text.replace("\r\n ", "")


def test_the_same_answer_gives_the_same_bytes_and_its_own_keys():
    assert made(MATTER) == made(MATTER)
    lines = unfolded(made(MATTER))
    keys = [line for line in lines if line.startswith("UID:")]
    assert len(keys) == len(set(keys))
    stamp = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert b"DTSTAMP:20260302T100000Z" in made(MATTER, stamp=stamp)
