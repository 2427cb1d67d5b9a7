"""Answers to what is on the calendars, and when, and where."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from . import spoken_time
from .calendars import Found, look_up, names, says_it_is_one, search
from .events import Event
from .inquiry import Answer, Answerer, Inquiry
from .sources import is_a_thing

# A time of day within so long needs no "in the evening"; nor does one in these hours.
_HALF_DAY: Final = timedelta(hours=12)
_DAYTIME: Final = range(7, 19)
_SECOND: Final = timedelta(seconds=1)


async def events(inquiry: Inquiry) -> Answer:
    """Answer what is on."""
    return await _listing(inquiry, "events", "event_none")


async def any_events(inquiry: Inquiry) -> Answer:
    """Answer whether anything is on."""
    return await _listing(inquiry, "event_any", "event_not_any")


async def free(inquiry: Inquiry) -> Answer:
    """Answer whether nothing is on."""
    return await _listing(inquiry, "event_not_free", "event_free")


async def count_events(inquiry: Inquiry) -> Answer:
    """Answer how many things are on."""
    return await _listing(inquiry, "event_count", "event_none")


async def event_on(inquiry: Inquiry) -> Answer:
    """Answer whether something on the calendar is on then."""
    if is_a_thing(inquiry.slots["about"], inquiry):
        return None
    return await _listing(inquiry, "event_any", "event_not_any")


async def next_event(inquiry: Inquiry) -> Answer:
    """Answer what is on next, or first or last in a span of time."""
    if "about" in inquiry.slots and is_a_thing(inquiry.slots["about"], inquiry):
        return None
    found = await (look_up if "when" in inquiry.slots else search)(inquiry)
    if not isinstance(found, Found):
        return found
    ahead = [event for event in found.events if event.start >= inquiry.now]
    timed = [event for event in ahead if not event.all_day]
    if not (ordered := timed if found.span.words and timed else ahead):
        if "about" in inquiry.slots and not says_it_is_one(inquiry):
            return None
        return _told(inquiry, found, "event_none")
    chosen = ordered[-1 if inquiry.slots.get("edge") == "last" else 0]
    same = [event for event in ordered if event.start == chosen.start]
    listed = inquiry.teller.listed([_with_day(inquiry, event, found) for event in same])
    return _told(inquiry, found, "event_list", list=listed)


async def event_when(inquiry: Inquiry) -> Answer:
    """Answer when something on the calendar is, or how long it takes."""
    event = await _asked_about(inquiry)
    if not isinstance(event, Event):
        return event
    key, values = _when(inquiry, event)
    return inquiry.teller.say(key, title=_title(inquiry, event), **values)


async def event_where(inquiry: Inquiry) -> Answer:
    """Answer where something on the calendar is."""
    event = await _asked_about(inquiry)
    if not isinstance(event, Event):
        return event
    return inquiry.teller.say(
        "event_where" if event.location else "event_nowhere",
        title=_title(inquiry, event),
        location=event.location,
    )


ANSWERERS: Final[Mapping[str, Answerer]] = {
    "any_events": any_events,
    "count_events": count_events,
    "event_on": event_on,
    "event_when": event_when,
    "event_where": event_where,
    "events": events,
    "free": free,
    "next_event": next_event,
}


async def _asked_about(inquiry: Inquiry) -> Event | Answer:
    """Return the next that is called so, or what to say instead."""
    known = says_it_is_one(inquiry)
    if not known and is_a_thing(inquiry.slots["about"], inquiry):
        return None
    if not known and not inquiry.around.index.by_domain.get("calendar"):
        return None
    found = await (look_up if "when" in inquiry.slots else search)(inquiry)
    if "when" in inquiry.slots and not (isinstance(found, Found) and found.events):
        # It may be at another time than it was thought to be.
        slots = {k: v for k, v in inquiry.slots.items() if k != "when"}
        found = await search(replace(inquiry, slots=slots)) or found
    if not isinstance(found, Found):
        return found if known else None
    if found.events:
        return found.events[0]
    return _told(inquiry, found, "event_unknown") if known else None


def _when(inquiry: Inquiry, event: Event) -> tuple[str, dict[str, str]]:
    """Return the answer to when an event is, by its key, and what goes into it."""
    now, edge = inquiry.now, inquiry.slots.get("edge", "")
    if edge == "length":
        return "event_length", {"length": _length(inquiry, event.end - event.start)}
    if edge == "until" and event.start > now and event.all_day:
        days = timedelta(days=(event.start.date() - now.date()).days)
        return "event_until", {"length": _length(inquiry, days)}
    if edge == "until" and event.start > now:
        return "event_until", {"length": _length(inquiry, event.start - now)}
    if event.all_day:
        many = event.last_day > event.start.date()
        return ("event_is_days" if many else "event_is_all_day"), {
            "day": _day(inquiry, event.start),
            "last": _day(inquiry, event.end - _SECOND),
        }
    if edge == "end":
        return "event_ends", {"time": _at(inquiry, event.end)}
    if event.is_on(now):
        return "event_is_on", {"time": _until(inquiry, event.end)}
    key = "event_starts" if edge == "start" else "event_is"
    return key, {"time": _at(inquiry, event.start)}


async def _listing(inquiry: Inquiry, some: str, none: str) -> Answer:
    """Answer with all that is on then."""
    found = await look_up(inquiry)
    if not isinstance(found, Found):
        return found
    if not found.events:
        return _told(inquiry, found, none)
    teller = inquiry.teller
    said = _with_day if _needs_days(found) else _on_the_day
    return _told(
        inquiry,
        found,
        some if found.span.words else f"{some}_ahead",
        list=teller.listed([said(inquiry, event, found) for event in found.events]),
        count=teller.count(len(found.events)),
    )


def _needs_days(found: Found) -> bool:
    return not (found.span.words and found.span.is_one_day)


def _told(inquiry: Inquiry, found: Found, key: str, **values: str) -> str:
    """Return an answer, and which of the calendars could not be asked."""
    teller = inquiry.teller
    on = found.calendars if found.named else ()
    when = f" {found.span.words}" if found.span.words else ""
    asked = names(inquiry, on) if on else teller.part("event_calendar")
    said = teller.say(key, when=when, span=found.span.words, calendar=asked, **values)
    if not found.unreachable:
        return said
    missing = names(inquiry, found.unreachable)
    return f"{said} {teller.say('event_unreachable', names=missing)}"


def _on_the_day(inquiry: Inquiry, event: Event, found: Found) -> str:
    """Return an event of the day that was asked about, with its time."""
    teller, title = inquiry.teller, _title(inquiry, event)
    if event.all_day:
        if event.last_day > found.span.start.date():
            last = _day(inquiry, event.end - _SECOND)
            return teller.part("event_until_time", title=title, time=last)
        return teller.part("event_all_day", title=title)
    if event.start < found.span.start:
        return teller.part(
            "event_until_time", title=title, time=_until(inquiry, event.end)
        )
    if event.start.date() > found.span.start.date():
        return teller.part("event_then", title=title, time=_at(inquiry, event.start))
    return teller.part("event_at", title=title, time=_clock(inquiry, event.start))


def _with_day(inquiry: Inquiry, event: Event, found: Found) -> str:
    """Return an event with its day and time."""
    if event.is_on(inquiry.now):
        return _on_the_day(inquiry, event, found)
    day = _day(inquiry, event.start) if event.all_day else _at(inquiry, event.start)
    return inquiry.teller.part("event_then", title=_title(inquiry, event), time=day)


def _title(inquiry: Inquiry, event: Event) -> str:
    return event.title or inquiry.teller.part("event_untitled")


def _day(inquiry: Inquiry, moment: datetime) -> str:
    """Return the name of a day, today's as well."""
    lexicon = inquiry.lexicon
    named = spoken_time.day_name(moment, inquiry.now, lexicon.vocabulary)
    return named or lexicon.when.day(moment.date(), inquiry.now).words


def _at(inquiry: Inquiry, moment: datetime) -> str:
    """Return a day and a time: "today at four"."""
    return inquiry.teller.part(
        "event_day_at", day=_day(inquiry, moment), clock=_clock(inquiry, moment)
    )


def _until(inquiry: Inquiry, moment: datetime) -> str:
    """Return a time, and its day where that is not today."""
    today = moment.date() == inquiry.now.date()
    return _clock(inquiry, moment) if today else _at(inquiry, moment)


def _clock(inquiry: Inquiry, moment: datetime) -> str:
    """Return a time of day that can't be taken for its other half."""
    vocabulary = inquiry.lexicon.vocabulary
    said = spoken_time.clock(moment, vocabulary)
    is_near = timedelta(0) <= moment - inquiry.now < _HALF_DAY
    if is_near or moment.hour in _DAYTIME or (moment.hour, moment.minute) == (0, 0):
        return said
    part = spoken_time.part_of_day(moment, vocabulary)
    return inquiry.teller.part("event_clock", clock=said, part=part)


def _length(inquiry: Inquiry, length: timedelta) -> str:
    return spoken_time.span(length, inquiry.lexicon.vocabulary)
