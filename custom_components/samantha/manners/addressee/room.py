"""What is known of the room in which something was heard."""

from dataclasses import dataclass
from typing import Final

from ..situation import Playing, Presence, Resident, Situation, Voice

_MORE_TO_HEAR: Final = (Playing.WATCHING, Playing.MUSIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Who may be speaking in a room beside somebody who speaks to her."""

    # People known to be there; None where nothing tells.
    people: int | None = None
    playing: Playing = Playing.NOTHING
    on_call: bool = False


NOWHERE: Final = Room()


def room_of(situation: Situation, place: str) -> Room:
    """Return what is known of the room that a voice hears.

    Rooms that hear each other are one. Not to know where somebody is, or whether there
    are guests, is not to know how many are there, unless several are known to be. A
    place that is no voice of the house has no room.
    """
    voice = situation.voices.get(place)
    if voice is None:
        return NOWHERE
    ear = situation.ear_of_voice(voice)
    areas = [area for area in situation.areas.values() if area.ear == ear]
    plays = {area.playing for area in areas}
    return Room(
        people=_people(situation, voice, ear),
        playing=next((one for one in _MORE_TO_HEAR if one in plays), Playing.NOTHING),
        on_call=any(area.on_call for area in areas) or _owner_calls(situation, voice),
    )


def _people(situation: Situation, voice: Voice, ear: str) -> int | None:
    may_be_home = [
        resident
        for resident in situation.residents.values()
        if resident.presence is not Presence.AWAY
    ]
    here = [one for one in may_be_home if _is_in(situation, one, ear)]
    if len(here) > 1:
        return len(here)
    known = voice.area in situation.areas
    may_be_here = [
        one
        for one in may_be_home
        if one in here
        or not known
        or one.area is None
        or one.presence is not Presence.HOME
    ]
    if not situation.residents or situation.guests is not False or len(may_be_here) > 1:
        return None
    return len(may_be_here)


def _is_in(situation: Situation, resident: Resident, ear: str) -> bool:
    return (
        resident.presence is Presence.HOME
        and resident.area is not None
        and situation.ear_of(resident.area) == ear
    )


def _owner_calls(situation: Situation, voice: Voice) -> bool:
    """Return whether its owner is on a call, which may be next to it."""
    owner = situation.residents.get(voice.resident or "")
    return (
        owner is not None
        and owner.on_call
        and owner.presence is not Presence.AWAY
        and owner.area is None
    )
