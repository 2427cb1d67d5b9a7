"""What the courier needs of the world: a clock, a situation, voices, words, a store.

The courier knows no Home Assistant, so that a small process can run it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from ..manners.situation import Situation
from ..manners.utterance import Kind, Privacy, Urgency, Utterance, When
from ..manners.verdict import Action, Awaited, Reason, Verdict
from ..store import Transaction

type Cancel = Callable[[], None]
# What is written with an utterance, given its key.
type Also = Callable[[Transaction, str], Awaitable[None]]


class Outcome(StrEnum):
    """What became of an attempt to reach somebody."""

    # Answered or acknowledged.
    HEARD = "heard"
    # Played, as far as is known.
    SPOKEN = "spoken"
    # Stopped by somebody, after some of it was played.
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What a voice is to say."""

    # In parts; a stop takes effect between two of them.
    parts: tuple[str, ...]
    title: str | None = None
    # None is the language of the voice's own pipeline.
    language: str | None = None
    volume: float | None = None
    chime: bool = False
    # Open the microphone after it for an answer.
    asks: bool = False
    # May cut in where the voice is in use.
    alarm: bool = False
    # Whispered into headphones, where the voice is a phone.
    earpiece: bool = False
    # Hidden on a locked screen, where the voice is a phone.
    private: bool = False
    # Identifies a notification, so that a tap on it can be told.
    tag: str = ""
    # Asked right before the first sound: the verdict may be some time ago.
    may_begin: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How an attempt went. `error` is a key for the ledger, never text."""

    outcome: Outcome
    voice: str
    error: str | None = None
    # How many of its parts were played to their end.
    played: int = 0


class Voices(Protocol):
    """The ways to reach people, by the keys of the situation's voices."""

    async def deliver(self, voice: str, speech: Speech) -> Delivery:
        """Say it there, to the end of the sound; a failure is an outcome, no error."""

    async def stop(self, voice: str) -> None:
        """Fall silent there, at once or before the next part."""


class Surroundings(Protocol):
    """The house, as a situation and its changes."""

    def situation(self) -> Situation:
        """Return the situation now, without what only the courier knows."""

    def listen(self, changed: Callable[[frozenset[Awaited]], None]) -> Cancel:
        """Tell what has changed, whenever it does."""


class Clock(Protocol):
    """Time, which tests and simulations move."""

    def now(self) -> datetime:
        """Return the time, with the house's time zone."""

    def utcnow(self) -> datetime:
        """Return the time in UTC: what is compared, added to or kept.

        In the house's time zone an hour comes twice once a year.
        """

    def call_at(self, when: datetime, action: Callable[[], None]) -> Cancel:
        """Do something then."""


class Wordings(Protocol):
    """The few words that the courier adds, in the house's language."""

    def interrupted(self, title: str | None) -> str:
        """Return that she may have been cut off by a restart."""

    def merged(self, texts: tuple[str, ...]) -> str:
        """Return several short utterances as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody asks her to say: the text and its terms."""

    text: str
    kind: Kind
    valid_from: datetime
    expires: datetime
    title: str | None = None
    language: str | None = None
    residents: frozenset[str] = field(default_factory=frozenset)
    areas: frozenset[str] = field(default_factory=frozenset)
    voices: frozenset[str] = field(default_factory=frozenset)
    urgency: Urgency = Urgency.NORMAL
    privacy: Privacy = Privacy.OPEN
    when: When = When.NOW
    mergeable: bool = False
    dedupe: str | None = None
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An utterance that is on disk, and the first verdict on it."""

    utterance: Utterance
    verdict: Verdict
    # It stands for one that was waiting under the same dedupe key.
    replaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the courier tells its listeners: what was done, not what was said."""

    key: str
    kind: Kind
    action: Action
    residents: frozenset[str]
    voices: tuple[str, ...]
    areas: tuple[str, ...]
    reasons: tuple[Reason, ...]
    outcome: Outcome | None = None
