"""Pure: reading a length of time: in an hour and a half, a week from Friday."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dateutil.relativedelta import relativedelta

from .days import Later, Weekday
from .meant import Fault, UnmeantError
from .pieces import Pieces, Reader
from .reading_days import day_said

# What is said in halves: half a minute, a day and a half.
_HALF: Final[Mapping[str, relativedelta]] = {
    "minute": relativedelta(seconds=30),
    "hour": relativedelta(minutes=30),
    "day": relativedelta(hours=12),
}


def read_length(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read "in two hours", "ten minutes from now", "a week from Friday"."""
    if pieces.length is not None:
        return None
    announced = reader.take("in", "after")
    length = _amount(reader)
    if length is None:
        return None
    if reader.takes("ago"):
        raise UnmeantError(Fault.PAST)
    if reader.takes("from", "now"):
        return replace(pieces, length=length)
    if reader.takes("from") or (announced is None and reader.takes("on")):
        day = None if pieces.day else day_said(reader)
        if day is None:
            return None
        return replace(pieces, day=Later(length, day))
    if announced is None:
        return None
    if length == relativedelta():
        raise UnmeantError(Fault.NEVER)
    if isinstance(pieces.day, Weekday) and not pieces.day.which:
        return replace(pieces, day=Later(length, pieces.day))
    return replace(pieces, length=length)


def _amount(reader: Reader) -> relativedelta | None:
    """Read "an hour and a half", "two hours and ten minutes", "half an hour"."""
    first = _one_amount(reader)
    if first is None:
        return None
    before = reader.at
    reader.take("and")
    second = _one_amount(reader)
    if second is None:
        reader.at = before
        return first
    return first + second


def _one_amount(reader: Reader) -> relativedelta | None:
    before = reader.at
    if (part := part_of_hour(reader)) is not None:
        return relativedelta(minutes=part)
    reader.at = before
    reader.skip("a")
    if reader.takes("half"):
        reader.skip("a")
        unit = reader.take("unit")
        return _HALF.get(unit.value) if unit else None
    reader.at = before
    number = reader.take("number", "a", "few")
    if number is None:
        return None
    count = 1 if number.kind == "a" else number.number
    half = _takes_half(reader)
    unit = reader.take("unit")
    if unit is None or (half and unit.value not in _HALF):
        reader.at = before
        return None
    if unit.value == "fortnight":
        return relativedelta(weeks=2 * count)
    length = _of(unit.value, count)
    if unit.value in _HALF and (half or _takes_half(reader)):
        length += _HALF[unit.value]
    return length


def _takes_half(reader: Reader) -> bool:
    return bool(reader.takes("and", "a", "half") or reader.takes("a", "half"))


def _of(unit: str, count: int) -> relativedelta:
    match unit:
        case "second":
            return relativedelta(seconds=count)
        case "minute":
            return relativedelta(minutes=count)
        case "hour":
            return relativedelta(hours=count)
        case "day":
            return relativedelta(days=count)
        case "week":
            return relativedelta(weeks=count)
        case "month":
            return relativedelta(months=count)
        case _:
            return relativedelta(years=count)


def part_of_hour(reader: Reader) -> int | None:
    """Return the minutes of "half an hour", "three quarters of an hour"."""
    is_an_hour = _hour_follows
    reader.skip("a")
    if reader.takes("half"):
        reader.skip("a")
        return 30 if is_an_hour(reader) else None
    number = reader.take("number")
    if reader.takes("quarter"):
        reader.skip("of", "a")
        count = number.number if number else 1
        return 15 * count if is_an_hour(reader) else None
    return None


def _hour_follows(reader: Reader) -> bool:
    unit = reader.take("unit")
    return unit is not None and unit.value == "hour"
