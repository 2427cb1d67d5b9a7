"""Quiet hours as instants, right on the days on which the clock is changed."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from .situation import QuietHours

_DAY = timedelta(days=1)


def quiet_until(now: datetime, hours: QuietHours) -> datetime | None:
    """Return when the quiet hours that `now` is in end, in UTC; None outside them.

    `now` is in the house's time zone. Where the clock is changed they are never shorter
    than they read: of a start that the clock shows twice the first counts, of such an
    end the second, and a time that it skips begins early and ends late.
    """
    instant = now.astimezone(UTC)
    today = now.date()
    latest: datetime | None = None
    for day in (today - _DAY, today):
        begin, end = _stretch(day, hours, now.tzinfo)
        if begin <= instant < end:
            latest = end
    return latest


def next_change(now: datetime, hours: QuietHours) -> datetime:
    """Return until when `quiet_until` says the same as now, in UTC.

    Something begins or ends every day, so that it is at most two days away.
    """
    instant = now.astimezone(UTC)
    today = now.date()
    return min(
        moment
        for day in (today - _DAY, today, today + _DAY, today + 2 * _DAY)
        for moment in _stretch(day, hours, now.tzinfo)
        if moment > instant
    )


@lru_cache(maxsize=64)
def _stretch(
    day: date, hours: QuietHours, zone: tzinfo | None
) -> tuple[datetime, datetime]:
    """Return when the quiet hours that begin on a day begin, and when they end."""
    over_midnight = hours.until <= hours.start
    last = day + _DAY if over_midnight else day
    return (
        min(_instants(day, hours.start, zone)),
        max(_instants(last, hours.until, zone)),
    )


def _instants(day: date, clock: time, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return the two readings of a local time, which differ where clocks change."""
    local = datetime.combine(day, clock, zone)
    return (
        local.replace(fold=0).astimezone(UTC),
        local.replace(fold=1).astimezone(UTC),
    )
