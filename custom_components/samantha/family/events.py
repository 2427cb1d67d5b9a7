"""Pure: what people do that a reminder may wait for."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from ..manners.situation import Presence, Resident, Situation, VoiceKind

# Whoever has just spoken to her in a room is there.
_SPOKE_LATELY: Final = timedelta(minutes=2)


class Event(StrEnum):
    """What a reminder may wait for; its subject is a resident or an area."""

    ARRIVE = "arrive"
    LEAVE = "leave"
    ENTER = "enter"


def is_so(
    event: Event, subject: str, resident: str, situation: Situation
) -> bool | None:
    """Return whether it is so now what the event makes so; None where nothing tells.

    Args:
        event: what is waited for.
        subject: the resident who comes or goes, or the area that is entered.
        resident: who enters it; empty is anybody.
        situation: the house.

    """
    if event is Event.ENTER:
        return _is_in(subject, resident, situation)
    known = situation.residents.get(subject)
    if known is None or known.presence is Presence.UNKNOWN:
        return None
    is_home = known.presence is Presence.HOME
    return is_home if event is Event.ARRIVE else not is_home


def can_hear_in(area: str, situation: Situation) -> bool:
    """Return whether a voice sounds in an area."""
    ear = situation.ear_of(area)
    return any(
        situation.ear_of_voice(voice) == ear
        for voice in situation.voices.values()
        if voice.kind is not VoiceKind.PHONE
    )


def _is_in(area: str, resident: str, situation: Situation) -> bool | None:
    room = situation.areas.get(area)
    if room is None:
        return None
    if not resident:
        return room.occupied
    known = situation.residents.get(resident)
    if known is None or known.presence is Presence.UNKNOWN:
        return None
    if known.presence is Presence.AWAY:
        return False
    if known.area is not None:
        return known.area == area
    if _spoke_in(area, resident, situation):
        return True
    if room.occupied and _all_others_elsewhere(area, known, situation):
        return True
    return False if room.occupied is False else None


def _spoke_in(area: str, resident: str, situation: Situation) -> bool:
    return any(
        voice.area == area
        and voice.addressed_by == resident
        and voice.addressed is not None
        and situation.now - voice.addressed < _SPOKE_LATELY
        for voice in situation.voices.values()
    )


def _all_others_elsewhere(area: str, known: Resident, situation: Situation) -> bool:
    return situation.guests is False and all(
        other.key == known.key
        or other.presence is Presence.AWAY
        or (other.area is not None and other.area != area)
        for other in situation.residents.values()
    )
