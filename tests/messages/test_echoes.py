"""An answer that its topic brings back is no message; anything else is one."""

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from custom_components.samantha.messages.echoes import Echoes
from custom_components.samantha.messages.message import Incoming
from custom_components.samantha.messages.replies import REPLY_NOTIFY

WAY: Final = "notify.family_chat"
TEXT: Final = "I come at nine"
SENT: Final = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        """Begin when the answer is sent."""
        self.time = SENT

    def now(self) -> datetime:
        """Return the time."""
        return self.time


def brought(
    text: str = TEXT, way: str | None = WAY, sender: str | None = None
) -> Incoming:
    """Return a message as a topic brings it."""
    reply = {REPLY_NOTIFY: way} if way else None
    return Incoming(text=text, source="source", sender=sender, reply=reply)


@pytest.fixture
def clock() -> Clock:
    """Return the clock."""
    return Clock()


@pytest.fixture
def echoes(clock: Clock) -> Echoes:
    """Return what is expected back after an answer."""
    echoes = Echoes(clock.now)
    echoes.expect(WAY, TEXT)
    return echoes


def test_once(echoes: Echoes) -> None:
    """What was sent comes back once; the same words again are somebody's."""
    assert echoes.is_one(brought())
    assert not echoes.is_one(brought())


@pytest.mark.parametrize(
    "message",
    [
        brought(text="I come at ten"),
        brought(way="notify.neighbours"),
        brought(way=None),
        brought(sender="Carla"),
    ],
    ids=["words", "topic", "elsewhere", "sender"],
)
def test_somebody_else(echoes: Echoes, message: Incoming) -> None:
    """Other words, another topic, or a sender's name make it a message."""
    assert not echoes.is_one(message)
    assert echoes.is_one(brought())


@pytest.mark.parametrize(
    ("after", "is_one"),
    [(timedelta(minutes=2), True), (timedelta(minutes=2, seconds=1), False)],
)
def test_in_time(
    echoes: Echoes, clock: Clock, after: timedelta, *, is_one: bool
) -> None:
    """What comes later is somebody's, also when another answer was sent meanwhile."""
    clock.time = SENT + after
    echoes.expect("notify.neighbours", TEXT)
    assert echoes.is_one(brought()) == is_one


def test_not_sent(echoes: Echoes) -> None:
    """What could not be sent does not come back."""
    echoes.forget(WAY, TEXT)
    assert not echoes.is_one(brought())
