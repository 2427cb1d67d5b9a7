"""Pure: entries of calendars."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from .lexicon import Lexicon


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """An entry of a calendar; its times are in the time zone of the house."""

    start: datetime
    end: datetime
    title: str
    location: str = ""
    all_day: bool = False

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Return whether any of it lies from one moment until before another."""
        return self.start < end and (self.end > start or self.start >= start)

    @property
    def last_day(self) -> date:
        """Return the last day that it is on."""
        return (self.end - timedelta(seconds=1)).date()

    def is_on(self, now: datetime) -> bool:
        """Return whether it has begun and is not over."""
        return self.start <= now < self.end


def event_of(entry: Mapping[str, Any], zone: tzinfo) -> Event | None:
    """Return an entry as `calendar.get_events` gives it; None where it is broken.

    Args:
        entry: with `start` and `end` in ISO 8601, both days or both moments.
        zone: the time zone of the house.

    """
    try:
        all_day = "T" not in entry["start"] and " " not in entry["start"]
        start, end = (_moment(str(entry[key]), zone) for key in ("start", "end"))
    except KeyError, TypeError, ValueError:
        return None
    if end < start:
        return None
    return Event(
        start=start,
        end=end,
        title=_plain(entry.get("summary")),
        location=_plain(entry.get("location")),
        all_day=all_day,
    )


def is_called(event: Event, wanted: Collection[str], lexicon: Lexicon) -> bool:
    """Return whether a title has all of some stems, written apart or together."""
    stems = lexicon.stems(event.title)
    return set(wanted) <= {*stems, "".join(stems)}


def _moment(text: str, zone: tzinfo) -> datetime:
    if "T" not in text and " " not in text:
        return datetime.combine(date.fromisoformat(text), time(), tzinfo=zone)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    return moment.astimezone(zone)


def _plain(text: object) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""
