"""Pure: spans of the past with a time of day, such as "since noon"."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
import re
from typing import Any, Final

from .frames import Frames, Templates, frames_of
from .when import Span, TimeWords

_NOON: Final = 12
_HOUR: Final = 60
_LONGEST_PART: Final = timedelta(hours=13)
_DAYTIME: Final = range(7, 19)
_DIGITS: Final = r"\d{1,2}:\d\d\b"
_PLAIN: Final = re.compile(r"[^\W\d_]+")
_REFERENCE: Final = re.compile(r"\{[^}]*\}|<[^>]*>")

type _Slots = Mapping[str, str]


class PastWords:
    """The phrases of a language that mean a span or a moment of the past."""

    def __init__(
        self, words: Mapping[str, Any], days: TimeWords, vocabulary: Mapping[str, Any]
    ) -> None:
        """Take the phrases for times of day; days and their parts are known."""
        self._days = days
        self._keys = {
            name: {said: key for key, forms in keys.items() for said in forms}
            for name, keys in words["lists"].items()
        }
        templates = Templates(words["rules"], self._keys)
        groups = [{"ask": group["span"], **group} for group in words["phrases"]]
        self._frames = Frames(frames_of(groups, templates))
        clock = vocabulary["clock"]
        self._names = {
            name.casefold(): name for name in (*clock["weekdays"], *clock["months"])
        }
        self.pattern = f"(?:{self._any_word(words)} ?)+"

    def span(self, phrase: str, now: datetime) -> Span | None:
        """Return what a phrase means, up to now; None where it is no time of the past.

        A moment is a span without length.
        """
        found = self._span(phrase, now)
        if found is None or found.start > now:
            return None
        said = _PLAIN.sub(lambda m: self._names.get(m[0], m[0]), found.words)
        return Span(found.start, min(found.end, now), said)

    def _span(self, phrase: str, now: datetime) -> Span | None:
        for frame, slots in self._frames.fitting(phrase):
            for name, keys in self._keys.items():
                if name in slots and name not in frame.slots:
                    slots[name] = keys[slots[name]]
            if found := self._meant(frame.ask, slots, phrase, now):
                return found
        return self._days.span(phrase, now, past=True)

    def _meant(
        self, kind: str, slots: _Slots, phrase: str, now: datetime
    ) -> Span | None:
        if kind in _OF_THE_CALENDAR:
            return Span(*_OF_THE_CALENDAR[kind](slots, now), slots["says"])
        days = None
        if "days" in slots:
            days = self._days.span(slots["days"], now, past=True)
            if days is None or days.start > now:
                return None
        if kind == "whole":
            return days
        if kind in {"last", "ago"}:
            start: datetime | None = now - _length(slots)
        elif kind == "since_day" and days:
            start = days.start
        else:
            start = _moment(slots, days, now)
        if start is None:
            return None
        return Span(start, now if kind in _UNTIL_NOW else start, phrase)

    def _any_word(self, words: Mapping[str, Any]) -> str:
        texts = [
            *words["rules"].values(),
            *(s for group in words["phrases"] for s in group["sentences"]),
        ]
        own = {
            word
            for text in texts
            for word in _PLAIN.findall(_REFERENCE.sub(" ", text.casefold()))
        } | {
            word
            for keys in self._keys.values()
            for said in keys
            for word in said.casefold().split()
        }
        longest_first = sorted(own, key=lambda word: (-len(word), word))
        mine = "|".join(map(re.escape, longest_first))
        return rf"(?:{_DIGITS}|(?:{mine})\b|{self._days.word})"


def _hours(slots: _Slots, now: datetime) -> tuple[datetime, datetime]:
    """Return from one hour of a day until another; hours past 24 are of the next."""
    start, end = (
        datetime.combine(
            now.date() + timedelta(days=int(slots["day"]) + hour // 24),
            time(hour % 24),
            tzinfo=now.tzinfo,
        )
        for hour in (int(slots["from"]), int(slots["to"]))
    )
    return start, end


def _year(slots: _Slots, now: datetime) -> tuple[datetime, datetime]:
    year = now.year + int(slots["shift"])
    first, next_ = (datetime(y, 1, 1, tzinfo=now.tzinfo) for y in (year, year + 1))
    return first, next_


_OF_THE_CALENDAR: Final = {"hours": _hours, "year": _year}
_UNTIL_NOW: Final = frozenset({"last", "since", "since_day"})


def _length(slots: _Slots) -> timedelta:
    minutes = float(slots.get("number", "1")) * int(slots["unit"])
    return timedelta(minutes=minutes)


def _moment(slots: _Slots, days: Span | None, now: datetime) -> datetime | None:
    """Return the moment that a clock time means, within days or the last of all."""
    hour = int(slots.get("exact") or slots["hour"])
    minute = int(slots.get("minute", "0"))
    if "past" in slots:
        minute = int(slots["past"])
    if "to" in slots:
        hour, minute = (hour - 1) % 24, _HOUR - int(slots["to"])
    hours = {hour, (hour + _NOON) % 24} if 0 < hour <= _NOON else {hour}
    if "exact" in slots:
        hours = {hour}
    if half := slots.get("half"):
        hours = {hour % _NOON + (_NOON if half == "pm" else 0)}
    within = days or Span(now - timedelta(hours=24), now, "")
    first = within.start.date()
    dates = [
        first + timedelta(days=n) for n in range((within.end.date() - first).days + 1)
    ]
    moments = [
        moment
        for day in dates
        for one in sorted(hours)
        if within.start
        <= (moment := datetime.combine(day, time(one, minute), tzinfo=now.tzinfo))
        <= min(now, within.end)
        and (moment < within.end or within.end == now)
    ]
    if not moments:
        return None
    if days is None:
        return moments[-1]
    if within.end - within.start > _LONGEST_PART:
        by_day = [moment for moment in moments if moment.hour in _DAYTIME]
        moments = by_day or moments
    return moments[0]
