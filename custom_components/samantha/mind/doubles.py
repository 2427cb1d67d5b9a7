"""One utterance that two satellites heard is one turn: the first to hear it answers."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
import re
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from .targets import are_near
from .turn import Reply, Turn

# Between satellites, wake word, end of speech and recognition differ by no more.
TOGETHER: Final = timedelta(seconds=3)

_WORD: Final = re.compile(r"\w+")
_REMEMBERED: Final = 16


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a satellite heard, and when."""

    satellite: str
    text: str
    when: datetime


class Ears:
    """What the satellites heard in the last few seconds, in memory only."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without having heard anything."""
        self._hass = hass
        self._heard: deque[Hearing] = deque(maxlen=_REMEMBERED)
        self._cancel_forgetting: CALLBACK_TYPE | None = None

    def others(self, hearing: Hearing) -> list[str]:
        """Return the satellites that just heard the same, and note this one."""
        recent = [
            known for known in self._heard if hearing.when - known.when <= TOGETHER
        ]
        self.forget()
        self._heard = deque([*recent, hearing], maxlen=_REMEMBERED)
        self._cancel_forgetting = async_call_later(
            self._hass, TOGETHER.total_seconds(), self._forget_later
        )
        return [
            known.satellite
            for known in recent
            if known.satellite != hearing.satellite
            and is_same_utterance(known.text, hearing.text)
        ]

    def forget(self) -> None:
        """Forget everything that was heard."""
        self._heard.clear()
        if self._cancel_forgetting:
            self._cancel_forgetting()
            self._cancel_forgetting = None

    @callback
    def _forget_later(self, _now: datetime) -> None:
        self._cancel_forgetting = None
        self.forget()


def is_same_utterance(one: str, other: str) -> bool:
    """Return whether two transcripts can be one utterance.

    Recognisers differ in a letter, or in where a word ends. More than one letter in a
    word is another word ("on" and "off", "lock" and "unlock"), and so is any other
    number. Symmetric.
    """
    words, others = (_WORD.findall(text.casefold()) for text in (one, other))
    if len(words) != len(others):
        return "".join(words) == "".join(others)
    return all(map(_is_near, words, others, strict=True))


def _is_near(word: str, other: str) -> bool:
    """Return whether two words are the same but for one letter."""
    if word == other or word.isdecimal() or other.isdecimal():
        return word == other
    short, long = sorted((word, other), key=len)
    start = next(
        (place for place, letter in enumerate(short) if long[place] != letter),
        len(short),
    )
    return long[start + 1 :] in {short[start:], short[start + 1 :]}


def note_heard(turn: Turn) -> list[str]:
    """Note what a satellite heard; return the others that just heard the same."""
    satellite = turn.heard.satellite_id
    if satellite is None:
        return []
    return turn.mind.ears.others(Hearing(satellite, turn.text, dt_util.utcnow()))


async def heard_twice(turn: Turn) -> Reply | None:
    """Stay silent where a satellite nearby has the same sentence already."""
    here = turn.heard.satellite_id
    if here and any(are_near(turn.hass, here, other) for other in note_heard(turn)):
        return turn.silence()
    return None
