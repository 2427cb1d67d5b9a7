"""Pure: moments and spans of time, as people say them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

_SOON: Final = timedelta(minutes=2)
_HOUR: Final = timedelta(hours=1)
_NOON: Final = 12
_WEEK: Final = 7


def clock(moment: datetime, vocabulary: Mapping[str, Any]) -> str:
    """Return a time of day, such as "three", "half past three" or "10:42".

    Args:
        moment: in the time zone that it is said in.
        vocabulary: of the language, with its `clock` words.

    """
    words = vocabulary["clock"]
    hour, minute = moment.hour, moment.minute
    if (hour, minute) in {(0, 0), (_NOON, 0)}:
        return str(words["midnight" if hour == 0 else "noon"])
    said = words["hours"][hour % 12]
    following = words["hours"][(hour + 1) % 12]
    form = words["minutes"].get(minute, words["other"])
    return str(
        form.format(
            hour=said, next=following, hours=f"{hour % 12 or 12}", minute=f"{minute:02}"
        )
    )


def part_of_day(moment: datetime, vocabulary: Mapping[str, Any]) -> str:
    """Return the word for the part of the day, such as "in the morning"."""
    words = vocabulary["clock"]["parts"]
    return str(next(word for until, word in words.items() if moment.hour < int(until)))


def since(moment: datetime, now: datetime, vocabulary: Mapping[str, Any]) -> str:
    """Return since when something is so, as "three", or "yesterday at ten".

    Args:
        moment: the beginning, not after now.
        now: in the time zone that it is said in.
        vocabulary: of the language.

    """
    words = vocabulary["clock"]
    moment = moment.astimezone(now.tzinfo)
    if now - moment < _SOON:
        return str(words["just_now"])
    if now - moment < _HOUR and moment.date() == now.date():
        return clock(moment, vocabulary)
    return day_and_clock(moment, now, vocabulary)


def day_and_clock(
    moment: datetime, now: datetime, vocabulary: Mapping[str, Any]
) -> str:
    """Return a day and a time as seen from now: "three", "tomorrow at nine"."""
    words = vocabulary["clock"]
    day = day_name(moment, now, vocabulary)
    at = clock(moment, vocabulary)
    if not day:
        return at
    return str(words["day_at"].format(day=day, clock=at))


def past_moment(moment: datetime, now: datetime, vocabulary: Mapping[str, Any]) -> str:
    """Return when something happened: "ten minutes ago", "yesterday at ten at night".

    The part of the day is said where the clock alone could mean either half of it.
    """
    words = vocabulary["clock"]
    moment = moment.astimezone(now.tzinfo)
    if now - moment < _SOON:
        return str(words["just_now"])
    if now - moment < _HOUR:
        minutes = timedelta(minutes=(now - moment) // timedelta(minutes=1))
        return str(words["ago"].format(span=span(minutes, vocabulary)))
    day = day_name(moment, now, vocabulary)
    again = moment + timedelta(hours=_NOON)
    plain = not day and (moment.hour >= _NOON or again > now)
    at = clock(moment, vocabulary) if plain else clock_of_day(moment, vocabulary)
    return str(words["day_at"].format(day=day or words["today"], clock=at))


def clock_of_day(moment: datetime, vocabulary: Mapping[str, Any]) -> str:
    """Return a time of day that is the only one: "ten in the evening", "noon"."""
    words = vocabulary["clock"]
    at = clock(moment, vocabulary)
    if at in {words["noon"], words["midnight"]}:
        return at
    part = part_of_day(moment, vocabulary)
    return str(words["clock_part"].format(clock=at, part=part))


def day_name(moment: datetime, now: datetime, vocabulary: Mapping[str, Any]) -> str:
    """Return the name of a day as seen from now; empty for today.

    A day within six days either way has the name of its weekday, others their date.
    """
    words = vocabulary["clock"]
    days = (moment.date() - now.date()).days
    if days == 0:
        return ""
    if str(days) in words["days"]:
        return str(words["days"][str(days)])
    weekday = words["weekdays"][moment.weekday()]
    if -_WEEK < days < 0:
        return str(words["last_weekday"].format(weekday=weekday))
    if 0 < days < _WEEK:
        return str(words["next_weekday"].format(weekday=weekday))
    month = words["months"][moment.month - 1]
    return str(words["date"].format(day=moment.day, month=month))


def span(length: timedelta, vocabulary: Mapping[str, Any]) -> str:
    """Return a length of time in its two largest units: "two hours and ten minutes"."""
    words = vocabulary["clock"]
    seconds = max(0, round(length.total_seconds()))
    parts: list[str] = []
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            form = words["units"][unit]["one" if count == 1 else "many"]
            parts.append(form.format(count=count))
        elif parts:
            break
        if len(parts) == 2:  # noqa: PLR2004
            break
    if not parts:
        return str(words["no_time"])
    return str(words["joint"]).join(parts)
