"""Answers to whether, which and how many: "Is it locked?", "Which lights are on?"."""

from dataclasses import replace
from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import State

from .conditions import CONDITIONS, Check, opposite_of
from .doors import LOCKING, lock_beside
from .inquiry import Answer, Inquiry
from .selection import Selection
from .so_or_not import (
    Found,
    counted,
    is_ajar,
    only_known,
    said_whether,
    untold,
    with_untold,
)

# What plays is told by its title.
_TELLS_WHAT: Final = frozenset({"playing", "paused"})
_OPEN: Final = "open"
_PERSON: Final = "person"


def is_so(inquiry: Inquiry) -> Answer:
    """Answer whether something is on, open, locked and so on."""
    key = inquiry.slots["state"]
    check = Check(key)
    if "by" in inquiry.slots and not _is_somebody(inquiry):
        return None
    if inquiry.slots.get("negated") and (other := opposite_of(key)):
        key, check = other, Check(other)
    selection = _selected(inquiry, check)
    if selection is None and key in LOCKING:
        slots = inquiry.slots
        selection = lock_beside(slots["what"], inquiry.around, slots.get("where", ""))
    if selection is None:
        return None if "guess" in inquiry.slots else _only(inquiry, key)
    if not selection.things:
        return _none_such(inquiry)
    found = _sorted(inquiry, selection, check)
    if key == _OPEN and inquiry.slots.get("fully"):
        ajar = [thing for thing in found.so if is_ajar(inquiry, thing)]
        found.so = [thing for thing in found.so if thing not in ajar]
        found.not_so += ajar
    if not found.so and not found.not_so:
        return untold(inquiry, found.untold)
    return with_untold(inquiry, said_whether(inquiry, key, selection, found), found)


def _is_somebody(inquiry: Inquiry) -> bool:
    """Return whether a deed is asked of somebody who lives here."""
    people = inquiry.select(lambda thing: thing.domain == _PERSON, slot="by")
    return people is not None and people.by_name and len(people.things) == 1


def which(inquiry: Inquiry) -> Answer:
    """Answer which things are on, open, locked and so on."""
    key = inquiry.slots["state"]
    selection = _selected(inquiry, Check(key))
    if selection is None or key in _TELLS_WHAT:
        return None
    found = _sorted(inquiry, selection, Check(key))
    teller = inquiry.teller
    where = inquiry.place(selection)
    inquiry.about[:] = found.so
    if found.so:
        answer = teller.say(
            "which",
            names=teller.names(found.so),
            be=teller.be(found.so),
            state=teller.state_word(key),
            where=where,
        )
    elif not found.not_so and found.untold:
        return untold(inquiry, found.untold)
    elif selection.things:
        answer = teller.say(
            "which_none" if selection.kind else "which_nothing",
            kinds=teller.kinds(selection.kind),
            state=teller.state_word(key),
            where=where,
        )
    else:
        return _none_such(inquiry)
    return with_untold(inquiry, answer, found)


def which_rooms(inquiry: Inquiry) -> Answer:
    """Answer in which rooms something is on, open, and so on."""
    key = inquiry.slots["state"]
    selection = _selected(inquiry, Check(key))
    if selection is None or not selection.things:
        return None
    found = _sorted(inquiry, selection, Check(key))
    places = {
        place.name: place
        for thing in found.so
        if (place := inquiry.area_of(thing)) is not None
    }
    if not places:
        return which(inquiry)
    inquiry.about[:] = found.so
    teller = inquiry.teller
    return teller.say(
        "which_rooms", names=teller.listed([teller.the(name) for name in places])
    )


def count(inquiry: Inquiry) -> Answer:
    """Answer how many things are on, open, locked and so on."""
    key = inquiry.slots["state"]
    selection = _selected(inquiry, Check(key))
    if selection is None:
        return None
    if not selection.things:
        return _none_such(inquiry)
    found = _sorted(inquiry, selection, Check(key))
    if not found.so and not found.not_so:
        return untold(inquiry, found.untold)
    return with_untold(inquiry, counted(inquiry, key, selection, found), found)


def _none_such(inquiry: Inquiry) -> Answer:
    """Say that there is none of a kind; nothing where there is one, of another sort."""
    selection = inquiry.select(lambda _: True)
    if selection is None or selection.things or selection.kind is None:
        return None
    return inquiry.teller.say(
        "none_such",
        kinds=inquiry.teller.kinds(selection.kind),
        where=inquiry.place(selection),
    )


def _selected(inquiry: Inquiry, check: Check) -> Selection | None:
    """Return what is asked about, without what "everything" does not mean."""
    selection = inquiry.select(check.applies)
    if selection is None or not selection.everything or selection.kind:
        return selection
    return inquiry.select(check.is_meant_by_everything)


def _sorted(inquiry: Inquiry, selection: Selection, check: Check) -> Found:
    found = Found()
    selected = {thing.entity_id for thing in selection.things}
    for thing in selection.things:
        state = inquiry.state(thing)
        if state and _stands_for(state, selected):
            continue
        so = check.holds(thing, state) if state else None
        (found.untold if so is None else found.so if so else found.not_so).append(thing)
    return found


def _stands_for(state: State, selected: set[str]) -> bool:
    """Return whether something is a group of things that are counted themselves."""
    members = state.attributes.get(ATTR_ENTITY_ID)
    if not isinstance(members, list | tuple) or not members:
        return False
    return selected.issuperset(members)


def is_there(inquiry: Inquiry) -> Answer:
    """Answer whether something is noticed, or whether there is such a thing."""
    check = Check("detected")
    selection = inquiry.select(check.applies)
    if selection is not None and selection.kind is not None and selection.things:
        slots = {**inquiry.slots, "state": "detected", "quantity": "any"}
        return is_so(replace(inquiry, slots=slots))
    selection = inquiry.select(lambda _: True)
    if selection is None or selection.everything:
        return None
    teller = inquiry.teller
    if selection.things:
        return teller.say("exists", names=teller.names(selection.things))
    return teller.say(
        "none_such",
        kinds=teller.kinds(selection.kind),
        where=inquiry.place(selection),
    )


def _only(inquiry: Inquiry, key: str) -> Answer:
    """Say what is known of a thing that can't be asked that."""
    thing = inquiry.named(lambda _: True)
    if thing is None:
        return None
    state = inquiry.state(thing)
    related = any(condition.applies(thing) for condition in CONDITIONS.values())
    if state is None or not related:
        return None
    return only_known(inquiry, key, thing)
