"""What stands on the sheet: every line of one letter, in words, before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from duly.kit.address import Address
from duly.knowledge.profiles import Profile
from duly.knowledge.prose import Vocabulary
from duly.letters.case_file import CaseFile
from duly.letters.characters import clean
from duly.letters.code_mark import code_svg
from duly.letters.parties import Parties, named_lines
from duly.letters.pen import signature_svg
from duly.letters.wording import DayWriter, Line, Run, Wording

RETURN_LINE_MOST = 110  # characters: two lines of 7 pt in a window of 79 mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """`label` ends in the colon of its language."""

    label: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return self.label + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One letter, ready to draw. Lines are tuples of runs; `code_lines` is empty without a public page."""

    language: str
    region: str | None
    direction: str
    sender: tuple[Run, ...]
    return_line: str
    recipient: tuple[Run, ...]
    recipient_lines: tuple[str, ...]
    date_line: tuple[Run, ...]
    note: str
    references: tuple[Labelled, ...]
    subject: tuple[Run, ...]
    salutation: str
    lines: tuple[Line, ...]
    after: tuple[Line, ...]
    closing: str
    name: Run
    signature_kind: str
    signature_text: str
    signature_svg: str
    signature_alt: str
    code_lines: tuple[str, ...]
    code_svg: str
    code_alt: str
    page_words: tuple[str, str, str]

    @property
    def title(self) -> str:
        return "".join(run.text for run in self.subject)


def lay_out(
    case_file: CaseFile,
    *,
    sides: Parties,
    words: Vocabulary,
    wording: Wording,
    profile: Profile,
    days: DayWriter,
    reference: str | None,
    public_url: str | None,
    after: tuple[Line, ...] = (),
) -> Sheet:
    labels = words.labels
    sender = case_file.sender
    origin = sender.address.country if sender.address else ""
    typed_name = clean(case_file.signature.text) or clean(sender.name)
    to = _recipient(sides, words, origin=origin)
    code_lines = _code_lines(reference, public_url, labels)
    return Sheet(
        language=words.language,
        region=_region(days.locale),
        direction=words.direction,
        sender=_sender(case_file, words, destination=sides.recipient_country),
        return_line=_return_line(case_file, words),
        recipient=to,
        recipient_lines=tuple(run.text for run in to if not run.is_gap),
        date_line=_date_line(case_file, labels, days),
        note=labels["registered_post"]
        if case_file.channel == "registered_post"
        else "",
        references=_references(case_file, sides, words, profile=profile, to=to),
        subject=wording.subject,
        salutation=labels["salutation"],
        lines=wording.lines,
        after=after,
        closing=labels["closing"],
        name=_name(case_file, words),
        signature_kind=case_file.signature.kind,
        signature_text=typed_name if case_file.signature.kind == "typed" else "",
        signature_svg=signature_svg(case_file.signature.strokes)
        if case_file.signature.kind == "drawn"
        else "",
        signature_alt=labels["signature_alt"].format(name=clean(sender.name)),
        code_lines=code_lines,
        code_svg=code_svg(public_url) if code_lines and public_url else "",
        code_alt=labels["code_alt"].format(url=public_url or ""),
        page_words=_page_words(labels["page"]),
    )


def _sender(
    case_file: CaseFile, words: Vocabulary, *, destination: str
) -> tuple[Run, ...]:
    sender = case_file.sender
    if not sender.address:
        lines = [
            _name(case_file, words),
            Run(words.gaps["sender_address"], is_gap=True),
        ]
    else:
        # A letter abroad names the sender's country, so that an answer finds its way.
        shown = named_lines(
            clean(sender.name),
            _cleaned(sender.address),
            origin=destination or sender.address.country,
            language=words.language,
        )
        lines = [Run(line, from_form=True) for line in shown]
    if sender.email:
        lines.append(Run(clean(sender.email), from_form=True))
    return tuple(lines)


def _name(case_file: CaseFile, words: Vocabulary) -> Run:
    name = clean(case_file.sender.name)
    if not name:
        return Run(words.gaps["sender_name"], is_gap=True)
    return Run(name, from_form=True)


