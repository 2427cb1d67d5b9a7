"""Which message was told last in a place, so that "it" and "the next" are known."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from ...messages.message import Thread

# So long "delete it" is about a message. Later, it is about something else.
MEANT_FOR: Final = timedelta(seconds=120)
_PLACES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told in a place, and what comes next."""

    resident: str
    # The messages told last; None where only that some wait was told.
    thread: Thread | None = None
    # What is left of a long one.
    rest: tuple[str, ...] = ()
    # The keys of the threads that come next.
    ahead: tuple[str, ...] = ()
    # What was said last of it, to be said again.
    speech: str = ""
    at: datetime = field(default_factory=dt_util.utcnow)


class ToldMessages:
    """What was told lately, by place."""

    def __init__(self) -> None:
        """Start without having told anything."""
        self._told: dict[str, Told] = {}

    def at(self, place: str) -> Told | None:
        """Return what was told in a place a moment ago."""
        told = self._told.get(place)
        if told is None or dt_util.utcnow() - told.at > MEANT_FOR:
            self._told.pop(place, None)
            return None
        return told

    def note(self, place: str, told: Told) -> None:
        """Note what was just told in a place."""
        self._told.pop(place, None)
        self._told[place] = told
        while len(self._told) > _PLACES:
            self._told.pop(next(iter(self._told)))

    def forget(self, place: str) -> None:
        """Forget what was told in a place."""
        self._told.pop(place, None)
