"""Who is home, and in which room, as far as persons and trackers tell."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from homeassistant.components.zone import ENTITY_ID_HOME
from homeassistant.const import ATTR_RESTORED, STATE_HOME, STATE_NOT_HOME
from homeassistant.core import State
from homeassistant.helpers.area_registry import AreaEntry
from homeassistant.util import slugify

from ..manners.situation import Presence
from .sensing import told

_ATTR_IN_ZONES: Final = "in_zones"
# Where trackers say the room, beside or instead of their state.
_ATTR_AREAS: Final = ("area_id", "area", "area_name", "room")


class AreaNames:
    """The areas by what trackers call them: an id, a name or an alias."""

    def __init__(self, areas: Iterable[AreaEntry]) -> None:
        """Read the names; an area's own go before the aliases of another."""
        self._areas: dict[str, str] = {}
        listed = list(areas)
        for area in listed:
            self._areas[area.id] = area.id
            self._areas.setdefault(slugify(area.name), area.id)
        for area in listed:
            for alias in area.aliases:
                self._areas.setdefault(slugify(alias), area.id)

    def area(self, said: object) -> str | None:
        """Return the area that is meant, if it is one of this house."""
        return self._areas.get(slugify(said)) if isinstance(said, str) else None


def presence_of(person: State | None) -> Presence:
    """Return whether a person is here.

    A zone within the home's is here too; a state that was only restored tells nothing.
    """
    where = told(person)
    if person is None or where is None or person.attributes.get(ATTR_RESTORED):
        return Presence.UNKNOWN
    if where == STATE_HOME or ENTITY_ID_HOME in person.attributes.get(
        _ATTR_IN_ZONES, ()
    ):
        return Presence.HOME
    return Presence.AWAY


def area_told(tracker: State | None, names: AreaNames) -> str | None:
    """Return the area that a tracker says somebody is in."""
    where = told(tracker)
    if tracker is None or where is None:
        return None
    for said in map(tracker.attributes.get, _ATTR_AREAS):
        if area := names.area(said):
            return area
    # There are houses with an area that is called "Home".
    return None if where in {STATE_HOME, STATE_NOT_HOME} else names.area(where)


def latest_area(
    trackers: Iterable[State | None],
    names: AreaNames,
    entered: Mapping[str, datetime],
) -> str | None:
    """Return the area told by the tracker that told a new one last.

    `entered` has when trackers did so; it is not when their state changed, where they
    tell the area beside it.
    """
    telling = [
        (entered.get(tracker.entity_id, tracker.last_changed), area)
        for tracker in trackers
        if tracker and (area := area_told(tracker, names))
    ]
    return max(telling)[1] if telling else None