def _return_line(case_file: CaseFile, words: Vocabulary) -> str:
    """The small line above the address; without the name where that would not fit its place."""
    sender = case_file.sender
    if not sender.address:
        return ""
    lines = named_lines(
        clean(sender.name),
        _cleaned(sender.address),
        origin=sender.address.country,
        language=words.language,
    )
    for shown in (lines, lines[1:], lines[-1:]):
        line = " · ".join(shown)
        if len(line) <= RETURN_LINE_MOST:
            return line
    return ""


def _recipient(sides: Parties, words: Vocabulary, *, origin: str) -> tuple[Run, ...]:
    recipient = sides.recipient
    if recipient.address:
        lines = named_lines(
            clean(recipient.name),
            _cleaned(recipient.address),
            origin=origin,
            language=words.language,
        )
        return tuple(Run(line, from_form=sides.is_typed) for line in lines)
    if recipient.email:
        return (
            Run(clean(recipient.name), from_form=sides.is_typed),
            Run(clean(recipient.email), from_form=sides.is_typed),
        )
    name = Run(clean(recipient.name), from_form=sides.is_typed)
    return (*[name] * bool(name.text), Run(words.gaps["recipient"], is_gap=True))


def _date_line(
    case_file: CaseFile, labels: Mapping[str, str], days: DayWriter
) -> tuple[Run, ...]:
    day = days.write(case_file.date)
    place = clean(case_file.place)
    pattern = labels["date_line_with_place"] if place else labels["date_line"]
    before, _, after = pattern.partition("{date}")
    if not place:
        return (Run(before + day + after),)
    start, _, middle = before.partition("{place}")
    runs = (Run(start), Run(place, from_form=True), Run(middle), Run(day), Run(after))
    return tuple(run for run in runs if run.text)


def _references(
    case_file: CaseFile,
    sides: Parties,
    words: Vocabulary,
    *,
    profile: Profile,
    to: tuple[Run, ...],
) -> tuple[Labelled, ...]:
    colon = words.labels["colon"]
    found = [
        Labelled(
            label=identifier_label(name, sides, words) + colon,
            runs=(Run(clean(value), from_form=True),),
        )
        for name, value in case_file.identifiers.items()
        if value
    ]
    if profile.stamped:
        # The carrier prints both addresses on the envelope's place; the letter itself must still name them.
        sender = _sender(case_file, words, destination=sides.recipient_country)
        from_line = Run(", ".join(run.text for run in sender), from_form=True)
        to_line = Run(", ".join(run.text for run in to), from_form=sides.is_typed)
        found[:0] = [
            Labelled(label=words.labels["from"] + colon, runs=(from_line,)),
            Labelled(label=words.labels["to"] + colon, runs=(to_line,)),
        ]
    return tuple(found)


def identifier_label(name: str, sides: Parties, words: Vocabulary) -> str:
    """The name of an identifier in the language of the letter; catalogue labels are English and serve only there."""
    if name in words.identifiers:
        return words.identifiers[name]
    if words.language == "en" and sides.identifier_labels.get(name):
        return sides.identifier_labels[name]
    return words.labels["unknown_identifier"]


def _code_lines(
    reference: str | None, public_url: str | None, labels: Mapping[str, str]
) -> tuple[str, ...]:
    if not reference and not public_url:
        return ()
    colon = labels["colon"]
    first = labels["reference"] + colon + reference if reference else ""
    second = labels["code"] + colon + public_url if public_url else ""
    return tuple(line for line in (first, second) if line)


def _cleaned(address: Address) -> Address:
    from dataclasses import fields, replace

    texts = {
        f.name: clean(getattr(address, f.name))
        for f in fields(address)
        if f.name not in {"country", "lines"}
    }
    return replace(
        address, lines=tuple(clean(line).strip() for line in address.lines), **texts
    )


def _page_words(pattern: str) -> tuple[str, str, str]:
    before, _, rest = pattern.partition("{page}")
    middle, _, after = rest.partition("{pages}")
    return before, middle, after


def _region(locale: str) -> str | None:
    _, _, region = locale.partition("_")
    return region or None
