"""The measures that things have now, and the few that a question means."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from homeassistant.const import (
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import State
from homeassistant.helpers import area_registry as ar

from .conditions import number_of
from .index import Thing
from .inquiry import Inquiry
from .measures import TEMPERATURE, source_for
from .selection import Fits, Selection

CHOSEN: Final = {
    "temperature": "temperature_entity_id",
    "humidity": "humidity_entity_id",
}
# What one sensor measures for the whole house.
_OF_THE_HOUSE: Final = frozenset({"power", "energy", "gas_used", "water_used"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one thing says about a measure."""

    thing: Thing
    value: Any
    unit: str | None

    @property
    def number(self) -> float | None:
        """Return the value as a number, if it is one."""
        return number_of(self.value)


def read(inquiry: Inquiry, thing: Thing, key: str) -> Reading | None:
    """Return what a thing says about a measure now; None where it says nothing."""
    found, state = source_for(thing, key), inquiry.state(thing)
    if found is None or state is None:
        return None
    source = found[1]
    if source.attribute is None:
        if state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
            return None
        return Reading(
            thing, state.state, state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        )
    value = state.attributes.get(source.attribute)
    if value is None or state.state == STATE_UNAVAILABLE:
        return None
    if number := number_of(value):
        value = number * source.factor
        if source.factor != 1:
            value = round(value)
    return Reading(thing, value, _unit(inquiry, state, source.unit))


def _unit(inquiry: Inquiry, state: State, unit: str | None) -> str | None:
    if unit == TEMPERATURE:
        return inquiry.hass.config.units.temperature_unit
    return state.attributes.get(unit, unit) if unit else None


def selected(inquiry: Inquiry, key: str) -> Selection | None:
    """Return what is meant, as few as say it."""

    def fits(thing: Thing) -> bool:
        found, state = source_for(thing, key), inquiry.state(thing)
        return (
            found is not None
            and state is not None
            and not (
                found[1].needs_attribute and found[1].attribute not in state.attributes
            )
        )

    selection = inquiry.select(fits)
    if selection is None or not selection.things:
        selection = _named_with(inquiry, key, fits) or selection
    if selection is None:
        return _of_same_device(inquiry, key)
    if selection.place is None and selection.everything and key in _OF_THE_HOUSE:
        total = {*inquiry.lexicon.vocabulary["total"]}
        whole = tuple(t for t in selection.things if t.tokens & total)
        if whole:
            return Selection(things=tuple(_best(key, whole)), by_name=True)
    if selection.place is None and selection.everything and inquiry.around.here:
        here = inquiry.around.here
        near = tuple(t for t in selection.things if t.area_id in here.areas)
        if near:
            selection = Selection(things=near, place=here, everything=True)
    if selection.kind is None and not selection.by_name:
        things = best_of_each_area(inquiry, key, selection.things)
    else:
        things = _best(key, selection.things)
    inquiry.about[:] = things
    return Selection(
        things=tuple(things),
        kind=selection.kind,
        place=selection.place,
        quantity=selection.quantity,
        by_name=selection.by_name,
        everything=selection.everything,
    )


def _named_with(inquiry: Inquiry, key: str, fits: Fits) -> Selection | None:
    """Return what has the measure in its name: "hall motion battery"."""
    what = inquiry.slots.get("what")
    words = inquiry.lexicon.vocabulary["measures"].get(key)
    if (
        not what
        or not words
        or {*inquiry.lexicon.stems(what)} <= inquiry.lexicon.unsaid
    ):
        return None
    slots = {**inquiry.slots, "what": f"{what} {words[0]}"}
    found = replace(inquiry, slots=slots).select(fits)
    return found if found and len(found.things) == 1 else None


def _of_same_device(inquiry: Inquiry, key: str) -> Selection | None:
    """Return what the device of a thing says, where the thing itself does not."""
    selection = inquiry.select(lambda _: True)
    if selection is None or not selection.by_name:
        return None
    index = inquiry.around.index
    found = {
        near.entity_id: near
        for thing in selection.things
        if thing.device_id
        for near in index.by_device[thing.device_id]
        if source_for(near, key)
    }
    if not found:
        return None
    return Selection(things=tuple(_best(key, found.values())), by_name=True)


def _best(key: str, things: Iterable[Thing]) -> list[Thing]:
    """Return the things whose source for a measure stands first."""
    ranked = [
        (found[0], thing) for thing in things if (found := source_for(thing, key))
    ]
    if not ranked:
        return []
    first = min(rank for rank, _ in ranked)
    return [thing for rank, thing in ranked if rank == first]


def best_of_each_area(
    inquiry: Inquiry, key: str, things: Iterable[Thing]
) -> list[Thing]:
    """Return one thing an area: the one chosen for it, else the one named plainest."""
    by_area: dict[str | None, list[Thing]] = {}
    lexicon = inquiry.lexicon
    within = lexicon.stems_of(lexicon.vocabulary["measured_within"])
    for thing in things:
        if key in CHOSEN and not thing.tokens.isdisjoint(within):
            continue
        by_area.setdefault(thing.area_id, []).append(thing)
    areas = ar.async_get(inquiry.hass)
    measure_tokens = {
        token
        for word in inquiry.lexicon.vocabulary["measures"].get(key, ())
        for token in inquiry.lexicon.stems(word)
    }
    best: list[Thing] = []
    for area_id, candidates in by_area.items():
        area = areas.async_get_area(area_id) if area_id else None
        chosen = getattr(area, CHOSEN[key], None) if area and key in CHOSEN else None
        if found := [thing for thing in candidates if thing.entity_id == chosen]:
            best += found
            continue
        tokens = measure_tokens | (
            {*inquiry.lexicon.stems(area.name)} if area else set()
        )
        first = _best(key, candidates)
        fewest = min(len(thing.tokens - tokens) for thing in first)
        best += [thing for thing in first if len(thing.tokens - tokens) == fewest]
    if len(by_area) > 1:
        placed = _best(key, [thing for thing in best if thing.area_id])
        return placed or best
    return best


def said(inquiry: Inquiry, key: str, reading: Reading) -> str:
    """Return a reading in words."""
    if key == "color":
        return _color(inquiry, reading.value)
    if reading.number is None:
        state = inquiry.state(reading.thing)
        if state and reading.value == state.state:
            return inquiry.teller.state(reading.thing, state)
    return inquiry.teller.value(reading.value, reading.unit)


def _color(inquiry: Inquiry, value: Any) -> str:
    """Return the name of the colour nearest to a red, green and blue."""
    colors: dict[str, list[int]] = inquiry.lexicon.vocabulary["colors"]
    return min(
        colors,
        key=lambda name: sum(
            (part - other) ** 2 for part, other in zip(colors[name], value, strict=True)
        ),
    )


def numbers(inquiry: Inquiry, key: str, things: Iterable[Thing]) -> list[Reading]:
    """Return the readings of things that are numbers."""
    return [
        reading
        for thing in things
        if (reading := read(inquiry, thing, key)) and reading.number is not None
    ]
