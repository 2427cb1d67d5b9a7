"""What states say of residents and rooms, and which states are asked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from homeassistant.core import State

from ..manners.situation import Area, Presence, Resident
from ..residents import ResidentSettings
from .floor_plan import FloorPlan, Room
from .occupancy import occupied
from .playing import playing_of
from .presence import presence_of
from .sensing import goes_on, is_on

_ATTR_DEVICE_TRACKERS: Final = "device_trackers"

type States = Callable[[str], State | None]


class Part(StrEnum):
    """The parts of a situation that are looked at by themselves."""

    HOUSE = "house"
    RESIDENT = "resident"
    AREA = "area"
    VOICE = "voice"


type Piece = tuple[Part, str]
HOUSE: Final[Piece] = (Part.HOUSE, "")


def trackers_of(person: State | None) -> tuple[str, ...]:
    """Return the device trackers that a person entity goes by."""
    return tuple(person.attributes.get(_ATTR_DEVICE_TRACKERS, ())) if person else ()


def resident_seen(  # noqa: PLR0913 # all that is known of them
    resident: ResidentSettings,
    states: States,
    area_of: Callable[[Iterable[State | None]], str | None],
    *,
    started: bool,
    hushed_until: datetime | None,
    before: Resident | None,
    now: datetime,
) -> Resident:
    """Return what is known of a resident; `area_of` reads trackers.

    What was known `before` tells whether they have come home now.

    The person entity says whether they are home; what tells their room stands in where
    it is silent. Before Home Assistant has started, its states may be of yesterday.
    """
    person = states(resident.person)
    seen = Resident(
        key=resident.key,
        child=resident.child,
        on_call=goes_on(_state(states, resident.call)),
        do_not_disturb=goes_on(_state(states, resident.do_not_disturb)),
        quiet_hours=resident.quiet_hours,
        hushed_until=hushed_until,
        sleep_area=resident.sleep_area,
        phone=f"notify.{resident.phone}" if resident.phone else None,
        headphones=is_on(_state(states, resident.headphones)) is True,
    )
    if not started:
        return seen
    asleep = is_on(_state(states, resident.sleep))
    presence = presence_of(person)
    area = None
    if presence is not Presence.AWAY:
        area = area_of([_state(states, resident.tracker)]) or area_of(
            map(states, trackers_of(person))
        )
    presence = Presence.HOME if area else presence
    came_home = None
    if before and presence is Presence.HOME:
        came_home = now if before.presence is Presence.AWAY else before.came_home
    return replace(
        seen,
        presence=presence,
        came_home=came_home,
        area=area,
        awake=None if asleep is None else not asleep,
    )


def area_seen(
    room: Room,
    states: States,
    *,
    moved: bool,
    on_call: bool,
    hushed_until: datetime | None,
) -> Area:
    """Return what is known of a room."""
    return Area(
        key=room.key,
        ear=room.ear,
        occupied=occupied(
            map(states, room.presence), map(states, room.motion), moved=moved
        ),
        playing=playing_of(map(states, room.players)),
        on_call=on_call,
        timer=any(goes_on(states(timer)) for timer in room.timers),
        hushed_until=hushed_until,
    )


def on_calls(residents: Mapping[str, Resident]) -> set[str]:
    """Return the areas in which somebody is known to be on a call."""
    return {one.area for one in residents.values() if one.on_call and one.area}


def sources(
    plan: FloorPlan,
    residents: Mapping[str, ResidentSettings],
    states: States,
    guests: str | None,
    watched: Callable[[str], frozenset[str]],
) -> Mapping[str, frozenset[Piece]]:
    """Return the entities whose states are used, each with what it is used for."""
    found = defaultdict[str, set[Piece]](set)
    for entity_id, piece in _uses(plan, residents, states, watched):
        found[entity_id].add(piece)
    if guests:
        found[guests].add(HOUSE)
    return {entity_id: frozenset(pieces) for entity_id, pieces in found.items()}


def _uses(
    plan: FloorPlan,
    residents: Mapping[str, ResidentSettings],
    states: States,
    watched: Callable[[str], frozenset[str]],
) -> Iterator[tuple[str, Piece]]:
    for key, resident in residents.items():
        for entity_id in (
            resident.person,
            resident.tracker,
            resident.sleep,
            resident.do_not_disturb,
            resident.call,
            resident.headphones,
            *trackers_of(states(resident.person)),
        ):
            if entity_id:
                yield entity_id, (Part.RESIDENT, key)
    for key, room in plan.rooms.items():
        for entity_id in (
            *room.presence,
            *room.motion,
            *room.players,
            *room.timers,
        ):
            yield entity_id, (Part.AREA, key)
    for key in plan.voices:
        for entity_id in watched(key):
            yield entity_id, (Part.VOICE, key)


def _state(states: States, entity_id: str | None) -> State | None:
    return states(entity_id) if entity_id else None
