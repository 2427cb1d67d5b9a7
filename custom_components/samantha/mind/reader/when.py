"""Pure: the days and hours that words such as "tomorrow morning" mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
import re
from typing import Any, Final

from .frames import Frames, Templates, frames_of
from .spoken_time import day_name

_WEEK: Final = 7
_DECEMBER: Final = 12
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_REFERENCE: Final = re.compile(r"\{[^}]*\}|<[^>]*>")

type _Slots = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time: from its start until before its end, and what she calls it."""

    start: datetime
    end: datetime
    words: str

    @property
    def is_one_day(self) -> bool:
        """Return whether it lies within a day and the night after it."""
        return self.end - self.start <= timedelta(hours=25)

    def within(self, earliest: datetime) -> Span:
        """Return what of it is not before a moment; all of it if nothing is left."""
        if self.start >= earliest or self.end <= earliest:
            return self
        return Span(earliest, self.end, self.words)


class TimeWords:
    """The phrases of a language that mean a span of time."""

    def __init__(self, words: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> None:
        """Take the phrases, and the vocabulary that days are named with."""
        self._words = words
        self._vocabulary = vocabulary
        self._keys = {
            name: {said: key for key, forms in keys.items() for said in forms}
            for name, keys in words["lists"].items()
        }
        templates = Templates(words["rules"], self._keys)
        groups = [{"ask": group["span"], **group} for group in words["phrases"]]
        self._frames = Frames(frames_of(groups, templates))
        self.word = self._any_word()
        self.pattern = f"(?:{self.word} ?)+"

    def span(self, phrase: str, now: datetime, *, past: bool = False) -> Span | None:
        """Return what a phrase means; None where it is none of the phrases.

        Args:
            phrase: in lower case, as `Lexicon.sentence` leaves it.
            now: in the time zone of the house.
            past: whether a weekday or a date alone is one that was, not one to come.

        """
        for frame, slots in self._frames.fitting(phrase):
            for name, keys in self._keys.items():
                if name in slots and name not in frame.slots:
                    slots[name] = keys[slots[name]]
            if found := self._meant(frame.ask, slots, now, past=past):
                return found
        return None

    def day(self, day: date, now: datetime) -> Span:
        """Return the span of a whole day."""
        return self._of_day(day, None, now)

    def _meant(
        self, kind: str, slots: _Slots, now: datetime, *, past: bool
    ) -> Span | None:
        if kind == "day":
            day = _day(slots, now.date(), past=past)
            if day is None:
                return None
            return self._of_day(day, slots.get("part"), now, weekday="weekday" in slots)
        if kind == "part":
            return self._next_part(slots["part"], now)
        if kind == "later":
            end = _midnight(now, 1)
            return Span(now, end, slots["says"])
        first, last = self._days(kind, slots, now.date(), past=past)
        number = slots.get("number", "")
        return Span(
            _at(first, now),
            _at(last, now),
            slots["says"].format(
                number=number,
                month=self._vocabulary["clock"]["months"][first.month - 1],
            ),
        )

    def _days(
        self, kind: str, slots: _Slots, today: date, *, past: bool
    ) -> tuple[date, date]:
        """Return the first day of a span of days, and the day after the last."""
        shift = int(slots.get("shift", "0"))
        monday = today - timedelta(days=today.weekday())
        if kind == "weekend":
            days = self._words["weekend"]
            first = monday + timedelta(days=days[0], weeks=shift)
            return first, first + timedelta(days=len(days))
        if kind == "week":
            first = monday + timedelta(weeks=shift)
            return first, first + timedelta(weeks=1)
        if kind == "days":
            number = int(slots["number"]) * int(slots.get("times", "1"))
            if past or shift < 0:
                return today - timedelta(days=number), today + timedelta(days=1)
            return today, today + timedelta(days=number + 1)
        if "month" in slots:
            month = int(slots["month"])
            year = today.year + _years_to(month, today.month, past=past)
            return _months_on(date(year, month, 1), 0), _months_on(
                date(year, month, 1), 1
            )
        this = today.replace(day=1)
        return _months_on(this, shift), _months_on(this, shift + 1)

    def _of_day(
        self, day: date, part: str | None, now: datetime, *, weekday: bool = False
    ) -> Span:
        hours = self._words["hours"][part] if part else (0, 24)
        start, end = (_at(day + timedelta(days=h // 24), now, h % 24) for h in hours)
        return Span(start, end, self._said(day, part, now, weekday=weekday))

    def _said(
        self, day: date, part: str | None, now: datetime, *, weekday: bool
    ) -> str:
        """Return what she calls a day; one that was called by its weekday, by that."""
        words, clock = self._words, self._vocabulary["clock"]
        days = (day - now.date()).days
        if part and (near := words["parts_near"].get(str(days), {}).get(part)):
            return str(near)
        if not days:
            return str(words["today"])
        named = day_name(_at(day, now), now, self._vocabulary)
        if weekday and 0 < days < _WEEK:
            name = clock["weekdays"][day.weekday()]
            named = clock["next_weekday"].format(weekday=name)
        if part is None:
            return named
        near = str(days) not in clock["days"] or abs(days) == 1
        near = near and abs(days) < _WEEK
        form: str = words["day_part" if near or weekday else "date_part"]
        return form.format(day=named, part=words["lists"]["part"][part][0])

    def _next_part(self, part: str, now: datetime) -> Span:
        """Return the part of this day, or of the next where it is over."""
        today = self._of_day(now.date(), part, now)
        if today.end > now:
            return today
        return self._of_day(now.date() + timedelta(days=1), part, now)

    def _any_word(self) -> str:
        """Return a pattern for any one of the words that phrases are made of."""
        texts = [
            *self._words["rules"].values(),
            *(s for group in self._words["phrases"] for s in group["sentences"]),
        ]
        words = {
            word
            for text in texts
            for word in _WORD.findall(_REFERENCE.sub(" ", text.casefold()))
        } | {
            word.casefold()
            for keys in self._keys.values()
            for said in keys
            for word in said.split()
        }
        stems = {word.partition("'")[0] for word in words}
        ends = sorted({word.removeprefix(word.partition("'")[0]) for word in words})
        return rf"{_tree(stems)}{_tree(ends)}\b"


def _tree(words: Iterable[str]) -> str:
    """Return a short pattern for any of some words: they share their beginnings.

    It stands in many templates, and long ones take long to compile.
    """
    following: dict[str, set[str]] = {}
    for word in words:
        following.setdefault(word[:1], set()).add(word[1:])
    branches = [
        re.escape(letter) + ("" if rest == {""} else _tree(rest))
        for letter, rest in sorted(following.items())
        if letter
    ]
    pattern = f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if "" in following else pattern


def _day(slots: _Slots, today: date, *, past: bool) -> date | None:
    if "day" in slots:
        return today + timedelta(days=int(slots["day"]))
    if "number" in slots:
        days = int(slots["number"]) * int(slots.get("times", "1"))
        return today + timedelta(days=-days if slots.get("shift") == "-1" else days)
    if "weekday" in slots:
        return _weekday(int(slots["weekday"]), slots.get("shift"), today, past=past)
    return _date(int(slots["nth"]), slots.get("month"), today, past=past)


def _weekday(weekday: int, shift: str | None, today: date, *, past: bool) -> date:
    """Return the next such day after today, or the one that is meant by "this".

    "Next Friday" is the one of next week, a week beginning on Monday.
    """
    ahead = (weekday - today.weekday()) % _WEEK
    if shift == "1":
        return today + timedelta(days=_WEEK - today.weekday() + weekday)
    if shift == "0":
        return today + timedelta(days=ahead)
    if shift == "-1" or past:
        return today + timedelta(days=ahead - _WEEK)
    return today + timedelta(days=ahead or _WEEK)


def _date(day: int, month: str | None, today: date, *, past: bool) -> date | None:
    """Return the nearest such date that is not over, or not to come.

    None where no month has such a day.
    """
    step = -1 if past else 1
    for count in range(0, 12 * 8 * step, step):
        first = _months_on(today.replace(day=1), count)
        if month is not None and first.month != int(month):
            continue
        if day > (_months_on(first, 1) - first).days:
            continue
        found = first.replace(day=day)
        if (found <= today) if past else (found >= today):
            return found
    return None


def _years_to(month: int, this: int, *, past: bool) -> int:
    if past:
        return -1 if month > this else 0
    return 1 if month < this else 0


def _months_on(first: date, months: int) -> date:
    """Return the first day of a month so many months on."""
    years, month = divmod(first.month - 1 + months, _DECEMBER)
    return date(first.year + years, month + 1, 1)


def _at(day: date, now: datetime, hour: int = 0) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=now.tzinfo)


def _midnight(now: datetime, days: int) -> datetime:
    return _at(now.date() + timedelta(days=days), now)
