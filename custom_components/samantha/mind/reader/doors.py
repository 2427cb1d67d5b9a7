"""Pure: the lock of a door, where only the door's sensor has its name."""

from typing import Final

from .conditions import CONDITIONS
from .index import Thing
from .selection import Selection, Surroundings, select

LOCKING: Final = frozenset({"locked", "unlocked", "jammed"})
_DOORS: Final = frozenset({"door", "opening"})


def lock_beside(phrase: str, around: Surroundings, where: str = "") -> Selection | None:
    """Return the only lock of the room whose one door a phrase names.

    "The front door" is locked with the "door lock" of the hall, if that has no other
    lock and no other door.
    """
    named = select(phrase, _is_door, around, where)
    door = named.one_named if named else None
    if door is None:
        return None
    near = around.index.by_area.get(door.area_id or "", ())
    locks = tuple(filter(CONDITIONS["locked"].applies, near))
    if len(locks) != 1 or sum(map(_is_door, near)) != 1:
        return None
    return Selection(things=locks, by_name=True)


def _is_door(thing: Thing) -> bool:
    return thing.domain == "binary_sensor" and thing.device_class in _DOORS
