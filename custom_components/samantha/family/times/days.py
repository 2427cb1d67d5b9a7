"""Pure: the days that people name, and which of them is meant."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .meant import Fault, UnmeantError

_WEEK = 7
_SATURDAY = 5
_FRIDAY = 4
# "The 29th of February" may be eight years away, and the 31st two months.
_MOST_YEARS = 8
_MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Relative:
    """Today, tomorrow."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """Sunday, this Sunday, next Sunday, last Sunday, Sunday next week or after it."""

    day: int
    which: str = ""
    # So many weeks after this one.
    weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """The third, the third of March, Friday the 27th. Numbers as they were said."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    next_month: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The next week, month or year, a weekend, or the end of a week or month.

    Or the one after it: the week after next.
    """

    kind: str
    next: bool = False
    after_next: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """A week from Friday."""

    length: relativedelta
    day: Day


type Day = Relative | Weekday | Date | Period | Later


def dates_of(day: Day, today: date) -> tuple[date, ...]:
    """Return the date that is meant, or the two that may be, never before today.

    Raises:
        UnmeantError: the day is over, or there is none such.

    """
    found: tuple[date, ...]
    match day:
        case Relative(days):
            found = (today + timedelta(days=days),)
        case Weekday():
            found = _weekday(day, today)
        case Date():
            found = (_date(day, today),)
        case Period():
            found = _period(day, today)
        case _:
            length, of = day.length, day.day
            found = tuple(one + length for one in dates_of(of, today))
    if found[0] < today:
        raise UnmeantError(Fault.PAST)
    return found


def _weekday(said: Weekday, today: date) -> tuple[date, ...]:
    if said.which == "last":
        raise UnmeantError(Fault.PAST)
    monday = today - timedelta(days=today.weekday())
    if said.weeks:
        return (monday + timedelta(weeks=said.weeks, days=said.day),)
    coming = today + timedelta(days=(said.day - today.weekday() - 1) % _WEEK + 1)
    if said.which == "this" and said.day == today.weekday():
        return (today,)
    if said.which == "next" and coming < monday + timedelta(days=_WEEK):
        # "Next Friday" on a Wednesday: people mean either.
        return coming, coming + timedelta(days=_WEEK)
    return (coming,)


def _period(said: Period, today: date) -> tuple[date, ...]:
    monday = today - timedelta(days=today.weekday())
    count = 2 if said.after_next else 1
    match said.kind:
        case "week":
            return (monday + timedelta(weeks=count),)
        case "month":
            return (today + relativedelta(months=count, day=1),)
        case "year":
            return (today + relativedelta(years=count, month=1, day=1),)
        case "weekend":
            return _weekend(said, today, monday + timedelta(days=_SATURDAY))
        case "end week":
            friday = monday + timedelta(days=_FRIDAY)
            return (friday if today < friday else friday + timedelta(days=_WEEK),)
        case _:
            end = today + relativedelta(day=31)
            return (end if today < end else today + relativedelta(months=1, day=31),)


def _weekend(said: Period, today: date, saturday: date) -> tuple[date, ...]:
    weekend = max(saturday, today)
    following = saturday + timedelta(days=_WEEK)
    if not said.next:
        return (following if today.weekday() > _SATURDAY else weekend,)
    found = (following,) if today >= saturday else (saturday, following)
    further = timedelta(days=_WEEK if said.after_next else 0)
    return tuple(one + further for one in found)


def _date(said: Date, today: date) -> date:
    if said.next_month:
        first = today + relativedelta(months=1, day=1)
        return _made(first.year, first.month, said.day)
    if said.year is not None:
        made = _made(said.year, said.month or 1, said.day)
        if said.weekday is not None and made.weekday() != said.weekday:
            raise UnmeantError(Fault.NO_SUCH_DAY)
        return made
    if said.month is not None:
        tries = [(today.year + years, said.month) for years in range(_MOST_YEARS + 1)]
    else:
        months = [today + relativedelta(months=n, day=1) for n in range(_MOST_MONTHS)]
        tries = [(one.year, one.month) for one in months]
    for year, month in tries:
        try:
            made = date(year, month, said.day)
        except ValueError:
            continue
        if made >= today and said.weekday in {None, made.weekday()}:
            return made
    raise UnmeantError(Fault.NO_SUCH_DAY)


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnmeantError(Fault.NO_SUCH_DAY) from None
