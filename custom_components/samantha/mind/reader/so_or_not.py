"""What was found to be so and what not, put into words."""

from dataclasses import dataclass, field
from typing import Final

from homeassistant.components.cover import ATTR_CURRENT_POSITION
from homeassistant.const import PERCENTAGE
from homeassistant.core import State

from .conditions import CONDITIONS, number_of, opposite_of
from .index import Thing
from .inquiry import Inquiry
from .selection import Quantity, Selection
from .telling import MOST_NAMED, is_silent

_WIDE_OPEN: Final = 100
# Where people also want to know since when.
_SINCE: Final = frozenset({"open", "unlocked", "wet", "detected", "occupied"})
_SINCE_CLASSES: Final = frozenset(
    {"door", "window", "opening", "garage_door", "garage", "gate", "moisture", "smoke"}
    | {"gas", "carbon_monoxide", "motion", "occupancy", "presence"}
)
# Where none of these has noticed anybody, the first of them says it for all.
_OF_PEOPLE: Final = ("motion", "moving", "occupancy", "presence")
_NOTICED: Final = frozenset({"detected", "occupied", "wet", "running"})


@dataclass(slots=True)
class Found:
    """The things asked about, by whether it is so."""

    so: list[Thing] = field(default_factory=list)
    not_so: list[Thing] = field(default_factory=list)
    untold: list[Thing] = field(default_factory=list)


def said_whether(inquiry: Inquiry, key: str, selection: Selection, found: Found) -> str:
    """Say whether it is so, of all that was asked about."""
    teller = inquiry.teller
    told = [*found.so, *found.not_so]
    place = inquiry.place(selection)
    where = "" if selection.by_name else place
    if len(told) == 1 and (selection.by_name or selection.quantity is not Quantity.ANY):
        return _single(inquiry, key, told[0], so=bool(found.so))
    if selection.quantity is Quantity.ANY:
        return _any_is(inquiry, key, selection, found)
    if not found.not_so:
        if selection.everything and not selection.kind:
            return teller.say(
                "yes_everything", state=teller.state_word(key), where=where
            )
        return teller.say(
            "yes_both" if len(found.so) == 2 else "yes_all",  # noqa: PLR2004
            count=teller.count(len(found.so)),
            be=teller.be(found.so),
            state=teller.state_word(key),
            where=where,
        )
    if selection.quantity is Quantity.ALL or key in {"closed", "locked", "off"}:
        inquiry.about[:] = found.not_so
        return teller.say(
            "no_not_all",
            names=teller.names(found.not_so),
            be=teller.be(found.not_so),
            state=_word_for(inquiry, key, found.not_so),
            where=where,
        )
    if found.so and len(told) > MOST_NAMED and selection.kind:
        return counted(inquiry, key, selection, found)
    if found.so:
        return _each(inquiry, key, found)
    return _none_is(inquiry, key, selection)


def _any_is(inquiry: Inquiry, key: str, selection: Selection, found: Found) -> str:
    """Say which are, where it was asked whether any is."""
    if len(found.so) == 1:
        return _single(inquiry, key, found.so[0], so=True)
    if found.so:
        return _yes(inquiry, key, found.so)
    return _no_alert(inquiry, key, selection) or _none_is(inquiry, key, selection)


def _none_is(inquiry: Inquiry, key: str, selection: Selection) -> str:
    teller = inquiry.teller
    return teller.say(
        "no_none" if selection.kind else "no_nothing",
        kinds=teller.kinds(selection.kind),
        state=teller.state_word(key),
        where="" if selection.by_name else inquiry.place(selection),
    )


def _single(inquiry: Inquiry, key: str, thing: Thing, *, so: bool) -> str:
    teller = inquiry.teller
    state = inquiry.state(thing)
    assert state is not None  # noqa: S101  # a thing that was told has a state
    known = key if so else opposite_of(key)
    since = ""
    if known in _SINCE and _tells_since(inquiry, thing, state):
        since = teller.since(state.last_changed, inquiry.now)
    if alert := _alert(inquiry, key, thing, so=so):
        answer = "alert_no"
        if so:
            answer = "alert_yes_of" if _tells_more(inquiry, thing) else "alert_yes"
        return teller.say(answer, clause=alert, since=since, names=teller.name(thing))
    return teller.say(
        "yes" if so else "no",
        names=teller.name(thing),
        be=teller.be([thing]),
        state=_how(inquiry, key, thing, state),
        since=since,
    )


def is_ajar(inquiry: Inquiry, thing: Thing) -> bool:
    """Return whether a cover is neither closed nor wide open."""
    state = inquiry.state(thing)
    if state is None or thing.domain != "cover":
        return False
    position = number_of(state.attributes.get(ATTR_CURRENT_POSITION))
    return position is not None and 0 < position < _WIDE_OPEN


def _how(inquiry: Inquiry, key: str, thing: Thing, state: State) -> str:
    """Return how a thing is, and how far where that is part of it."""
    teller = inquiry.teller
    if key in {"open", "closed"} and is_ajar(inquiry, thing):
        position = state.attributes[ATTR_CURRENT_POSITION]
        return teller.part("open_at", value=teller.value(position, PERCENTAGE))
    return teller.condition(key, thing, state)


