"""Quiet hours by day, over midnight, and when the clock is changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.manners.quiet_hours import next_change, quiet_until
from custom_components.samantha.manners.situation import QuietHours

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(time(22), time(7))
NAP = QuietHours(time(13), time(15))
ALWAYS = QuietHours(time(6), time(6))
# Europe's clocks jump from 2 to 3 on 29 March, and back from 3 to 2 on 25 October.
SMALL = QuietHours(time(1, 30), time(2, 30))


@pytest.mark.parametrize(
    ("now", "hours", "end"),
    [
        ("2026-03-03T21:59:59+01:00", NIGHT, None),
        ("2026-03-03T22:00:00+01:00", NIGHT, "2026-03-04T07:00:00+01:00"),
        ("2026-03-04T00:00:00+01:00", NIGHT, "2026-03-04T07:00:00+01:00"),
        ("2026-03-04T06:59:59+01:00", NIGHT, "2026-03-04T07:00:00+01:00"),
        ("2026-03-04T07:00:00+01:00", NIGHT, None),
        ("2026-03-04T13:00:00+01:00", NAP, "2026-03-04T15:00:00+01:00"),
        ("2026-03-04T15:00:00+01:00", NAP, None),
        ("2026-03-04T03:00:00+01:00", NAP, None),
        ("2026-03-04T12:00:00+01:00", ALWAYS, "2026-03-05T06:00:00+01:00"),
        ("2026-03-04T05:00:00+01:00", ALWAYS, "2026-03-04T06:00:00+01:00"),
        ("2026-03-28T23:00:00+01:00", NIGHT, "2026-03-29T07:00:00+02:00"),
        ("2026-10-24T23:00:00+02:00", NIGHT, "2026-10-25T07:00:00+01:00"),
        # The end is skipped: it is as long after the jump as it would have been.
        ("2026-03-29T01:45:00+01:00", SMALL, "2026-03-29T03:30:00+02:00"),
        ("2026-03-29T03:15:00+02:00", SMALL, "2026-03-29T03:30:00+02:00"),
        ("2026-03-29T03:30:00+02:00", SMALL, None),
        # The end comes twice: the second counts.
        ("2026-10-25T02:45:00+02:00", SMALL, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:15:00+01:00", SMALL, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30:00+01:00", SMALL, None),
    ],
)
def test_end(now: str, hours: QuietHours, end: str | None) -> None:
    """They end when they read to, or nothing is quiet."""
    found = quiet_until(datetime.fromisoformat(now).astimezone(BERLIN), hours)
    assert found == (end and datetime.fromisoformat(end))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is drawn
    st.times(),
    st.times(),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"]),
)
def test_an_end_is_an_end(now: datetime, start: time, until: time, zone: str) -> None:
    """The end is to come, within about a day, and is quiet only if it never ends."""
    hours = QuietHours(start, until)
    local = now.astimezone(ZoneInfo(zone))
    end = quiet_until(local, hours)
    again = end and quiet_until(end.astimezone(ZoneInfo(zone)), hours)
    assert end is None or now < end <= now + timedelta(hours=26)
    assert again is None or start == until


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is drawn
    st.sampled_from([NIGHT, NAP, ALWAYS, SMALL])
    | st.builds(QuietHours, st.times(), st.times()),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"]),
    st.floats(0, 0.999),
)
def test_nothing_changes_before_the_next_change(
    now: datetime, hours: QuietHours, zone: str, part: float
) -> None:
    """Until then it is as quiet as now, with the same end."""
    local = now.astimezone(ZoneInfo(zone))
    change = next_change(local, hours)
    assert now < change <= now + timedelta(days=2)
    meanwhile = (now + (change - now) * part).astimezone(ZoneInfo(zone))
    assert quiet_until(meanwhile, hours) == quiet_until(local, hours)
