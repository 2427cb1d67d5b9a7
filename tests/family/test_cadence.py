"""When a call is due: softly, once for a gap, at hours that suit both."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.family.cadence import (
    Cadence,
    Contacted,
    Hours,
    Talk,
    mean_gap,
    next_moment,
    window_of,
)

ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Tokyo")]
BERLIN = ZONES[0]
MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 # the zone comes beside
    datetime(2028, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES),
)
EVERY = st.integers(1, 120).map(lambda days: timedelta(days=days))
TALKS = st.lists(
    st.builds(Talk, MOMENTS, st.sampled_from(list(Contacted))), max_size=12
)
DAYS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), max_size=3)
CLOCKS = st.times().map(lambda clock: clock.replace(microsecond=0))
HOURS = st.builds(
    Hours,
    zone=st.sampled_from(ZONES),
    days=st.frozensets(st.integers(0, 6)),
    start=CLOCKS,
    until=CLOCKS,
)


def day(text: str) -> datetime:
    """Return a moment in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("talks", "opens", "closes"),
    [
        ([], "2026-03-10 00:00", "2026-03-13 12:00"),
        ([Talk(day("2026-03-05"))], "2026-03-14 00:00", "2026-03-17 12:00"),
        (
            [Talk(day("2026-03-05"), Contacted.MEETING)],
            "2026-03-14 00:00",
            "2026-03-17 12:00",
        ),
        (
            [Talk(day("2026-03-05"), Contacted.MESSAGE)],
            "2026-03-12 12:00",
            "2026-03-16 00:00",
        ),
    ],
)
def test_window(talks: list[Talk], opens: str, closes: str) -> None:
    """A talk begins a new gap, a message is worth a quarter of one."""
    window = window_of(
        Cadence(every=timedelta(days=10), since=day("2026-03-01")), talks
    )
    assert (window.opens, window.closes) == (day(opens), day(closes))


def test_a_birthday_pulls_forward() -> None:
    """On a birthday a call is due, unless they have just spoken."""
    every, birthday = timedelta(days=30), [(3, 15)]
    cadence = Cadence(every=every, since=day("2026-01-01"), days=birthday, zone=BERLIN)
    assert window_of(cadence, [Talk(day("2026-03-01"))]).opens == day("2026-03-15")
    late = day("2026-03-14").astimezone(UTC)
    assert window_of(cadence, [Talk(late)]).opens == late + every * 0.9


def test_a_pause() -> None:
    """On a trip nothing is due, and afterwards there is time for it."""
    back = day("2026-05-01")
    cadence = Cadence(
        every=timedelta(days=10), since=day("2026-03-01"), paused_until=back
    )
    window = window_of(cadence, [])
    assert window.opens == back
    assert window.closes > back


def test_no_cadence() -> None:
    """Every zero days is no cadence."""
    with pytest.raises(ValueError, match="positive"):
        Cadence(every=timedelta(0), since=day("2026-03-01"))


@given(every=EVERY, talks=TALKS, since=MOMENTS, days=DAYS, talked=MOMENTS)
def test_never_due_twice_for_one_gap(
    every: timedelta,
    talks: list[Talk],
    since: datetime,
    days: list[tuple[int, int]],
    talked: datetime,
) -> None:
    """Whatever was before, after a talk nothing is due for a while."""
    window = window_of(
        Cadence(every=every, since=since, days=days), [*talks, Talk(talked)]
    )
    grace = min(every / 3, timedelta(days=3)) - timedelta(seconds=1)
    assert window.opens >= talked.astimezone(UTC) + grace
    assert window.closes >= window.opens


@given(every=EVERY, talks=TALKS.filter(bool), since=MOMENTS, more=TALKS)
def test_more_talks_make_it_later(
    every: timedelta, talks: list[Talk], since: datetime, more: list[Talk]
) -> None:
    """No call but the first that is known makes the next one due sooner."""
    calls = [Talk(talk.at) for talk in more]
    cadence = Cadence(every=every, since=since)
    before = window_of(cadence, [Talk(one.at) for one in talks])
    after = window_of(cadence, [Talk(one.at) for one in talks] + calls)
    assert after.opens >= before.opens


@given(every=EVERY, talks=TALKS, since=MOMENTS, zone=st.sampled_from(ZONES))
def test_the_same_in_every_zone(
    every: timedelta, talks: list[Talk], since: datetime, zone: ZoneInfo
) -> None:
    """In which zone times are written changes nothing, nor do changed clocks."""
    elsewhere = [Talk(talk.at.astimezone(zone), talk.how) for talk in talks]
    here = Cadence(every=every, since=since)
    there = Cadence(every=every, since=since.astimezone(zone))
    assert window_of(here, talks) == window_of(there, elsewhere)


@settings(deadline=None, max_examples=60)
@given(every=EVERY, since=MOMENTS, now=MOMENTS, hours=st.lists(HOURS, max_size=2))
def test_at_hours_that_suit_both(
    every: timedelta, since: datetime, now: datetime, hours: list[Hours]
) -> None:
    """A moment is never outside anybody's hours, nor before the window or now."""
    window = window_of(Cadence(every=every, since=since), [])
    moment = next_moment(window, hours, now)
    moments = [] if moment is None else [moment]
    assert all(one.hold(at) for at in moments for one in hours)
    assert all(at >= max(window.opens, now.astimezone(UTC)) for at in moments)


@pytest.mark.parametrize(
    ("at", "free"),
    [
        ("2026-03-06 21:00", True),
        ("2026-03-07 00:30", True),
        ("2026-03-07 02:00", False),
        ("2026-03-07 21:00", False),
        ("2026-03-06 00:30", False),
    ],
)
def test_hours_over_midnight(at: str, free: bool) -> None:  # noqa: FBT001
    """Friday night ends on Saturday."""
    hours = Hours(zone=BERLIN, days=frozenset({4}), start=time(20), until=time(1))
    assert hours.hold(day(at)) is free


def test_mean_gap() -> None:
    """How often people talk is the mean of the gaps; one talk has none."""
    talks = [Talk(day("2026-03-01")), Talk(day("2026-03-05")), Talk(day("2026-03-11"))]
    assert mean_gap(talks) == timedelta(days=5)
    assert mean_gap(talks[:1]) is None
