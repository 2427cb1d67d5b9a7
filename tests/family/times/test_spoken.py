"""Times are understood as people mean them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.family.times.meant import Either, Fault, Moment
from custom_components.samantha.family.times.spoken import understand

from .table import UNSEEN, ZONE, Line, english, lines, moment, written

WORDS = [
    word
    for phrase in english().phrases
    for word in [" ".join(phrase)]
    if word.isascii()
] + ["seven", "two", "first", "30", "17:45", "2026-12-24", "3rd"]


@pytest.mark.parametrize(
    "line", lines(), ids=lambda line: f"{line.now:%H%M} {line.said}"
)
def test_table(line: Line) -> None:
    """Every expression of the table means what it says there."""
    assert written(understand(line.said, line.now, english())) == line.meant


def test_what_was_unseen() -> None:
    """Expressions that were written down before they were tried are right by now."""
    unseen = list(lines(UNSEEN))
    wrong = [
        it.said
        for it in unseen
        if written(understand(it.said, it.now, english())) != it.meant
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "said",
    ["in 99999999 days", "in 9000 years", "in 999999 months", "every 8000 years"],
)
def test_beyond_all_calendars(said: str) -> None:
    """What no calendar reaches never comes."""
    assert understand(said, moment("2026-11-25 10:00"), english()) is Fault.NEVER


def test_the_table_is_large_enough() -> None:
    """The table has three hundred expressions at least."""
    assert len(list(lines())) >= 300


@settings(deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=7),
    now=st.datetimes(
        min_value=datetime(2026, 1, 1),  # noqa: DTZ001 # the zone comes beside
        max_value=datetime(2030, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from([ZONE, UTC]),
    ),
)
def test_what_is_understood_is_to_come(words: list[str], now: datetime) -> None:
    """Whatever words come together, no time is meant that is over."""
    understood = understand(" ".join(words), now, english())
    moments = {
        Moment: lambda one: [one],
        Either: lambda one: [one.first, one.second],
    }.get(type(understood), lambda _: [])(understood)
    assert all(one.at.astimezone(UTC) > now.astimezone(UTC) for one in moments)


@pytest.mark.parametrize(
    ("now", "hours"),
    [("2027-03-27 23:30", 4), ("2026-10-24 23:30", 5), ("2026-11-25 10:00", 2)],
)
def test_hours_last_as_long_as_they_do(now: str, hours: int) -> None:
    """A length of hours is the same in the nights when the clock is changed."""
    started = moment(now)
    understood = understand(f"in {hours} hours", started, english())
    assert isinstance(understood, Moment)
    length = understood.at.astimezone(UTC) - started.astimezone(UTC)
    assert length == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("in half a minute", 30),
        ("in a minute and a half", 90),
        ("in two and a half minutes", 150),
        ("in two minutes and a half", 150),
        ("in an hour and a half", 5_400),
        ("in half a day", 43_200),
        ("in a day and a half", 129_600),
    ],
)
def test_halves(said: str, seconds: int) -> None:
    """A half is one of what was named."""
    started = moment("2026-11-25 10:00")
    understood = understand(said, started, english())
    assert isinstance(understood, Moment)
    assert understood.at - started == timedelta(seconds=seconds)


@pytest.mark.parametrize("said", ["in half a week", "in a month and a half"])
def test_what_has_no_half(said: str) -> None:
    """Nobody counts the hours of those."""
    assert understand(said, moment("2026-11-25 10:00"), english()) is None
