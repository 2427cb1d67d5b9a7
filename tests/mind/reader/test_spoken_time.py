"""Moments and spans of time are said as people say them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.reader.spoken_time import (
    clock,
    clock_of_day,
    day_and_clock,
    day_name,
    part_of_day,
    past_moment,
    since,
    span,
)

from .english import english

WORDS = english().vocabulary
ZONE = ZoneInfo("Europe/Amsterdam")
# A Tuesday.
NOW = datetime(2026, 10, 13, 15, 40, tzinfo=ZONE)


def at(text: str) -> datetime:
    """Return a time of that day, or of another one."""
    if ":" in text and len(text) <= 5:
        hour, minute = map(int, text.split(":"))
        return NOW.replace(hour=hour, minute=minute)
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("00:00", "midnight"),
        ("12:00", "noon"),
        ("03:00", "three"),
        ("15:00", "three"),
        ("15:05", "five past three"),
        ("15:15", "quarter past three"),
        ("15:30", "half past three"),
        ("15:40", "twenty to four"),
        ("11:45", "quarter to twelve"),
        ("23:55", "five to twelve"),
        ("12:45", "quarter to one"),
        ("15:02", "3:02"),
        ("00:07", "12:07"),
        ("12:25", "12:25"),
    ],
)
def test_clock(moment: str, said: str) -> None:
    """Round times have words, others are read off the clock."""
    assert clock(at(moment), WORDS) == said


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        ("04:59", "at night"),
        ("05:00", "in the morning"),
        ("11:59", "in the morning"),
        ("12:00", "in the afternoon"),
        ("18:00", "in the evening"),
        ("22:00", "at night"),
        ("23:59", "at night"),
    ],
)
def test_part_of_day(moment: str, part: str) -> None:
    """Each hour is in a part of the day."""
    assert part_of_day(at(moment), WORDS) == part


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("15:39", "just now"),
        ("15:00", "three"),
        ("09:00", "nine"),
        ("2026-10-12T22:00", "yesterday at ten"),
        ("2026-10-11T08:30", "the day before yesterday at half past eight"),
        ("2026-10-08T12:00", "last Thursday at noon"),
        ("2026-10-06T12:00", "on 6 October at noon"),
        ("2025-01-02T00:00", "on 2 January at midnight"),
    ],
)
def test_since(moment: str, said: str) -> None:
    """The further back, the more is said of the day."""
    assert since(at(moment), NOW, WORDS) == said


def test_since_is_said_in_the_zone_of_now() -> None:
    """A moment of another zone is told by the clock in the house."""
    moment = datetime(2026, 10, 13, 7, 0, tzinfo=UTC)
    assert since(moment, NOW, WORDS) == "nine"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("15:39", "just now"),
        ("15:30", "10 minutes ago"),
        ("14:41", "59 minutes ago"),
        ("14:00", "today at two"),
        ("2026-10-12T22:00", "yesterday at ten at night"),
        ("2026-10-12T12:00", "yesterday at noon"),
    ],
)
def test_past_moment(moment: str, said: str) -> None:
    """What happened a little ago is told by how long ago."""
    assert past_moment(at(moment), NOW, WORDS) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("16:00", "four"),
        ("2026-10-14T09:00", "tomorrow at nine"),
        ("2026-10-15T09:00", "the day after tomorrow at nine"),
        ("2026-10-19T09:00", "on Monday at nine"),
        ("2026-10-20T09:00", "on 20 October at nine"),
    ],
)
def test_day_and_clock(moment: str, said: str) -> None:
    """What is to come is told by its day."""
    assert day_and_clock(at(moment), NOW, WORDS) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "no time at all"),
        (timedelta(seconds=1), "one second"),
        (timedelta(seconds=59), "59 seconds"),
        (timedelta(minutes=1), "one minute"),
        (timedelta(minutes=1, seconds=30), "one minute and 30 seconds"),
        (timedelta(hours=2, minutes=10), "2 hours and 10 minutes"),
        (timedelta(hours=2, seconds=10), "2 hours"),
        (timedelta(hours=2, minutes=10, seconds=5), "2 hours and 10 minutes"),
        (timedelta(days=1, hours=1), "one day and one hour"),
        (timedelta(days=3, minutes=5), "3 days"),
        (timedelta(seconds=-5), "no time at all"),
    ],
)
def test_span(length: timedelta, said: str) -> None:
    """A length of time has its two largest units, next to each other."""
    assert span(length, WORDS) == said


MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001  # the zone comes from the strategy
    max_value=datetime(2050, 1, 1),  # noqa: DTZ001
    timezones=st.just(ZONE),
)


@given(MOMENTS, MOMENTS)
def test_total(moment: datetime, now: datetime) -> None:
    """Any two moments can be told, and always in words for a voice."""
    for told in (
        clock(moment, WORDS),
        clock_of_day(moment, WORDS),
        part_of_day(moment, WORDS),
        since(moment, now, WORDS),
        past_moment(moment, now, WORDS),
        day_and_clock(moment, now, WORDS),
        span(now - moment, WORDS),
    ):
        assert told == told.strip() != ""
        assert "{" not in told
    same_day = moment.date() == now.date()
    assert (day_name(moment, now, WORDS) == "") is same_day
