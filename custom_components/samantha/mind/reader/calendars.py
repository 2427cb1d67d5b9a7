"""Looks up what is on the calendars that are exposed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from .events import Event, event_of, is_called
from .index import Thing
from .inquiry import Answer, Inquiry
from .sources import content_of, entries_of, things_called, words_of
from .when import Span

TOPIC: Final = "agenda"
# What is ahead where no time is named, in a span without words.
_WEEK: Final = timedelta(days=7)
# How far ahead the next of something is looked for, and then what is rarer.
_HORIZONS: Final = (timedelta(days=31), timedelta(days=366))


@dataclass(slots=True, kw_only=True)
class Found:
    """What the calendars say of a span of time."""

    span: Span
    calendars: Sequence[Thing]
    # Whether some of the calendars were meant, not all.
    named: bool
    events: list[Event] = field(default_factory=list)
    unreachable: list[Thing] = field(default_factory=list)


async def look_up(inquiry: Inquiry) -> Found | Answer:
    """Return what is on in the span that was asked about, or what to say instead.

    What is over already is left out of a day that is not.
    """
    span = _span(inquiry)
    if span is None:
        return None
    found = _calendars(inquiry, span)
    if not isinstance(found, Found):
        return found
    await _fill(inquiry, found)
    found.events = [event for event in found.events if _is_meant(inquiry, event)]
    if _is_unheard(found):
        return _unheard(inquiry, found)
    if _names_one(inquiry) and not found.events and not says_it_is_one(inquiry):
        return None
    return found


async def search(inquiry: Inquiry) -> Found | Answer:
    """Return what is called so and is not over yet, looking as far as it takes."""
    found: Found | Answer = None
    for horizon in _HORIZONS:
        found = _calendars(inquiry, Span(inquiry.now, inquiry.now + horizon, ""))
        if not isinstance(found, Found):
            return found
        await _fill(inquiry, found)
        found.events = _preferred(
            inquiry, [event for event in found.events if _is_meant(inquiry, event)]
        )
        if found.events:
            return found
        if _is_unheard(found):
            return _unheard(inquiry, found)
    return found


def says_it_is_one(inquiry: Inquiry) -> bool:
    """Return whether the words themselves say that it is in a calendar."""
    said = {*inquiry.lexicon.stems(inquiry.slots.get("about", ""))}
    return not said.isdisjoint(words_of(inquiry.lexicon, TOPIC, "event"))


def _names_one(inquiry: Inquiry) -> bool:
    return bool(_title_words(inquiry))


def _title_words(inquiry: Inquiry) -> frozenset[str]:
    lexicon = inquiry.lexicon
    general = frozenset[str]().union(
        *(words_of(lexicon, TOPIC, group) for group in ("event", "vague", "calendar"))
    )
    return content_of(inquiry.slots.get("about", ""), lexicon, general)


def _is_meant(inquiry: Inquiry, event: Event) -> bool:
    return is_called(event, _title_words(inquiry), inquiry.lexicon)


def _preferred(inquiry: Inquiry, events: list[Event]) -> list[Event]:
    """Return the meetings of what could be one, where any is called so."""
    if _names_one(inquiry):
        return events
    said = {*inquiry.lexicon.stems(inquiry.slots.get("about", ""))}
    said &= words_of(inquiry.lexicon, TOPIC, "event")
    called = [event for event in events if is_called(event, said, inquiry.lexicon)]
    return called or events


def _span(inquiry: Inquiry) -> Span | None:
    if phrase := inquiry.slots.get("when"):
        span = inquiry.lexicon.when.span(phrase, inquiry.now)
        return span and span.within(inquiry.now)
    return Span(inquiry.now, inquiry.now + _WEEK, "")


def _calendars(inquiry: Inquiry, span: Span) -> Found | Answer:
    """Return the calendars to look into, or that there is none such."""
    phrase = inquiry.slots.get("calendar", "")
    generic = words_of(inquiry.lexicon, TOPIC, "calendar")
    every = inquiry.around.index.by_domain.get("calendar", [])
    if not every:
        return inquiry.teller.say("event_no_calendar")
    calendars = things_called(phrase, "calendar", generic, inquiry)
    if not calendars:
        return inquiry.teller.say("event_no_such_calendar")
    return Found(span=span, calendars=calendars, named=len(calendars) < len(every))


async def _fill(inquiry: Inquiry, found: Found) -> None:
    """Ask each calendar at the same time."""
    asked = {
        "start_date_time": found.span.start.isoformat(),
        "end_date_time": found.span.end.isoformat(),
    }
    answers = await asyncio.gather(
        *(
            entries_of(inquiry, "calendar.get_events", "events", calendar, asked)
            for calendar in found.calendars
        )
    )
    zone = inquiry.now.tzinfo
    assert zone is not None  # noqa: S101
    events = {
        event
        for entries in answers
        for entry in entries or ()
        if (event := event_of(entry, zone))
        and event.overlaps(found.span.start, found.span.end)
    }
    found.events = sorted(events)
    inquiry.outside = bool(events)
    found.unreachable = [
        calendar
        for calendar, entries in zip(found.calendars, answers, strict=True)
        if entries is None
    ]


def _is_unheard(found: Found) -> bool:
    return len(found.unreachable) == len(found.calendars)


def _unheard(inquiry: Inquiry, found: Found) -> str:
    return inquiry.teller.say(
        "event_unreachable", names=names(inquiry, found.calendars)
    )


def names(inquiry: Inquiry, calendars: Sequence[Thing]) -> str:
    """Return the calendars' names, as "the family calendar"."""
    generic = words_of(inquiry.lexicon, TOPIC, "calendar")
    teller = inquiry.teller
    if len(inquiry.around.index.by_domain.get("calendar", ())) == 1:
        return teller.part("event_calendar")
    return teller.listed(
        [
            teller.name(calendar)
            if calendar.tokens & generic
            else teller.part("event_the_calendar", name=teller.the(calendar.name))
            for calendar in calendars
        ]
    )
