"""Orders that mean one action for each domain: on, open, lock, pause, and so on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from homeassistant.const import ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE

from ..reader.index import Thing
from ..reader.selection import Fits
from .asking import Choice, Means
from .choosing import called, choose, choose_lone
from .deeds import DEEDS, DONE, Deed, Deeds
from .order import Act, Order, Outcome, Plan, Problem

_TOGGLE: Final = "toggle"
_POWERED: Final = frozenset({"light", "switch", "fan", "media_player", "humidifier"})
_LIGHTS: Final = frozenset({"light"})
_COVERS: Final = frozenset({"cover"})
_NAMED_ONLY: Final = frozenset(
    {"automation", "button", "input_button", "scene", "script"}
)

# What "everything" means to some orders, and a place that stands alone.
MEANS: Final[Mapping[str, Means]] = {
    "turn_on": Means(everything=_LIGHTS, place=_LIGHTS),
    "turn_off": Means(everything=_POWERED, place=_LIGHTS),
    "toggle": Means(place=_LIGHTS),
    "open": Means(everything=_COVERS, place=frozenset({"cover", "valve"})),
    "close": Means(everything=_COVERS, place=frozenset({"cover", "valve"})),
}

# What is said where "on" and "off" are not the words for what was done.
_SAID: Final[Mapping[tuple[str, str], str]] = {
    ("turn_on", "valve"): "open",
    ("turn_off", "valve"): "close",
    ("turn_on", "vacuum"): "start",
    ("turn_on", "lawn_mower"): "start",
    ("turn_off", "vacuum"): "dock",
    ("turn_off", "lawn_mower"): "dock",
    ("turn_on", "scene"): "activate",
    ("turn_on", "script"): "activate",
    ("turn_off", "script"): "stop",
    ("turn_on", "alarm_control_panel"): "arm",
    ("turn_off", "alarm_control_panel"): "disarm",
    ("start", "switch"): "turn_on",
    ("start", "fan"): "turn_on",
    ("stop", "switch"): "turn_off",
    ("stop", "fan"): "turn_off",
    ("activate", "input_boolean"): "turn_on",
    ("activate", "button"): "press",
    ("activate", "input_button"): "press",
    ("enable", "switch"): "turn_on",
    ("enable", "input_boolean"): "turn_on",
    ("disable", "switch"): "turn_off",
    ("disable", "input_boolean"): "turn_off",
}

# What those are that an order means without a name, by how they are.
_LONE: Final[Mapping[str, tuple[frozenset[str], ...]]] = {
    "play": (frozenset({"paused"}), frozenset({"idle", "on", "standby", "off"})),
    **dict.fromkeys(
        ("pause", "stop", "next", "previous", "mute"),
        (frozenset({"playing", "buffering"}), frozenset({"paused"})),
    ),
    "unmute": (frozenset({"playing", "buffering", "paused", "idle", "on"}),),
    "disarm": (frozenset(),),
}


def do(order: Order) -> Outcome:
    """Plan what the table of deeds says."""
    return plan_deeds(order, order.does, order.does)


def arm(order: Order) -> Outcome:
    """Plan to arm an alarm in the way that was said."""
    return plan_deeds(order, order.slots["arming"], "arm")


def finish(order: Order) -> Outcome:
    """Plan what makes a thing as somebody wants it to be."""
    return plan_deeds(order, order.slots["done"], order.slots["done"])


def plan_deeds(order: Order, does: str, say: str) -> Outcome:
    """Plan a deed for all the things that an order is about."""
    deeds = DEEDS[does]
    choice = _choose(order, does, deeds)
    if not isinstance(choice, Choice):
        return choice
    things = choice.things
    if does == _TOGGLE and choice.several:
        burning = any(_is_so(order, one, frozenset({"on"})) for one in things)
        does = say = "turn_off" if burning else "turn_on"
        deeds = DEEDS[does]
    if choice.several and (done := DONE.get(does)):
        things = tuple(one for one in things if not _is_so(order, one, done))
        if not things:
            return _already(order, does, choice)
    return plan_each(order, things, deeds, say)


def plan_each(order: Order, things: Iterable[Thing], deeds: Deeds, say: str) -> Outcome:
    """Plan the first deed that each thing can do, and note what can't be done."""
    acts: list[Act] = []
    gone: list[Thing] = []
    unable: list[Thing] = []
    for thing in things:
        state = order.state(thing)
        if state is None or state.state == STATE_UNAVAILABLE:
            gone.append(thing)
        elif deed := _possible(
            deeds[thing.domain], state.attributes.get(ATTR_SUPPORTED_FEATURES, 0)
        ):
            acts.append(_act(thing, deed, _SAID.get((say, thing.domain), say)))
        else:
            unable.append(thing)
    return plan_of(order, acts, gone=gone, unable=unable)


