"""Houses that are all alike but for how much stands in them, to measure time in."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice, product
import random
from typing import Final

from .kits import KIT, furnish
from .past import Past, Was
from .plan import Area, Floor, Plan, Thing

FLOORS: Final = ("Ground Floor", "First Floor", "Second Floor", "Garden")
_KINDS: Final = (
    *("Amber", "Birch", "Cedar", "Coral", "Ebony", "Fern", "Garnet", "Hazel", "Indigo"),
    *("Ivory", "Jade", "Juniper", "Lilac", "Linden", "Maple", "Olive", "Opal", "Pearl"),
    *("Rowan", "Ruby", "Saffron", "Sage", "Sienna", "Teal", "Walnut"),
)
_ROOMS: Final = (
    *("Parlour", "Kitchen", "Bedroom", "Bathroom", "Study", "Hallway", "Pantry"),
    *("Library", "Workshop", "Playroom", "Attic", "Cellar", "Lounge", "Gallery"),
    *("Closet", "Nursery", "Studio", "Terrace", "Laundry", "Gym"),
)
# What people ask in such a house; {} is one of its rooms.
SENTENCES: Final = (
    "is the {} light on",
    "is the {} window open",
    "how warm is it in the {}",
    "how humid is it in the {}",
    "which lights are on in the {}",
    "are any windows open in the {}",
    "how many lights are on",
    "which windows are open",
    "which batteries are low",
    "is anything open downstairs",
    "what's the warmest room",
    "is it warmer in the {} than outside",
    "how long has the {} lamp been on",
    "where is the {} lamp",
    "is the {} blind closed",
    "what is the {} radiator set to",
    "is there anybody in the {}",
    "did I leave the lights on in the {}",
    "what's the state of the flux compensator",
    "is everything off upstairs",
    "dim the {} light a bit",
    "a bit warmer in the {}",
    "turn off the {} lamp and the {} socket",
    "turn off all the lights in the {} except the lamp",
)
_MONTH: Final = 30
_MEASURED: Final = frozenset(
    {"temperature", "humidity", "power", "carbon_dioxide", "illuminance"}
)
_OTHER: Final = {"on": "off", "off": "on", "locked": "unlocked", "closed": "open"}


def plan(things: int) -> Plan:
    """Return a house with so many exposed entities, ten to a room."""
    rooms = [
        f"{kind} {room}"
        for kind, room in islice(product(_KINDS, _ROOMS), max(1, things // len(KIT)))
    ]
    chance = random.Random(things)  # noqa: S311  # the same house each time
    return Plan(
        name=f"{things} entities",
        core={
            "name": "Crowded",
            "latitude": 52.2,
            "longitude": 0.1,
            "unit_system": "metric",
            "time_zone": "Europe/London",
            "currency": "GBP",
            "country": "GB",
            "now": "2026-11-04T14:25:00",
        },
        floors=tuple(
            Floor(name=name, level=level) for level, name in enumerate(FLOORS)
        ),
        areas=tuple(
            Area(name=room, floor=FLOORS[place % len(FLOORS)], satellite=place == 0)
            for place, room in enumerate(rooms)
        ),
        things=tuple(_thing(room, part, chance) for room in rooms for part in KIT),
        helpers={},
        helped=(),
    )


def _thing(room: str, part: str, chance: random.Random) -> Thing:
    entity_id, values = furnish(room, part)
    if values.get("state") == "off" and part != "motion" and chance.random() < 0.1:
        values["state"] = "on"
    return Thing.read(entity_id, room, values)


def rooms(plan: Plan) -> list[str]:
    """Return the names of the rooms."""
    return [area.name for area in plan.areas]


def month(home: Plan, now: datetime) -> Past:
    """Return a month in a home, measured every ten minutes, used all day."""
    chance = random.Random(home.name)  # noqa: S311  # the same past each time
    was: list[Was] = []
    measured = set()
    for thing in home.things:
        if thing.values.get("device_class") in _MEASURED:
            was += _measured(thing, now, chance)
            measured.add(thing.entity_id)
        elif (other := _OTHER.get(str(thing.state))) is not None:
            was += _used(thing, other, now, chance)
    return Past(
        was=tuple(sorted(was, key=lambda one: one.since)), measured=frozenset(measured)
    )


def _measured(thing: Thing, now: datetime, chance: random.Random) -> Iterator[Was]:
    state = str(thing.state)
    for place in range(_MONTH * 24 * 6, -1, -1):
        since = now - timedelta(minutes=10 * place + now.minute % 10)
        yield Was(
            entity_id=thing.entity_id,
            state=f"{float(state) + chance.uniform(-3, 3):.1f}" if place else state,
            since=since,
        )


def _used(
    thing: Thing, other: str, now: datetime, chance: random.Random
) -> Iterator[Was]:
    since = now - timedelta(days=_MONTH)
    until = now - thing.since
    state = other
    while since < until:
        yield Was(entity_id=thing.entity_id, state=state, since=since)
        state = str(thing.state) if state == other else other
        since += timedelta(minutes=chance.randint(5, 140))
