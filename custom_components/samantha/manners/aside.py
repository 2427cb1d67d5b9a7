"""Ways round what can't be said aloud: the phone, the earpiece, a silent cue."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from . import rooms
from .attempts import Attempt
from .case import Case
from .choice import voice_for
from .obstacle import Obstacle, Side
from .places import Spot
from .situation import Presence, Resident, Voice, VoiceState
from .utterance import Kind, Urgency, When
from .verdict import Action, Awaited, Change, Reason, Verdict, Why

_KEPT: Final = (Kind.MESSAGE, Kind.REMINDER)
# What an earpiece gets round: it disturbs nobody else, and nobody else hears it.
_AUDIBLE: Final = (Side.PLACE, Side.OTHERS, Side.COMPANY, Side.VOICE)
_ANYBODY: Final = frozenset(
    map(Awaited, (Change.GUESTS, Change.OCCUPANCY, Change.PLACE, Change.PRESENCE))
)
_UNSAID: Final = (Side.COMPANY, Side.ADDRESS)
_BRIEF: Final = (Side.BRIEF,)
_VOICE: Final = (Side.VOICE,)


def whisper(case: Case, stuck: Iterable[Attempt]) -> Verdict | None:
    """Tell by phone those who can't be told aloud, if it is time for that."""
    stuck = tuple(stuck)
    ears = {
        attempt.resident.key: phone
        for attempt in stuck
        if attempt.resident is not None
        and (phone := _earpiece(case, attempt)) is not None
        and attempt.resident.headphones
        and attempt.resident.presence is Presence.HOME
        and phone.state is VoiceState.FREE
        and not any(_behind(case, attempt, _AUDIBLE))
    }
    if ears:
        return _whispered(ears, Why.IN_THE_EAR)
    phones: dict[str, Voice] = {}
    why = Why.LAST_CHANCE
    for attempt in stuck:
        start = _phone_from(case, attempt)
        if start is None or start > case.index.now:
            continue
        for person, phone in _phones(case, attempt):
            if phone.state is VoiceState.FREE:
                phones[person.key] = phone
                why = Why.ON_THE_PHONE if start < _last_chance(case) else why
    return _whispered(phones, why) if phones else None


def signal(case: Case, stuck: Iterable[Attempt]) -> Verdict | None:
    """Give a silent cue, once, that a message waits until it can be told."""
    reasons: list[Reason] = []
    voices: list[str] = []
    people: set[str] = set()
    for attempt in stuck:
        if not _cue_is_due(case, attempt):
            continue
        spots = _cue_spots(case, attempt.resident)
        calm = [s for s in spots if rooms.first(rooms.PEACE, case, s) is None]
        if spots and not calm:
            continue
        facts: dict[str, str] = {}
        if attempt.resident is not None:
            facts["resident"] = attempt.resident.key
            people.add(attempt.resident.key)
        if calm and calm[0].area is not None:
            facts["area"] = calm[0].area
        reasons.append(Reason(Why.SOMETHING_WAITS, facts))
        found = [voice_for(case, spot) for spot in calm]
        voices += [voice.key for voice in found if isinstance(voice, Voice)]
    if not reasons:
        return None
    return Verdict(
        action=Action.SIGNAL,
        reasons=tuple(reasons),
        voices=tuple(dict.fromkeys(voices)),
        residents=frozenset(people),
    )


def awaited(
    case: Case, attempt: Attempt
) -> Iterator[tuple[frozenset[Awaited], datetime | None]]:
    """Yield what may open one of these ways, and when one opens by itself."""
    start = _phone_from(case, attempt)
    if attempt.resident is None:
        # Whose phone it goes to depends on who is at home.
        yield frozenset({Awaited(Change.PRESENCE)}), None
    if start is not None and start > case.index.now:
        yield frozenset(), start
    elif start is not None:
        yield _until_free(phone for _, phone in _phones(case, attempt)), None
    phone = _earpiece(case, attempt)
    if phone is not None and attempt.resident is not None:
        changes = (Change.HEADPHONES, Change.PRESENCE)
        key = attempt.resident.key
        yield frozenset(Awaited(change, key) for change in changes), None
        yield _until_free([phone]), None
        for obstacle in _behind(case, attempt, _AUDIBLE):
            yield obstacle.waits, obstacle.until
    if _cue_may_come(case, attempt):
        yield from _cue_awaits(case, attempt)


def _whispered(phones: dict[str, Voice], why: Why) -> Verdict:
    return Verdict(
        action=Action.WHISPER,
        reasons=tuple(Reason(why, {"resident": key}) for key in sorted(phones)),
        voices=tuple(phones[key].key for key in sorted(phones)),
        residents=frozenset(phones),
        earpiece=why is Why.IN_THE_EAR,
    )


