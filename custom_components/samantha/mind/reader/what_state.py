"""Answers to how something is, whether there is one, and how the house is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from homeassistant.components.select import ATTR_OPTIONS
from homeassistant.const import STATE_PAUSED
from homeassistant.core import State
from homeassistant.util import dt as dt_util

from .conditions import number_of
from .index import Thing
from .inquiry import Answer, Inquiry
from .readings import read, said
from .so_or_not import untold
from .telling import is_silent
from .when import Span
from .who_and_where import where

_MOST_AT_ONCE: Final = 5
_INSTANT: Final = timedelta(microseconds=1)
_IS_OR_IS_NOT: Final = frozenset({"binary_sensor", "input_boolean", "schedule"})
# Their state is only when they were used last.
_WITHOUT_STATE: Final = frozenset({"button", "event", "input_button", "scene"})
# One does not have what these are named after: an egg timer is no egg.
_NO_BELONGINGS: Final = frozenset(
    {"automation", "calendar", "scene", "script", "timer", "todo"} | _WITHOUT_STATE
)
_WITH_OPTIONS: Final = frozenset({"input_select", "select"})
_AMOUNTS: Final = frozenset({"sensor", "number", "input_number", "counter"})


def state_of(inquiry: Inquiry) -> Answer:
    """Answer how a thing is."""
    selection = inquiry.select(lambda thing: thing.domain not in _WITHOUT_STATE)
    if selection is None or not selection.things or selection.everything:
        return None
    if not selection.by_name and selection.kind is None:
        return None
    things = list(selection.things)
    if len(things) > _MOST_AT_ONCE:
        return None
    if all(thing.domain in {"person", "device_tracker"} for thing in things):
        return None if _says_a_room(inquiry) else where(inquiry)
    if all(is_silent(inquiry.state(thing)) for thing in things):
        return untold(inquiry, things)
    clauses = [state_clause(inquiry, thing) for thing in things]
    return inquiry.teller.say("clauses", list=inquiry.teller.joined(clauses))


def _says_a_room(inquiry: Inquiry) -> bool:
    """Return whether a room is asked about: "Grandma's room" is not Grandma."""
    words = inquiry.lexicon.words(inquiry.slots["what"])
    return not {*words}.isdisjoint(inquiry.lexicon.vocabulary["rooms"])


def state_clause(inquiry: Inquiry, thing: Thing) -> str:
    """Return how a thing is, as a sentence within one."""
    teller = inquiry.teller
    state = inquiry.state(thing)
    names, be = teller.name(thing), teller.be([thing])
    if state is None or is_silent(state):
        return teller.part("out_of_reach", names=names, be=be)
    said_state = _more(inquiry, thing, state) or teller.what_it_does(thing, state)
    return teller.part("fact", names=names, be=be, state=said_state)


def _more(inquiry: Inquiry, thing: Thing, state: State) -> str | None:
    """Return a state with what people want to hear beside it."""
    teller = inquiry.teller
    beside = {
        "light": ("brightness", "state_at"),
        "fan": ("speed", "state_at"),
        "climate": ("temperature", "state_now_at"),
        "water_heater": ("temperature", "state_now_at"),
        "cover": ("position", "state_at"),
        "media_player": ("title", "state_title"),
    }.get(thing.domain)
    if beside is None or state.state in {"off", "closed", "idle", "standby"}:
        return None
    reading = read(inquiry, thing, beside[0])
    if reading is None or (thing.domain == "cover" and reading.number in {0, 100}):
        return None
    is_title = beside[0] == "title"
    inquiry.outside = inquiry.outside or is_title
    return teller.part(
        "state_title_at" if is_title and state.state == STATE_PAUSED else beside[1],
        state=teller.what_it_does(thing, state),
        value=said(inquiry, beside[0], reading),
    )


def is_named(inquiry: Inquiry) -> Answer:
    """Answer whether it is so what a thing is called: "Are guests staying?"."""
    thing = inquiry.named(lambda thing: thing.domain in _IS_OR_IS_NOT)
    if thing is None:
        return None
    words = frozenset(inquiry.lexicon.stems(inquiry.slots["what"]))
    state = inquiry.state(thing)
    if not thing.tokens <= words or state is None:
        return None
    if is_silent(state):
        return untold(inquiry, [thing])
    return inquiry.teller.say(
        "yes" if state.state == "on" else "no",
        names=inquiry.teller.name(thing),
        be=inquiry.teller.be([thing]),
        state=inquiry.teller.state(thing, state),
        since="",
    )


def amount(inquiry: Inquiry) -> Answer:
    """Answer how much of something a sensor or a number says there is."""
    words = " ".join(
        filter(None, (inquiry.slots.get("what"), inquiry.slots.get("also")))
    )
    asked = replace(inquiry, slots={"what": words})
    thing = asked.named(lambda thing: thing.domain in _AMOUNTS)
    if thing is None:
        return None
    state = inquiry.state(thing)
    if state is None or is_silent(state):
        return untold(inquiry, [thing])
    inquiry.about[:] = [thing]
    return inquiry.teller.say("clauses", list=state_clause(inquiry, thing))


def when_is(inquiry: Inquiry) -> Answer:
    """Answer when something is due, that a sensor holds as a time or in words."""
    thing = inquiry.named(lambda thing: thing.domain == "sensor")
    if thing is None:
        return None
    state = inquiry.state(thing)
    if state is None or is_silent(state):
        return untold(inquiry, [thing])
    if number_of(state.state) is not None:
        return None
    clause = inquiry.teller.part(
        "fact",
        names=inquiry.teller.name(thing),
        be=inquiry.teller.be([thing]),
        state=inquiry.moment(state) or inquiry.teller.state(thing, state),
    )
    return inquiry.teller.say("clauses", list=clause)


def is_due(inquiry: Inquiry) -> Answer:
    """Answer whether a day that a sensor holds is the one that is asked after."""
    asked = inquiry.lexicon.when.span(inquiry.slots["when"], inquiry.now)
    thing = inquiry.named(lambda thing: thing.domain == "sensor")
    if asked is None or thing is None:
        return None
    state = inquiry.state(thing)
    due = _day_in(inquiry, state.state) if state else None
    if state is None or due is None:
        return None
    return inquiry.teller.say(
        "yes" if _is_in(due, asked) else "no",
        names=inquiry.teller.name(thing),
        be=inquiry.teller.be([thing]),
        state=inquiry.moment(state) or inquiry.teller.state(thing, state),
        since="",
    )


def _is_in(day: date, span: Span) -> bool:
    """Return whether a day lies in a span; a night is of the day it begins on."""
    first = span.start.date()
    last = first if span.is_one_day else (span.end - _INSTANT).date()
    return first <= day <= last


def _day_in(inquiry: Inquiry, text: str) -> date | None:
    """Return the day that a state is: written as a date, or said."""
    if written := dt_util.parse_date(text):
        return written
    if moment := dt_util.parse_datetime(text):
        return dt_util.as_local(moment).date()
    words = text.casefold().split()
    for start in range(len(words)):  # "Recycling on Friday"
        said_day = inquiry.lexicon.when.span(" ".join(words[start:]), inquiry.now)
        if said_day:
            return said_day.start.date()
    return None


def is_said(inquiry: Inquiry) -> Answer:
    """Answer whether a thing is in a state that only its own words name."""
    thing = inquiry.named(lambda _: True)
    if thing is None:
        return None
    state = inquiry.state(thing)
    if state is None or is_silent(state):
        return untold(inquiry, [thing])
    lexicon, teller = inquiry.lexicon, inquiry.teller
    wanted = lexicon.joined(lexicon.words(inquiry.slots["said"]))
    own = {
        state.state,
        teller.state(thing, state),
        *(
            str(option)
            for attribute in ("options", "hvac_modes", "source_list", "preset_modes")
            for option in state.attributes.get(attribute) or ()
        ),
    }
    known = {lexicon.joined(lexicon.words(option.replace("_", " "))) for option in own}
    if wanted not in known:
        return None
    so = wanted in {
        lexicon.joined(lexicon.words(text.replace("_", " ")))
        for text in (state.state, teller.state(thing, state))
    }
    return teller.say(
        "yes" if so else "no",
        names=teller.name(thing),
        be=teller.be([thing]),
        state=teller.state(thing, state),
        since="",
    )


def exist(inquiry: Inquiry) -> Answer:
    """Answer how many of a kind there are."""
    selection = inquiry.select(lambda _: True)
    if selection is None or selection.kind is None:
        return None
    teller = inquiry.teller
    values = {"kinds": teller.kinds(selection.kind), "where": inquiry.place(selection)}
    things = _once(inquiry, selection.things)
    number = len(things)
    if not number:
        return teller.say("exist_none", **values)
    return teller.say(
        "exist_one" if number == 1 else "exist",
        count=teller.count(number),
        names=teller.names(things),
        **values,
    )


def _once(inquiry: Inquiry, things: Iterable[Thing]) -> list[Thing]:
    """Return things that are one but once: a door's lock and its contact."""
    lexicon = inquiry.lexicon
    parts = lexicon.stems_of(lexicon.vocabulary["parts"])
    found: dict[tuple[str | None, frozenset[str]], Thing] = {}
    for thing in things:
        own = frozenset(lexicon.stems(thing.name)) - parts - lexicon.unsaid
        found.setdefault((thing.area_id, own or frozenset({thing.entity_id})), thing)
    return list(found.values())


