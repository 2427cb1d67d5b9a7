"""What a sentence of a model is measured by: the house now, and this turn."""

from collections.abc import Collection

from ..turn import Turn
from .context import Surroundings
from .guard import Guard
from .retrieval import Item, Retrieval
from .truth import Done, Known

_SHORTEST_NAME = 3


def known_of(
    turn: Turn, guard: Guard, retrieval: Retrieval, around: Surroundings
) -> Known:
    """Return what is known at this moment of the turn."""
    found: dict[str, list[Item]] = {}

    def mentioned(sentence: str) -> Collection[str]:
        named: dict[str, list[Item]] = {}
        for item in retrieval.named_in(sentence):
            named.setdefault(item.name.casefold(), []).append(item)
        found.update(named)
        return named.keys()

    def states(name: str) -> Collection[str]:
        current = (turn.hass.states.get(item.entity_id) for item in found[name])
        return [_state(state.state, state.attributes) for state in current if state]

    return Known(
        states=states,
        mentioned=mentioned,
        facts=(around.text, *guard.results),
        asked=turn.text,
        rooms=[area.casefold() for area in turn.mind.models.words.areas],
        done=tuple(Done(deed.intent, deed.names) for deed in guard.deeds),
        numbers={**turn.phrases.words.numbers, **_digits(turn)},
    )


def _digits(turn: Turn) -> dict[str, str]:
    """Return a word for each digit, none that means something else too."""
    words = turn.phrases.words
    first: dict[str, str] = {}
    for word, digit in words.digits.items():
        first.setdefault(digit, word)
    return {word: digit for digit, word in first.items()}


def _state(state: str, attributes: object) -> str:
    """Return the state of a contact or a lock's sensor in the words for doors."""
    device_class = getattr(attributes, "get", lambda _: None)("device_class")
    if device_class in {"door", "window", "garage_door", "opening"}:
        return {"on": "open", "off": "closed"}.get(state, state)
    if device_class == "lock":
        return {"on": "unlocked", "off": "locked"}.get(state, state)
    return state
