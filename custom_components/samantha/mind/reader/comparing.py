"""Answers that compare: the warmest room, warmer than, on average, over twenty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from homeassistant.const import STATE_ON

from .conditions import number_of
from .index import Place, Thing
from .inquiry import Answer, Inquiry
from .is_it_so import which
from .measures import source_for
from .readings import Reading, best_of_each_area, numbers, said, selected
from .selection import Quantity, Selection, place_named
from .so_or_not import untold
from .telling import is_silent
from .what_state import state_clause

_SIDES: Final = ("what", "other")
# What is asked of things, where no room is named.
_OF_THINGS: Final = frozenset({"battery", "volume"})
# What is meant of lights by the words for a room.
_OF_LIGHTS: Final = {"illuminance": "brightness"}


def extreme(inquiry: Inquiry) -> Answer:
    """Answer which of several things or rooms has most or least of something."""
    key, end = inquiry.slots["most"].split(".")
    what = inquiry.slots.get("what", "")
    rooms = inquiry.lexicon.vocabulary["rooms"]
    words = {*inquiry.lexicon.words(what)}
    by_room = (
        not words.isdisjoint(rooms) and words.isdisjoint(inquiry.lexicon.kinds)
        if what
        else key not in _OF_THINGS
    )
    if by_room:
        inside = _asked_place(inquiry, what) or inquiry.around.index.places.get(
            "*inside"
        )
        things: Iterable[Thing] = (
            thing
            for thing in inquiry.around.index.things.values()
            if thing.area_id
            and source_for(thing, key)
            and (inside is None or thing.area_id in inside.areas)
        )
        readings = numbers(inquiry, key, best_of_each_area(inquiry, key, things))
    else:
        key, readings = _readings_of(inquiry, key)
    if not readings:
        if key not in _OF_LIGHTS or by_room:
            return None
        inquiry.slots = {**inquiry.slots, "state": STATE_ON}
        return which(inquiry)
    first = (max if end == "high" else min)(
        readings, key=lambda reading: reading.number or 0.0
    )
    inquiry.about[:] = [first.thing]
    place = inquiry.area_of(first.thing)
    teller = inquiry.teller
    return teller.say(
        "extreme",
        names=teller.the(place.name) if by_room and place else teller.name(first.thing),
        be=teller.be([first.thing]) if not by_room else teller.one,
        most=inquiry.lexicon.word_for("most", inquiry.slots["most"]),
        value=said(inquiry, key, first),
    )


def _readings_of(inquiry: Inquiry, key: str) -> tuple[str, list[Reading]]:
    """Return what things have of a measure, or of what is meant of lights by it."""
    for measure in filter(None, (key, _OF_LIGHTS.get(key))):
        selection = selected(inquiry, measure)
        readings = numbers(inquiry, measure, selection.things) if selection else []
        if readings:
            return measure, readings
    return key, []


def _asked_place(inquiry: Inquiry, what: str) -> Place | None:
    """Return the place that is named beside "rooms"."""
    rooms = inquiry.lexicon.vocabulary["rooms"]
    words = [word for word in inquiry.lexicon.words(what) if word not in rooms]
    phrase = " ".join([*words, inquiry.slots.get("where", "")])
    return place_named(phrase, inquiry.around) if phrase.strip() else None


def compare(inquiry: Inquiry) -> Answer:
    """Answer whether, or which, of two places or things has more of something."""
    key, end = inquiry.slots["more"].split(".")
    _name_kinds(inquiry)
    sides = _sides(inquiry)
    if sides is None:
        return _compare_lights(inquiry, end) if key in _OF_LIGHTS else None
    first, second = sides
    difference = first.number - second.number
    teller = inquiry.teller
    if difference == 0:
        return teller.say("compare_same", value=first.value)
    is_so = (difference > 0) is (end == "high")
    if inquiry.slots.get("which"):
        first, second = (first, second) if is_so else (second, first)
        return teller.say(
            "compare_which",
            names=first.name,
            value=first.value,
            second=second.clause,
        )
    return teller.say(
        "compare_yes" if is_so else "compare_no",
        first=first.clause,
        second=second.clause,
    )


def _name_kinds(inquiry: Inquiry) -> None:
    """Put the kind of the other side in the place of "one": "the kitchen one"."""
    lexicon = inquiry.lexicon
    sides = {slot: inquiry.slots[slot].split() for slot in _SIDES}
    for slot, other in (_SIDES, _SIDES[::-1]):
        kind = sides[other][-1]
        if sides[slot][-1] in lexicon.vocabulary["ones"] and kind in lexicon.kinds:
            said = " ".join([*sides[slot][:-1], kind])
            inquiry.slots = {**inquiry.slots, slot: said}


def _compare_lights(inquiry: Inquiry, end: str) -> Answer:
    """Compare two lights of which not both say how bright they are."""
    lights: list[Thing] = []
    for slot in _SIDES:
        chosen = inquiry.with_what(slot).select(lambda thing: thing.domain == "light")
        if chosen is None or len(chosen.things) != 1:
            return None
        lights += chosen.things
    inquiry.about[:] = lights
    if all(is_silent(inquiry.state(light)) for light in lights):
        return untold(inquiry, lights)
    states = [inquiry.state(light) for light in lights]
    are_on = [state is not None and state.state == STATE_ON for state in states]
    key = "compare_unknown"
    if are_on[0] is not are_on[1] and not any(map(is_silent, states)):
        key = "compare_yes" if are_on[0] is (end == "high") else "compare_no"
        key = "compare_facts" if inquiry.slots.get("which") else key
    first, second = (state_clause(inquiry, light) for light in lights)
    return inquiry.teller.say(key, first=first, second=second)


def difference(inquiry: Inquiry) -> Answer:
    """Answer how much more one place or thing has than another."""
    sides = _sides(inquiry)
    if sides is None:
        return None
    first, second = sides
    apart = abs(first.number - second.number)
    return inquiry.teller.say(
        "difference",
        value=inquiry.teller.value(round(apart, 2), first.unit),
        first=first.clause,
        second=second.clause,
    )


def average(inquiry: Inquiry) -> Answer:
    """Answer what several rooms or things have on average."""
    key = inquiry.slots["measure"]
    selection = selected(inquiry, key)
    readings = numbers(inquiry, key, selection.things) if selection else []
    if selection is None or not readings:
        return None
    mean = sum(reading.number or 0.0 for reading in readings) / len(readings)
    return inquiry.teller.say(
        "average",
        value=inquiry.teller.value(round(mean, 2), readings[0].unit),
        where=inquiry.place(selection),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison, in words and as a number."""

    name: str
    number: float
    unit: str | None
    value: str
    clause: str


