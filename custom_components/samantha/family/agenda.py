"""Pure: what stands on a calendar: reminders, calls that are due, and special days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from ..contacts import Contact
from ..special_days import in_year
from ..store.reminders import Reminder
from .cadence import Window
from .ports import CalendarWords
from .times.recurring import shown_between

# A reminder is a moment; a calendar shows it so long.
_REMINDED: Final = timedelta(minutes=15)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something on a calendar: between two moments, in UTC, or for whole days."""

    key: str
    start: datetime | date
    end: datetime | date
    text: str
    description: str | None = None

    def begins(self, zone: tzinfo) -> datetime:
        """Return when it begins."""
        return _moment(self.start, zone)

    def ends(self, zone: tzinfo) -> datetime:
        """Return when it is over."""
        return _moment(self.end, zone)


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time, in UTC, and the time zone of the house."""

    start: datetime
    end: datetime
    zone: tzinfo


def within(entries: Iterable[Entry], span: Span) -> list[Entry]:
    """Return what is on in a span of time, in order."""
    found = [
        one
        for one in entries
        if one.begins(span.zone) < span.end and one.ends(span.zone) > span.start
    ]
    return sorted(found, key=lambda one: (one.begins(span.zone), one.text))


def of_reminder(reminder: Reminder, span: Span) -> Iterator[Entry]:
    """Yield when a reminder is told; of one that recurs, each time in a span."""
    if reminder.done is not None or reminder.due is None:
        return
    times = [reminder.due]
    if reminder.rule and reminder.shown:
        times = shown_between(
            reminder.rule,
            reminder.shown,
            (span.start - _REMINDED, span.end),
            span.zone,
        )
    for at in times:
        day = at.astimezone(span.zone).date()
        moment = at.astimezone(UTC)
        yield Entry(
            key=reminder.key,
            start=day if reminder.all_day else moment,
            end=day + _DAY if reminder.all_day else moment + _REMINDED,
            text=reminder.text,
            description=reminder.description,
        )


def of_call(
    contact: Contact, window: Window, words: CalendarWords, span: Span, now: datetime
) -> Entry:
    """Return the days on which a contact is to be called; overdue, until today."""
    until = max(window.closes, now).astimezone(span.zone).date()
    return Entry(
        key=f"{contact.key}_call",
        start=window.opens.astimezone(span.zone).date(),
        end=until + _DAY,
        text=words.call_to(contact.name),
    )


def of_days(contact: Contact, words: CalendarWords, span: Span) -> Iterator[Entry]:
    """Yield the birthdays and other days of a contact in the years of a span."""
    named = [(day, words.day_of(contact.name, day.name)) for day in contact.other_days]
    if contact.birthday:
        named.append((contact.birthday, words.birthday_of(contact.name)))
    first, last = (at.astimezone(span.zone).year for at in (span.start, span.end))
    for year in range(first, last + 1):
        for day, text in named:
            on = in_year(year, day.month, day.day)
            yield Entry(
                key=f"{contact.key}_{day.month}_{day.day}",
                start=on,
                end=on + _DAY,
                text=text,
            )


def _moment(at: datetime | date, zone: tzinfo) -> datetime:
    if isinstance(at, datetime):
        return at
    return datetime.combine(at, time(), zone).astimezone(UTC)
