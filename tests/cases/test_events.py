"""The fold: what a case is, from what happened to it."""

import pytest

from duly.cases.events import KINDS, STATE_WORDS, UnknownEvent, fold
from duly.evidence.record import ETSI_EVENTS

SENT = [
    "case.opened",
    "letter.sealed",
    "dispatch.intended",
    "dispatch.attempted",
    "dispatch.accepted",
]


@pytest.mark.parametrize(
    ("names", "state"),
    [
        ([], "draft"),
        (SENT[:1], "draft"),
        (SENT[:2], "sealed"),
        (SENT[:3], "waiting_to_go"),
        (SENT[:4], "going_out"),
        (SENT, "sent"),
        ([*SENT, "bundle.issued"], "sent"),
        ([*SENT, "dispatch.bounced"], "came_back"),
        ([*SENT, "dispatch.delivered"], "delivered"),
        ([*SENT, "dispatch.delivered", "dispatch.accepted"], "delivered"),
        ([*SENT, "dispatch.delivered", "dispatch.bounced"], "came_back"),
        ([*SENT, "reply.confirmed", "dispatch.delivered"], "confirmed"),
        ([*SENT, "reply.confirmed", "case.closed"], "closed"),
        ([*SENT[:4], "dispatch.in_doubt"], "in_doubt"),
        ([*SENT[:4], "dispatch.in_doubt", "dispatch.resent"], "waiting_to_go"),
        ([*SENT[:3], "dispatch.called_off"], "sealed"),
        ([*SENT, "dispatch.returned", "dispatch.intended"], "waiting_to_go"),
    ],
)
def test_the_state_follows_the_events(names: list[str], state: str) -> None:
    assert fold(names) == state


def test_an_event_that_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(UnknownEvent):
        fold(["letter.eaten"])


def test_every_state_has_words() -> None:
    assert {kind.state for kind in KINDS.values()} - {None} <= set(STATE_WORDS)


def test_every_event_name_for_strangers_is_one_of_the_standard() -> None:
    assert {kind.etsi for kind in KINDS.values()} - {None} <= ETSI_EVENTS


def test_a_mail_server_taking_it_is_never_called_delivered() -> None:
    assert KINDS["dispatch.accepted"].etsi == "RelayToNonERDS"
    assert "deliver" not in KINDS["dispatch.accepted"].sentence.lower()
