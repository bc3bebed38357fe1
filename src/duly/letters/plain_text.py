"""The plain twin of a letter: the same words in the order in which they are read."""

from duly.knowledge.profiles import Profile
from duly.letters.sheet import Sheet
from duly.letters.typography import plain


def sheet_text(sheet: Sheet, *, profile: Profile) -> str:
    """The same letter as plain text, in the order in which it is read; lines are not wrapped."""
    stamped = profile.places.address is None
    head = [
        "" if stamped else "\n".join(run.text for run in sheet.sender),
        "" if stamped else sheet.return_line if profile.places.return_line else "",
        "" if stamped else "\n".join(run.text for run in sheet.recipient),
        "".join(run.text for run in sheet.date_line),
        "\n".join([sheet.note] * bool(sheet.note) + [r.text for r in sheet.references]),
        sheet.title,
        sheet.salutation,
    ]
    body = [("– " if line.kind == "item" else "") + line.text for line in sheet.lines]
    foot = [sheet.closing, sheet.signature_text, sheet.name.text]
    after = [line.text for line in sheet.after]
    parts = [*head, *body, *foot, *after, "\n".join(sheet.code_lines)]
    return plain("\n\n".join(part for part in parts if part)) + "\n"
