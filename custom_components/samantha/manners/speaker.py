"""Who is speaking to her, and the evidence for it. Every capability asks here."""

from dataclasses import dataclass
from enum import StrEnum

from .privacy import is_alone_with
from .situation import Presence, Resident, Situation


class Evidence(StrEnum):
    """What tells who is speaking, the strongest first."""

    APP_USER = "app_user"
    SPOKEN_CODE = "spoken_code"
    RECOGNISED = "recognised"
    OWN_SATELLITE = "own_satellite"
    ONLY_AT_HOME = "only_at_home"
    ONLY_IN_ROOM = "only_in_room"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is speaking; None where there is no evidence for anybody."""

    resident: str | None
    evidence: Evidence


UNKNOWN = Speaker(None, Evidence.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a turn itself tells of who speaks, whatever its place tells."""

    # The app's user, as Home Assistant knows them.
    user_id: str | None = None
    # The residents whose name came with the right code, and whom a tag names.
    code_of: str | None = None
    recognised: str | None = None


NO_SIGNS = Signs()


def who_speaks(
    situation: Situation,
    place: str,
    user: str | None = None,
    *,
    code_of: str | None = None,
    recognised: str | None = None,
) -> Speaker:
    """Return who is speaking in a place: a voice's key, or a conversation of the app.

    `user` is the resident whom the app's user is, `code_of` the one whose name was said
    with the right code, `recognised` the one whom the recogniser's tag names, where the
    owner trusts it. What contradicts the situation (a tag of somebody who is away) is
    no evidence. In a place that is no voice, the house tells nothing.
    """
    residents = situation.residents
    if user in residents:
        return Speaker(user, Evidence.APP_USER)
    if code_of in residents:
        return Speaker(code_of, Evidence.SPOKEN_CODE)
    voice = situation.voices.get(place)
    if voice is None:
        return UNKNOWN
    if _may_be_here(residents.get(recognised or "")):
        return Speaker(recognised, Evidence.RECOGNISED)
    if _may_be_here(residents.get(voice.resident or "")):
        return Speaker(voice.resident, Evidence.OWN_SATELLITE)
    only = _only_at_home(situation)
    if only is not None:
        return Speaker(only, Evidence.ONLY_AT_HOME)
    only = _only_in_room(situation, place)
    if only is not None:
        return Speaker(only, Evidence.ONLY_IN_ROOM)
    return UNKNOWN


def _may_be_here(resident: Resident | None) -> bool:
    return resident is not None and resident.presence is not Presence.AWAY


def _only_at_home(situation: Situation) -> str | None:
    """Return the one resident at home, if all others and guests are known not to be."""
    here = [person for person in situation.residents.values() if _may_be_here(person)]
    if len(here) != 1 or situation.guests is not False:
        return None
    return here[0].key if here[0].presence is Presence.HOME else None


def _only_in_room(situation: Situation, place: str) -> str | None:
    """Return the one resident in earshot, if all others are known to be elsewhere."""
    ear = situation.ear_of_voice(situation.voices[place])
    for person in situation.residents.values():
        if (
            person.presence is Presence.HOME
            and person.area is not None
            and situation.ear_of(person.area) == ear
        ):
            alone = is_alone_with(situation, place, frozenset({person.key}))
            return person.key if alone else None
    return None
