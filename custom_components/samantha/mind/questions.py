"""Questions of hers that wait for an answer, one a place."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from homeassistant.util import dt as dt_util

from .answers import Answer, Expects
from .phrases import Phrases

if TYPE_CHECKING:
    from .turn import Reply, Turn

# Long enough to find the words, or to wake a satellite again; short enough that a
# yes meant for somebody else does not open a door.
PATIENCE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """Something she asked, and what the answer leads to."""

    expects: Expects
    then: Callable[[Turn, Answer], Awaitable[Reply]]
    verb: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # How its answer is read, where it is none of the expected kinds.
    reads: Callable[[str, Phrases], Answer | None] | None = None
    patience: timedelta = PATIENCE
    # What is no answer does not close it: an automation waits, and nothing moves.
    stays: bool = False
    asked: datetime = field(default_factory=dt_util.utcnow)

    def is_over(self, now: datetime) -> bool:
        """Return whether she waited long enough."""
        return now - self.asked > self.patience


class Questions:
    """The open questions, by the place they were asked in.

    A place is the satellite where there is one, otherwise the conversation: satellites
    that cannot keep a conversation open are woken again for the answer, in a new one.
    """

    def __init__(self) -> None:
        """Start with no question open."""
        self._open: dict[str, OpenQuestion] = {}

    def ask(self, place: str, question: OpenQuestion) -> None:
        """Wait for an answer in a place; a question open there before is withdrawn."""
        self._open = self.waiting() | {place: question}

    def withdraw(self, question: OpenQuestion) -> None:
        """Close a question wherever it is open."""
        self._open = {
            place: other for place, other in self._open.items() if other is not question
        }

    def waiting(self) -> dict[str, OpenQuestion]:
        """Return the questions that are open, by place."""
        now = dt_util.utcnow()
        return {
            place: question
            for place, question in self._open.items()
            if not question.is_over(now)
        }

    def take(self, place: str) -> OpenQuestion | None:
        """Return the question open in a place and close it."""
        question = self._open.pop(place, None)
        if question is None or question.is_over(dt_util.utcnow()):
            return None
        return question
