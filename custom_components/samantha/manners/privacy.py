"""Who else would hear: not to know where somebody is, is to have them there."""

from .situation import Presence, Resident, Situation
from .utterance import Privacy


def bystander(
    situation: Situation, ear: str, whom: frozenset[str], *, somewhere: bool
) -> Resident | None:
    """Return a resident other than `whom` who hears, or may hear, what an ear does.

    Somebody is elsewhere if they are known to be away, or at home in an area of another
    ear. `somewhere` tells whether it is known where the ear itself is; a voice without
    an area may be next to anybody who is at home.
    """
    for other in situation.residents.values():
        if other.key in whom or other.presence is Presence.AWAY:
            continue
        if (
            not somewhere
            or other.presence is not Presence.HOME
            or other.area is None
            or situation.ear_of(other.area) == ear
        ):
            return other
    return None


def is_alone_with(situation: Situation, place: str, whom: frozenset[str]) -> bool:
    """Return whether nobody but `whom` hears what a voice says."""
    voice = situation.voices[place]
    if situation.guests is not False:
        return False
    ear = situation.ear_of_voice(voice)
    known = voice.area in situation.areas
    return bystander(situation, ear, whom, somewhere=known) is None


def may_hear(
    situation: Situation,
    place: str,
    privacy: Privacy,
    residents: frozenset[str],
    speaker: str | None,
) -> bool:
    """Return whether what is for `residents` may be told to who asks for it in a place.

    `speaker` is who asks, where there is evidence for it. A place that is no voice is a
    window of the app, which its user alone hears. What is private to nobody in
    particular is the household's.
    """
    if privacy is Privacy.OPEN:
        return True
    private = privacy is Privacy.PRIVATE and bool(residents)
    if place not in situation.voices:
        return speaker in (residents if private else situation.residents)
    if not private:
        return situation.guests is False
    return speaker in residents and is_alone_with(situation, place, residents)
