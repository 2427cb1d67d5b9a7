"""Pure: reading a length of time: in an hour and a half, a week from Friday."""

from dataclasses import replace

from dateutil.relativedelta import relativedelta

from .days import Later, Weekday
from .meant import Fault, UnmeantError
from .pieces import Pieces, Reader
from .reading_days import day_said


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
    if reader.takes("a", "half") and _is_hours(first):
        return first + relativedelta(minutes=30)
    reader.at = before
    reader.take("and")
    second = _one_amount(reader)
    if second is None:
        reader.at = before
        return first
    return first + second


def _is_hours(length: relativedelta) -> bool:
    return bool(length.hours)


def _one_amount(reader: Reader) -> relativedelta | None:
    before = reader.at
    if (part := part_of_hour(reader)) is not None:
        return relativedelta(minutes=part)
    reader.at = before
    number = reader.take("number", "a", "few")
    if number is None:
        return None
    count = 1 if number.kind == "a" else number.number
    half = reader.takes("and", "a", "half")
    unit = reader.take("unit")
    if unit is None or (half and unit.value != "hour"):
        reader.at = before
        return None
    if unit.value == "fortnight":
        return relativedelta(weeks=2 * count)
    return _of(unit.value, count) + relativedelta(minutes=30 if half else 0)


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
