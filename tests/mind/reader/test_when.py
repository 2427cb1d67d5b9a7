"""The days and hours that words mean."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.phrases import SENTENCES
from custom_components.samantha.mind.reader.lexicon import load_lexicon
from custom_components.samantha.mind.reader.when import TimeWords

ZONES: Final = ("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC")
AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
# A Tuesday.
NOW: Final = datetime(2026, 10, 13, 15, 40, tzinfo=AMSTERDAM)


def words() -> TimeWords:
    """Return the phrases of English."""
    lexicon = load_lexicon(SENTENCES / "en")
    assert lexicon is not None
    return lexicon.when


WHEN: Final = words()


@pytest.mark.parametrize(
    ("phrase", "start", "end", "said"),
    [
        ("today", "2026-10-13T00", "2026-10-14T00", "today"),
        ("tomorrow", "2026-10-14T00", "2026-10-15T00", "tomorrow"),
        ("tonight", "2026-10-13T18", "2026-10-14T06", "tonight"),
        ("this evening", "2026-10-13T17", "2026-10-14T00", "this evening"),
        ("tomorrow morning", "2026-10-14T05", "2026-10-14T12", "tomorrow morning"),
        ("in the morning", "2026-10-14T05", "2026-10-14T12", "tomorrow morning"),
        ("in the afternoon", "2026-10-13T12", "2026-10-13T18", "this afternoon"),
        ("on friday", "2026-10-16T00", "2026-10-17T00", "on Friday"),
        ("on wednesday", "2026-10-14T00", "2026-10-15T00", "on Wednesday"),
        ("tuesday", "2026-10-20T00", "2026-10-21T00", "on 20 October"),
        ("this tuesday", "2026-10-13T00", "2026-10-14T00", "today"),
        ("next friday", "2026-10-23T00", "2026-10-24T00", "on 23 October"),
        ("on saturday night", "2026-10-17T18", "2026-10-18T06", "on Saturday night"),
        ("this weekend", "2026-10-17T00", "2026-10-19T00", "this weekend"),
        ("next weekend", "2026-10-24T00", "2026-10-26T00", "next weekend"),
        ("this week", "2026-10-12T00", "2026-10-19T00", "this week"),
        ("next week", "2026-10-19T00", "2026-10-26T00", "next week"),
        ("next month", "2026-11-01T00", "2026-12-01T00", "next month"),
        ("in march", "2027-03-01T00", "2027-04-01T00", "in March"),
        ("in december", "2026-12-01T00", "2027-01-01T00", "in December"),
        ("on the 25th", "2026-10-25T00", "2026-10-26T00", "on 25 October"),
        ("on the 5th", "2026-11-05T00", "2026-11-06T00", "on 5 November"),
        ("the 2nd of may", "2027-05-02T00", "2027-05-03T00", "on 2 May"),
        ("october 31st", "2026-10-31T00", "2026-11-01T00", "on 31 October"),
        ("february 29th", "2028-02-29T00", "2028-03-01T00", "on 29 February"),
        ("in three days", "2026-10-16T00", "2026-10-17T00", "on Friday"),
        ("later today", "2026-10-13T15:40", "2026-10-14T00", "later today"),
        ("the next two days", "2026-10-13T00", "2026-10-16T00", "in the next 2 days"),
    ],
)
def test_phrases_mean_spans(phrase: str, start: str, end: str, said: str) -> None:
    """A phrase means a span of days or hours, seen from now."""
    span = WHEN.span(phrase, NOW)
    assert span is not None
    assert span.start == datetime.fromisoformat(start).replace(tzinfo=AMSTERDAM)
    assert span.end == datetime.fromisoformat(end).replace(tzinfo=AMSTERDAM)
    assert span.words == said


@pytest.mark.parametrize(
    ("phrase", "start", "said"),
    [
        ("yesterday", "2026-10-12T00", "yesterday"),
        ("last night", "2026-10-12T18", "last night"),
        ("on friday", "2026-10-09T00", "last Friday"),
        ("tuesday", "2026-10-06T00", "on 6 October"),
        ("on the 25th", "2026-09-25T00", "on 25 September"),
        ("last week", "2026-10-05T00", "last week"),
        ("in december", "2025-12-01T00", "in December"),
    ],
)
def test_phrases_mean_spans_of_the_past(phrase: str, start: str, said: str) -> None:
    """Where the past is meant, a day alone is the last one of that name."""
    span = WHEN.span(phrase, NOW, past=True)
    assert span is not None
    assert span.start == datetime.fromisoformat(start).replace(tzinfo=AMSTERDAM)
    assert span.words == said


@pytest.mark.parametrize(
    "phrase", ["", "milk", "the", "on the", "february 30th", "today tomorrow"]
)
def test_other_words_mean_none(phrase: str) -> None:
    """Words that name no day have no span, even if days are made of them."""
    assert WHEN.span(phrase, NOW) is None


moments = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001  # the zone is drawn as well
    max_value=datetime(2031, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([ZoneInfo(name) for name in ZONES]),
    allow_imaginary=False,
)
to_come = st.sampled_from(
    [
        *("today", "tomorrow", "tonight", "tomorrow night", "this weekend"),
        *("next weekend", "next week", "next month", "on monday", "sunday morning"),
        *("next thursday", "on the 31st", "the 29th of february", "in two weeks"),
        *("this week", "in april", "in the evening", "the next 3 days", "in my day"),
    ]
)


@given(now=moments, phrase=to_come)
def test_spans_to_come_are_not_over(now: datetime, phrase: str) -> None:
    """What is to come ends after now, begins at a full hour, and is in the zone."""
    span = WHEN.span(phrase, now)
    assert span is not None
    assert span.start < span.end
    assert span.end > now
    assert span.words
    assert (span.start.minute, span.end.minute) == (0, 0)
    assert span.start.tzinfo is span.end.tzinfo is now.tzinfo


@given(now=moments)
def test_days_are_those_of_the_calendar(now: datetime) -> None:
    """A day begins at midnight, however many hours it has."""
    today, tomorrow = WHEN.span("today", now), WHEN.span("tomorrow", now)
    assert today is not None
    assert tomorrow is not None
    assert today.end == tomorrow.start
    assert today.start.date() == now.date()
    assert tomorrow.start.date() == now.date() + timedelta(days=1)
    assert today.is_one_day
    assert today.within(now).start == now


@given(now=moments, day=st.sampled_from(range(7)))
def test_a_weekday_is_the_next_of_its_name(now: datetime, day: int) -> None:
    """A weekday alone lies within the next seven days."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    span = WHEN.span((*names, "sunday")[day], now)
    assert span is not None
    assert span.start.weekday() == day
    assert 0 < (span.start.date() - now.date()).days <= len(names) + 1
