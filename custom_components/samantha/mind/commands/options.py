"""Orders to choose one of the values that a device offers: modes, sources, presets."""

from collections.abc import Iterable, Mapping, Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant

from ..reader.index import Index, Thing
from .asking import Choice, Means
from .choosing import called, choose
from .doing import plan_of
from .order import Act, Order, Outcome

_MODES: Final = "hvac_modes"


@dataclass(frozen=True, slots=True)
class Offer:
    """An attribute with the values to choose from, and the action that chooses."""

    attribute: str
    service: str
    data: str


OFFERS: Final[Mapping[str, tuple[Offer, ...]]] = {
    "climate": (
        Offer(_MODES, "set_hvac_mode", "hvac_mode"),
        Offer("preset_modes", "set_preset_mode", "preset_mode"),
        Offer("fan_modes", "set_fan_mode", "fan_mode"),
        Offer("swing_modes", "set_swing_mode", "swing_mode"),
    ),
    "fan": (Offer("preset_modes", "set_preset_mode", "preset_mode"),),
    "humidifier": (Offer("available_modes", "set_mode", "mode"),),
    "input_select": (Offer("options", "select_option", "option"),),
    "light": (Offer("effect_list", "turn_on", "effect"),),
    "media_player": (
        Offer("source_list", "select_source", "source"),
        Offer("sound_mode_list", "select_sound_mode", "sound_mode"),
    ),
    "remote": (Offer("activity_list", "turn_on", "activity"),),
    "select": (Offer("options", "select_option", "option"),),
    "vacuum": (Offer("fan_speed_list", "set_fan_speed", "fan_speed"),),
    "water_heater": (Offer("operation_list", "set_operation_mode", "operation_mode"),),
}
# Where the switch for a mode is meant, not the level of the fan.
_SPOKEN: Final = {_MODES: "modes"}


def option(order: Order, value: str, *, strict: bool) -> Outcome:
    """Plan to choose a value; where it is none, say which there are unless strict."""
    if "what" not in order.slots:
        return None
    means = Means(place=frozenset({"climate", "media_player"}))

    def has_it(thing: Thing) -> bool:
        return _offers(thing) and _choosing(order, thing, value) is not None

    choice = choose(order, has_it, means)
    if not isinstance(choice, Choice):
        choice = choose(order, _offers, means)
    if not isinstance(choice, Choice):
        return choice if choice and _is_offered_somewhere(order, value) else None
    acts: list[Act] = []
    gone: list[Thing] = []
    for thing in choice.things:
        state = order.state(thing)
        if state is None or state.state == STATE_UNAVAILABLE:
            gone.append(thing)
        elif act := _choosing(order, thing, value):
            acts.append(act)
    if acts or gone:
        return plan_of(order, acts, gone=gone)
    values = list(dict.fromkeys(_all(order, choice.things)))
    named = called(order, order.slots["what"], _offers)
    if not values or (strict and len(named) != 1):
        return None
    return order.problem(
        "no_such_value", choice.things, values=order.teller.listed(values)
    )


def _choosing(order: Order, thing: Thing, value: str) -> Act | None:
    if not any(order.attribute(thing, it.attribute) for it in OFFERS[thing.domain]):
        return None
    keys = _keys(order, value)
    for offer in OFFERS[thing.domain]:
        for name in order.attribute(thing, offer.attribute) or ():
            if _is_called(order, offer, str(name), keys):
                return Act(
                    thing=thing,
                    service=offer.service,
                    data={offer.data: name},
                    say="set",
                    values={"value": str(name).replace("_", " ")},
                )
    return None


def _keys(order: Order, value: str) -> AbstractSet[str]:
    """Return what a value may be compared by, as it was said."""
    lexicon = order.around.lexicon
    unsaid = order.wording.content["unsaid_values"]
    words = lexicon.words(value)
    return {
        lexicon.joined(words),
        lexicon.joined([word for word in words if word not in unsaid]),
    } - {""}


def _is_called(order: Order, offer: Offer, name: str, keys: AbstractSet[str]) -> bool:
    """Return whether a value that is offered is the one that was said."""
    lexicon = order.around.lexicon
    said = {name}
    if spoken := _SPOKEN.get(offer.attribute):
        said |= set(order.wording.content["lists"][spoken].get(name, ()))
    return any(
        lexicon.joined(lexicon.words(each.replace("_", " "))) in keys for each in said
    )


def _all(order: Order, things: Iterable[Thing]) -> Iterable[str]:
    for thing in things:
        for offer in OFFERS[thing.domain]:
            for name in order.attribute(thing, offer.attribute) or ():
                yield str(name).replace("_", " ")


def _offers(thing: Thing) -> bool:
    return thing.domain in OFFERS


def _is_offered_somewhere(order: Order, value: str) -> bool:
    """Return whether asking which one is meant makes sense at all."""
    keys = _keys(order, value)
    return any(_is_called(order, *each, keys) for each in order.offered())


def offered_in(hass: HomeAssistant, index: Index) -> AbstractSet[tuple[Offer, str]]:
    """Return what things offer in the whole house, each value once."""
    found: set[tuple[Offer, str]] = set()
    for domain, offers in OFFERS.items():
        attributes = {offer.attribute for offer in offers}
        # Most things of a large house offer nothing, and one look at a state tells.
        offering = {
            state.entity_id: state.attributes
            for state in hass.states.async_all(domain)
            if not attributes.isdisjoint(state.attributes)
        }
        if not offering:
            continue
        found |= {
            (offer, str(name))
            for thing in index.by_domain.get(domain, ())
            if thing.entity_id in offering
            for offer in offers
            for name in offering[thing.entity_id].get(offer.attribute) or ()
        }
    return found
