"""Pure: what a weather forecast says of a span of time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntFlag
from typing import Any, Final

from homeassistant.const import UnitOfLength, UnitOfSpeed, UnitOfTemperature
from homeassistant.util.unit_conversion import (
    DistanceConverter,
    SpeedConverter,
    TemperatureConverter,
)

from .conditions import number_of

_HOUR: Final = timedelta(hours=1)
_LONGEST_STEP: Final = timedelta(hours=12)

# Wet enough to take an umbrella, where no probability says it.
_WET_MM: Final = 0.2
_LIKELY: Final = 50
"""Percent from which on rain counts as coming."""
_WINDY_KMH: Final = 29
"""A fresh breeze, 5 on the scale of Beaufort, begins here."""
_COLD_C: Final = 15
_FREEZING_C: Final = 0

_RAIN: Final = frozenset({"rainy", "pouring", "lightning-rainy", "snowy-rainy"})
_SNOW: Final = frozenset({"snowy", "snowy-rainy"})
_WET: Final = _RAIN | _SNOW | {"hail"}
# Of the hours of a day, the condition that is told is the first of these that is in it.
_NOTABLE: Final = (
    *("lightning-rainy", "lightning", "hail", "snowy", "snowy-rainy", "pouring"),
    *("rainy", "exceptional"),
)


class Kind(IntFlag):
    """The kinds of forecasts, as `supported_features` of a weather entity has them."""

    DAILY = 1
    HOURLY = 2
    TWICE_DAILY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units that a weather entity tells its values in."""

    temperature: str = UnitOfTemperature.CELSIUS
    wind: str = UnitOfSpeed.KILOMETERS_PER_HOUR
    rain: str = UnitOfLength.MILLIMETERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How the weather will be from a moment until another; None where nobody says."""

    start: datetime
    end: datetime
    condition: str | None = None
    high: float | None = None
    low: float | None = None
    rain: float | None = None
    # Percent.
    chance: float | None = None
    wind: float | None = None


def outlooks(
    entries: Iterable[Mapping[str, Any]], kind: Kind, now: datetime
) -> list[Outlook]:
    """Return the entries of `weather.get_forecasts` by time, without broken ones.

    Args:
        entries: of one kind of forecast.
        kind: of the forecast.
        now: in the time zone of the house, where days begin at midnight.

    """
    dated = sorted(
        (
            (moment.astimezone(now.tzinfo), entry)
            for entry in entries
            if (moment := _moment(entry.get("datetime"))) is not None
        ),
        key=lambda pair: pair[0],
    )
    found = []
    for place, (moment, entry) in enumerate(dated):
        start, end = moment, moment + _LONGEST_STEP
        if kind is Kind.DAILY:
            start = datetime.combine(moment.date(), time(), tzinfo=now.tzinfo)
            end = start + timedelta(days=1)
        elif kind is Kind.HOURLY:
            following = dated[place + 1][0] if place + 1 < len(dated) else start + _HOUR
            end = min(following, start + _LONGEST_STEP)
        found.append(_outlook(start, end, entry))
    return found


def merged(parts: Iterable[Outlook]) -> Outlook | None:
    """Return what several outlooks say together; None for none."""
    parts = list(parts)
    if not parts:
        return None
    return Outlook(
        start=parts[0].start,
        end=parts[-1].end,
        condition=_main([part.condition for part in parts if part.condition]),
        high=_most(max, [part.high for part in parts]),
        low=_most(min, [part.low for part in parts]),
        rain=_most(_total, [part.rain for part in parts]),
        chance=_most(max, [part.chance for part in parts]),
        wind=_most(max, [part.wind for part in parts]),
    )


def covers(parts: Iterable[Outlook], start: datetime, end: datetime) -> bool:
    """Return whether outlooks tell of at least half of a span."""
    told = sum(
        ((min(part.end, end) - max(part.start, start)) for part in parts), timedelta()
    )
    return told * 2 >= end - start


def happens(phenomenon: str, outlook: Outlook, units: Units) -> bool | None:
    """Return whether it will rain, snow, freeze or the like; None if nobody says."""
    return _PHENOMENA[phenomenon](outlook, units)


def is_shown(phenomenon: str, condition: str | None) -> bool:
    """Return whether a condition itself says that it rains, snows or the like."""
    return condition in _CONDITIONS.get(phenomenon, frozenset())


def _outlook(start: datetime, end: datetime, entry: Mapping[str, Any]) -> Outlook:
    high, low = number_of(entry.get("temperature")), number_of(entry.get("templow"))
    condition = entry.get("condition")
    return Outlook(
        start=start,
        end=end,
        condition=condition if isinstance(condition, str) and condition else None,
        high=high,
        low=low if low is not None else high if end - start <= _LONGEST_STEP else None,
        rain=number_of(entry.get("precipitation")),
        chance=number_of(entry.get("precipitation_probability")),
        wind=number_of(entry.get("wind_speed")),
    )


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _most(
    choose: Callable[[list[float]], float], values: Iterable[float | None]
) -> float | None:
    known = [value for value in values if value is not None]
    return choose(known) if known else None


def _total(values: list[float]) -> float:
    return sum(values)


def _main(conditions: list[str]) -> str | None:
    """Return the condition that matters, or else the most common one."""
    for condition in _NOTABLE:
        if condition in conditions:
            return condition
    return max(conditions, key=conditions.count, default=None)


def _rains(outlook: Outlook, units: Units) -> bool | None:
    if outlook.condition in _RAIN:
        return True
    if outlook.condition in _SNOW:
        return False
    return _falls(outlook, units)


def _snows(outlook: Outlook, _units: Units) -> bool | None:
    return None if outlook.condition is None else outlook.condition in _SNOW


def _is_wet(outlook: Outlook, units: Units) -> bool | None:
    return True if outlook.condition in _WET else _falls(outlook, units)


def _is_dry(outlook: Outlook, units: Units) -> bool | None:
    wet = _is_wet(outlook, units)
    return None if wet is None else not wet


def _falls(outlook: Outlook, units: Units) -> bool | None:
    """Return whether something falls from the sky, by probability or amount."""
    if outlook.chance is not None:
        return outlook.chance >= _LIKELY
    if outlook.rain is None:
        return None if outlook.condition is None else False
    try:
        amount = DistanceConverter.convert(
            outlook.rain, units.rain, UnitOfLength.MILLIMETERS
        )
    except ValueError:
        amount = outlook.rain
    return amount >= _WET_MM


def _is_windy(outlook: Outlook, units: Units) -> bool | None:
    if outlook.condition in _CONDITIONS["windy"]:
        return True
    if outlook.wind is None:
        return None if outlook.condition is None else False
    speed = SpeedConverter.convert(
        outlook.wind, units.wind, UnitOfSpeed.KILOMETERS_PER_HOUR
    )
    return speed >= _WINDY_KMH


def _is_freezing(outlook: Outlook, units: Units) -> bool | None:
    if outlook.low is None:
        return None
    return _celsius(outlook.low, units) <= _FREEZING_C


def _is_cold(outlook: Outlook, units: Units) -> bool | None:
    if outlook.high is None:
        return None
    return _celsius(outlook.high, units) < _COLD_C


def _celsius(value: float, units: Units) -> float:
    return TemperatureConverter.convert(
        value, units.temperature, UnitOfTemperature.CELSIUS
    )


def _shows(phenomenon: str) -> Callable[[Outlook, Units], bool | None]:
    def test(outlook: Outlook, _units: Units) -> bool | None:
        if outlook.condition is None:
            return None
        return is_shown(phenomenon, outlook.condition)

    return test


_CONDITIONS: Final[Mapping[str, frozenset[str]]] = {
    "rain": _RAIN,
    "snow": _SNOW,
    "wet": _WET,
    "sun": frozenset({"sunny"}),
    "clear": frozenset({"sunny", "clear-night"}),
    "clouds": frozenset({"cloudy", "partlycloudy"}),
    "storm": frozenset({"lightning", "lightning-rainy"}),
    "fog": frozenset({"fog"}),
    "hail": frozenset({"hail"}),
    "windy": frozenset({"windy", "windy-variant"}),
}
_PHENOMENA: Final[Mapping[str, Callable[[Outlook, Units], bool | None]]] = {
    **{name: _shows(name) for name in _CONDITIONS},
    "rain": _rains,
    "snow": _snows,
    "wet": _is_wet,
    "dry": _is_dry,
    "windy": _is_windy,
    "frost": _is_freezing,
    "cold": _is_cold,
}