def _tells_since(inquiry: Inquiry, thing: Thing, state: State) -> bool:
    """Return whether the beginning is worth telling, and known."""
    return (
        thing.domain == "lock" or thing.device_class in _SINCE_CLASSES
    ) and inquiry.is_lasting(state)


def _tells_more(inquiry: Inquiry, thing: Thing) -> bool:
    """Return whether a sensor's name says more than what it notices, and where."""
    lexicon, place = inquiry.lexicon, inquiry.area_of(thing)
    told = {
        *lexicon.known,
        *lexicon.unsaid,
        *lexicon.stems(place.name if place else ""),
    }
    return bool(thing.tokens - told)


def _alert(inquiry: Inquiry, key: str, thing: Thing, *, so: bool) -> str | None:
    """Return what a sensor that notices something has noticed where it is."""
    alerts = inquiry.lexicon.vocabulary["alerts"]
    place = inquiry.area_of(thing)
    if key not in _NOTICED or thing.device_class not in alerts or place is None:
        return None
    clause: str = alerts[thing.device_class][0 if so else 1]
    return clause.format(where=inquiry.teller.place(place))


def _no_alert(inquiry: Inquiry, key: str, selection: Selection) -> str | None:
    """Return what none of the sensors of one kind has noticed."""
    alerts = inquiry.lexicon.vocabulary["alerts"]
    classes = {thing.device_class or "" for thing in selection.things}
    if classes and classes <= {*_OF_PEOPLE}:
        classes = {next(one for one in _OF_PEOPLE if one in classes)}
    if key not in _NOTICED or len(classes) != 1 or not classes <= alerts.keys():
        return None
    clause: str = alerts[classes.pop()][1]
    return inquiry.teller.say(
        "alert_no", clause=clause.format(where=inquiry.place(selection))
    )


def _yes(inquiry: Inquiry, key: str, things: list[Thing]) -> str:
    teller = inquiry.teller
    inquiry.about[:] = things
    return teller.say(
        "yes",
        names=teller.names(things),
        be=teller.be(things),
        state=teller.state_word(key),
        since="",
    )


def counted(inquiry: Inquiry, key: str, selection: Selection, found: Found) -> str:
    """Say how many are, and which."""
    teller = inquiry.teller
    inquiry.about[:] = found.so
    answers = ("count_none", "count_one", "count")
    return teller.say(
        answers[min(len(found.so), 2)],
        count=teller.count(len(found.so)),
        be=teller.be(found.so),
        total=teller.count(len(found.so) + len(found.not_so)),
        kinds=teller.kinds(selection.kind),
        names=teller.names(found.so),
        state=teller.state_word(key),
        where=inquiry.place(selection),
    )


def _each(inquiry: Inquiry, key: str, found: Found) -> str:
    """Say of some that they are, and of the others that they are not."""
    teller = inquiry.teller
    clauses = [
        teller.part(
            "fact",
            names=teller.names(things),
            be=teller.be(things),
            state=word,
        )
        for things, word in (
            (found.so, teller.state_word(key)),
            (found.not_so, _word_for(inquiry, key, found.not_so)),
        )
        if things
    ]
    return teller.say("clauses", list=teller.joined(clauses))


def _word_for(inquiry: Inquiry, key: str, things: list[Thing]) -> str:
    """Return the word for how things are that are not so."""
    if other := opposite_of(key):
        return inquiry.teller.state_word(other)
    state = inquiry.state(things[0])
    if len(things) == 1 and state:
        return inquiry.teller.what_it_does(things[0], state)
    return inquiry.teller.part("not", state=inquiry.teller.state_word(key))


def untold(inquiry: Inquiry, things: list[Thing]) -> str:
    """Say that there is nothing to tell, and why."""
    teller = inquiry.teller
    odd = [thing for thing in things if not is_silent(inquiry.state(thing))]
    key = inquiry.slots.get("state", "")
    if odd and key in CONDITIONS:
        return teller.joined([only_known(inquiry, key, thing) for thing in odd])
    gone = [thing for thing in things if inquiry.is_gone(thing)]
    return teller.say(
        "unavailable" if gone else "unknown",
        names=teller.names(gone or things),
        have=teller.have(gone or things),
    )


def only_known(inquiry: Inquiry, key: str, thing: Thing) -> str:
    """Say how a thing is that is neither as was asked nor the opposite."""
    teller = inquiry.teller
    state = inquiry.state(thing)
    assert state is not None  # noqa: S101  # what is odd has a state
    fact = teller.part(
        "fact",
        names=teller.part("they" if teller.many([thing]) else "it"),
        be=teller.be([thing]),
        state=teller.what_it_does(thing, state),
    )
    return teller.say(
        "only",
        names=teller.name(thing),
        be=teller.be([thing]),
        state=teller.state_word(key),
        fact=fact,
    )


def with_untold(inquiry: Inquiry, answer: str, found: Found) -> str:
    """Return an answer with what could not be told."""
    teller = inquiry.teller
    silent = [one for one in found.untold if is_silent(inquiry.state(one))]
    if silent:
        answer = f"{answer} {teller.say('and_unavailable', names=teller.names(silent))}"
    for thing in found.untold:
        state = inquiry.state(thing)
        if state is not None and thing not in silent:
            more = teller.say(
                "state",
                names=teller.name(thing),
                be=teller.be([thing]),
                state=teller.what_it_does(thing, state),
                since="",
            )
            answer = f"{answer} {more}"
    return answer
