"""How far she gets in telling each of those whom an utterance is for."""

from dataclasses import dataclass
from datetime import datetime

from . import people, rooms
from .case import Case
from .choice import voice_for
from .obstacle import Obstacle
from .places import Places, Spot, of_household, of_resident
from .situation import Resident, Voice
from .verdict import Awaited


@dataclass(frozen=True, slots=True)
class Attempt:
    """Where somebody can be told now, and what is in the way elsewhere.

    `resident` is None for whoever is at home. `waits` and `until` are what may change
    where they are looked for.
    """

    resident: Resident | None
    spots: tuple[Spot, ...] = ()
    openings: tuple[tuple[Spot, Voice], ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    waits: frozenset[Awaited] = frozenset()
    until: datetime | None = None


def attempts(case: Case) -> tuple[Attempt, ...]:
    """Return one attempt for each of those it is for, or one for the household."""
    if case.whom:
        return tuple(_for(case, resident) for resident in case.whom)
    house = case.peace.house
    if house is not None:
        return (Attempt(None, obstacles=(house,)),)
    return (_at(case, None, of_household(case)),)


def _for(case: Case, resident: Resident) -> Attempt:
    obstacle = people.first(case, resident)
    if obstacle is not None:
        return Attempt(resident, obstacles=(obstacle,))
    return _at(case, resident, of_resident(case, resident))


def _at(case: Case, resident: Resident | None, places: Places) -> Attempt:
    if places.obstacle is not None:
        return Attempt(resident, obstacles=(places.obstacle,))
    openings: list[tuple[Spot, Voice]] = []
    obstacles: list[Obstacle] = []
    for spot in places.spots:
        found = rooms.first(rooms.ALL, case, spot) or voice_for(case, spot)
        if isinstance(found, Obstacle):
            obstacles.append(found)
        else:
            openings.append((spot, found))
    return Attempt(
        resident,
        places.spots,
        tuple(openings),
        tuple(obstacles),
        places.waits,
        places.until,
    )
