"""Where an utterance belongs: the ears in which those are whom it is for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from .case import Case
from .obstacle import Obstacle, Side
from .situation import Presence, Resident
from .utterance import When
from .verdict import Awaited, Change, Reason, Why

# What moves people who are not in sight.
_ANYBODY: Final = frozenset(
    {
        Awaited(Change.ADDRESSED),
        Awaited(Change.GUESTS),
        Awaited(Change.OCCUPANCY),
        Awaited(Change.PLACE),
        Awaited(Change.PRESENCE),
    }
)
_COMING: Final = frozenset({Awaited(Change.PRESENCE), Awaited(Change.GUESTS)})
_APPEARING: Final = frozenset({Awaited(Change.VOICE)})


class Spot(NamedTuple):
    """An ear to speak into, and why there; `voice` is the one to prefer."""

    ear: str
    why: Why
    area: str | None = None
    voice: str | None = None


class Places(NamedTuple):
    """Where somebody may be reached and what may change that; or why nowhere."""

    spots: tuple[Spot, ...] = ()
    obstacle: Obstacle | None = None
    waits: frozenset[Awaited] = frozenset()
    until: datetime | None = None


def of_resident(case: Case, resident: Resident) -> Places:
    """Return where somebody who may be at home is reached."""
    if case.narrow is not None and not case.narrow:
        return _nowhere(Side.VOICE, Why.NO_VOICE, _APPEARING)
    mine = case.index.moves(resident.key)
    place = case.index.places.get(resident.key)
    if case.utterance.when is When.ADDRESSED:
        return _where_addressed(case, mine, resident)
    if place is None:
        return _out_of_sight(case, resident)
    if case.narrow is None or place in case.narrow:
        spot = Spot(place, Why.PERSON_IS_HERE, resident.area)
        return Places((spot,), waits=mine)
    # A voice that is in no room may be where they are.
    roomless = [ear for ear in case.narrow if ear not in case.index.areas]
    if roomless and not case.private:
        return Places(_spots(case, roomless, Why.ASKED_FOR_HERE), waits=mine)
    facts = _facts(resident, resident.area)
    return _nowhere(Side.PLACE, Why.NOT_THERE, mine, facts)


def of_household(case: Case) -> Places:
    """Return where those who are at home are reached."""
    index = case.index
    if case.narrow is not None and not case.narrow:
        return _nowhere(Side.VOICE, Why.NO_VOICE, _APPEARING)
    if case.utterance.when is When.ADDRESSED:
        return _where_addressed(case, frozenset())
    if index.nobody_home:
        return _nowhere(Side.PERSON, Why.NOBODY_HOME, _COMING)
    if case.utterance.when is When.HOME and not index.residents_home:
        return _nowhere(Side.PERSON, Why.NOBODY_HOME, _COMING)
    if case.narrow is not None:
        spots = _spots(case, case.narrow, Why.ASKED_FOR_HERE)
        return Places(spots, waits=_COMING)
    people = [ear for ear in index.all_ears if ear in index.here or index.occupied(ear)]
    reached = [ear for ear in people if ear in index.voices]
    if reached or (people and index.all_in_sight):
        spots = _spots(case, reached or people, Why.PEOPLE_ARE_HERE)
        return Places(spots, waits=_ANYBODY)
    return _maybe(case, [e for e in index.voices if index.occupied(e) is None], {})


def _where_addressed(
    case: Case, mine: frozenset[Awaited], resident: Resident | None = None
) -> Places:
    """Return where somebody has just spoken to her; where they are, if it is known."""
    place = case.index.places.get(resident.key) if resident else None
    found = [
        (end, Spot(ear, Why.JUST_ADDRESSED, voice.area, voice.key))
        for end, ear, voice in case.addressed()
        if (case.narrow is None or ear in case.narrow)
        and (
            resident is None
            or voice.addressed_by == resident.key
            or (voice.addressed_by is None and ear == place)
        )
    ]
    waits = mine | {Awaited(Change.ADDRESSED)}
    if not found:
        facts = _facts(resident)
        return _nowhere(Side.ADDRESS, Why.NOT_ADDRESSED, waits, facts)
    until = min(end for end, _ in found)
    return Places(tuple(spot for _, spot in found), waits=waits, until=until)


def _out_of_sight(case: Case, resident: Resident) -> Places:
    """Return where somebody may be whose room is not known."""
    index = case.index
    facts = _facts(resident)
    waits = _ANYBODY | case.index.moves(resident.key)
    heard = max(
        (
            (end, ear, voice.key, voice.area)
            for end, ear, voice in case.addressed()
            if voice.addressed_by == resident.key
        ),
        default=None,
        key=lambda found: found[:3],
    )
    if heard is not None and (case.narrow is None or heard[1] in case.narrow):
        end, ear, voice, area = heard
        spot = Spot(ear, Why.JUST_ADDRESSED, area, voice)
        return Places((spot,), waits=waits, until=end)
    if case.private and not case.alone:
        return _nowhere(Side.COMPANY, Why.PLACE_UNKNOWN, waits, facts)
    if resident.presence is Presence.UNKNOWN and not index.somebody_home:
        return _nowhere(Side.PERSON, Why.PERSON_UNKNOWN, waits, facts)
    if case.narrow is not None:
        ears = [ear for ear in case.narrow if index.occupied(ear) is not False]
        if ears:
            return Places(_spots(case, ears, Why.ASKED_FOR_HERE), waits=waits)
        return _nowhere(Side.PLACE, Why.PLACE_UNKNOWN, waits, facts)
    occupied = [ear for ear in index.areas if index.occupied(ear)]
    # Where sensors see somebody and nobody else is known to be.
    unexplained = [ear for ear in occupied if ear not in index.here]
    unseen = [ear for ear in index.voices if index.occupied(ear) is not False]
    return _maybe(case, unexplained or unseen, facts)


def _maybe(case: Case, ears: Iterable[str], facts: dict[str, str]) -> Places:
    spots = _spots(case, ears, Why.MAYBE_HERE)
    if spots:
        return Places(spots, waits=_ANYBODY)
    if not case.index.voices:
        return _nowhere(Side.VOICE, Why.NO_VOICE, _APPEARING)
    return _nowhere(Side.PLACE, Why.PLACE_UNKNOWN, _ANYBODY, facts)


def _spots(case: Case, ears: Iterable[str], why: Why) -> tuple[Spot, ...]:
    asked = case.utterance.areas
    return tuple(Spot(ear, why, case.index.name(ear, asked)) for ear in sorted(ears))


def _nowhere(
    side: Side,
    why: Why,
    waits: frozenset[Awaited],
    facts: dict[str, str] | None = None,
) -> Places:
    return Places(obstacle=Obstacle(side, Reason(why, facts or {}), waits))


def _facts(resident: Resident | None, area: str | None = None) -> dict[str, str]:
    facts: dict[str, str] = {}
    if resident is not None:
        facts["resident"] = resident.key
    if area is not None:
        facts["area"] = area
    return facts
