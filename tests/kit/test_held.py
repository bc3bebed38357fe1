"""One client for the settings as they are now."""

import threading

from duly.kit.held import Held


class Line:
    def __init__(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False


def test_equal_settings_keep_the_client() -> None:
    held: Held[Line] = Held()
    first = held.get(("key", 1), Line)
    assert held.get(("key", 1), Line) is first
    assert first.is_open


def test_other_settings_get_another_one_and_the_old_lines_are_closed() -> None:
    held: Held[Line] = Held()
    first = held.get(("key", 1), Line)
    second = held.get(("key", 2), Line)
    assert second is not first
    assert (first.is_open, second.is_open) == (False, True)


def test_after_closing_there_is_a_new_one() -> None:
    held: Held[Line] = Held()
    first = held.get("settings", Line)
    held.close()
    held.close()
    assert not first.is_open
    assert held.get("settings", Line) is not first


def test_two_that_begin_at_once_get_the_same_open_client() -> None:
    held: Held[Line] = Held()
    made: list[Line] = []

    def make() -> Line:
        made.append(Line())
        if len(made) == 1:
            other.start()
            other.join(timeout=0.2)  # it waits for us
        return made[0]

    other = threading.Thread(target=held.get, args=("settings", make))
    first = held.get("settings", make)
    other.join(timeout=10)
    assert len(made) == 1
    assert first.is_open
