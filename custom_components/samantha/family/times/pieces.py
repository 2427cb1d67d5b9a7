"""Pure: the pieces of a time that was said, and the tokens that they are read off."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from .days import Date, Day
from .vocabulary import Token


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. Of twelve hours, it may be either half of the day."""

    hour: int
    minute: int = 0
    twelve: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Again and again: every two weeks, every Monday and Thursday, the last Friday."""

    unit: str
    number: int = 1
    weekdays: tuple[int, ...] = ()
    # Which of the month; -1 is the last.
    nth: int | None = None
    day: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What was said of a time."""

    length: relativedelta | None = None
    day: Day | None = None
    clock: Clock | None = None
    meridiem: str | None = None
    part: str | None = None
    # "This evening" is today's, "in the evening" is the next.
    part_is_today: bool = False
    every: Every | None = None
    until: Day | None = None
    start: Day | None = None


@dataclass(slots=True)
class Reader:
    """Reads tokens from the first to the last."""

    tokens: Sequence[Token]
    at: int = 0

    def kind(self, ahead: int = 0) -> str:
        """Return the kind of a token; nothing after the last."""
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def takes(self, *kinds: str) -> bool:
        """Take tokens of these kinds, where they come next."""
        if all(self.kind(ahead) == kind for ahead, kind in enumerate(kinds)):
            self.at += len(kinds)
            return True
        return False

    def take(self, *kinds: str) -> Token | None:
        """Take the next token where it is of one of these kinds."""
        if self.kind() in kinds:
            self.at += 1
            return self.tokens[self.at - 1]
        return None

    def skip(self, *kinds: str) -> None:
        """Skip each of these kinds, where they come next, in this order."""
        for kind in kinds:
            self.take(kind)
