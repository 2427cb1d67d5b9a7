"""Answers to how long a timer still takes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components.intent.const import TIMER_DATA
from homeassistant.core import State
from homeassistant.util import dt as dt_util

from . import spoken_time
from .index import Thing
from .inquiry import Answer, Answerer, Inquiry
from .sources import content_of, things_called, words_of
from .telling import is_silent

TOPIC: Final = "timers"
_ACTIVE: Final = "active"
_PAUSED: Final = "paused"


def timer_left(inquiry: Inquiry) -> Answer:
    """Answer how long a timer takes until it is done, or when that is."""
    return _each(inquiry, inquiry.slots.get("edge", "left"))


def timer_is(inquiry: Inquiry) -> Answer:
    """Answer whether a timer is running; "it" is one if that was asked about before."""
    markers = inquiry.lexicon.markers
    if inquiry.slots.get("what") in markers["it"] | markers["them"] and not any(
        thing.domain == "timer" for thing in inquiry.around.last
    ):
        return None
    return _each(inquiry, "is")


ANSWERERS: Final[Mapping[str, Answerer]] = {
    "timer_is": timer_is,
    "timer_left": timer_left,
}


def _each(inquiry: Inquiry, asked: str) -> Answer:
    """Answer for each timer that is meant."""
    things = _meant(inquiry)
    if not things:
        return None
    inquiry.about[:] = things
    teller = inquiry.teller
    clauses = [_clause(inquiry, thing, asked) for thing in things]
    if asked == "is" and len(things) == 1:
        state = inquiry.state(things[0])
        if is_silent(state) or state is None:
            return teller.say("timer_list", list=clauses[0])
        so = (state.state == _ACTIVE) is not ("done" in inquiry.slots)
        return teller.say("timer_yes" if so else "timer_no", clause=clauses[0])
    return teller.say("timer_list", list=teller.joined(clauses))


def _meant(inquiry: Inquiry) -> Sequence[Thing]:
    """Return the timers that are meant; none where it may be one set by voice.

    Those are Home Assistant's to answer for.
    """
    phrase = inquiry.slots.get("what", "")
    generic = words_of(inquiry.lexicon, TOPIC, "timer")
    found = things_called(phrase, "timer", generic, inquiry)
    going = [thing for thing in found if _is_going(inquiry.state(thing))]
    voiced = inquiry.hass.data.get(TIMER_DATA)
    if not going and voiced is not None and voiced.timers:
        return ()
    if content_of(phrase, inquiry.lexicon, generic):
        return found
    if voiced is not None and voiced.timers:
        return ()
    return going or found


def _is_going(state: State | None) -> bool:
    return state is not None and state.state in {_ACTIVE, _PAUSED}


def _clause(inquiry: Inquiry, thing: Thing, asked: str) -> str:
    """Return how it is with a timer, as a sentence within a sentence."""
    teller, state = inquiry.teller, inquiry.state(thing)
    name = _name(inquiry, thing)
    if state is None or is_silent(state):
        return teller.part("timer_unreachable", name=name)
    if state.state == _PAUSED:
        left = _length(state.attributes.get("remaining"))
        key = "timer_paused" if left is None else "timer_paused_at"
        return teller.part(key, name=name, length=_said(inquiry, left))
    if state.state != _ACTIVE:
        return teller.part("timer_idle", name=name)
    ends = _moment(state.attributes.get("finishes_at"))
    if ends is None:
        return teller.part("timer_running", name=name)
    if asked == "end":
        return teller.part("timer_ends", name=name, time=_time(inquiry, ends))
    left = max(ends - inquiry.now, timedelta())
    return teller.part("timer_left", name=name, length=_said(inquiry, left))


def _time(inquiry: Inquiry, moment: datetime) -> str:
    """Return a time, with its day where that is not today."""
    now = inquiry.now
    moment = moment.astimezone(now.tzinfo)
    time = spoken_time.day_and_clock(moment, now, inquiry.lexicon.vocabulary)
    if moment.date() != now.date():
        return time
    return inquiry.teller.part("timer_at", clock=time)


def _name(inquiry: Inquiry, thing: Thing) -> str:
    """Return a timer's name, as "the laundry timer"."""
    if thing.tokens & words_of(inquiry.lexicon, TOPIC, "timer"):
        return inquiry.teller.name(thing)
    name = inquiry.teller.the(thing.name)
    return inquiry.teller.part("timer_name", name=name)


def _said(inquiry: Inquiry, length: timedelta | None) -> str:
    if length is None:
        return ""
    return spoken_time.span(length, inquiry.lexicon.vocabulary)


def _length(value: Any) -> timedelta | None:
    return dt_util.parse_duration(value) if isinstance(value, str) else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        value = dt_util.parse_datetime(value)
    return value if isinstance(value, datetime) and value.tzinfo else None
