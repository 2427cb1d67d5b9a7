"""Whom to remind of next and when, and what each answer changes."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.family.cadence import Cadence, Hours, Talk, window_of
from custom_components.samantha.family.learned_hours import Tally, chances, hour_of
from custom_components.samantha.family.nudging import (
    NEW,
    Answer,
    Candidate,
    Standing,
    answered,
    by_day,
    next_nudge,
    told_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]
TWO_WEEKS = timedelta(days=14)
MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 # the zone comes beside
    datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES),
)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: nothing here needs one."""


def day(text: str) -> datetime:
    """Return a moment in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def mum(
    standing: Standing = NEW, last: str = "2026-03-01 18:00", contact: str = "mum"
) -> Candidate:
    """Return a mother who is to be called every two weeks; at six is best."""
    had = [Talk(day(last))]
    return Candidate(
        contact=contact,
        window=window_of(Cadence(every=TWO_WEEKS, since=day(last)), had),
        hours=(by_day(Hours(zone=BERLIN)),),
        standing=standing,
        chance=lambda at: 0.8 if at.astimezone(BERLIN).hour == 18 else 0.4,
    )


def test_at_the_best_hour_of_the_window() -> None:
    """She waits for a good hour, and it is good until it is over."""
    nudge = next_nudge([mum()], day("2026-03-02 10:00"), BERLIN)
    assert nudge
    assert nudge.at == day("2026-03-14 18:00")
    assert nudge.until == day("2026-03-14 19:00")
    assert not nudge.asks


def test_one_a_day() -> None:
    """Who was reminded today is reminded of others tomorrow."""
    told = Standing(told=day("2026-03-20 11:00"))
    both = [mum(told), mum(contact="dad")]
    nudge = next_nudge(both, day("2026-03-20 12:00"), BERLIN)
    assert nudge
    assert nudge.at == day("2026-03-21 18:00")
    more = next_nudge(both, day("2026-03-20 12:00"), BERLIN, daily=2)
    assert more
    assert (more.contact, more.at) == ("dad", day("2026-03-20 18:00"))
    none = next_nudge(both, day("2026-03-20 12:00"), BERLIN, daily=0)
    assert none is None


def test_of_one_contact_once_a_day() -> None:
    """Where more nudges a day are wanted, they are about different people."""
    told = [mum(Standing(told=day("2026-03-20 11:00")))]
    nudge = next_nudge(told, day("2026-03-20 12:00"), BERLIN, daily=5)
    assert nudge
    assert nudge.at == day("2026-03-21 18:00")


@pytest.mark.parametrize(
    ("answer", "at"),
    [
        (Answer.LATER, "2026-03-20 14:00"),
        (Answer.TOMORROW, "2026-03-21 18:00"),
        (Answer.NOT_NOW, "2026-03-21 18:00"),
        (Answer.CALL, "2026-03-22 18:00"),
        (Answer.STOP, None),
    ],
)
def test_answers(answer: Answer, at: str | None) -> None:
    """What was answered decides when she comes back to it, if at all."""
    now = day("2026-03-20 12:00")
    standing = answered(told_of(NEW, now), answer, now, BERLIN)
    nudge = next_nudge([mum(standing)], now, BERLIN)
    assert (nudge and nudge.at) == (at and day(at))


def test_tomorrow_evening_where_the_evening_is_no_good() -> None:
    """She comes back to it earlier on that day, and a day later at any good hour."""
    now = day("2026-03-20 12:00")
    mornings = (Hours(zone=BERLIN, start=time(10), until=time(12)),)
    standing = answered(told_of(NEW, now), Answer.TOMORROW, now, BERLIN)
    one = replace(mum(standing), hours=mornings)
    nudge = next_nudge([one], now, BERLIN)
    assert nudge
    assert nudge.at == day("2026-03-21 10:00")
    one = replace(one, chance=lambda at: 0.5 if at.astimezone(BERLIN).hour == 11 else 0)
    later = next_nudge([one], day("2026-03-22 10:00"), BERLIN)
    assert later
    assert later.at == day("2026-03-22 11:00")


def test_later_is_never_at_once() -> None:
    """Where the hours are over by then she comes back to it on another day."""
    now = day("2026-03-20 11:30")
    mornings = (Hours(zone=BERLIN, start=time(10), until=time(12)),)
    standing = answered(told_of(NEW, now), Answer.LATER, now, BERLIN)
    nudge = next_nudge([replace(mum(standing), hours=mornings)], now, BERLIN)
    assert nudge
    assert nudge.at == day("2026-03-21 10:00")


def test_ignored_twice_she_asks_once() -> None:
    """Then it fits, or it is made longer, or she stops."""
    now = day("2026-03-20 12:00")
    standing = NEW
    for _ in range(2):
        assert not standing.asks
        standing = answered(told_of(standing, now), Answer.IGNORED, now, BERLIN)
    assert standing.asks
    nudge = next_nudge([mum(standing)], now, BERLIN)
    assert nudge
    assert nudge.asks
    asked = told_of(standing, now)
    assert answered(asked, Answer.IGNORED, now, BERLIN).stopped
    longer = answered(asked, Answer.TOO_TIGHT, now, BERLIN)
    assert longer.every(TWO_WEEKS) == timedelta(days=21)
    standing = answered(asked, Answer.FITS, now, BERLIN)
    assert standing.every(TWO_WEEKS) == TWO_WEEKS
    for _ in range(2):
        assert not standing.asks
        standing = answered(told_of(standing, now), Answer.IGNORED, now, BERLIN)
    assert standing.every(TWO_WEEKS) == timedelta(days=21)


def test_she_gives_up() -> None:
    """Nobody who never answers is reminded for ever."""
    now, standing = day("2026-03-20 12:00"), NEW
    for _ in range(20):
        standing = answered(told_of(standing, now), Answer.IGNORED, now, BERLIN)
    assert standing.stopped


def test_paused() -> None:
    """On a trip there are none."""
    back = day("2026-04-05 00:00")
    nudge = next_nudge([mum()], day("2026-03-20 12:00"), BERLIN, paused_until=back)
    assert nudge
    assert nudge.at >= back


@settings(deadline=None, max_examples=80)
@given(
    now=MOMENTS,
    last=MOMENTS,
    days=st.integers(1, 60),
    zone=st.sampled_from(ZONES),
    theirs=st.sampled_from(ZONES),
    answer=st.sampled_from(Answer),
)
def test_never_outside_hours_nor_twice_a_day(  # noqa: PLR0913, PLR0917
    now: datetime,
    last: datetime,
    days: int,
    zone: ZoneInfo,
    theirs: ZoneInfo,
    answer: Answer,
) -> None:
    """Whatever was answered, both sides' hours hold, also while clocks change."""
    hours = (by_day(Hours(zone=zone)), by_day(Hours(zone=theirs)))
    standing = answered(told_of(NEW, now), answer, now, zone)
    cadence = Cadence(every=timedelta(days=days), since=last)
    candidate = Candidate(
        contact="mum",
        window=window_of(cadence, []),
        hours=hours,
        standing=standing,
        chance=lambda at: (at.hour * 7 % 24) / 24,
    )
    nudge = next_nudge([candidate], now, zone)
    found = [nudge] if nudge else []
    last_moments = [one.until - timedelta(seconds=1) for one in found]
    moments = [*(one.at for one in found), *last_moments]
    assert all(one.hold(at) for one in hours for at in moments)
    asked_for = answer is Answer.LATER
    for one in found:
        assert one.at >= now
        assert one.at < one.until
        local = one.at.astimezone(zone).date()
        assert asked_for or local > now.astimezone(zone).date()


def test_nothing_is_known_at_first() -> None:
    """Every hour is as good as another, and the evening a little better."""
    week = chances([], day("2026-03-01 12:00"))
    assert len(week) == 168
    assert max(week, key=week.__getitem__)[1] == 18
    assert all(0 < chance < 1 for chance in week.values())


def test_counts_reach_beside_and_fade() -> None:
    """A good hour makes its neighbours better, and is forgotten in time."""
    now = day("2026-03-02 10:30")
    one = Tally(now).more(now, good=3)
    before, after = chances([], now), chances([(hour_of(now), one, 1.0)], now)
    assert after[0, 10] > after[0, 11] > after[0, 12] > before[0, 12]
    assert after[0, 10] > after[1, 10] > after[5, 10] > before[5, 10]
    later = now + timedelta(days=400)
    faded = chances([(hour_of(now), one, 1.0)], later)
    assert before[0, 10] < faded[0, 10] < after[0, 10]
    assert Tally(now, 1).faded(datetime.min.replace(tzinfo=UTC)) == Tally(now, 1)


def test_hours_that_are_set_hold() -> None:
    """By day is only where nothing was said."""
    late = Hours(zone=BERLIN, start=time(22), until=time(23))
    assert by_day(late) == late
