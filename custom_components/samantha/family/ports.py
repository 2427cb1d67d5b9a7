"""What her family needs of the world beside a store: a door out, a clock, a house.

Nothing here knows Home Assistant, so that a small process can run it and be killed.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from ..manners.situation import Situation
from ..manners.verdict import Awaited
from ..voice.ports import Accepted, Also, Cancel, Draft, Told

# Starts what goes on beside.
type Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


class Door(Protocol):
    """The one door out: the courier."""

    async def accept(self, draft: Draft, also: Also | None = None) -> Accepted:
        """Take an utterance, with what is to be written along with it."""

    async def withdraw(self, key: str) -> bool:
        """Take back what waits, without a word; tell whether it did."""

    async def reword(self, key: str, text: str) -> None:
        """Have what waits, or was missed, said in other words; raises StoreError."""

    def has_begun(self, key: str) -> bool:
        """Tell whether it says an utterance, or has said it not long ago."""

    async def delivered(self, key: str) -> Told | None:
        """Wait for what becomes of an utterance; None where it waits no more."""

    def listen(self, callback: Callable[[Told], None]) -> Cancel:
        """Tell what is done."""


class House(Protocol):
    """The house, as a situation and its changes."""

    def situation(self) -> Situation:
        """Return the situation now."""

    def listen(self, changed: Callable[[frozenset[Awaited]], None]) -> Cancel:
        """Tell what has changed, whenever it does."""


class NudgeWords(Protocol):
    """How she reminds of a call, in the house's language."""

    def nudge(
        self, contact: str, since: timedelta | None, *, about_cadence: bool
    ) -> str:
        """Return a nudge, or in place of it whether the cadence is too tight.

        `contact` is the key of one; without `since` no talk is known yet.
        """


class ReminderWords(Protocol):
    """How she puts reminders, in the house's language."""

    def reminder(self, text: str, name: str | None) -> str:
        """Return a reminder as it is told; the name is of whom it is for."""

    def missed_reminders(
        self, missed: Sequence[tuple[str, datetime]], now: datetime
    ) -> str:
        """Return what should have been told, as one summary."""


class CalendarWords(Protocol):
    """How she names what stands on a calendar, in the house's language."""

    def call_to(self, name: str) -> str:
        """Return that somebody is to be called."""

    def birthday_of(self, name: str) -> str:
        """Return that it is somebody's birthday."""

    def day_of(self, name: str, day: str | None) -> str:
        """Return that it is a special day of somebody, by its name if it has one."""


class FamilyWords(ReminderWords, CalendarWords, Protocol):
    """All words of her family."""
