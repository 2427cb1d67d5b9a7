"""What an order is about, and the question where that could be several things."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..reader.index import Place, Thing
from .order import Order, Problem

ALL: Final = "*"
# More than these are not read out to choose from.
_MOST_OFFERED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The things that an order is about, and how they were meant."""

    things: tuple[Thing, ...]
    kind: str | None = None
    place: Place | None = None
    # Several were meant at once, so what is so already needs no action.
    several: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What words without a name of their own mean for a kind of order."""

    # The domains of "everything", and of a place that stands alone.
    everything: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    # The states of things that need no action where several are meant.
    done: frozenset[str] = frozenset()


def one_of(
    order: Order, things: Sequence[Thing], place: Place | None
) -> Choice | Problem:
    """Return the only one, or ask which one is meant."""
    if len(things) == 1:
        return Choice(things=tuple(things), place=place)
    tokens = [thing.tokens for thing in things]
    names: dict[str, tuple[str, ...]] = {}
    alike = len({thing.name for thing in things}) < len(things)
    areas = {
        area: place.name
        for place in order.around.index.places.values()
        if place.is_area
        for area in place.areas
    }
    for thing in things:
        own = {
            word
            for word in order.around.lexicon.words(thing.name)
            if sum(order.around.lexicon.stem(word) in some for some in tokens) == 1
        }
        area = areas.get(thing.area_id or "")
        names[thing.entity_id] = (
            *((area,) if alike and area else (thing.name,)),
            *sorted(own),
        )
    return ask(
        order,
        "which",
        names,
        {
            **{one: (one,) for one in names},
            ALL: tuple(thing.entity_id for thing in things),
        },
    )


def ask(
    order: Order,
    key: str,
    names: dict[str, tuple[str, ...]],
    meant: dict[str, tuple[str, ...]],
) -> Problem:
    """Return the question which of some is meant.

    Args:
        order: what was ordered.
        key: the wording of the question.
        names: what each choice is called; the first name is read out.
        meant: the entities that each choice stands for.

    """
    shown = [
        order.teller.name(order.around.index.things[one])
        if one in order.around.index.things
        and order.around.index.things[one].name == said[0]
        else order.teller.the(said[0])
        for one, said in names.items()
    ]
    if len(shown) > _MOST_OFFERED:
        key = f"{key}_of_many"
    separator = order.part("between_choices")
    offered = separator.join(shown)
    if key == "which":
        offered = order.part("or", first=separator.join(shown[:-1]), last=shown[-1])
    return Problem(
        speech=order.say(key, names=offered, count=len(shown)),
        choices={**names, ALL: tuple(order.wording.content["both"])},
        meant=meant,
    )