def _sides(inquiry: Inquiry) -> tuple[_Side, _Side] | None:
    """Return what two slots have of a measure; None where one has nothing."""
    key = inquiry.slots.get("measure") or inquiry.slots["more"].split(".")[0]
    return _sides_of(inquiry, key) or (
        _sides_of(inquiry, _OF_LIGHTS[key]) if key in _OF_LIGHTS else None
    )


def _sides_of(inquiry: Inquiry, key: str) -> tuple[_Side, _Side] | None:
    sides: list[_Side] = []
    for slot in _SIDES:
        asked = inquiry.with_what(slot)
        chosen = selected(asked, key)
        readings = numbers(asked, key, chosen.things) if chosen else []
        if chosen is None or not readings:
            return None
        first = _of_all(inquiry, readings, chosen)
        sides.append(
            _Side(
                name=_side_name(inquiry, first, chosen),
                number=first.number or 0.0,
                unit=first.unit,
                value=said(inquiry, key, first),
                clause=_side(inquiry, key, first, chosen),
            )
        )
    return sides[0], sides[1]


def _of_all(
    inquiry: Inquiry, readings: Sequence[Reading], selection: Selection
) -> Reading:
    """Return the one reading that is meant; of a house or a floor what is usual.

    Outside it is warmer in a greenhouse, so a sensor counts that is named so.
    """
    lexicon = inquiry.lexicon
    outside = lexicon.stems_of(lexicon.vocabulary["outside"])
    named = [one for one in readings if not one.thing.tokens.isdisjoint(outside)]
    first = next(iter(named), readings[0])
    if selection.by_name or selection.kind or selection.place is None:
        return first
    units = {reading.unit for reading in readings}
    if selection.place.is_area or named or len(units) > 1:
        return first
    mean = sum(reading.number or 0.0 for reading in readings) / len(readings)
    return replace(first, value=round(mean, 1))


