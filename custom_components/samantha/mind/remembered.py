"""Pure: what is remembered of a place where she hears, for two minutes."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from ..manners.addressee import Decision, Said

# As long as "why didn't you answer?" can be asked.
REMEMBERED: Final = timedelta(minutes=2)

_MOST_KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class Heard:
    """Words, and when they were said or heard."""

    words: tuple[str, ...]
    when: datetime


@dataclass(frozen=True, slots=True)
class Spoken:
    """What she said, and when."""

    text: str
    when: datetime


@dataclass(slots=True)
class Place:
    """What is remembered of one satellite."""

    hers: deque[Spoken] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))
    overheard: deque[Heard] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))
    silence: tuple[datetime, Decision] | None = None
    # When she last answered here; whether she asked, and listens on.
    answered: datetime | None = None
    asked: bool = False
    listens: bool = False
    # When its loudspeaker fell silent, and when it began to listen.
    fell_silent: datetime | None = None
    began: datetime | None = None

    @property
    def since(self) -> datetime | None:
        """Return when the oldest of what is remembered was; None for nothing."""
        return min(
            (
                *(one.when for one in self.hers),
                *(one.when for one in self.overheard),
                *((self.silence[0],) if self.silence else ()),
                *((self.answered,) if self.answered else ()),
            ),
            default=None,
        )

    @property
    def talked_since(self) -> bool:
        """Return whether people have talked with each other since she spoke here."""
        return self.answered is not None and any(
            heard.when > self.answered for heard in self.overheard
        )

    def gap(self, now: datetime) -> timedelta | None:
        """Return how long after her answer here somebody began to speak."""
        if self.answered is None:
            return None
        ended = max(self.answered, self.fell_silent or self.answered)
        began = self.began if self.began and self.began >= self.answered else None
        return max((began or now) - ended, timedelta())

    def forget(self, until: datetime) -> None:
        """Forget what was up to a moment."""
        while self.hers and self.hers[0].when <= until:
            self.hers.popleft()
        while self.overheard and self.overheard[0].when <= until:
            self.overheard.popleft()
        if self.silence and self.silence[0] <= until:
            self.silence = None
        if self.answered and self.answered <= until:
            self.answered = None
            self.asked = self.listens = False


def aged(heard: Iterable[Heard], now: datetime) -> tuple[Said, ...]:
    """Return what is remembered, with its age."""
    return tuple(
        Said(one.words, age)
        for one in heard
        if (age := (now - one.when).total_seconds()) <= REMEMBERED.total_seconds()
    )
