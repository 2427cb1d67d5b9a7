"""Answers to when the sun rises and sets, and whether it is dark."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import SUN_EVENT_SUNRISE, SUN_EVENT_SUNSET
from homeassistant.helpers.sun import get_astral_event_date, get_astral_event_next

from . import spoken_time
from .inquiry import Answer, Answerer, Inquiry

_EVENTS: Final = {"rise": SUN_EVENT_SUNRISE, "set": SUN_EVENT_SUNSET}
# Beyond this, the sun is not said to rise or set at all.
_SOON: Final = timedelta(days=2)
_DAY: Final = timedelta(days=1)
_HALF_MINUTE: Final = timedelta(seconds=30)


def sun_when(inquiry: Inquiry) -> Answer:
    """Answer when the sun rises or sets: on the day that is named, or next."""
    edge, teller = inquiry.slots["edge"], inquiry.teller
    event = _EVENTS[edge]
    phrase = inquiry.slots.get("when")
    if phrase is None:
        if (moment := _next(inquiry, event)) is None:
            return teller.say(f"sun_never_{edge}")
        return teller.say(f"sun_{edge}", time=_at(inquiry, moment))
    span = inquiry.lexicon.when.span(phrase, inquiry.now)
    if span is None or not span.is_one_day:
        return None
    found = get_astral_event_date(inquiry.hass, event, span.start.date())
    if found is None:
        return teller.say(f"sun_never_{edge}")
    moment = _local(inquiry, found)
    was = moment < inquiry.now
    return teller.say(
        f"sun_{edge}_before" if was else f"sun_{edge}", time=_at(inquiry, moment)
    )


def sun_until(inquiry: Inquiry) -> Answer:
    """Answer how long it is until the sun rises or sets."""
    edge, teller = inquiry.slots["edge"], inquiry.teller
    if (moment := _next(inquiry, _EVENTS[edge])) is None:
        return teller.say(f"sun_never_{edge}")
    length = spoken_time.span(moment - inquiry.now, inquiry.lexicon.vocabulary)
    return teller.say(f"sun_until_{edge}", length=length)


def sun_is(inquiry: Inquiry) -> Answer:
    """Answer whether the sun is up, or whether it is dark or light outside."""
    up = _comes_first(inquiry, SUN_EVENT_SUNSET, SUN_EVENT_SUNRISE)
    dark = not up and _is_dark(inquiry)
    asked = inquiry.slots["edge"]
    so = {"up": up, "down": not up, "dark": dark, "light": not dark}[asked]
    following = "set" if up else "rise"
    moment = _next(inquiry, _EVENTS[following])
    twilight = not up and not dark and asked in {"dark", "light"}
    key = "twilight" if twilight else "up" if up else "down"
    until = "sun_is" if moment else "sun_is_always"
    return inquiry.teller.say(
        f"{until}_{key}",
        answer=inquiry.teller.part("sun_yes" if so else "sun_no"),
        time=_at(inquiry, moment) if moment else "",
    )


ANSWERERS: Final[Mapping[str, Answerer]] = {
    "sun_when": sun_when,
    "sun_until": sun_until,
    "sun_is": sun_is,
}


def _comes_first(inquiry: Inquiry, event: str, other: str) -> bool:
    """Return whether one thing that the sun does comes before another."""
    coming, after = _ahead(inquiry, event), _ahead(inquiry, other)
    return coming is not None and (after is None or coming < after)


def _is_dark(inquiry: Inquiry) -> bool:
    """Return whether civil twilight is over, while the sun is down.

    In white nights it never is; in the polar night it may not come for weeks.
    """
    dawn = _ahead(inquiry, "dawn")
    if dawn and dawn - inquiry.now < _DAY:
        return _comes_first(inquiry, "dawn", "dusk")
    rise = _ahead(inquiry, SUN_EVENT_SUNRISE)
    return rise is None or rise - inquiry.now > _DAY


def _next(inquiry: Inquiry, event: str) -> datetime | None:
    """Return when the sun rises or sets next; None where it will not for days."""
    moment = _ahead(inquiry, event)
    if moment is None or moment - inquiry.now > _SOON:
        return None
    return _local(inquiry, moment)


def _ahead(inquiry: Inquiry, event: str) -> datetime | None:
    try:
        return get_astral_event_next(inquiry.hass, event, inquiry.now)
    except ValueError:
        return None


def _local(inquiry: Inquiry, moment: datetime) -> datetime:
    """Return a moment in the zone of the house, to the minute."""
    rounded = moment.astimezone(inquiry.now.tzinfo) + _HALF_MINUTE
    return rounded.replace(second=0, microsecond=0)


def _at(inquiry: Inquiry, moment: datetime) -> str:
    """Return a time, with its day where that is not today."""
    lexicon = inquiry.lexicon
    clock = spoken_time.clock(moment, lexicon.vocabulary)
    if moment.date() == inquiry.now.date():
        return inquiry.teller.part("sun_at", clock=clock)
    day = lexicon.when.day(moment.date(), inquiry.now).words
    return inquiry.teller.part("sun_day_at", day=day, clock=clock)
