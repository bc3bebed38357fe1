"""The days of one answer as a calendar file (RFC 5545), each with an alarm."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from duly.deadlines.answer import Answer

LINE_OCTETS = 75
ALARM_HOUR = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: a whole day, or a moment. `alarm_days` before it the calendar speaks."""

    name: str
    when: date | datetime
    summary: str
    description: str
    alarm_days: tuple[int, ...]


def calendar_file(
    answer: Answer, *, title: str = "", stamp: datetime | None = None
) -> bytes:
    """Answer → bytes of an .ics file, the same for the same input.

    `title` names the provider; `stamp` is DTSTAMP (UTC), else the first day of the answer.
    """
    entries = _entries(answer, title)
    moment = stamp or _fixed_stamp(entries)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//duly//deadline//EN",
        "CALSCALE:GREGORIAN",
    ]
    for entry in entries:
        lines += _event(entry, moment)
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines).encode("utf-8")


def _entries(answer: Answer, title: str) -> list[Entry]:
    suffix = f" ({title})" if title else ""
    why = "\n".join(f"{r.date}: {r.because}" for r in answer.reasons)
    days: list[tuple[str, date | datetime | None, str, tuple[int, ...]]] = [
        (
            "email-by",
            answer.email_by,
            "Send the notice by e-mail today at the latest",
            (7, 1),
        ),
        ("post-by", answer.post_recommended, "Post the notice, if by letter", (3,)),
        ("safe-last", answer.safe_last, "Last safe day for the notice", (1,)),
        (
            "cancel-by",
            answer.instants.cancel_by,
            "Last moment to cancel the trial",
            (2, 1),
        ),
        ("effective", answer.effective, "The contract ends", (0,)),
        ("refund-due", answer.refund_due, "The refund is due", (0,)),
    ]
    return [
        Entry(name, when, summary + suffix, why, alarms)
        for name, when, summary, alarms in days
        if when is not None
    ]


def _fixed_stamp(entries: list[Entry]) -> datetime:
    """DTSTAMP must be there; the clock is not asked, so the earliest day serves."""
    days = [
        e.when if isinstance(e.when, datetime) else _midnight(e.when) for e in entries
    ]
    return min(
        (d.astimezone(UTC) for d in days), default=datetime(2000, 1, 1, tzinfo=UTC)
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _event(entry: Entry, stamp: datetime) -> list[str]:
    key = sha256(f"{entry.name}|{entry.when}|{entry.summary}".encode()).hexdigest()[:24]
    return [
        "BEGIN:VEVENT",
        f"UID:{key}@duly",
        f"DTSTAMP:{_utc(stamp)}",
        *_span(entry.when),
        f"SUMMARY:{_text(entry.summary)}",
        f"DESCRIPTION:{_text(entry.description)}",
        "TRANSP:TRANSPARENT",
        *(line for days in entry.alarm_days for line in _alarm(entry, days)),
        "END:VEVENT",
    ]


def _span(when: date | datetime) -> list[str]:
    """A whole day ends, exclusively, on the next one; a moment has no end (RFC 5545, 3.6.1)."""
    if isinstance(when, datetime):
        return [f"DTSTART:{_utc(when)}"]
    after = when + timedelta(days=1)
    return [
        f"DTSTART;VALUE=DATE:{when:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
    ]


def _alarm(entry: Entry, days: int) -> list[str]:
    """At nine in the morning, `days` before a whole day; plain days before a moment."""
    if isinstance(entry.when, datetime):
        trigger = f"-P{days}D"
    elif days == 0:
        trigger = f"PT{ALARM_HOUR}H"
    else:
        hours = days * 24 - ALARM_HOUR
        trigger = f"-PT{hours}H"
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(entry.summary)}",
        f"TRIGGER:{trigger}",
        "END:VALARM",
    ]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _fold(line: str) -> str:
    """Lines of at most 75 octets, never broken inside a character (RFC 5545, 3.1)."""
    parts: list[str] = []
    current, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > LINE_OCTETS:
            parts.append(current)
            # The blank that marks a continuation counts as one octet of the line.
            current, size = " ", 1
        current += character
        size += octets
    parts.append(current)
    return "\r\n".join(parts)
