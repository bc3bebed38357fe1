"""What the worker has in hand: room, what never came back, and who waits for room."""

import threading
from datetime import timedelta

from duly.cases.in_hand import InHand
from tests.conftest import FROZEN_NOW as NOW

LATER = NOW + timedelta(minutes=30)


def test_room_is_what_was_not_taken() -> None:
    hand = InHand()
    hand.take("one", until=LATER)
    hand.take("two", until=LATER)
    assert hand.room(most=3, now=NOW) == 1
    hand.give_back("one")
    assert hand.room(most=3, now=NOW) == 2


def test_the_same_twice_takes_room_once() -> None:
    hand = InHand()
    hand.take("one", until=LATER)
    hand.take("one", until=LATER)
    assert hand.room(most=3, now=NOW) == 2


def test_fewer_slots_than_are_taken_give_no_room() -> None:
    hand = InHand()
    for name in ("one", "two", "three"):
        hand.take(name, until=LATER)
    assert hand.room(most=2, now=NOW) == 0


def test_what_never_comes_back_keeps_its_room_until_the_lease_is_over() -> None:
    hand = InHand()
    hand.take("one", until=LATER)
    assert hand.room(most=1, now=LATER - timedelta(microseconds=1)) == 0
    assert hand.room(most=1, now=LATER) == 1


def test_what_an_earlier_life_of_the_worker_had_can_come_back() -> None:
    hand = InHand()
    hand.give_back("taken by a process that is gone")
    assert hand.room(most=1, now=NOW) == 1


def test_who_waits_for_room_goes_on_when_something_ends() -> None:
    hand = InHand()
    waiter = threading.Thread(target=hand.wait, args=(60,))
    waiter.start()
    hand.give_back("one")
    waiter.join(timeout=10)
    assert not waiter.is_alive()
