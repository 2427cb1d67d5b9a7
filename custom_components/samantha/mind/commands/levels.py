"""Orders about levels: to a value, or by some."""

from collections.abc import Iterable, Sequence
from typing import Final

from homeassistant.const import STATE_OFF, STATE_UNAVAILABLE

from ..reader.index import Thing
from ..reader.selection import Fits, place_named
from .asking import Choice, Means
from .choosing import choose, choose_lone
from .dials import DIALS, Dial
from .doing import plan_of
from .looks import look, tint
from .options import option
from .order import Act, Order, Outcome, Plan, Problem
from .quantities import DEGREES, KELVIN, PERCENT, Quantity, quantity_in

ANY: Final = "any"
_CHOICE: Final = "choice"
_NUMBER: Final = "number"
_TEMPERATURE: Final = "temperature"
# These are turned on to have more of them.
_TURNED_ON: Final = frozenset({"light", "fan"})
_ENDS: Final = {0.0: ("close", "close"), 100.0: ("open", "open")}
_WITH_UNIT: Final = {
    PERCENT: frozenset(
        {
            "light",
            "media_player",
            "cover",
            "valve",
            "fan",
            "humidifier",
            "number",
            "input_number",
        }
    ),
    DEGREES: frozenset({"climate", "water_heater", "number", "input_number"}),
    KELVIN: frozenset({"light"}),
}
# What a place that stands alone means, by unit.
_PLACE: Final = {PERCENT: frozenset({"light"}), DEGREES: frozenset({"climate"})}


def set_to(order: Order) -> Outcome:
    """Plan to set a level, a colour or a mode to what was said."""
    value = next(
        order.slots[slot]
        for slot in ("value", "shade", "level", "amount")
        if slot in order.slots
    )
    dial = order.slots.get("dial")
    quantity = quantity_in(value, order.wording)
    tries: list[Outcome] = []
    if quantity is not None and dial != _CHOICE:
        tries.append(_set_level(order, quantity, dial))
    if dial in {None, "color", "temperature"}:
        tries.append(look(order, value, quantity))
    if dial in {None, _CHOICE, "speed", "color"}:
        tries.append(option(order, value, strict=dial != _CHOICE))
    plans = [outcome for outcome in tries if isinstance(outcome, Plan)]
    problems = [outcome for outcome in tries if outcome is not None]
    return next(iter((*plans, *problems)), None)


def step(order: Order) -> Outcome:
    """Plan to move a level up or down by some."""
    turned = next(
        order.slots[slot] for slot in ("turned", "felt", "chill") if slot in order.slots
    )
    name, _, way = turned.partition(".")
    if name == ANY:
        name = order.slots.get("dial", ANY)
    amount = order.slots.get("amount")
    quantity = quantity_in(amount, order.wording) if amount else None
    if amount and quantity is None:
        return None
    if name == _TEMPERATURE and "what" in order.slots and (tinted := tint(order, way)):
        return tinted
    choice = _to_step(order, name, way)
    if not isinstance(choice, Choice):
        return choice
    return _plan_steps(order, choice.things, quantity, way)


def dim(order: Order) -> Outcome:
    """Plan to dim the lights that are on here, or where it was said."""
    choice = _lights(order, "down")
    if not isinstance(choice, Choice):
        return choice
    return _plan_steps(order, choice.things, None, "down")


def more(order: Order) -> Outcome:
    """Plan the same step once more."""
    return _again(order, flip=False)


def less(order: Order) -> Outcome:
    """Plan the step back."""
    return _again(order, flip=True)


def _again(order: Order, *, flip: bool) -> Outcome:
    before = order.before
    if before is None or not order.last:
        return None
    turned = next(
        (
            before.slots[slot]
            for slot in ("turned", "felt", "chill")
            if slot in before.slots
        ),
        f"{ANY}.up" if before.does == "set_to" else "",
    )
    if not turned:
        return None
    name, _, way = turned.partition(".")
    if flip:
        way = "down" if way == "up" else "up"
    things = [thing for thing in order.last if _fits_dial(name)(thing)]
    quantity = None
    if amount := before.slots.get("amount"):
        quantity = quantity_in(amount, order.wording)
    return _plan_steps(order, things, quantity, way) if things else None


