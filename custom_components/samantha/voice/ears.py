"""In which ears she speaks, so that no two utterances overlap in one."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..manners.situation import Situation


def ear_of(situation: Situation, voice: str) -> str:
    """Return the ear that a voice speaks into; one that is not known is its own."""
    known = situation.voices.get(voice)
    return situation.ear_of_voice(known) if known else f"voice:{voice}"


def places_of(situation: Situation, voice: str) -> frozenset[str]:
    """Return what a voice takes for itself while it speaks: its ear and its mouth."""
    known = situation.voices.get(voice)
    mouth = known.mouth if known else ""
    return frozenset({ear_of(situation, voice), f"mouth:{mouth or voice}"})


@dataclass(slots=True, eq=False)
class Hold:
    """What one speech in one voice takes, from before its first sound to its end."""

    voice: str
    ear: str
    places: frozenset[str]
    alarm: bool
    # Who has to end first.
    before: tuple[Hold, ...] = ()
    # An alarm cuts in, or it may not go on.
    cut: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)


class Ears:
    """Who holds which ear."""

    def __init__(self) -> None:
        """Start in silence."""
        self._holds: dict[str, Hold] = {}

    @property
    def speaking(self) -> frozenset[str]:
        """Return the ears that are taken."""
        return frozenset(hold.ear for hold in self._holds.values())

    def taken(self, situation: Situation, voices: Iterable[str]) -> frozenset[str]:
        """Return what is taken of that which voices need."""
        return frozenset(
            place
            for voice in voices
            for place in places_of(situation, voice)
            if place in self._holds
        )

    def take(self, situation: Situation, voice: str, *, alarm: bool) -> Hold:
        """Take what a voice needs; only an alarm takes what is taken, to come next."""
        places = places_of(situation, voice)
        before = {hold for place in places if (hold := self._holds.get(place))}
        hold = Hold(
            voice, ear_of(situation, voice), places, alarm=alarm, before=tuple(before)
        )
        self._holds.update(dict.fromkeys(places, hold))
        return hold

    def release(self, hold: Hold) -> frozenset[str]:
        """Give back what was taken; return what is free now."""
        hold.ended.set()
        hold.before = ()
        freed = frozenset(
            place for place in hold.places if self._holds.get(place) is hold
        )
        for place in freed:
            del self._holds[place]
        return freed


def listeners(
    situation: Situation, residents: Iterable[str], voices: Iterable[str]
) -> Mapping[str, frozenset[str]]:
    """Return for each resident the voices that this one hears.

    Somebody whose place is not known is taken to hear any.
    """
    voices = frozenset(voices)
    heard = {}
    for resident in residents:
        known = situation.residents.get(resident)
        own = {
            voice
            for voice in voices
            if (there := situation.voices.get(voice))
            and (
                there.resident == resident
                or (
                    known is not None
                    and known.area is not None
                    and ear_of(situation, voice) == situation.ear_of(known.area)
                )
            )
        }
        heard[resident] = frozenset(own) or voices
    return heard


def areas_of(situation: Situation, voices: Iterable[str]) -> tuple[str, ...]:
    """Return the areas in which voices are."""
    found = (situation.voices.get(voice) for voice in voices)
    return tuple(sorted({voice.area for voice in found if voice and voice.area}))
