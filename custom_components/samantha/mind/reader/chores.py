"""Answers to whether something came or was done: the post, the cat's dinner."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from homeassistant.const import STATE_ON
from homeassistant.core import State
from homeassistant.util import dt as dt_util

from .conditions import Check, number_of
from .index import Thing
from .inquiry import Answer, Inquiry
from .past import happened, last_time
from .remembered import MOMENTS
from .so_or_not import untold
from .spoken_time import past_moment
from .telling import is_silent

# What people keep such things in.
_KEPT_IN: Final = MOMENTS - {"scene"} | {
    "binary_sensor",
    "counter",
    "input_boolean",
    "input_datetime",
    "sensor",
}
# What is opened for it, and closed after.
_OPENED: Final = "open"


async def was_done(inquiry: Inquiry) -> Answer:
    """Answer whether something came or was done, by what is named so."""
    thing = _kept(inquiry)
    if thing is None or not _may_have_done_it(inquiry):
        return None
    state, teller = inquiry.state(thing), inquiry.teller
    if state is None or is_silent(state):
        return untold(inquiry, [thing])
    if moment := _moment(thing, state):
        if moment > inquiry.now:
            return _not_yet(inquiry, thing, state)
        if "by" in inquiry.slots:
            return _by(inquiry, "done_by_whom", thing, state, moment)
        is_today = dt_util.as_local(moment).date() == inquiry.now.date()
        return _by(
            inquiry, "done_today" if is_today else "done_last", thing, state, moment
        )
    if Check(_OPENED).applies(thing):
        return await _asked(inquiry, happened, thing, _OPENED)
    if thing.domain == "counter":
        so = bool(number_of(state.state))
        fact = teller.part("fact", **_fact(inquiry, thing, state))
        return teller.say("yes_clause" if so else "no_clause", clause=fact)
    if thing.domain == "sensor":
        return _told(inquiry, thing, state)
    since = ""
    if inquiry.is_lasting(state):
        since = teller.since(state.last_changed, inquiry.now)
    so = state.state == STATE_ON
    return teller.say(
        "yes" if so else "no", since=since, **_fact(inquiry, thing, state)
    )


async def when_done(inquiry: Inquiry) -> Answer:
    """Answer when something last came or was done."""
    thing = _kept(inquiry)
    if thing is None:
        return None
    state = inquiry.state(thing)
    if state is None or is_silent(state):
        return untold(inquiry, [thing])
    moment = _moment(thing, state)
    if moment and moment <= inquiry.now:
        return _by(inquiry, "done_last", thing, state, moment)
    if thing.domain in {"binary_sensor", "input_boolean"}:
        key = _OPENED if Check(_OPENED).applies(thing) else STATE_ON
        return await _asked(inquiry, last_time, thing, key)
    return _told(inquiry, thing, state)


def _not_yet(inquiry: Inquiry, thing: Thing, state: State) -> str:
    """Say for when it is expected."""
    fact = {**_fact(inquiry, thing, state), "state": inquiry.moment(state)}
    return inquiry.teller.say("no", since="", **fact)


def _may_have_done_it(inquiry: Inquiry) -> bool:
    """Return whether nobody is asked after, or a person of the house."""
    if "by" not in inquiry.slots:
        return True
    found = inquiry.select(lambda thing: thing.domain == "person", slot="by")
    return found is not None and bool(found.things)


def _kept(inquiry: Inquiry) -> Thing | None:
    """Return the one thing that is named after what is asked about."""
    for phrase in _phrases(inquiry):
        asked = replace(inquiry, slots={"what": phrase})
        if thing := asked.named(lambda thing: thing.domain in _KEPT_IN):
            inquiry.about[:] = [thing]
            return thing
    return None


def _phrases(inquiry: Inquiry) -> Iterator[str]:
    what = inquiry.slots["what"]
    chore = inquiry.slots.get("chore")
    if chore is None:
        yield what
        return
    forms: dict[str, list[str]] = inquiry.lexicon.topics["past"]["lists"]["chore"]
    for form in forms[chore]:
        yield f"{what} {form}"


def _moment(thing: Thing, state: State) -> datetime | None:
    """Return the moment that a state is, if it is one."""
    if not (
        thing.domain in MOMENTS
        or thing.domain == "input_datetime"
        or thing.device_class in {"timestamp", "date"}
    ):
        return None
    moment = dt_util.parse_datetime(state.state)
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt_util.get_default_time_zone())
    return moment


def _by(
    inquiry: Inquiry, key: str, thing: Thing, state: State, moment: datetime
) -> str:
    """Say when it was, and what tells so."""
    if day := dt_util.parse_date(state.state):
        when = inquiry.lexicon.when.day(day, inquiry.now).words
    else:
        when = past_moment(moment, inquiry.now, inquiry.lexicon.vocabulary)
    return inquiry.teller.say(key, when=when, names=thing.name)


def _told(inquiry: Inquiry, thing: Thing, state: State) -> str:
    teller = inquiry.teller
    fact = teller.part("fact", **_fact(inquiry, thing, state))
    return teller.say("clauses", list=fact)


def _fact(inquiry: Inquiry, thing: Thing, state: State) -> dict[str, str]:
    """Return a thing and how it is, as words of an answer."""
    teller = inquiry.teller
    return {
        "names": teller.name(thing),
        "be": teller.be([thing]),
        "state": teller.state(thing, state),
    }


async def _asked(
    inquiry: Inquiry,
    ask: Callable[[Inquiry], Awaitable[Answer]],
    thing: Thing,
    key: str,
) -> Answer:
    """Ask the records of a thing instead."""
    today = inquiry.lexicon.topics["past"]["gist"]["usual"]
    inquiry.slots = {"what": thing.name, "happened": key, "span": today}
    return await ask(inquiry)
