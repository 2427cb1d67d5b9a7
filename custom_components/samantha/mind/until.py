"""Pure: until when she is to be quiet, from the parts of a sentence."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

_NOON: Final = 12
_DAY: Final = timedelta(days=1)
# "Until further notice" ends by itself too: nobody remembers a hush for ever.
_NOTICE: Final = _DAY


def until(
    slots: Mapping[str, Any],
    now: datetime,
    part_hours: Mapping[str, int],
    otherwise: timedelta,
) -> datetime | None:
    """Return when a silence that was asked for ends; None where no such time is.

    Args:
        slots: the parts of the sentence: `minutes` and `hours` with `half`, or
            `half_hour` and `a_while` in minutes, or `hour` of the clock with `minute`,
            `past` in minutes and `meridiem`, or `day_part`.
        now: in the time zone of the house.
        part_hours: at which hour of the day each part of it begins.
        otherwise: how long it lasts where no time was said.

    The next time that a clock shows the hour is meant: "until eight" at seven in the
    evening is an hour away.
    """
    if "further_notice" in slots:
        return now + _NOTICE
    if (part := slots.get("day_part") or slots.get("the_night")) is not None:
        return _next(now, part_hours[part], 0)
    if "hour" in slots:
        return _clock(slots, now)
    # A length is one of real time, also while the clock on the wall is changed.
    end = now.astimezone(UTC) + (_length(slots) or otherwise)
    return end.astimezone(now.tzinfo)


def _length(slots: Mapping[str, Any]) -> timedelta:
    """Return a length of time; nothing where none was said."""
    if "half" in slots:
        return timedelta(minutes=60 + int(slots["half"]))
    minutes = sum(
        int(slots.get(name, 0)) for name in ("minutes", "half_hour", "a_while")
    )
    if "one_hour" in slots:
        minutes += 60
    if "more_half" in slots:
        minutes += 30
    return timedelta(hours=int(slots.get("hours", 0)), minutes=minutes)


def _clock(slots: Mapping[str, Any], now: datetime) -> datetime | None:
    hour, minute = int(slots["hour"]), int(slots.get("minute", 0))
    past = int(slots.get("past", 0))
    minutes = hour * 60 + minute + past
    meridiem = slots.get("meridiem")
    if meridiem is None and 0 < hour <= _NOON:
        return min(
            _next(now, *divmod(said % (24 * 60), 60))
            for said in (minutes, minutes + _NOON * 60)
        )
    if meridiem is not None:
        if not 0 < hour <= _NOON:
            return None
        minutes = minutes % (_NOON * 60) + (_NOON * 60 if meridiem == "pm" else 0)
    return _next(now, *divmod(minutes % (24 * 60), 60))


def _next(now: datetime, hour: int, minute: int) -> datetime:
    """Return the next moment at which a clock on the wall shows this."""
    days, hour = divmod(hour, 24)
    at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    at += timedelta(days=days)
    # An hour that comes twice shows it twice.
    coming = (at.replace(fold=0), at.replace(fold=1), at + _DAY)
    return next(one for one in coming if one.astimezone(UTC) > now.astimezone(UTC))