def than(inquiry: Inquiry) -> Answer:
    """Answer whether something is above or below a number."""
    wanted = number_of(inquiry.slots["number"])
    if wanted is None:
        return None
    if more := inquiry.slots.get("more"):
        key, end = more.split(".")
    else:
        key, end = inquiry.slots.get("measure", "temperature"), inquiry.slots["over"]
    if inquiry.slots.get("each") and not {"measure", "more"} & inquiry.slots.keys():
        key = _measured_of(inquiry) or key
    selection = selected(inquiry, key)
    if selection is None:
        return None
    if _asks_each(inquiry, selection):
        every = inquiry.select(lambda thing: source_for(thing, key) is not None)
        readings = numbers(inquiry, key, (every or selection).things)
        return _each_than(inquiry, key, readings, wanted, end) if readings else None
    readings = numbers(inquiry, key, selection.things)
    if not readings:
        return None
    first = readings[0]
    number = first.number or 0.0
    is_so = number > wanted if end == "high" else number < wanted
    return inquiry.teller.say(
        "than_yes" if is_so else "than_no",
        clause=_side(inquiry, key, first, selection),
    )


def _measured_of(inquiry: Inquiry) -> str | None:
    """Return the measure that a word for things names as well: "batteries"."""
    words = inquiry.lexicon.words(inquiry.slots.get("what", ""))
    measures = inquiry.lexicon.keys["measure"]
    return measures.get(words[-1]) if words else None


def _asks_each(inquiry: Inquiry, selection: Selection) -> bool:
    return len(selection.things) > 1 and (
        bool(inquiry.slots.get("each")) or selection.quantity is Quantity.ANY
    )


def _each_than(
    inquiry: Inquiry, key: str, readings: list[Reading], wanted: float, end: str
) -> str:
    """Say which of several are above or below a number; else the one nearest to it."""
    teller = inquiry.teller
    is_high = end == "high"
    readings = sorted(
        readings, key=lambda reading: reading.number or 0.0, reverse=is_high
    )
    so = [
        reading
        for reading in readings
        if ((reading.number or 0.0) > wanted) is is_high and reading.number != wanted
    ]
    inquiry.about[:] = [reading.thing for reading in so or readings[:1]]
    clauses = [
        teller.part(
            "compare_side",
            value=said(inquiry, key, reading),
            names=teller.name(reading.thing),
        )
        for reading in so or readings[:1]
    ]
    if inquiry.slots.get("each") and so:
        return teller.say("rooms_than", list=teller.listed(clauses))
    return teller.say("than_yes" if so else "than_no", clause=teller.listed(clauses))


def which_than(inquiry: Inquiry) -> Answer:
    """Answer in which rooms it is warmer or colder than a number."""
    wanted = number_of(inquiry.slots["number"])
    more = inquiry.slots.get("more") or f"temperature.{inquiry.slots['over']}"
    key, end = more.split(".")
    inside = inquiry.around.index.places.get("*inside")
    things = best_of_each_area(
        inquiry,
        key,
        (
            thing
            for thing in inquiry.around.index.things.values()
            if thing.area_id
            and source_for(thing, key)
            and (inside is None or thing.area_id in inside.areas)
        ),
    )
    readings = numbers(inquiry, key, things)
    if wanted is None or not readings:
        return None
    so = [
        reading
        for reading in readings
        if ((reading.number or 0.0) > wanted) is (end == "high")
        and reading.number != wanted
    ]
    if not so:
        return inquiry.teller.say("no_room_than")
    inquiry.about[:] = [reading.thing for reading in so]
    clauses = [
        said(inquiry, key, reading)
        + inquiry.teller.place(inquiry.area_of(reading.thing))
        for reading in sorted(so, key=lambda reading: reading.number or 0.0)
    ]
    return inquiry.teller.say("rooms_than", list=inquiry.teller.listed(clauses))


def _side(inquiry: Inquiry, key: str, reading: Reading, selection: Selection) -> str:
    """Return a value and what it is of: "20 degrees in the kitchen"."""
    value = said(inquiry, key, reading)
    if selection.by_name or selection.kind or not selection.place:
        return inquiry.teller.part(
            "compare_side", value=value, names=inquiry.teller.name(reading.thing)
        )
    return value + inquiry.teller.place(selection.place)


def _side_name(inquiry: Inquiry, reading: Reading, selection: Selection) -> str:
    if selection.place is None or selection.by_name:
        return inquiry.teller.name(reading.thing)
    return inquiry.teller.the(selection.place.name)
