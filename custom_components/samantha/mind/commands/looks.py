"""Orders about the colour of lights."""

from typing import Final

from homeassistant.components.light.helper import color_supported, color_temp_supported
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import State

from ..reader.conditions import number_of
from ..reader.index import Thing
from .asking import Choice, Means
from .choosing import choose, choose_lone
from .doing import plan_of
from .order import Act, Order, Outcome
from .quantities import KELVIN, Quantity

# Kelvin between two whites that people tell apart.
_TINT: Final = 500


def look(order: Order, value: str, quantity: Quantity | None) -> Outcome:
    """Plan a colour, or a white of some warmth; None where the value is neither."""
    kelvin = order.wording.lists["whites"].get(value)
    if quantity is not None:
        if quantity.unit != KELVIN:
            return None
        kelvin = str(round(quantity.number))
    color = order.around.lexicon.vocabulary["colors"].get(value)
    if kelvin is None and color is None:
        return None
    if "what" in order.slots:
        choice = choose(order, _is_light, Means(place=frozenset({"light"})))
    else:
        choice = choose_lone(order, order.around.index.by_domain.get("light", []))
    if not isinstance(choice, Choice):
        return choice
    acts: list[Act] = []
    gone, unable = list[Thing](), list[Thing]()
    for thing in choice.things:
        state = order.state(thing)
        if state is None or state.state == STATE_UNAVAILABLE:
            gone.append(thing)
        elif data := _data(state, kelvin, color):
            values = {"value": value}
            acts.append(
                Act(thing=thing, service="turn_on", data=data, say="set", values=values)
            )
        else:
            unable.append(thing)
    return plan_of(order, acts, gone=gone, unable=unable)


def tint(order: Order, way: str) -> Outcome:
    """Plan a warmer or a cooler white: "up" is warmer, so fewer kelvin."""
    choice = choose(order, _is_light, Means())
    if not isinstance(choice, Choice):
        return None
    acts: list[Act] = []
    for thing in choice.things:
        state = order.state(thing)
        told = state.attributes if state else {}
        now = number_of(told.get("color_temp_kelvin"))
        low = number_of(told.get("min_color_temp_kelvin"))
        high = number_of(told.get("max_color_temp_kelvin"))
        if now is None or low is None or high is None:
            continue
        kelvin = round(now - _TINT if way == "up" else now + _TINT)
        data = {"color_temp_kelvin": min(max(kelvin, int(low)), int(high))}
        values = {"value": order.part(f"tint_{way}")}
        acts.append(
            Act(thing=thing, service="turn_on", data=data, say="set", values=values)
        )
    return plan_of(order, acts)


def _data(
    state: State, kelvin: str | None, color: list[int] | None
) -> dict[str, object]:
    """Return what makes a light look so; nothing where it can't."""
    modes = state.attributes.get("supported_color_modes")
    if kelvin is not None and color_temp_supported(modes):
        return {"color_temp_kelvin": int(kelvin)}
    if color is not None and color_supported(modes):
        return {"rgb_color": list(color)}
    return {}


def _is_light(thing: Thing) -> bool:
    return thing.domain == "light"
