"""Pure: reading what comes again and again: every Monday, the last Friday."""

from dataclasses import replace
from typing import Final

from .days import Date
from .meant import Fault, UnmeantError
from .pieces import Every, Pieces, Reader
from .reading_days import day_said
from .reading_lengths import part_of_hour

_WORKDAYS: Final = (0, 1, 2, 3, 4)
_WEEKEND: Final = (5, 6)


def read_nth_of_month(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read "the first Monday of every month", "the last day of the month"."""
    announced = reader.takes("every")
    reader.skip("on", "the")
    nth = reader.take("ordinal", "last")
    if pieces.every or nth is None:
        return None
    number = -1 if nth.kind == "last" else nth.number
    weekday = reader.take("weekday")
    if weekday is None and (nth.kind == "last" and reader.kind() != "unit"):
        return None
    day = weekday or reader.take("unit")
    if day and day.kind == "unit" and day.value != "day":
        return None
    if not reader.takes("of"):
        return None
    again = reader.take("every", "the")
    unit = reader.take("unit")
    # "The first of the month" is the next one.
    if again is None or unit is None or unit.value != "month":
        return None
    plain = weekday is None and nth.kind == "ordinal"
    if plain and again.kind == "the" and not announced:
        return None
    every = Every(unit="month")
    if weekday:
        every = replace(every, weekdays=(weekday.number,), nth=number)
    else:
        every = replace(every, day=Date(day=number))
    return replace(pieces, every=every)


def read_every(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read "every two weeks", "Mondays and Thursdays", "daily"."""
    if pieces.every:
        return None
    if each := reader.take("each"):
        return replace(pieces, every=_of_unit(each.value, 1))
    reader.skip("on")
    if days := _plural_days(reader):
        return replace(pieces, every=Every(unit="week", weekdays=days))
    if not reader.takes("every"):
        return None
    number = _every_how_many(reader)
    before = reader.at
    if (minutes := part_of_hour(reader)) is not None:
        return replace(pieces, every=Every(unit="minute", number=minutes))
    reader.at = before
    if part := reader.take("part"):
        every = Every(unit="day", number=number)
        return replace(pieces, every=every, part=part.value)
    if unit := reader.take("unit"):
        return replace(pieces, every=_of_unit(unit.value, number))
    if days := _listed_days(reader):
        return replace(pieces, every=Every(unit="week", number=number, weekdays=days))
    if isinstance(day := day_said(reader), Date) and day.month:
        return replace(pieces, every=Every(unit="year", number=number, day=day))
    return None


def _of_unit(unit: str, number: int) -> Every:
    if unit == "fortnight":
        return Every(unit="week", number=2 * number)
    return Every(unit=unit, number=number)


def _every_how_many(reader: Reader) -> int:
    if reader.take("other"):
        return 2
    number = reader.take("number", "few")
    if number is None and reader.kind() == "ordinal" and reader.kind(1) != "of":
        if reader.kind(1) not in {"weekday", "unit"}:
            return 1
        number = reader.take("ordinal")
    if number is None:
        return 1
    if not number.number:
        raise UnmeantError(Fault.NEVER)
    return number.number


def _plural_days(reader: Reader) -> tuple[int, ...]:
    """Read "Mondays and Thursdays", "weekdays"."""
    if reader.take("workdays"):
        return _WORKDAYS
    if reader.take("weekends"):
        return _WEEKEND
    days: list[int] = []
    while day := reader.take("weekdays"):
        days.append(day.number)
        if reader.kind() == "and" and reader.kind(1) == "weekdays":
            reader.take("and")
    return tuple(sorted(days))


def _listed_days(reader: Reader) -> tuple[int, ...]:
    """Read "Monday, Wednesday and Friday", "weekday"."""
    if reader.take("workday"):
        return _WORKDAYS
    if reader.take("weekend"):
        return _WEEKEND
    days: list[int] = []
    while day := reader.take("weekday"):
        days.append(day.number)
        if reader.kind() == "and" and reader.kind(1) == "weekday":
            reader.take("and")
    return tuple(sorted(days))
