"""Pure: dates, times, numbers and emoji of a text, as a person would read them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
import re
from typing import Any, Final
import unicodedata

from ...messages.nature import NatureWords, is_code
from ..reader.spoken_time import clock_of_day

# By ISO 8601, with a time or without. A time zone makes it another clock than this one.
_DATE: Final = re.compile(
    r"(?<![\w/.:+\u2013-])(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::00)?)?(?![\w/:+\u2013-]|\.\d)"
)
# The half of the day is known: by the number, or by what follows. What could be the
# one or the other ("10:30"), a verse or a score ("3:16"), is left to the voice.
_OF_24: Final = re.compile(
    r"(?<![\w:.,/+\u2013-])(0\d|1[3-9]|2[0-3]):([0-5]\d)"
    r"(?![\w:/+\u2013-]|[.,]\d|\s?[ap]\.?\s?m\b)",
    re.IGNORECASE,
)
_OF_12: Final = re.compile(
    r"(?<![\w:.,/+\u2013$€£¥-])(0?[1-9]|1[0-2])(?:[:.]([0-5]\d))?\s?"
    r"(?:([ap])m\b|([ap])\.\s?m\b(?:\.(?!\s+(?-i:[A-Z])|\s*$))?)",
    re.IGNORECASE,
)
# A phone number is known by how it begins, and by its length.
_PHONE: Final = re.compile(
    r"(?<![\w.,:/+-])(?:\+\d{1,3}(?:[ -]\d{2,10}){1,5}|0\d{2,5}(?: \d{2,10}){1,5})"
    r"(?![\w/:-]|[.,]\d)"
)
# Said one by one, a code can be written down; a longer number is nothing to be said.
_DIGITS: Final = re.compile(r"(?<![\d.,:/-])\d{5,20}(?![\d.,:/-]*\d)")
_AMOUNT_BEFORE: Final = re.compile(r"[$€£¥]\s?$")
_AMOUNT_AFTER: Final = re.compile(r"\s?[$€£¥%°]")
_THOUSANDS: Final = "000"
_NOON: Final = 12

# Emoji, what colours and joins them, the letters of flags, and blanks around them.
_FLAGS: Final = "\U0001f1e6-\U0001f1ff"
_EMOJI: Final = "\U0001f300-\U0001faff\u2600-\u27bf\u2b50-\u2b55"
_SHAPED: Final = "\u200d\ufe0e\ufe0f"
_PICTURES: Final = re.compile(
    f" {{0,2}}[{_EMOJI}{_FLAGS}][ {_EMOJI}{_FLAGS}{_SHAPED}]*"
)
_FLAG: Final = re.compile(f"[{_FLAGS}]")
_NO_COMMA_AFTER: Final = frozenset("\n,.!?:;…(")
_NO_COMMA_BEFORE: Final = frozenset("\n,.!?:;…)")
# What somebody listens to, of pictures one after the other, and in a message.
MOST_IN_A_ROW: Final = 3
MOST_PICTURES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWords:
    """The words of a language for what is written otherwise than it is said."""

    # A date of another year, as a form with `date` and `year`.
    dated: str
    # By character, where Unicode's name is not what people say.
    pictures: Mapping[str, str]


def numbers_read_out(
    text: str, clock: Mapping[str, Any] | None, *, words: ReadingWords, year: int
) -> str:
    """Return a text with dates, times and telephone numbers as they are said.

    Args:
        text: what somebody wrote.
        clock: the language's vocabulary for times, with its `clock` words; without
            one, dates and times stay.
        words: the language's words.
        year: the one that goes without saying.

    """
    if clock is None:
        return _PHONE.sub(_one_by_one, text)

    def at(hour: int, minute: int) -> str:
        moment = datetime.combine(date.min, time(hour, minute))
        return clock_of_day(moment, clock)

    def dated(found: re.Match[str]) -> str:
        try:
            day = date(*map(int, found.group(1, 2, 3)))
        except ValueError:
            return found[0]
        forms = clock["clock"]
        said = forms["day_of_month"].format(
            day=day.day, month=forms["months"][day.month - 1]
        )
        if day.year != year:
            said = words.dated.format(date=said, year=day.year)
        if found[4]:
            said = forms["day_at"].format(
                day=said, clock=at(int(found[4]), int(found[5]))
            )
        return str(said)

    def of_12(found: re.Match[str]) -> str:
        afternoon = (found[3] or found[4]).casefold() == "p"
        return at(int(found[1]) % _NOON + _NOON * afternoon, int(found[2] or 0))

    text = _DATE.sub(dated, text)
    text = _OF_24.sub(lambda found: at(int(found[1]), int(found[2])), text)
    text = _OF_12.sub(of_12, text)
    return _PHONE.sub(_one_by_one, text)


def digits_read_out(text: str, nature: NatureWords) -> str:
    """Return a text with the digits of a code one by one, and not of amounts."""
    coded = is_code(text, nature)

    def said(found: re.Match[str]) -> str:
        amount = (
            found[0].endswith(_THOUSANDS)
            or _AMOUNT_BEFORE.search(text, 0, found.start())
            or _AMOUNT_AFTER.match(text, found.end())
        )
        return found[0] if amount and not coded else _one_by_one(found)

    return _DIGITS.sub(said, text)


def pictures_read_out(text: str, words: ReadingWords) -> str:
    """Return a text with its emoji in words, set off by commas; the same one once."""
    left = MOST_PICTURES

    def said(found: re.Match[str]) -> str:
        nonlocal left
        names = dict.fromkeys(filter(None, (_name(one, words) for one in found[0])))
        heard = list(names)[: min(MOST_IN_A_ROW, left)]
        left -= len(heard)
        if not heard:
            return " "
        start, end = found.span()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        lead = ", " if before and before not in _NO_COMMA_AFTER else " "
        trail = ", " if after and after not in _NO_COMMA_BEFORE else ""
        return f"{lead}{', '.join(heard)}{trail}"

    return _PICTURES.sub(said, text)


def _name(character: str, words: ReadingWords) -> str:
    if unicodedata.category(character) != "So" or _FLAG.match(character):
        return ""
    named = words.pictures.get(character)
    return unicodedata.name(character, "").lower() if named is None else named


def _one_by_one(found: re.Match[str]) -> str:
    return " ".join(found[0].replace(" ", "").replace("-", ""))