def _fits_dial(name: str) -> Fits:
    def fits(thing: Thing) -> bool:
        dial = DIALS.get(thing.domain)
        return dial is not None and name in {ANY, dial.name}

    return fits


def _set_level(order: Order, quantity: Quantity, name: str | None) -> Outcome:
    domains = _WITH_UNIT.get(quantity.unit)
    place = _PLACE.get(quantity.unit, frozenset())
    if name:
        place = frozenset(domain for domain, dial in DIALS.items() if dial.name == name)
        domains = domains or place
        place &= domains

    def fits(thing: Thing) -> bool:
        return (domains is None or thing.domain in domains) and _fits_dial(name or ANY)(
            thing
        )

    choice: Choice | Problem | None
    if "what" in order.slots:
        choice = choose(order, fits, Means(place=place))
    else:
        choice = choose_lone(order, _lone(order, fits, name or ANY))
    if not isinstance(choice, Choice):
        return choice
    if quantity.unit == KELVIN:
        return None
    return _plan_levels(order, choice.things, quantity)


def _plan_levels(order: Order, things: Sequence[Thing], quantity: Quantity) -> Outcome:
    acts: list[Act] = []
    gone, unable = list[Thing](), list[Thing]()
    notes: list[str] = []
    for thing in things:
        state, dial = order.state(thing), DIALS[thing.domain]
        if state is None or state.state == STATE_UNAVAILABLE:
            gone.append(thing)
            continue
        level = quantity.number
        low, high = dial.limits(state)
        if dial.unit == DEGREES:
            if quantity.is_level:
                return None
            level = quantity.temperature(order.hass.config.units.temperature_unit)
        elif dial.name == _NUMBER and quantity.is_level:
            level = low + (high - low) * level / 100
        if not low <= level <= high:
            unit = dial.unit or None
            notes.append(
                order.about(
                    "out_of_range",
                    [thing],
                    low=order.teller.number(low),
                    high=said(order, high, unit),
                )
            )
        elif dial.can(state):
            acts.append(_level_act(order, thing, dial, level))
        elif thing.domain == "cover" and level in _ENDS:
            service, verb = _ENDS[level]
            acts.append(
                Act(thing=thing, service=f"{service}_cover", verb=verb, say=verb)
            )
        else:
            unable.append(thing)
    return plan_of(order, acts, gone=gone, unable=unable, notes=notes)


def _level_act(order: Order, thing: Thing, dial: Dial, level: float) -> Act:
    if thing.domain == "light" and level == 0:
        return Act(thing=thing, service="turn_off", say="turn_off")
    unit = dial.unit
    if dial.name == _NUMBER:
        unit = str(order.attribute(thing, "unit_of_measurement") or "")
    return Act(
        thing=thing,
        service=dial.service,
        data=dial.set_to(level),
        verb=dial.verb,
        say=dial.say,
        values={"value": said(order, level, unit)},
    )


def said(order: Order, level: float, unit: str | None) -> str:
    """Return a level as it is said, with its unit."""
    if unit == PERCENT:
        return order.teller.value(round(level), "%")
    if unit == DEGREES:
        return order.teller.value(level, order.hass.config.units.temperature_unit)
    return order.teller.value(level, unit or None)


def _to_step(order: Order, name: str, way: str) -> Choice | Problem | None:
    fits = _fits_dial(name)
    phrase = order.slots.get("what", "")
    it = order.around.lexicon.markers["it"]
    if phrase and not (phrase in it and not any(map(fits, order.last))):
        domains = frozenset(
            domain for domain, dial in DIALS.items() if dial.name == name
        )
        done = frozenset({STATE_OFF}) if way == "down" else frozenset[str]()
        means = Means(everything=domains, place=domains, done=done)
        return choose(order, fits, means)
    if name == ANY:
        name = "volume"
        fits = _fits_dial(name)
    if name == "brightness":
        return _lights(order, way)
    return choose_lone(order, _lone(order, fits, name))


