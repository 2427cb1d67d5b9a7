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
    over_midnight = hours.until <= hours.start
    latest: datetime | None = None
    for day in (now.date() - _DAY, now.date()):
        last = day + _DAY if over_midnight else day
        if min(_instants(day, hours.start, now.tzinfo)) > instant:
            continue
        end = max(_instants(last, hours.until, now.tzinfo))
        if instant < end:
            latest = end
    return latest


@lru_cache(maxsize=64)
def _instants(day: date, clock: time, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return the two readings of a local time, which differ where clocks change."""
    local = datetime.combine(day, clock, zone)
    return (
        local.replace(fold=0).astimezone(UTC),
        local.replace(fold=1).astimezone(UTC),
    )