def _last_chance(case: Case) -> datetime:
    """Return when the last chance before it expires begins: in its second half."""
    life = case.expires - case.begins
    return case.expires - min(case.rules.last_chance, life / 2)


def _phone_from(case: Case, attempt: Attempt) -> datetime | None:
    """Return from when it goes to the phone as things are; None for never."""
    utterance = case.utterance
    starts: list[datetime] = []
    if utterance.kind in _KEPT:
        starts.append(_last_chance(case))
    if case.phones_alone and _all_of(attempt, _VOICE):
        starts.append(case.index.now)
    if utterance.urgency is Urgency.HIGH and _is_the_moment(case, attempt):
        brief = _all_of(attempt, _BRIEF)
        starts.append(case.begins + case.rules.patience if brief else case.index.now)
    return min(starts, default=None)


def _all_of(attempt: Attempt, sides: tuple[Side, ...]) -> bool:
    return all(obstacle.side in sides for obstacle in attempt.obstacles)


def _is_the_moment(case: Case, attempt: Attempt) -> bool:
    """Return whether the moment that was asked for has come."""
    match case.utterance.when:
        case When.NOW:
            return True
        case When.ADDRESSED:
            return False
        case When.HOME | When.FREE:
            if attempt.resident is None:
                return case.index.residents_home
            return attempt.resident.presence is Presence.HOME


def _phones(case: Case, attempt: Attempt) -> list[tuple[Resident, Voice]]:
    """Return the phones that may be told, with whose they are."""
    named = case.utterance.voices
    if attempt.resident is not None:
        people: Iterable[Resident] = (attempt.resident,)
    else:
        people = (
            resident
            for _, resident in sorted(case.situation.residents.items())
            if resident.presence is not Presence.AWAY
        )
    return [
        (person, phone)
        for person in people
        if (phone := case.index.phones.get(person.key)) is not None
        and (not named or phone.key in named)
    ]


def _earpiece(case: Case, attempt: Attempt) -> Voice | None:
    """Return the phone that would whisper, were its headphones on at home."""
    if (
        attempt.resident is None
        or case.utterance.when is When.ADDRESSED
        or case.utterance.areas
        or not _all_of(attempt, _AUDIBLE)
    ):
        return None
    return next((phone for _, phone in _phones(case, attempt)), None)


def _behind(
    case: Case, attempt: Attempt, sides: tuple[Side, ...]
) -> Iterator[Obstacle]:
    """Yield what is in the way besides obstacles of some sides, which stand before it.

    Without this, something worse that joins an obstacle could open a way round both.
    """
    for spot in attempt.spots:
        for obstacle in rooms.every(case, spot):
            if obstacle.side not in sides:
                yield obstacle
        voice = voice_for(case, spot)
        if isinstance(voice, Obstacle) and voice.side not in sides:
            yield voice


def _cue_may_come(case: Case, attempt: Attempt) -> bool:
    """Return whether a cue is called for, wherever they are."""
    return (
        case.utterance.kind is Kind.MESSAGE
        and not case.utterance.signalled
        and _all_of(attempt, _UNSAID)
    )


def _cue_awaits(
    case: Case, attempt: Attempt
) -> Iterator[tuple[frozenset[Awaited], datetime | None]]:
    """Yield what keeps a cue back."""
    if attempt.resident is None:
        yield _ANYBODY, None
    for obstacle in _behind(case, attempt, _UNSAID):
        yield obstacle.waits, obstacle.until
    for spot in _cue_spots(case, attempt.resident):
        kept = rooms.first(rooms.PEACE, case, spot)
        if kept is not None:
            yield kept.waits, kept.until


def _cue_is_due(case: Case, attempt: Attempt) -> bool:
    person = attempt.resident
    if not _cue_may_come(case, attempt) or any(_behind(case, attempt, _UNSAID)):
        return False
    if person is None:
        return not case.index.nobody_home
    return person.presence is Presence.HOME


def _cue_spots(case: Case, person: Resident | None) -> list[Spot]:
    """Return where those it is for are known to be."""
    index = case.index
    if person is not None:
        place = index.places.get(person.key)
        return [] if place is None else [Spot(place, Why.SOMETHING_WAITS, person.area)]
    return [
        Spot(ear, Why.SOMETHING_WAITS, index.name(ear))
        for ear in index.all_ears
        if ear in index.here or index.occupied(ear)
    ]


def _until_free(phones: Iterable[Voice]) -> frozenset[Awaited]:
    return frozenset(
        Awaited(Change.VOICE, phone.key)
        for phone in phones
        if phone.state is not VoiceState.FREE
    )
