"""What comes again and again comes when the clock on the wall says so."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.family.times.recurring import next_shown, on_the_wall

from .table import ZONE, moment

RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=HOURLY;INTERVAL=2",
]


def shown(text: str) -> datetime:
    """Return a time as a clock on the wall shows it."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("rule", "start", "after", "wanted"),
    [
        ("FREQ=DAILY", "2026-11-25 07:00", "2026-11-25 07:00", "2026-11-26 07:00"),
        ("FREQ=DAILY", "2026-11-25 07:00", "2026-11-20 07:00", "2026-11-25 07:00"),
        ("FREQ=DAILY", "2027-03-20 02:30", "2027-03-27 12:00", "2027-03-28 02:30"),
        ("FREQ=DAILY", "2027-03-20 02:30", "2027-03-28 03:10", "2027-03-28 02:30"),
        ("FREQ=DAILY", "2027-03-20 02:30", "2027-03-28 03:30", "2027-03-29 02:30"),
        ("FREQ=DAILY", "2026-10-20 02:30", "2026-10-25 02:30", "2026-10-26 02:30"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=31",
            "2027-01-31 09:00",
            "2027-02-01 00:00",
            "2027-03-31 09:00",
        ),
    ],
)
def test_next(rule: str, start: str, after: str, wanted: str) -> None:
    """The next time is the first one later, as the wall shows it."""
    assert next_shown(rule, shown(start), moment(after), ZONE) == shown(wanted)


def test_a_rule_ends() -> None:
    """After the last time there is none."""
    rule = "FREQ=DAILY;UNTIL=20261127T235959"
    assert (
        next_shown(rule, shown("2026-11-25 07:00"), moment("2026-11-27 08:00"), ZONE)
        is None
    )


@settings(deadline=None)
@given(
    rule=st.sampled_from(RULES),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001
    zone=st.sampled_from([ZONE, UTC, ZoneInfo("America/New_York")]),
    wait=st.timedeltas(timedelta(0), timedelta(days=400)),
)
def test_each_comes_once(
    rule: str, start: datetime, zone: ZoneInfo, wait: timedelta
) -> None:
    """Asked again and again, every time of a rule comes once, and in order."""
    after = on_the_wall(start + wait, zone)
    found = []
    for _ in range(5):
        came = next_shown(rule, start, after, zone)
        assert came is not None
        after = on_the_wall(came, zone)
        found.append((came, after))
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))