def _lights(order: Order, way: str) -> Choice | Problem | None:
    """Return the lights of the room: those that are on, where any are."""
    where = order.slots.get("where", "")
    place = place_named(where, order.around) if where else order.around.here
    if where and place is None:
        return None
    lights = order.around.index.by_domain.get("light", [])
    if place:
        there = [light for light in lights if light.area_id in place.areas]
        burning = [light for light in there if _is_on(order, light)]
        things = burning or (there if way == "up" else [])
        return Choice(things=tuple(things), several=True) if things else None
    return choose_lone(order, [light for light in lights if _is_on(order, light)])


def _lone(order: Order, fits: Fits, name: str) -> list[Thing]:
    """Return what may be meant where only a level is named."""
    things = [
        thing
        for thing in order.around.index.things.values()
        if fits(thing)
        and DIALS[thing.domain].name not in {_NUMBER, "position"}
        and thing.domain != "water_heater"
    ]
    if name == "volume":
        playing = [thing for thing in things if _is_playing(order, thing)]
        return playing or [thing for thing in things if thing in order.last] or things
    return things


def _plan_steps(
    order: Order, things: Iterable[Thing], quantity: Quantity | None, way: str
) -> Outcome:
    acts: list[Act] = []
    gone, unable, off, ended = (list[Thing]() for _ in range(4))
    # Who says that it is cold wants no setting changed that does nothing.
    feels = not order.slots.keys().isdisjoint({"felt", "chill"})
    stays_off = _TURNED_ON | {"climate"} if feels else _TURNED_ON
    for thing in _burning(order, [*things]):
        state, dial = order.state(thing), DIALS[thing.domain]
        if state is None or state.state == STATE_UNAVAILABLE:
            gone.append(thing)
        elif state.state == STATE_OFF and thing.domain in stays_off:
            if way == "up" and thing.domain in _TURNED_ON:
                acts.append(Act(thing=thing, service="turn_on", say="turn_on"))
            else:
                off.append(thing)
        elif not dial.can(state) or (now := dial.level(state)) is None:
            unable.append(thing)
        else:
            by = _by(order, dial, thing, quantity)
            low, high = dial.limits(state)
            if thing.domain in {"light", "fan"}:
                low = max(low, 1 if thing.domain == "light" else by)
            level = now + by if way == "up" else now - by
            level = min(max(level, low), high)
            if abs(level - now) < 0.01 or (level > now) is not (way == "up"):  # noqa: PLR2004
                ended.append(thing)
                continue
            if dial.unit == PERCENT:
                level = round(level)
            acts.append(_level_act(order, thing, dial, level))
    notes = [order.about("is_off", off)] if off and not acts else []
    if ended and not acts:
        notes.append(order.about("at_limit", ended))
    return plan_of(order, acts, gone=gone, unable=unable, notes=notes)


def _burning(order: Order, things: list[Thing]) -> list[Thing]:
    """Return the lights that are on, where some are; else all there are."""
    on = [thing for thing in things if thing.domain == "light" and _is_on(order, thing)]
    return on or things


def _by(order: Order, dial: Dial, thing: Thing, quantity: Quantity | None) -> float:
    if quantity is not None:
        if dial.unit == DEGREES:
            return quantity.difference(order.hass.config.units.temperature_unit)
        return quantity.number
    by = {"small": dial.small, "large": dial.large}.get(
        order.slots.get("much", ""), dial.step
    )
    grain = order.attribute(thing, dial.grain) if dial.grain else None
    return max(by, float(grain or 0))


def _is_on(order: Order, thing: Thing) -> bool:
    state = order.state(thing)
    return state is not None and state.state == "on"


def _is_playing(order: Order, thing: Thing) -> bool:
    state = order.state(thing)
    return state is not None and state.state in {"playing", "buffering"}
