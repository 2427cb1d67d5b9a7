"""The form of a sentence: an order, a question to a device, or talk between people."""

from collections.abc import Mapping
from typing import Final

from .evidence import Evidence
from .wordlists import Kind, Opening, WordLists, Words

_FEW: Final = 3
_LONG: Final = 14
_VERY_LONG: Final = 24
_MOST_COUNTED: Final = 3

_BEGINS: Final[Mapping[Opening, Evidence]] = {
    Opening.ORDERED: Evidence.BEGINS_AS_ORDER,
    Opening.MAYBE_ORDERED: Evidence.BEGINS_AS_MAYBE_ORDER,
    Opening.NOT_ORDERED: Evidence.BEGINS_AS_STATEMENT,
    Opening.LOOKED_UP: Evidence.BEGINS_AS_LOOKUP,
    Opening.MAYBE_LOOKED_UP: Evidence.BEGINS_AS_MAYBE_LOOKUP,
    Opening.WISHED: Evidence.BEGINS_AS_WISH,
    Opening.ASKED_OF_PEOPLE: Evidence.BEGINS_AS_QUESTION_TO_PEOPLE,
    Opening.STATED: Evidence.BEGINS_AS_STATEMENT,
    Opening.REPLIED: Evidence.BEGINS_AS_REPLY,
    Opening.JOINED: Evidence.GOES_ON,
}
_COUNTED: Final[Mapping[Kind, Evidence]] = {
    Kind.HOUSE_THING: Evidence.HOUSE_THINGS,
    Kind.LOOKUP_THING: Evidence.LOOKUP_THINGS,
    Kind.ROOM_OR_MACHINE: Evidence.ROOMS_AND_MACHINES,
    Kind.LOOSE_THING: Evidence.LOOSE_THINGS,
    Kind.REQUESTING: Evidence.REQUESTING,
    Kind.OTHERS: Evidence.OTHERS,
    Kind.YOU: Evidence.YOU,
    Kind.WE: Evidence.WE,
    Kind.I: Evidence.I,
    Kind.BEFORE: Evidence.BEFORE,
    Kind.HEDGE: Evidence.HEDGES,
    Kind.FEELING: Evidence.FEELINGS,
    Kind.FILLER: Evidence.FILLERS,
}
_THINGS: Final = frozenset(
    {Evidence.HOUSE_THINGS, Evidence.LOOKUP_THINGS, Evidence.ROOMS_AND_MACHINES}
)
_OF_A_THING: Final[Mapping[Opening | None, Evidence]] = {
    Opening.ORDERED: Evidence.ORDER_FOR_A_THING,
    Opening.MAYBE_ORDERED: Evidence.MAYBE_ORDER_FOR_A_THING,
    Opening.LOOKED_UP: Evidence.LOOKUP_OF_A_THING,
    Opening.MAYBE_LOOKED_UP: Evidence.MAYBE_LOOKUP_OF_A_THING,
    Opening.STATED: Evidence.STATEMENT_OF_A_THING,
    Opening.REPLIED: Evidence.STATEMENT_OF_A_THING,
    Opening.JOINED: Evidence.STATEMENT_OF_A_THING,
}


def form_of(words: Words, lists: WordLists) -> dict[Evidence, float]:
    """Return the evidence in the form of a sentence, each with how often it is there.

    Args:
        words: the sentence, written out, without her name.
        lists: the words of its language.

    """
    if not words:
        return {}
    found: dict[Evidence, float] = {}
    core, led_in = core_of(words, lists)
    opening, request, rest = opening_of(core, lists)
    found[
        _BEGINS.get(opening, Evidence.BEGINS_OTHERWISE)
        if opening
        else (Evidence.BEGINS_OTHERWISE)
    ] = 1.0
    if request is not None:
        found[request] = 1.0
    for kind, evidence in _COUNTED.items():
        counted = lists.kinds[kind]
        among = rest if kind in {Kind.YOU, Kind.WE, Kind.I} else words
        if count := sum(word in counted for word in among):
            found[evidence] = float(min(count, _MOST_COUNTED))
    if led_in:
        found[Evidence.FILLERS] = found.get(Evidence.FILLERS, 0.0) + led_in
    if _THINGS & found.keys() and (of_a_thing := _OF_A_THING.get(opening)):
        found[of_a_thing] = 1.0
    if tags := sum(bool(lists.tags.prefix(words[at:])) for at in range(len(words))):
        found[Evidence.TAGS] = float(min(tags, _MOST_COUNTED))
    if stumbles := sum(map(str.__eq__, words, words[1:], strict=False)):
        found[Evidence.STUMBLES] = float(min(stumbles, _MOST_COUNTED))
    if all(word in lists.nods for word in words):
        found[Evidence.NODS] = 1.0
    found.update(_length(len(words)))
    return found


def core_of(words: Words, lists: WordLists) -> tuple[Words, int]:
    """Return a sentence without its lead-ins, and how many are those of people."""
    of_people = 0
    core = words
    while (length := lists.lead_ins.prefix(core)) and length < len(core):
        of_people += core[0] in lists.between_people
        core = core[length:]
    return core, of_people


def opening_of(
    core: Words, lists: WordLists
) -> tuple[Opening | None, Evidence | None, Words]:
    """Return what a sentence begins as, the politeness before it, and what follows.

    The longest phrase that fits wins; politeness is taken off where that is longer than
    what the sentence begins with.
    """
    opening, length = _longest(core, lists)
    polite = lists.requests.prefix(core)
    if (
        polite
        and polite < len(core)
        and (length <= polite or opening is Opening.STATED)
    ):
        own = lists.own_requests.prefix(core) == polite
        rest = core[polite:]
        asked, _ = _longest(rest, lists)
        return asked, Evidence.OWN_REQUEST if own else Evidence.REQUEST, rest
    return opening, None, core


def _longest(words: Words, lists: WordLists) -> tuple[Opening | None, int]:
    best: Opening | None = None
    longest = 0
    for opening, phrases in lists.openings.items():
        if (length := phrases.prefix(words)) > longest:
            best, longest = opening, length
    return best, longest


def _length(count: int) -> dict[Evidence, float]:
    if count == 1:
        return {Evidence.ONE_WORD: 1.0}
    if count <= _FEW:
        return {Evidence.FEW_WORDS: 1.0}
    if count > _VERY_LONG:
        return {Evidence.VERY_LONG: 1.0}
    return {Evidence.LONG: 1.0} if count > _LONG else {}
