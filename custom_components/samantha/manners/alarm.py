"""Alarms pass everything but the privacy that was asked for."""

from typing import Final

from . import rooms
from .case import Case
from .choice import candidates, nearest
from .places import Spot
from .situation import Presence, Resident, Voice, VoiceState
from .verdict import Action, Awaited, Change, Reason, Verdict, Why

# A voice that is in use is cut in on, one that is stuck may still sound.
_USABLE: Final = (VoiceState.FREE, VoiceState.BUSY, VoiceState.STUCK)


def sound(case: Case) -> Verdict:
    """Return where an alarm sounds: wherever those it is for may be, and on phones."""
    people = _people(case)
    spots = _spots(case, people)
    voices = _voices(case, spots)
    if not voices and not case.private and case.narrow is None:
        # Where they are there is nothing to say it with; it may be heard from afar.
        spots = [Spot(ear, Why.ALARM) for ear in case.index.all_ears]
        voices = _voices(case, spots) if _somebody(people) else {}
    phones = _phones(case, people)
    if not voices and not phones:
        return _nowhere(case, people)
    ears = {spot.ear for spot in spots}
    told = {
        person.key
        for person in people
        if person.key in phones
        or (
            person.presence is not Presence.AWAY
            and bool(voices)
            and (not case.private or case.index.places.get(person.key) in ears)
        )
    }
    reasons = [Reason(Why.ALARM)]
    if not voices:
        reasons.append(Reason(Why.ON_THE_PHONE))
    return Verdict(
        action=Action.SPEAK if voices else Action.WHISPER,
        reasons=tuple(reasons),
        voices=(
            *sorted(voice.key for voice in voices.values()),
            *sorted(phone.key for phone in phones.values()),
        ),
        residents=frozenset(told),
        volume=case.rules.alarm_volume if voices else None,
        chime=bool(voices),
    )


def _people(case: Case) -> tuple[Resident, ...]:
    if case.utterance.residents:
        return case.whom
    return tuple(resident for _, resident in sorted(case.situation.residents.items()))


def _spots(case: Case, people: tuple[Resident, ...]) -> list[Spot]:
    index = case.index
    if case.private:
        found = [
            Spot(index.places[person.key], Why.ALARM, person.area)
            for person in people
            if person.presence is Presence.HOME and person.key in index.places
        ]
        return [
            spot
            for spot in found
            if (case.narrow is None or spot.ear in case.narrow)
            and rooms.first(
                (rooms.guests_would_hear, rooms.others_would_hear), case, spot
            )
            is None
        ]
    if case.narrow is not None:
        ears = sorted(case.narrow)
    elif case.utterance.residents and all(
        person.presence is Presence.AWAY or person.key in index.places
        for person in people
    ):
        ears = sorted({index.places[p.key] for p in people if p.key in index.places})
    else:
        ears = index.all_ears
    return [Spot(ear, Why.ALARM, index.name(ear)) for ear in ears]


def _voice(case: Case, spot: Spot) -> Voice | None:
    voices = candidates(case, spot)
    for state in _USABLE:
        usable = [voice for voice in voices if voice.state is state]
        if usable:
            return nearest(case, spot, usable)
    return None


def _voices(case: Case, spots: list[Spot]) -> dict[str, Voice]:
    """Return one voice for each mouth."""
    found: dict[str, Voice] = {}
    for spot in spots:
        voice = _voice(case, spot)
        if voice is not None:
            found.setdefault(voice.mouth or voice.key, voice)
    return found


def _somebody(people: tuple[Resident, ...]) -> bool:
    return any(person.presence is not Presence.AWAY for person in people)


def _phones(case: Case, people: tuple[Resident, ...]) -> dict[str, Voice]:
    """Return the phones that ring, by whose they are."""
    named = case.utterance.voices
    if case.utterance.areas and not named:
        return {}
    return {
        person.key: phone
        for person in people
        if (phone := case.index.phones.get(person.key)) is not None
        and phone.state is not VoiceState.UNREACHABLE
        and (not named or phone.key in named)
    }


def _nowhere(case: Case, people: tuple[Resident, ...]) -> Verdict:
    changes = [Change.VOICE, Change.GUESTS, Change.PLACE, Change.PRESENCE]
    reasons = [
        Reason(Why.PERSON_AWAY, {"resident": person.key})
        for person in people
        if case.utterance.residents and person.presence is Presence.AWAY
    ]
    if case.private:
        reasons.append(Reason(Why.OTHERS_LISTEN))
    return Verdict(
        action=Action.WAIT,
        reasons=tuple(reasons) or (Reason(Why.NO_VOICE),),
        waits_for=frozenset(map(Awaited, changes)),
        until=case.expires,
    )