def plan_of(
    order: Order,
    acts: Sequence[Act],
    *,
    gone: Sequence[Thing] = (),
    unable: Sequence[Thing] = (),
    notes: Sequence[str] = (),
) -> Outcome:
    """Return the plan, or why nothing of it can be done."""
    said = [*notes]
    if gone:
        said.append(order.about("unreachable", gone))
    if unable and (not acts or len(unable) == 1):
        said.append(order.about("cannot", unable))
    if acts:
        return Plan(acts=acts, notes=said)
    return Problem(speech=" ".join(said)) if said else None


def _choose(order: Order, does: str, deeds: Deeds) -> Choice | Problem | None:
    only = order.slots.get("kind")

    def fits(thing: Thing) -> bool:
        return thing.domain in deeds and only in {None, thing.domain}

    if "named" in order.slots:
        things = called(order, order.slots["named"], _is_started_by_name)
        return Choice(things=things) if len(things) == 1 else None
    if "what" not in order.slots:
        return choose_lone(order, _lone(order, does, fits))
    means = MEANS.get(does) or Means(place=frozenset(deeds))
    choice = choose(order, fits, replace(means, done=DONE.get(does, frozenset())))
    if (
        only is None
        and isinstance(choice, Choice)
        and any(thing.domain in _NAMED_ONLY for thing in choice.things)
    ):
        # A scene is meant by its name, not by a word that its name has in it.
        named = called(order, order.slots["what"], fits)
        is_last = set(choice.things) <= set(order.last)
        if not named and not is_last and order.slots["what"] not in order.chosen:
            things = tuple(
                thing for thing in choice.things if thing.domain not in _NAMED_ONLY
            )
            return Choice(things=things, several=choice.several) if things else None
    return choice


def _is_started_by_name(thing: Thing) -> bool:
    if thing.domain in {"button", "input_button"}:
        # "Feed the cat" is said so; "Restart" is too little to go by.
        return len(thing.tokens) > 1
    return thing.domain in {"scene", "script"}


def _lone(order: Order, does: str, fits: Fits) -> list[Thing]:
    """Return what may be meant where nothing is named, by how it is now."""
    things = order.around.index.things.values()
    if order.slots.get("arming") or does == "disarm":
        return [thing for thing in things if thing.domain == "alarm_control_panel"]
    for states in _LONE.get(does, ()):
        found = [
            thing
            for thing in things
            if thing.domain == "media_player"
            and fits(thing)
            and (state := order.state(thing))
            and state.state in states
        ]
        if found:
            return found
    return []


def _is_so(order: Order, thing: Thing, states: frozenset[str]) -> bool:
    state = order.state(thing)
    return state is not None and state.state in states


def _already(order: Order, does: str, choice: Choice) -> Plan:
    """Plan to say that it is so already, which is no failure."""
    state = order.part(f"state_{does}")
    if choice.everything:
        key = "already_everything"
    else:
        key = "already_all" if choice.kind else "already"
    note = order.about(
        key,
        choice.things,
        kinds=order.teller.kinds(choice.kind),
        where=order.place(choice.place),
        state=state,
    )
    return Plan(notes=(note,))


def _possible(deeds: Sequence[Deed], features: int) -> Deed | None:
    return next((deed for deed in deeds if deed.is_possible(features)), None)


def _act(thing: Thing, deed: Deed, say: str) -> Act:
    return Act(
        thing=thing,
        service=deed.service,
        domain=deed.domain,
        data=deed.data,
        verb=deed.verb,
        say=say,
    )
