"""Pure: rules by RFC 5545, and when they come round next.

Rules are kept as the clock on the wall shows times, so that seven stays seven when the
clocks are changed, or the house moves to another time zone.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import takewhile
from typing import Final

from dateutil.rrule import rrulestr

from .days import Date
from .pieces import Every

_FREQUENCIES: Final = {
    "minute": "MINUTELY",
    "hour": "HOURLY",
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
# The clocks are changed by an hour at most.
_CLOCK_CHANGE: Final = timedelta(hours=1)
_MOST_TIMES: Final = 1000
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rule_of(every: Every, until: datetime | None = None) -> str:
    """Return the rule of what comes again and again.

    Args:
        every: what was said.
        until: the last moment, as a clock on the wall shows it.

    """
    parts = [f"FREQ={_FREQUENCIES[every.unit]}"]
    if every.number > 1:
        parts.append(f"INTERVAL={every.number}")
    if every.weekdays:
        nth = "" if every.nth is None else str(every.nth)
        days = ",".join(f"{nth}{_DAYS[day]}" for day in every.weekdays)
        parts.append(f"BYDAY={days}")
    if every.day:
        parts += _by_date(every.day)
    if until:
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%S}")
    return ";".join(parts)


def next_shown(
    rule: str, start: datetime, after: datetime, zone: tzinfo
) -> datetime | None:
    """Return what a clock on the wall shows when a rule comes round next.

    None where it is over.

    Args:
        rule: by RFC 5545, without a time zone.
        start: its first time as a clock on the wall shows it, without a time zone.
        after: the result is later than this.
        zone: of the house.

    Raises:
        ValueError: it is no rule.

    """
    rules = rrulestr(rule, dtstart=start)
    wall = after.astimezone(zone).replace(tzinfo=None)
    # What a change of the clocks leaves out comes an hour later, and may still be to
    # come though the wall has passed it.
    shown: datetime | None = rules.before(wall, inc=True) or rules.after(wall)
    while shown is not None and on_the_wall(shown, zone) <= after:
        shown = rules.after(shown)
    return shown


def shown_between(
    rule: str, start: datetime, span: tuple[datetime, datetime], zone: tzinfo
) -> list[datetime]:
    """Return the moments of a rule in a span of time, its end left out.

    Of a rule that comes round very often they are the first of them.

    Args:
        rule: by RFC 5545, without a time zone.
        start: its first time as a clock on the wall shows it, without a time zone.
        span: two moments.
        zone: of the house.

    Raises:
        ValueError: it is no rule.

    """
    begin, end = span
    # An hour that is left out is an hour later than the wall shows.
    first = begin.astimezone(zone).replace(tzinfo=None) - _CLOCK_CHANGE
    times = rrulestr(rule, dtstart=start).xafter(first, count=_MOST_TIMES, inc=True)
    moments = takewhile(lambda at: at < end, (on_the_wall(at, zone) for at in times))
    return [at for at in moments if at >= begin]


def on_the_wall(shown: datetime, zone: tzinfo) -> datetime:
    """Return the moment when a clock on the wall shows a time.

    In the hour that is left out in spring it is an hour later, in the hour that comes
    twice in autumn it is the first of them.
    """
    return shown.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _by_date(day: Date) -> list[str]:
    month = [] if day.month is None else [f"BYMONTH={day.month}"]
    return [*month, f"BYMONTHDAY={day.day}"]
