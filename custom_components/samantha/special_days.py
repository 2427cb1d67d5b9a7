"""Pure: days that come round every year, as the owner writes them."""

from dataclasses import dataclass
from datetime import date
import re
from typing import Final

# A birthday without a year may be the 29th of February.
_LEAP_YEAR: Final = 2000
_DAY: Final = re.compile(
    r"(?:(?P<year>\d{4})-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:\s+(?P<name>.+))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A day of every year, and what it is, where that is known."""

    month: int
    day: int
    name: str | None = None


def in_year(year: int, month: int, day: int) -> date:
    """Return a day in a year; the 29th of February is the 28th where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def read_birthday(text: str) -> SpecialDay | None:
    """Return the day that "03-21" or "1956-03-21" means, and nothing else."""
    day = read_day(text)
    return None if day is None or day.name else day


def read_day(text: str) -> SpecialDay | None:
    """Return the day that "03-21", "1956-03-21" or "06-12 Wedding day" means."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    try:
        date(int(found["year"] or _LEAP_YEAR), month, day)
    except ValueError:
        return None
    return SpecialDay(month=month, day=day, name=found["name"])
