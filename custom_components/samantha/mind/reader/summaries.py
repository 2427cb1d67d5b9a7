"""Answers to how the whole house is, and to how things are in a room."""

from collections.abc import Iterable, Iterator
from typing import Final

from .conditions import Check
from .index import Thing
from .inquiry import Answer, Inquiry
from .measures import TEMPERATURE, source_for
from .readings import best_of_each_area, numbers, said
from .selection import place_named
from .telling import MOST_NAMED

# What is worth telling of the whole house or a room, in this order.
_WORTH_TELLING: Final = (
    ("triggered", {"alarm_control_panel", "siren"}),
    ("detected", {"smoke", "gas", "carbon_monoxide", "moisture", "problem", "safety"}),
    ("unlocked", {"lock"}),
    ("open", {"door", "window", "opening", "garage_door", "garage", "gate"}),
    ("on", {"light", "switch", "fan", "media_player"}),
    ("low", {"battery"}),
)  # fmt: skip


def everything(inquiry: Inquiry) -> Answer:
    """Answer how the whole house is: what is open, unlocked, on or running out."""
    teller = inquiry.teller
    clauses: list[str] = []
    about: list[Thing] = []
    for key, found in _worth_telling(inquiry, inquiry.around.index.things.values()):
        about += found
        clauses.append(_fact(inquiry, key, teller.names(found), found))
    inquiry.about[:] = about
    if not clauses:
        return teller.say("all_well")
    return teller.say("not_all_well", list=teller.joined(clauses))


def about_place(inquiry: Inquiry) -> Answer:
    """Answer how things are in a room or on a floor: at most five of them."""
    place = place_named(inquiry.slots["what"], inquiry.around)
    if place is None:
        return None
    index, teller = inquiry.around.index, inquiry.teller
    inquiry.asked_of = place
    there = [thing for area in place.areas for thing in index.by_area.get(area, ())]
    where = teller.place(place)
    clauses = [*_warmth(inquiry, there)] if place.is_area else []
    left = MOST_NAMED - len(clauses)
    found = [*_worth_telling(inquiry, there)]
    for key, things in found:
        if not left:
            break
        is_few = len(things) <= left
        names = teller.names(things) if is_few else _so_many(inquiry, things)
        clauses.append(_fact(inquiry, key, names, things))
        left -= len(things) if is_few else 1
    if not clauses and not there:
        return teller.say("none_such", kinds=teller.kinds(None), where=where)
    if gone := [
        thing for thing in there if _is_told_of(thing) and inquiry.is_gone(thing)
    ]:
        names, be = teller.names(gone), teller.be(gone)
        clauses += [teller.part("out_of_reach", names=names, be=be)][:left]
    elif not found:
        clauses.append(teller.part("all_quiet"))
    return teller.say("about_place", where=where.strip(), list=teller.joined(clauses))


def _warmth(inquiry: Inquiry, there: Iterable[Thing]) -> Iterator[str]:
    """Return how warm it is, where something measures that."""
    sensors = [thing for thing in there if source_for(thing, TEMPERATURE)]
    best = best_of_each_area(inquiry, TEMPERATURE, sensors)
    for reading in numbers(inquiry, TEMPERATURE, best)[:1]:
        yield inquiry.teller.part("it_is", value=said(inquiry, TEMPERATURE, reading))


def _worth_telling(
    inquiry: Inquiry, things: Iterable[Thing]
) -> Iterator[tuple[str, list[Thing]]]:
    """Return what is so of things that one wants to know, and of which."""
    things = sorted(filter(_is_told_of, things), key=lambda thing: thing.name)
    for key, meant in _WORTH_TELLING:
        check = Check(key)
        found = [
            thing
            for thing in things
            if (thing.domain in meant or thing.device_class in meant)
            and check.is_meant_by_everything(thing)
            and (state := inquiry.state(thing))
            and check.holds(thing, state)
        ]
        if found:
            yield key, found


def _is_told_of(thing: Thing) -> bool:
    return any(
        thing.domain in meant or thing.device_class in meant
        for _, meant in _WORTH_TELLING
    )


def _fact(inquiry: Inquiry, key: str, names: str, things: list[Thing]) -> str:
    teller = inquiry.teller
    return teller.part(
        "fact", names=names, be=teller.be(things), state=teller.state_word(key)
    )


def _so_many(inquiry: Inquiry, things: list[Thing]) -> str:
    teller = inquiry.teller
    return teller.part(
        "so_many", count=teller.count(len(things)), kinds=teller.kinds(None)
    )
