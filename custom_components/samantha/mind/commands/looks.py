"""Orders about the colour of lights."""

from homeassistant.components.light.helper import color_supported, color_temp_supported
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import State

from ..reader.index import Thing
from .asking import Choice, Means
from .choosing import choose, choose_lone
from .doing import plan_of
from .order import Act, Order, Outcome
from .quantities import KELVIN, Quantity


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
