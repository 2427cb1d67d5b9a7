"""One utterance that two satellites heard is one turn: the first to hear it answers."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
import re
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from .targets import area_heard_in
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

    def __init__(self) -> None:
        """Start without having heard anything."""
        self._heard: deque[Hearing] = deque(maxlen=_REMEMBERED)

    def others(self, hearing: Hearing) -> list[str]:
        """Return the satellites that just heard the same, and note this one."""
        recent = [
            known for known in self._heard if hearing.when - known.when <= TOGETHER
        ]
        self._heard = deque([*recent, hearing], maxlen=_REMEMBERED)
        return [
            known.satellite
            for known in recent
            if known.satellite != hearing.satellite
            and is_same_utterance(known.text, hearing.text)
        ]


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


async def heard_twice(turn: Turn) -> Reply | None:
    """Stay silent where a satellite nearby has the same sentence already."""
    satellite = turn.heard.satellite_id
    if satellite is None:
        return None
    others = turn.mind.ears.others(Hearing(satellite, turn.text, dt_util.utcnow()))
    if any(_are_near(turn.hass, turn, other) for other in others):
        return turn.silence()
    return None


def _are_near(hass: HomeAssistant, turn: Turn, satellite: str) -> bool:
    """Return whether two satellites can hear one voice: one area, or one floor."""
    here = area_heard_in(hass, turn.heard.satellite_id, turn.heard.device_id)
    there = area_heard_in(hass, satellite, None)
    if here is None or there is None:
        return False
    return here == there or _floor(hass, here) == _floor(hass, there) is not None


def _floor(hass: HomeAssistant, area_id: str) -> str | None:
    area = ar.async_get(hass).async_get_area(area_id)
    return area.floor_id if area else None
