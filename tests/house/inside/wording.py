"""Bring an answer into one form, however its numbers and times are said."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

_SMALL: Final = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven"),
            *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
            *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        (
            *("twenty", "thirty", "forty", "fifty"),
            *("sixty", "seventy", "eighty", "ninety"),
        ),
        start=2,
    )
}
_UNIT_MINUTES: Final = {
    "second": 1 / 60,
    "minute": 1,
    "hour": 60,
    "day": 24 * 60,
    "week": 7 * 24 * 60,
}
_REWRITTEN: Final = (
    ("[\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}]", "'"),
    (r"(?<=\d),(?=\d{3}\b)", ""),
    (r"(?<=[a-z])-(?=[a-z])", " "),
    (r"\b([ap])\.m\b\.?", r"\1m"),
    (r"\b(?:half an|a half) hour\b", "30 minutes"),
    (r"\ba quarter of an hour\b", "15 minutes"),
    (r"\ba couple of\b", "2"),
    (r"\ban? (?=(?:second|minute|hour|day|week)s?\b)", "1 "),
    (r"\bhundred and\b", "hundred"),
)
_AFTER_NUMBERS: Final = (
    (r"\b1 (second|minute|hour|day|week)s? and a half\b", r"1.5 \1s"),
    (r"\bminus (?=\d)", "-"),
    (r"\b(\d+) and a half\b", r"\1.5"),
    (r"\b(\d+) point (\d)\b", r"\1.\2"),
    (r"\bhalf past (\d{1,2})\b", r"\1:30"),
    (r"\b(?:a )?quarter past (\d{1,2})\b", r"\1:15"),
    (r"\b0(?=\d:\d\d\b)", ""),
    (r"\bnoon\b|\bmidday\b", "12:00 pm"),
    (r"\bmidnight\b", "12:00 am"),
    (r"\b(\d{1,2}) o'clock\b", r"\1:00"),
    (r"(?<!:)\b(\d{1,2}) ?([ap]m)\b", r"\1:00 \2"),
)


def plain(text: str) -> str:
    """Return the text in small letters, with numbers and times as digits."""
    text = text.casefold()
    for pattern, instead in _REWRITTEN:
        text = re.sub(pattern, instead, text)
    text = _numbers_as_digits(text)
    for pattern, instead in _AFTER_NUMBERS:
        text = re.sub(pattern, instead, text)
    text = re.sub(r"\b(\d{1,2}) (?:minutes )?past (\d{1,2})\b", _past, text)
    text = re.sub(
        r"\b(5|10|20|25|\d{1,2} minutes|(?:a )?quarter) to (\d{1,2})\b", _to, text
    )
    return " ".join(text.split())


def _past(found: re.Match[str]) -> str:
    return f"{found[2]}:{int(found[1]):02}"


def _to(found: re.Match[str]) -> str:
    digits = re.match(r"\d+", found[1])
    minutes = int(digits[0]) if digits else 15
    hour = int(found[2]) - 1 or 12
    return f"{hour}:{60 - minutes:02}"


def _numbers_as_digits(text: str) -> str:
    said = re.split(r"(\W+)", text)
    out: list[str] = []
    place = 0
    while place < len(said):
        number, place_after = _number_at(said, place)
        if number is None:
            out.append(said[place])
            place += 1
        else:
            out.append(str(number))
            place = place_after
    return "".join(out)


def _number_at(said: list[str], place: int) -> tuple[int | None, int]:
    """Read a number in words, which stand at even places, and where it ends."""
    total: int | None = None
    while place < len(said):
        word = said[place]
        if word in _TENS and (total is None or total % 100 == 0):
            total = (total or 0) + _TENS[word]
        elif word in _SMALL and (total is None or _fits(total, _SMALL[word])):
            total = (total or 0) + _SMALL[word]
        elif word == "hundred" and total is not None and total < 10:
            total *= 100
        elif word == "thousand" and total is not None and total < 1000:
            total *= 1000
        else:
            break
        ahead = said[place + 1 : place + 3]
        if ahead[:1] != [" "]:
            return total, place + 1
        if ahead[1:2] and _continues(total, ahead[1]):
            place += 2
            continue
        return total, place + 1
    return total, place


def _fits(total: int, digit: int) -> bool:
    return (total % 100 == 0) or (total % 10 == 0 and total % 100 >= 20 and digit < 10)


def _continues(total: int, word: str) -> bool:
    if word in {"hundred", "thousand"}:
        return True
    if word in _TENS:
        return total >= 100 and total % 100 == 0
    return word in _SMALL and total >= 20 and _fits(total, _SMALL[word])


def numbers(text: str) -> list[float]:
    """Return the numbers in a plain text, those of times of day aside."""
    without_times = re.sub(r"\b\d{1,2}:\d{2}\b", " ", text)
    return [
        float(found)
        for found in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", without_times)
    ]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was said; half is None where it may be either."""

    hour: int
    minute: int
    half: str | None = None

    def shows(self, hour: int, minute: int) -> bool:
        """Return whether this can stand for a time of the 24-hour clock."""
        if self.minute != minute:
            return False
        if self.half is None:
            return self.hour == hour or (
                0 < self.hour <= 12 and self.hour % 12 == hour % 12
            )
        return self.hour % 12 + (12 if self.half == "p" else 0) == hour


def clocks(text: str) -> Iterator[Clock]:
    """Return the times of day in a plain text."""
    for found in re.finditer(r"\b(\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap])m\b)?", text):
        yield Clock(int(found[1]), int(found[2]), found[3])
    unit = r"(?! ?(?:[%°:\d]|\.\d|degrees|percent|minute|hour|day|second|week|of\b))"
    before = r"\b(?:at|since|from|until|till|to|by|around|about|before|after)"
    for found in re.finditer(rf"{before} (\d{{1,2}})\b{unit}", text):
        yield Clock(int(found[1]), 0)


def lengths(text: str) -> Iterator[tuple[float, float]]:
    """Return the lengths of time in a text, in minutes, and of each the last unit."""
    part = r"(\d+(?:\.\d+)?) ?(second|minute|hour|day|week)s?"
    for found in re.finditer(rf"{part}(?:,? (?:and )?{part})*", text):
        parts = re.findall(part, found[0])
        yield (
            sum(float(number) * _UNIT_MINUTES[unit] for number, unit in parts),
            _UNIT_MINUTES[parts[-1][1]],
        )
