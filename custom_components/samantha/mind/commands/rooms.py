"""Orders to clean a room."""

from dataclasses import replace

from homeassistant.components.vacuum.const import VacuumEntityFeature
from homeassistant.const import ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE

from ..reader.index import Thing
from ..reader.selection import place_named
from .asking import Choice, Means
from .choosing import choose, choose_lone
from .doing import plan_of
from .order import Act, Order, Outcome


def clean(order: Order) -> Outcome:
    """Plan to clean a room; where one knows no rooms, that is said."""
    place = place_named(order.slots["where"], order.around)
    if place is None:
        return None
    # The room is where to clean, not where the vacuum cleaner is.
    anywhere = replace(
        order, slots={k: v for k, v in order.slots.items() if k != "where"}
    )
    if "what" in order.slots:
        choice = choose(anywhere, _is_vacuum, Means())
    else:
        vacuums = order.around.index.by_domain.get("vacuum", [])
        near = [one for one in vacuums if one.area_id in place.areas]
        choice = choose_lone(anywhere, near or vacuums)
    if not isinstance(choice, Choice):
        return choice
    acts: list[Act] = []
    gone: list[Thing] = []
    name = order.teller.the(place.name)
    for thing in choice.things:
        state = order.state(thing)
        if state is None or state.state == STATE_UNAVAILABLE:
            gone.append(thing)
            continue
        features = state.attributes.get(ATTR_SUPPORTED_FEATURES, 0)
        if features & VacuumEntityFeature.CLEAN_AREA:
            acts.append(
                Act(
                    thing=thing,
                    service="clean_area",
                    data={"cleaning_area_id": sorted(place.areas)},
                    say="clean_area",
                    values={"place": name},
                )
            )
        else:
            acts.append(
                Act(
                    thing=thing,
                    service="start",
                    say="clean_all",
                    values={"place": name},
                )
            )
    return plan_of(order, acts, gone=gone)


def _is_vacuum(thing: Thing) -> bool:
    return thing.domain == "vacuum"
