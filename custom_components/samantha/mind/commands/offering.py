"""Orders that say how it should feel, and not what to do: she offers it."""

from dataclasses import replace
from typing import Final

from ..reader.index import Thing
from ..reader.selection import place_named
from .deeds import DEEDS
from .doing import plan_each
from .levels import dim
from .order import Order, Outcome, Plan

_ACTIVATE: Final = "activate"


def make_cosy(order: Order) -> Outcome:
    """Offer the scene that is called so, else to dim the lights of the room."""
    words = order.around.lexicon.stems_of(order.wording.content["cosy"])
    where = order.slots.get("where", "")
    place = place_named(where, order.around) if where else None
    scenes = [
        thing
        for thing in order.around.index.by_domain.get("scene", ())
        if not thing.tokens.isdisjoint(words)
        and (place is None or thing.area_id in place.areas)
    ]
    if len(scenes) == 1:
        outcome = plan_each(order, scenes, DEEDS[_ACTIVATE], _ACTIVATE)
        return _offered(order, outcome, "offer_scene")
    return _offered(order, dim(order), "offer_dim")


def _offered(order: Order, outcome: Outcome, key: str) -> Outcome:
    if not isinstance(outcome, Plan) or not outcome.acts:
        return outcome
    things: list[Thing] = list(dict.fromkeys(act.thing for act in outcome.acts))
    names = (
        order.teller.listed([thing.name for thing in things])
        if key == "offer_scene"
        else order.teller.names(things)
    )
    return replace(outcome, offer=order.say(key, names=names))
