"""Answers to how much energy, gas and water was used, from the long-term statistics."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from homeassistant.components.energy.const import DOMAIN as ENERGY
from homeassistant.components.energy.data import async_get_manager
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import (
    ATTR_UNIT_OF_MEASUREMENT,
    UnitOfEnergy,
    UnitOfVolume,
)
from homeassistant.core import valid_entity_id
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_system import METRIC_SYSTEM

from .conditions import number_of
from .index import Thing
from .inquiry import Answer, Inquiry
from .past import no_records, span_of
from .readings import selected
from .records import async_statistic
from .when import Span

_ASSISTANT: Final = "conversation"
_MEASURES: Final = {"energy": "energy", "gas": "gas_used", "water": "water_used"}
_CLASSES: Final = {"energy": "energy", "gas": "gas", "water": "water"}
_TOTALS: Final = frozenset({"total", "total_increasing"})
# What each answer is added up from: the type of a source, its key, and the sign.
_FLOWS: Final[dict[str, tuple[tuple[str, str, int], ...]]] = {
    "energy": (
        ("grid", "stat_energy_from", 1),
        ("solar", "stat_energy_from", 1),
        ("battery", "stat_energy_from", 1),
        ("grid", "stat_energy_to", -1),
        ("battery", "stat_energy_to", -1),
    ),
    "solar": (("solar", "stat_energy_from", 1),),
    "imported": (("grid", "stat_energy_from", 1),),
    "exported": (("grid", "stat_energy_to", 1),),
    "gas": (("gas", "stat_energy_from", 1),),
    "water": (("water", "stat_energy_from", 1),),
}


async def consumed(inquiry: Inquiry) -> Answer:
    """Answer how much was used, made, bought or sold in a span of time."""
    span = span_of(inquiry)
    if span is None or span.start == span.end:
        return None
    kind = inquiry.slots.get("used", "energy")
    if inquiry.slots.get("what"):
        return await _of_thing(inquiry, kind, span)
    flow = inquiry.slots.get("flow", kind)
    meters = await _async_meters(inquiry, flow)
    if meters is None:
        return await _by_meter(inquiry, flow, kind, span)
    return await _by_dashboard(inquiry, meters, flow, span)


async def _by_dashboard(
    inquiry: Inquiry, meters: Iterable[tuple[str, int]], flow: str, span: Span
) -> str:
    """Answer from the meters that the energy dashboard adds up."""
    kind = inquiry.slots.get("used", "energy")
    value = await _async_sum(inquiry, meters, kind, span)
    teller = inquiry.teller
    if value is None:
        return teller.say("used_nothing_known", span=span.words)
    values = {"value": value, "what": _name(inquiry, flow), "span": span.words}
    if flow != kind:
        return teller.say(f"used_{flow}", **values)
    solar = await _async_meters(inquiry, "solar") if kind == "energy" else None
    if solar and (given := await _async_sum(inquiry, solar, kind, span)):
        return teller.say("used_with_solar", solar=given, **values)
    return teller.say("used_house", **values)


async def _async_meters(inquiry: Inquiry, flow: str) -> list[tuple[str, int]] | None:
    """Return the statistics that the energy dashboard adds up, and their signs.

    None where it has none, or one of an entity that is not exposed: what is left
    would be another sum.
    """
    if ENERGY not in inquiry.hass.config.components:
        return None
    preferences = (await async_get_manager(inquiry.hass)).data
    sources: Sequence[Any] = preferences["energy_sources"] if preferences else ()
    meters = [
        (statistic_id, sign)
        for kind, key, sign in _FLOWS[flow]
        for source in sources
        if source["type"] == kind and (statistic_id := source.get(key))
    ]
    shown = all(
        async_should_expose(inquiry.hass, _ASSISTANT, statistic_id)
        for statistic_id, _ in meters
        if valid_entity_id(statistic_id)
    )
    return meters if meters and shown else None


async def _async_sum(
    inquiry: Inquiry, meters: Iterable[tuple[str, int]], kind: str, span: Span
) -> str | None:
    """Return a sum of meters in words; None where none of them knows anything."""
    units = _units(inquiry, kind)
    total, unit, known = 0.0, None, False
    for statistic_id, sign in meters:
        found = await async_statistic(
            inquiry.hass, statistic_id, span.start, span.end, units
        )
        if found.change is not None:
            total += sign * found.change
            unit, known = found.unit, True
    return inquiry.teller.value(round(total, 2), unit) if known else None


def _units(inquiry: Inquiry, kind: str) -> dict[str, str]:
    metric = inquiry.hass.config.units is METRIC_SYSTEM
    volume = {
        "gas": UnitOfVolume.CUBIC_METERS if metric else UnitOfVolume.CUBIC_FEET,
        "water": UnitOfVolume.LITERS if metric else UnitOfVolume.GALLONS,
    }
    units: dict[str, str] = {"energy": UnitOfEnergy.KILO_WATT_HOUR}
    return units | ({"volume": volume[kind]} if kind in volume else {})


async def _of_thing(inquiry: Inquiry, kind: str, span: Span) -> Answer:
    """Answer how much a thing of the house used."""
    selection = selected(inquiry, _MEASURES[kind])
    things = [
        thing
        for thing in (selection.things if selection else ())
        if _counts(inquiry, thing)
    ]
    teller = inquiry.teller
    named = inquiry.select(lambda _: True)
    if len(things) != 1:
        if named is None or not named.by_name or things:
            return None
        return teller.say("used_no_meter", what=teller.names(named.things))
    inquiry.about[:] = things
    value = await _async_sum(inquiry, [(things[0].entity_id, 1)], kind, span)
    if value is None:
        today = _of_the_day(inquiry, things[0], span)
        return today or no_records(inquiry, things, span)
    user = named.things if named and len(named.things) == 1 else things
    return teller.say(
        "used_thing", names=teller.names(user), value=value, span=span.words
    )


async def _by_meter(inquiry: Inquiry, flow: str, kind: str, span: Span) -> Answer:
    """Answer from the one meter there is, where no dashboard says which it is."""
    teller = inquiry.teller
    index = inquiry.around.index
    meters = [
        thing
        for thing in index.by_domain.get("sensor", ())
        if thing.device_class == _CLASSES[kind] and _counts(inquiry, thing)
    ]
    words: dict[str, list[str]] = inquiry.lexicon.topics["past"]["meters"]
    of_flow = {flow: frozenset(said) for flow, said in words.items()}
    if flow == kind:
        others = of_flow["solar"] | of_flow["exported"]
        meters = [thing for thing in meters if thing.tokens.isdisjoint(others)]
        total = {*inquiry.lexicon.vocabulary["total"]}
        meters = [thing for thing in meters if thing.tokens & total] or meters
    else:
        meters = [thing for thing in meters if thing.tokens & of_flow[flow]]
    what = _name(inquiry, flow)
    if not meters:
        return teller.say("used_no_meter", what=what)
    if len(meters) > 1:
        return teller.say("used_which", what=what, names=teller.names(meters))
    inquiry.about[:] = meters
    value = await _async_sum(inquiry, [(meters[0].entity_id, 1)], kind, span)
    if value is None:
        today = _of_the_day(inquiry, meters[0], span)
        return today or no_records(inquiry, meters, span)
    return teller.say(
        "used_meter", names=teller.name(meters[0]), value=value, span=span.words
    )


def _of_the_day(inquiry: Inquiry, meter: Thing, span: Span) -> Answer:
    """Answer by a meter that begins anew each day, which needs no records of today."""
    state = inquiry.state(meter)
    number = number_of(state.state) if state else None
    words = {*inquiry.lexicon.vocabulary["of_the_day"]}
    is_today = span.start == dt_util.start_of_local_day(inquiry.now)
    if state is None or number is None or not is_today or not meter.tokens & words:
        return None
    teller = inquiry.teller
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    clause = teller.part(
        "measure_named",
        names=teller.name(meter),
        be=teller.be([meter]),
        value=teller.value(number, unit),
    )
    return teller.say("measures", list=clause)


def _counts(inquiry: Inquiry, thing: Thing) -> bool:
    """Return whether a sensor counts up, so that a difference means something."""
    state = inquiry.state(thing)
    return state is not None and state.attributes.get("state_class") in _TOTALS


def _name(inquiry: Inquiry, flow: str) -> str:
    return inquiry.teller.part(f"name_{flow}")
