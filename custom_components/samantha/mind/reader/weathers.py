"""Finds the weather service that is meant, and what it forecasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from homeassistant.core import State

from .conditions import number_of
from .forecasts import Kind, Outlook, Units, covers, merged, outlooks
from .index import Thing
from .inquiry import Answer, Inquiry
from .sources import entries_of, things_called, words_of
from .telling import is_silent
from .when import Span

TOPIC: Final = "sky"
BY_DAY: Final = (Kind.DAILY, Kind.TWICE_DAILY, Kind.HOURLY)
BY_HOUR: Final = (Kind.HOURLY, Kind.TWICE_DAILY, Kind.DAILY)
_PART_OF_DAY: Final = timedelta(hours=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sky:
    """The weather service that is asked, and how it says things."""

    thing: Thing
    state: State
    units: Units

    @property
    def now(self) -> Outlook:
        """Return the weather that it reports now."""
        told = self.state.attributes
        temperature = number_of(told.get("temperature"))
        return Outlook(
            start=self.state.last_updated,
            end=self.state.last_updated,
            condition=None if is_silent(self.state) else self.state.state,
            high=temperature,
            low=temperature,
            wind=number_of(told.get("wind_speed")),
        )


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is forecast for a span, which a coarse forecast makes a longer one."""

    outlooks: list[Outlook]
    words: str

    @property
    def whole(self) -> Outlook | None:
        """Return the span as a whole."""
        return merged(self.outlooks)

    @property
    def days(self) -> list[Outlook]:
        """Return each day as a whole."""
        parts: dict[date, list[Outlook]] = {}
        for outlook in self.outlooks:
            parts.setdefault(outlook.start.date(), []).append(outlook)
        return [whole for day in parts.values() if (whole := merged(day))]


def find_sky(inquiry: Inquiry) -> Sky | Answer:
    """Return the weather service that is named, or else the first that is there."""
    lexicon = inquiry.lexicon
    words = inquiry.slots.get("where", "")
    if any(words in lexicon.markers[name] for name in ("here", "house", "outside")):
        words = ""
    generic = words_of(lexicon, TOPIC, "weather")
    found = things_called(words, "weather", generic, inquiry)
    if not found:
        return inquiry.teller.say("sky_not_there" if words else "sky_none")
    there = [thing for thing in found if not inquiry.is_gone(thing)]
    thing = (there or found)[0]
    state = inquiry.state(thing)
    if state is None or not there:
        return inquiry.teller.say("sky_unreachable")
    told, usual = state.attributes, Units()
    units = Units(
        temperature=_unit(told, "temperature_unit", usual.temperature),
        wind=_unit(told, "wind_speed_unit", usual.wind),
        rain=_unit(told, "precipitation_unit", usual.rain),
    )
    return Sky(thing=thing, state=state, units=units)


def is_part_of_day(span: Span) -> bool:
    """Return whether a span is a morning or the like, and not a day."""
    return span.end - span.start < _PART_OF_DAY


async def forecast(inquiry: Inquiry, sky: Sky, kind: Kind) -> list[Outlook] | None:
    """Return a forecast; empty where there is none of the kind, None for no answer."""
    supported = sky.state.attributes.get("supported_features")
    if not isinstance(supported, int) or not kind & supported:
        return []
    asked = {"type": str(kind.name).lower()}
    entries = await entries_of(
        inquiry, "weather.get_forecasts", "forecast", sky.thing, asked
    )
    return None if entries is None else outlooks(entries, kind, inquiry.now)


async def forecast_of(
    inquiry: Inquiry, sky: Sky, span: Span, *, by_hour: bool = False
) -> Ahead:
    """Return the forecast that suits a span; an empty one where there is none."""
    start = span.within(inquiry.now).start
    # What is known only of the beginning of the span.
    begun: list[Outlook] = []
    for kind in BY_HOUR if by_hour or is_part_of_day(span) else BY_DAY:
        found = await forecast(inquiry, sky, kind) or []
        words = span.words
        part = [one for one in found if one.start < span.end and one.end > start]
        if kind is Kind.DAILY and span.is_one_day:
            day = span.start.date()
            part = [one for one in part if one.start.date() == day]
            if is_part_of_day(span) and not begun:
                words = inquiry.lexicon.when.day(day, inquiry.now).words
        if part and (kind is Kind.DAILY or covers(part, start, span.end)):
            return Ahead([*begun, *part], words)
        begun = begun or part
    return Ahead(begun, span.words)


def _unit(told: Mapping[str, Any], key: str, usual: str) -> str:
    unit = told.get(key)
    return unit if isinstance(unit, str) and unit else usual
