"""Answers to how warm, humid or bright it was: from statistics, else from states."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT

from .conditions import number_of
from .episodes import extremes
from .index import Thing
from .inquiry import Answer, Inquiry
from .measures import source_for
from .past import no_records, span_of, was
from .readings import read, selected
from .records import async_history, async_statistic
from .spoken_time import clock_of_day
from .telling import MOST_NAMED
from .when import Span

# How long a span may be whose states are read one by one: with statistics, and without.
_READ_FIRST: Final = timedelta(hours=26)
_LONGEST_READ: Final = timedelta(days=2)
_HOUR: Final = timedelta(hours=1)
_SLACK: Final = timedelta(seconds=1)
_OUTSIDE: Final = "*outside"


@dataclass(frozen=True, slots=True)
class Course:
    """How a number went over a span of time."""

    thing: Thing
    unit: str | None
    mean: float
    low: float | None = None
    high: float | None = None
    low_at: datetime | None = None
    high_at: datetime | None = None


async def measured(inquiry: Inquiry) -> Answer:
    """Answer how much of something there was, the most or the least of it."""
    span = span_of(inquiry)
    if span is None:
        return None
    key, extent = _wanted(inquiry)
    things = _things(inquiry, key)
    if not things:
        meant = inquiry.select(lambda _: True)
        if meant is None or meant.place is None:
            return None
        return inquiry.teller.say("no_sensor", where=inquiry.place(meant))
    inquiry.about[:] = things
    courses = [
        course
        for thing in things[:MOST_NAMED]
        if (course := await _async_course(inquiry, thing, span))
    ]
    if not courses:
        return _nothing(inquiry, key, things, span)
    if len(courses) == 1:
        return _one(inquiry, courses[0], extent, span)
    teller = inquiry.teller
    clauses = [_clause(inquiry, course, extent, span) for course in courses]
    return teller.say("measured_each", list=teller.joined(clauses), span=span.words)


def _wanted(inquiry: Inquiry) -> tuple[str, str]:
    """Return the measure that is asked about, and which end of it."""
    if got := inquiry.slots.get("got"):
        key, _, extent = got.partition(".")
        return key, extent
    key = inquiry.slots.get("measure") or inquiry.slots["adjective"]
    extent = inquiry.slots.get("extent", "")
    return key, "" if extent == "mean" else extent


def _things(inquiry: Inquiry, key: str) -> list[Thing]:
    """Return what is meant, sensors first; with no place, the one outside.

    Who asks how cold it was, and not where, asks about the weather.
    """
    what = inquiry.slots.get("what", "")
    markers = inquiry.lexicon.markers
    if what in markers["outside"] or (not what and key == "temperature"):
        outside = _outside(inquiry, key)
        if outside:
            return outside[:1]
    selection = selected(inquiry, key)
    things = list(selection.things) if selection else []
    return [thing for thing in things if thing.domain == "sensor"] or things


def _outside(inquiry: Inquiry, key: str) -> list[Thing]:
    index = inquiry.around.index
    marked = inquiry.lexicon.markers["outside"] | inquiry.lexicon.markers["outdoor"]
    place = index.places.get(_OUTSIDE)
    return [
        thing
        for thing in index.by_domain.get("sensor", ())
        if source_for(thing, key)
        and (
            not thing.tokens.isdisjoint(marked)
            or (place is not None and thing.area_id in place.areas)
        )
    ]


async def _async_course(inquiry: Inquiry, thing: Thing, span: Span) -> Course | None:
    if thing.domain != "sensor":
        return None
    if span.start == span.end:
        return await _async_at(inquiry, thing, span.start)
    if span.end - span.start <= _READ_FIRST and (
        course := await _async_read(inquiry, thing, span)
    ):
        return course
    statistic = await async_statistic(
        inquiry.hass, thing.entity_id, span.start, span.end
    )
    if statistic.mean is None:
        return await _async_read(inquiry, thing, span)
    return Course(thing, statistic.unit, statistic.mean, statistic.low, statistic.high)


async def _async_at(inquiry: Inquiry, thing: Thing, moment: datetime) -> Course | None:
    """Return the state that held at a moment, or the mean of that hour."""
    history = await async_history(
        inquiry.hass, [thing.entity_id], moment, moment + _SLACK
    )
    for change in reversed(history.get(thing.entity_id, ())):
        if (number := number_of(change.state)) is not None:
            return Course(thing, _unit(inquiry, thing), number)
    hour = moment.replace(minute=0, second=0, microsecond=0)
    statistic = await async_statistic(inquiry.hass, thing.entity_id, hour, hour + _HOUR)
    if statistic.mean is None:
        return None
    return Course(thing, statistic.unit, statistic.mean)


async def _async_read(inquiry: Inquiry, thing: Thing, span: Span) -> Course | None:
    """Return the course of a number from the states that were recorded."""
    if span.end - span.start > _LONGEST_READ:
        return None
    history = await async_history(inquiry.hass, [thing.entity_id], span.start, span.end)
    changes = history.get(thing.entity_id, ())
    numbers = [(number_of(change.state), change.at) for change in changes]
    found = extremes(numbers, span.end)
    if found is None or numbers[0][1] - span.start > _HOUR:
        return None
    mean, (low, low_at), (high, high_at) = found
    return Course(thing, _unit(inquiry, thing), mean, low, high, low_at, high_at)


def _unit(inquiry: Inquiry, thing: Thing) -> str | None:
    state = inquiry.state(thing)
    return state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) if state else None


def _one(inquiry: Inquiry, course: Course, extent: str, span: Span) -> str:
    teller = inquiry.teller
    values = _values(inquiry, course, extent)
    values["span"] = span.words
    if span.start == span.end or course.low is None or course.high is None:
        key = "measured_at" if span.start == span.end else "measured_mean_only"
        return teller.say(key, value=values["mean"], **values)
    if extent in {"low", "high"}:
        at = course.low_at if extent == "low" else course.high_at
        return teller.say(
            f"measured_{extent}",
            value=values[extent],
            at=_clock(inquiry, at, span),
            **values,
        )
    if course.low == course.high:
        return teller.say("measured_same", **values)
    return teller.say("measured_mean", **values)


def _clause(inquiry: Inquiry, course: Course, extent: str, span: Span) -> str:
    teller = inquiry.teller
    values = _values(inquiry, course, extent)
    if span.start == span.end or course.low is None or course.low == course.high:
        return teller.part("measured_clause_same", **values)
    if extent in {"low", "high"}:
        return teller.part(f"measured_clause_{extent}", value=values[extent], **values)
    return teller.part("measured_clause_mean", **values)


def _values(inquiry: Inquiry, course: Course, extent: str) -> dict[str, str]:
    """Return the numbers in words; the unit is said once where there are two."""
    teller = inquiry.teller

    def said(number: float | None, unit: str | None) -> str:
        if number is None:
            return ""
        return teller.value(round(number, 1), unit)

    return {
        "names": teller.name(course.thing),
        "was": was(inquiry, [course.thing]),
        "mean": said(course.mean, course.unit),
        "low": said(course.low, None if extent == "" else course.unit),
        "high": said(course.high, course.unit),
    }


def _clock(inquiry: Inquiry, moment: datetime | None, span: Span) -> str:
    if moment is None or moment <= span.start:
        return ""
    local = moment.astimezone(inquiry.now.tzinfo)
    clock = clock_of_day(local, inquiry.lexicon.vocabulary)
    return inquiry.teller.part("measured_when", clock=clock)


def _nothing(inquiry: Inquiry, key: str, things: list[Thing], span: Span) -> Answer:
    """Say that nothing was kept, and what the number is now where there is one."""
    teller = inquiry.teller
    if len(things) == 1 and (reading := read(inquiry, things[0], key)):
        number = number_of(reading.value)
        if number is not None and things[0].domain != "sensor":
            inquiry.about[:] = things
            return teller.say(
                "measured_only_now",
                names=teller.name(things[0]),
                value=teller.value(reading.value, reading.unit),
            )
    return no_records(inquiry, things, span)
