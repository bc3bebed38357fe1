"""The sentence of a note: who says what, and how little it proves."""

from typing import Any

import pytest
from django.utils.translation import override

from duly.cases.event_words import sentence_of
from duly.cases.events import KINDS


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({}, "The carrier reports something that we do not know yet"),
        ({"raw_code": "X9"}, "The carrier reports something that we do not know yet"),
        ({"is_hint": True, "kind": "mdn"}, "read receipt"),
        ({"is_hint": False, "kind": "complaint"}, "a complaint"),
        ({"is_hint": True, "action": "delivered"}, "anybody could have written"),
        ({"is_hint": True, "action": "failed"}, "anybody could have written"),
        ({"is_hint": True, "kind": "dsn"}, "only a hint"),
        ({"is_hint": False, "action": "delayed"}, "tries again"),
        ({"is_hint": False, "action": "relayed"}, "passed it on"),
        ({"by": "service", "raw_code": "deferred"}, "tries again"),
        ({"by": "service", "raw_code": "complained"}, "a complaint"),
        ({"by": "service", "raw_code": "new"}, "only a hint"),
    ],
)
def test_a_note_says_whose_word_it_is(payload: dict[str, Any], words: str) -> None:
    with override("en"):
        assert words in sentence_of("dispatch.noted", payload)


def test_every_other_event_has_the_sentence_of_its_name() -> None:
    with override("en"):
        for name, kind in KINDS.items():
            if name != "dispatch.noted":
                assert sentence_of(name, {"is_hint": True}) == kind.sentence
