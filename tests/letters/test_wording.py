"""Prose filled with values: conditions, gaps, demands, and which sentence rests on which rule."""

from datetime import date

import pytest

from duly.knowledge.prose import (
    CitationForms,
    LetterText,
    Vocabulary,
    parse_letter,
    parse_sections,
)
from duly.letters.citing import Citer
from duly.letters.fields import Fields
from duly.letters.wording import (
    MOST_DEMANDS,
    DayWriter,
    Filler,
    Ground,
    Run,
    Wording,
    cited_inline,
    direction_of,
)

FORMS = CitationForms(list_and="and", list_to="to", units={"art": "article"}, words={}, acts={})  # fmt: skip
RULE = Ground(rule_id="de.x", citation="§ 1 XG", blocks=("simple_exit",))


def vocabulary(demands: str = "", parts: str = "") -> Vocabulary:
    return Vocabulary(
        language="en",
        direction="ltr",
        labels={"list_and": "and", "list_or": "or"},
        identifiers={},
        gaps={"amount": "the sum"},
        parts=parse_sections(parts, name="parts.md"),
        demands=parse_sections(demands, name="demands.md"),
        citations=FORMS,
        digest="",
    )


def text_of(prose: str) -> LetterText:
    subject, blocks = parse_letter(f"# Subject\n\n{prose}", name="test.md")
    return LetterText(
        kind="ordinary",
        language="en",
        title="",
        subject=subject,
        blocks=blocks,
        fields=(),
        reviewer="",
        reviewed_on=None,
        valid_until=None,
        digest="",
    )


def filled(
    prose: str,
    *,
    values: dict[str, str | date] | None = None,
    conditions: frozenset[str] = frozenset(),
    grounds: tuple[Ground, ...] = (),
    deciding: tuple[Ground, ...] = (),
    words: Vocabulary | None = None,
    free_text: str = "",
) -> Wording:
    text, words = text_of(prose), words or vocabulary()
    filler = Filler(
        fields=Fields(
            values=values or {}, conditions=conditions, from_form=frozenset({"name"})
        ),
        words=words,
        grounds=grounds,
        inlined=cited_inline(text, words),
        deciding=deciding,
        free_text=free_text,
        days=DayWriter(locale="en_GB"),
        citer=Citer(forms=FORMS, conjunction="and"),
    )
    return filler.fill(text)


def test_a_value_of_the_form_is_marked_and_ours_is_not() -> None:
    (line,) = filled("Dear {{name}}, hello.", values={"name": "Ada"}).lines
    assert line.runs == (Run("Dear "), Run("Ada", from_form=True), Run(", hello."))


def test_a_day_is_written_in_words_that_do_not_break() -> None:
    (line,) = filled("On {{day|date}}.", values={"day": date(2026, 3, 2)}).lines
    assert line.text == "On 2\u00a0March\u00a02026."
    assert line.sentences[0].text == "On 2 March 2026."


def test_a_missing_value_is_a_gap_and_a_finding() -> None:
    wording = filled("Pay {{amount}} back.")
    assert wording.lines[0].runs[1] == Run("the sum", is_gap=True)
    (finding,) = wording.findings
    assert (finding.code, finding.where) == ("unresolved-field", "amount")


def test_values_are_never_read_as_prose() -> None:
    (line,) = filled("{{name}}", values={"name": "{{other}} [if x] # - "}).lines
    assert line.text == "{{other}} [if x] # - "


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (frozenset(), ["no a", "not b"]),
        (frozenset({"a"}), ["a without b", "not b"]),
        (frozenset({"a", "b"}), ["a and b"]),
    ],
)
def test_conditions_nest_and_turn(
    conditions: frozenset[str], expected: list[str]
) -> None:
    prose = "[if a]\n[if b]\na and b\n[else]\na without b\n[end]\n[else]\nno a\n[end]\n\n[if not b]\nnot b\n[end]"
    assert [
        line.text for line in filled(prose, conditions=conditions).lines
    ] == expected


def test_a_sentence_that_names_a_computed_day_rests_on_the_deciding_rule() -> None:
    prose = "I leave. It ends on {{effective|date}} at the latest. Thank you."
    values: dict[str, str | date] = {"effective": date(2027, 2, 14)}
    wording = filled(prose, values=values, deciding=(RULE,))
    rules = [sentence.rule_id for sentence in wording.sentences]
    assert rules == [None, "de.x", None]
    assert wording.citations == ()  # it rests on the rule and does not print it


def test_a_demand_appears_only_when_a_rule_opens_it() -> None:
    words = vocabulary("## simple_exit\n\nUnder {{citation}}, please.\n")
    assert filled("[demands]", words=words).lines == ()
    wording = filled("[demands]", words=words, grounds=(RULE,))
    assert wording.lines[0].text == "Under §\u00a01 XG, please."
    assert wording.citations == ("§ 1 XG",)
    assert wording.sentences[0].rule_id == "de.x"


def test_two_rules_share_one_paragraph() -> None:
    words = vocabulary("## simple_exit\n\nUnder {{citation}}, please.\n")
    other = Ground(rule_id="de.y", citation="§ 2 YG", blocks=("simple_exit",))
    (line,) = filled("[demands]", words=words, grounds=(RULE, other)).lines
    assert line.text == "Under §\u00a01 XG and §\u00a02 YG, please."
    assert line.sentences[0].rule_ids == ("de.x", "de.y")


def test_a_block_without_words_is_passed_over() -> None:
    assert filled("[demands]", grounds=(RULE,)).lines == ()


def test_a_letter_names_few_demands_and_silent_ones_do_not_count() -> None:
    sections = "".join(f"## d{n}\n\nDemand {n} {{{{citation}}}}.\n\n" for n in range(6))
    words = vocabulary("## quiet\n\n[if never]\nx\n[end]\n\n" + sections)
    blocks = ("quiet", *(f"d{n}" for n in range(6)))
    ground = Ground(rule_id="r", citation="§ 1", blocks=blocks)
    lines = filled("[demands]", words=words, grounds=(ground,)).lines
    assert [line.text[:8] for line in lines] == ["Demand 0", "Demand 1", "Demand 2"]
    assert len(lines) == MOST_DEMANDS


def test_a_demand_cited_in_a_sentence_gets_no_paragraph_of_its_own() -> None:
    words = vocabulary("## simple_exit\n\nUnder {{citation}}, please.\n")
    prose = "[if demand.simple_exit]\nLet me go, under {{cite.simple_exit}}. Thanks.\n[end]\n\n[demands]"
    wording = filled(
        prose,
        words=words,
        grounds=(RULE,),
        conditions=frozenset({"demand.simple_exit"}),
    )
    assert [line.text for line in wording.lines] == [
        "Let me go, under §\u00a01 XG. Thanks."
    ]
    assert [s.rule_id for s in wording.sentences] == ["de.x", None]


def test_the_persons_own_words_stand_line_by_line_and_rest_on_nothing() -> None:
    wording = filled("[free_text]", free_text="One.  \n\nTwo { }} three.\n")
    assert [line.text for line in wording.lines] == ["One.", "Two { }} three."]
    assert all(line.runs[0].from_form for line in wording.lines)
    assert all(s.rule_id is None for s in wording.sentences)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("14 Harbour Lane", "ltr"),
        ("12 رصيف", "rtl"),
        ("שלום 14", "rtl"),
        ("123", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_line_runs_by_its_first_strong_character(text: str, direction: str) -> None:
    assert direction_of(text) == direction
