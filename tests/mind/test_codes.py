"""A few wrong codes, and no code is taken for a while."""

from datetime import timedelta
from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.samantha.mind.codes import CodeLock

NOW: Final = "2026-11-23T12:00:00+00:00"
RIGHT: Final = "1234"


@pytest.fixture
def lock(freezer: FrozenDateTimeFactory) -> CodeLock:
    """Return a lock on codes that nobody has tried yet."""
    freezer.move_to(NOW)
    return CodeLock()


def test_takes_the_right_code(lock: CodeLock) -> None:
    """The right code is taken, any number of times."""
    assert [lock.accepts(RIGHT, RIGHT) for _ in range(5)] == [True] * 5


@pytest.mark.parametrize("code", ["", "123", "12345", "4321", " 1234", "1234\n"])
def test_takes_no_other_code(lock: CodeLock, code: str) -> None:
    """Neither a part of the code nor more than it is the code."""
    assert not lock.accepts(code, RIGHT)


def test_pauses_after_three_wrong_codes(lock: CodeLock) -> None:
    """The third wrong code starts a pause, in which even the right one is refused."""
    paused = []
    for _ in range(3):
        lock.accepts("0000", RIGHT)
        paused.append(lock.is_paused)
    assert paused == [False, False, True]
    assert not lock.accepts(RIGHT, RIGHT)


def test_right_code_forgives(lock: CodeLock) -> None:
    """Only wrong codes in a row count."""
    tries = ["0000", "0000", RIGHT, "0000", "0000"]
    assert [lock.accepts(code, RIGHT) for code in tries].count(True) == 1
    assert not lock.is_paused


@pytest.mark.parametrize(
    ("waited", "paused"),
    [
        (timedelta(minutes=4, seconds=59), True),
        (timedelta(minutes=5), False),
        (timedelta(days=1), False),
    ],
)
def test_pause_ends(
    lock: CodeLock, freezer: FrozenDateTimeFactory, waited: timedelta, *, paused: bool
) -> None:
    """The pause lasts five minutes; then the right code is taken again."""
    for _ in range(3):
        lock.accepts("0000", RIGHT)
    freezer.tick(waited)
    assert lock.is_paused is paused
    assert lock.accepts(RIGHT, RIGHT) is not paused


def test_codes_in_a_pause_do_not_make_it_longer(
    lock: CodeLock, freezer: FrozenDateTimeFactory
) -> None:
    """Somebody who goes on trying locks nobody else out for longer."""
    for _ in range(6):
        lock.accepts("0000", RIGHT)
    freezer.tick(timedelta(minutes=5))
    assert lock.accepts(RIGHT, RIGHT)


def test_three_tries_again_after_the_pause(
    lock: CodeLock, freezer: FrozenDateTimeFactory
) -> None:
    """After a pause there are three tries again, not one."""
    for _ in range(3):
        lock.accepts("0000", RIGHT)
    freezer.tick(timedelta(minutes=5))
    paused = []
    for _ in range(3):
        lock.accepts("0000", RIGHT)
        paused.append(lock.is_paused)
    assert paused == [False, False, True]


def test_pause_grows(lock: CodeLock, freezer: FrozenDateTimeFactory) -> None:
    """Who goes on trying waits twice as long each time, an hour at most."""
    pauses = []
    for minutes in (5, 10, 20, 40, 60, 60):
        for _ in range(3):
            lock.accepts("0000", RIGHT)
        freezer.tick(timedelta(minutes=minutes, microseconds=-1))
        pauses.append(lock.is_paused)
        freezer.tick(timedelta(microseconds=1))
        pauses.append(lock.is_paused)
    assert pauses == [True, False] * 6


def test_right_code_makes_the_pause_short_again(
    lock: CodeLock, freezer: FrozenDateTimeFactory
) -> None:
    """Who knows the code does not pay for who did not."""
    for minutes in (5, 10):
        for _ in range(3):
            lock.accepts("0000", RIGHT)
        freezer.tick(timedelta(minutes=minutes))
    assert lock.accepts(RIGHT, RIGHT)
    for _ in range(3):
        lock.accepts("0000", RIGHT)
    freezer.tick(timedelta(minutes=5))
    assert not lock.is_paused
