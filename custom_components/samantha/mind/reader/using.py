"""Answers to what uses the most power."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from homeassistant.const import UnitOfPower
from homeassistant.util.unit_conversion import PowerConverter

from .index import Thing
from .inquiry import Answer, Inquiry, area_place
from .measures import source_for
from .readings import Reading, numbers, said

_POWER: Final = "power"
# It takes two to say that one of them uses most.
_FEWEST: Final = 2


def uses_most(inquiry: Inquiry) -> Answer:
    """Answer which thing, or which room, uses the most power now."""
    selection = inquiry.with_only_place().select(
        lambda thing: source_for(thing, _POWER) is not None
    )
    if selection is None:
        return None
    teller = inquiry.teller
    where = inquiry.place(selection)
    readings = numbers(inquiry, _POWER, selection.things)
    if not readings:
        return teller.say("no_sensor", where=where)
    watts = _by_user(inquiry, readings)
    if len(watts) < _FEWEST:
        known = [
            teller.part(
                "measure_named",
                names=teller.name(reading.thing),
                be=teller.one,
                value=said(inquiry, _POWER, reading),
            )
            for reading in readings
        ]
        return teller.say("uses_unknown", list=teller.listed(known))
    first = max(watts, key=lambda user: watts[user])
    if watts[first] <= 0:
        return teller.say("uses_nothing", where=where)
    inquiry.about[:] = [
        reading.thing
        for reading in readings
        if first in {reading.thing, reading.thing.area_id}
    ]
    return teller.say(
        "uses_most",
        names=_name(inquiry, first),
        value=teller.value(watts[first], UnitOfPower.WATT),
    )


def _by_user(
    inquiry: Inquiry, readings: Iterable[Reading]
) -> dict[Thing | str | None, float]:
    """Return the watts of each thing or area, without what counts for the house."""
    by_area = bool(inquiry.slots.get("rooms"))
    vocabulary = inquiry.lexicon.vocabulary
    # A meter of one thing, and none that counts or makes for all.
    of_all = inquiry.lexicon.stems_of((*vocabulary["total"], *vocabulary["makers"]))
    watts: dict[Thing | str | None, float] = {}
    for reading in readings:
        thing = reading.thing
        if (
            thing.tokens.isdisjoint(of_all)
            and _own(inquiry, thing)
            and not (by_area and thing.area_id is None)
        ):
            user = thing.area_id if by_area else thing
            watts[user] = watts.get(user, 0) + _watts(reading)
    return watts


def _watts(reading: Reading) -> float:
    number = reading.number or 0.0
    if reading.unit not in PowerConverter.VALID_UNITS:
        return number
    return PowerConverter.convert(number, reading.unit, UnitOfPower.WATT)


def _own(inquiry: Inquiry, thing: Thing) -> Sequence[str]:
    """Return the words of a meter's name that say what it measures."""
    lexicon = inquiry.lexicon
    measures = lexicon.stems_of(lexicon.vocabulary["measures"][_POWER]) | lexicon.unsaid
    words = thing.name.split()
    while words and {*lexicon.stems(words[-1])} <= measures:
        words.pop()
    return words


def _name(inquiry: Inquiry, user: Thing | str | None) -> str:
    if isinstance(user, Thing):
        own = replace(user, name=" ".join(_own(inquiry, user)))
        return inquiry.teller.name(own)
    place = area_place(inquiry.hass, user)
    return inquiry.teller.the(place.name) if place else ""