def contents(inquiry: Inquiry) -> Answer:
    """Answer what there is in a place."""
    selection = inquiry.select(lambda thing: thing.domain not in _WITHOUT_STATE)
    if selection is None or selection.place is None or not selection.things:
        return None
    things = _once(inquiry, selection.things)
    return inquiry.teller.say(
        "contents",
        names=inquiry.teller.names(things),
        be=inquiry.teller.be(things),
        where=inquiry.place(selection),
    )


def options(inquiry: Inquiry) -> Answer:
    """Answer what a thing can be set to."""
    thing = inquiry.named(lambda thing: thing.domain in _WITH_OPTIONS)
    if thing is None:
        return None
    state = inquiry.state(thing)
    if state is None or is_silent(state):
        return untold(inquiry, [thing])
    teller = inquiry.teller
    own: list[str] = state.attributes.get(ATTR_OPTIONS) or []
    named = [
        teller.state(thing, State(thing.entity_id, option, state.attributes))
        for option in own
    ]
    return teller.say(
        "options",
        names=teller.name(thing),
        list=teller.listed(named),
        state=teller.state(thing, state),
    )


def exists(inquiry: Inquiry) -> Answer:
    """Answer whether there is such a thing."""
    selection = inquiry.select(lambda _: True)
    if selection is None or not selection.things or selection.everything:
        return None
    if selection.kind is None and any(
        t.domain in _NO_BELONGINGS for t in selection.things
    ):
        return None
    return inquiry.teller.say("exists", names=inquiry.teller.names(selection.things))


def day(inquiry: Inquiry) -> Answer:
    """Answer which day it is."""
    weekday = inquiry.slots.get("weekday")
    words = inquiry.lexicon.vocabulary["clock"]
    moment = inquiry.now
    if phrase := inquiry.slots.get("when"):
        span = inquiry.lexicon.when.span(phrase, inquiry.now)
        if span is None:
            return None
        moment = span.start
    today = inquiry.now.weekday()
    said_day = inquiry.teller.say(
        "day" if moment == inquiry.now else "day_then",
        weekday=words["weekdays"][moment.weekday()],
        date=words["day_of_month"].format(
            day=moment.day, month=words["months"][moment.month - 1]
        ),
        when=phrase or "",
    )
    if weekday is None:
        return said_day
    return inquiry.teller.part(
        "day_yes" if int(weekday) == today else "day_no", day=said_day
    )
