"""Each sentence of a letter with the rule that it rests on, named in the letter or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.knowledge.law import LawSet
from duly.letters.wording import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledSentence:
    """`citation` is empty for a sentence that rests on the contract and the person's words alone."""

    text: str
    citation: str = ""
    title: str = ""
    source: str = ""
    checked_on: date | None = None
    is_named: bool = False


def ruled(sentences: Iterable[Sentence], law: LawSet) -> list[RuledSentence]:
    return [ruled_sentence(sentence, law) for sentence in sentences]


def ruled_sentence(sentence: Sentence, law: LawSet) -> RuledSentence:
    rule = law.rule(sentence.rule_id) if sentence.rule_id else None
    if rule is None:
        return RuledSentence(
            text=sentence.text,
            citation=sentence.citation,
            source=sentence.source,
            checked_on=sentence.checked_on,
            is_named=bool(sentence.citation),
        )
    return RuledSentence(
        text=sentence.text,
        citation=sentence.citation or rule.citation,
        title=rule.title,
        source=sentence.source or next((s.url for s in rule.sources), ""),
        checked_on=sentence.checked_on or rule.checked_on,
        is_named=bool(sentence.citation),
    )
