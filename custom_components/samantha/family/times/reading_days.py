"""Pure: reading a day: tomorrow, Sunday, the third of March, next week."""

from dataclasses import replace

from .days import Date, Day, Period, Relative, Weekday
from .pieces import Pieces, Reader


def read_until(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read "until Friday"."""
    if pieces.until or not reader.takes("until"):
        return None
    day = day_said(reader)
    return None if day is None else replace(pieces, until=day)


def read_start(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read "starting tomorrow", "from December on"."""
    if pieces.start or not (reader.take("start") or reader.take("from")):
        return None
    if month := reader.take("month"):
        day: Day | None = Date(day=1, month=month.number)
    else:
        day = day_said(reader)
    reader.take("on")
    return None if day is None else replace(pieces, start=day)


def read_day(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read a day, or what was still missing of one."""
    if reader.takes("tonight"):
        if pieces.part:
            return None
        return replace(pieces, part="night", part_is_today=True)
    said = day_said(reader)
    if said is None:
        return None
    if pieces.day is None:
        return replace(pieces, day=said)
    both = _both(pieces.day, said)
    return None if both is None else replace(pieces, day=both)


def _both(one: Day, other: Day) -> Day | None:
    """Return what two namings of a day mean together: "Friday" and "next week"."""
    match one, other:
        case (Weekday(day=day, which=""), Period("week") as week) | (
            Period("week") as week,
            Weekday(day=day, which=""),
        ):
            return Weekday(day=day, weeks=2 if week.after_next else 1)
        case Weekday(day=day, which=""), Date(weekday=None):
            return replace(other, weekday=day)
    return None


def day_said(reader: Reader) -> Day | None:
    """Read a day: tomorrow, Sunday, the third of March, next week."""
    before = reader.at
    for read in (_relative, _end_of, _date, _weekday, _period):
        reader.at = before
        reader.skip("at") if reader.kind(1) in {"the", "weekend"} else None
        reader.skip("on")
        day = read(reader)
        if day is not None:
            return day
    reader.at = before
    return None


def _relative(reader: Reader) -> Day | None:
    day = reader.take("day")
    return Relative(day.number) if day else None


def _end_of(reader: Reader) -> Day | None:
    reader.skip("the")
    if not reader.takes("end", "of"):
        return None
    reader.skip("the", "this")
    unit = reader.take("unit")
    if unit is None or unit.value not in {"week", "month"}:
        return None
    return Period(f"end {unit.value}")


def _weekday(reader: Reader) -> Day | None:
    which = reader.take("this", "next", "last")
    day = reader.take("weekday")
    if day is None:
        return None
    if which is None and _week_follows(reader):
        return Weekday(day=day.number, weeks=1)
    return Weekday(day=day.number, which=which.kind if which else "")


def _week_follows(reader: Reader) -> bool:
    """Take the rest of "Friday week"."""
    if reader.kind() == "unit" and reader.tokens[reader.at].value == "week":
        reader.at += 1
        return True
    return False


def _period(reader: Reader) -> Day | None:
    before = reader.at
    reader.skip("in")
    if reader.takes("new_year"):
        return Period("year")
    reader.at = before
    which = reader.take("this", "next", "the")
    weekend = reader.take("weekend")
    unit = weekend or reader.take("unit")
    if unit is None:
        return None
    kind = "weekend" if weekend else unit.value
    is_next = which is not None and which.kind == "next"
    after_next = not is_next and reader.takes("after", "next")
    if weekend:
        return Period(kind, next=is_next or after_next, after_next=after_next)
    if not (is_next or after_next) or kind not in {"week", "month", "year"}:
        return None
    return Period(kind, next=True, after_next=after_next)


def _date(reader: Reader) -> Day | None:
    if named := reader.take("date"):
        month, day = map(int, named.value.split("-"))
        return Date(day=day, month=month)
    if iso := reader.take("iso"):
        year, month, day = map(int, iso.value.split("-"))
        return Date(day=day, month=month, year=year)
    if month_first := reader.take("month"):
        reader.skip("the")
        number = reader.take("ordinal", "number")
        if number is None:
            return None
        return _with_year(reader, Date(day=number.number, month=month_first.number))
    reader.skip("the")
    number = reader.take("ordinal")
    plain = None if number else reader.take("number")
    said = number or plain
    if said is None:
        return None
    of = reader.take("of")
    if month_after := reader.take("month"):
        return _with_year(reader, Date(day=said.number, month=month_after.number))
    if plain:
        return None
    if of is None:
        return Date(day=said.number)
    which = reader.take("next", "this", "the")
    unit = reader.take("unit")
    if which is None or unit is None or unit.value != "month":
        return None
    return Date(day=said.number, next_month=which.kind == "next")


def _with_year(reader: Reader, day: Date) -> Date:
    year = reader.tokens[reader.at] if reader.kind() == "number" else None
    if year is None or len(year.value) != len("2027"):
        return day
    reader.at += 1
    return replace(day, year=year.number)
