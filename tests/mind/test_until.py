"""Until when a silence lasts that was asked for."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.phrases import Phrases, load
from custom_components.samantha.mind.until import until

ZONE = ZoneInfo("Europe/Amsterdam")
# A Wednesday evening.
NOW = datetime(2026, 11, 25, 19, 40, tzinfo=ZONE)


@pytest.fixture(scope="module")
def english() -> Phrases:
    """Return her English."""
    return load("en")


def understood(english: Phrases, text: str) -> datetime | None:
    """Return until when a sentence asks her to be quiet."""
    found = english.understand_speaking(
        text, [("Anna", "anna")], [("Kitchen", "kitchen")]
    )
    assert found is not None
    name, slots = found
    assert name == "SamanthaHush"
    return until(slots, NOW, english.speaking.part_hours, english.speaking.hush)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("be quiet", "2026-11-25 20:40"),
        ("hush for an hour", "2026-11-25 20:40"),
        ("be quiet for twenty minutes", "2026-11-25 20:00"),
        ("be quiet for half an hour please", "2026-11-25 20:10"),
        ("don't speak for an hour and a half", "2026-11-25 21:10"),
        ("stay quiet for two and a half hours", "2026-11-25 22:10"),
        ("stay silent for 3 hours and 20 minutes", "2026-11-25 23:00"),
        ("hush for a while", "2026-11-25 20:40"),
        ("don't speak until eight", "2026-11-25 20:00"),
        ("don't speak until seven", "2026-11-26 07:00"),
        ("be quiet until half past eight", "2026-11-25 20:30"),
        ("be quiet until a quarter to eight", "2026-11-25 19:45"),
        ("be quiet until 7 30 am", "2026-11-26 07:30"),
        ("be quiet until nine in the evening", "2026-11-25 21:00"),
        ("be quiet until twelve", "2026-11-26 00:00"),
        ("be quiet until 22", "2026-11-25 22:00"),
        ("be quiet until tomorrow morning", "2026-11-26 07:00"),
        ("hush for the night", "2026-11-26 07:00"),
        ("be quiet until noon", "2026-11-26 12:00"),
        ("be quiet until midnight", "2026-11-26 00:00"),
        ("be quiet until further notice", "2026-11-26 19:40"),
        ("be quiet in the kitchen until eight", "2026-11-25 20:00"),
    ],
)
def test_ends(english: Phrases, text: str, wanted: str) -> None:
    """Lengths, times of the clock and parts of the day end when people mean."""
    end = understood(english, text)
    assert end is not None
    assert f"{end:%Y-%m-%d %H:%M}" == wanted


@pytest.mark.parametrize("text", ["be quiet until 15 pm", "be quiet until 0 am"])
def test_no_such_time(english: Phrases, text: str) -> None:
    """A time that no clock shows is no time."""
    assert understood(english, text) is None


MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 # the strategy adds the zone
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(ZONE),
)
SLOTS = st.one_of(
    st.fixed_dictionaries(
        {"hour": st.integers(0, 24)},
        optional={
            "minute": st.integers(0, 59),
            "meridiem": st.sampled_from(["am", "pm"]),
        },
    ),
    st.fixed_dictionaries({"day_part": st.sampled_from(["morning", "midnight"])}),
)


@given(MOMENTS, st.integers(1, 600))
def test_a_length_is_one_of_real_time(now: datetime, minutes: int) -> None:
    """Also while the clock on the wall is changed."""
    end = until({"minutes": minutes}, now, {}, timedelta(hours=1))
    assert end
    assert end.timestamp() - now.timestamp() == minutes * 60


@given(MOMENTS, SLOTS)
def test_an_end_lies_ahead(now: datetime, slots: dict[str, Any]) -> None:
    """Whatever is asked for ends in the future, within two days."""
    end = until(slots, now, {"morning": 7, "midnight": 24}, timedelta(hours=1))
    # On the wall, an hour comes twice.
    assert end is None or 0 < end.timestamp() - now.timestamp() <= 49 * 3600


@pytest.mark.parametrize(
    ("now", "fold", "wanted"),
    [
        ("2026-10-25 02:10", 0, "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:40", 0, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25 02:10", 1, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25 02:40", 1, "2026-10-25T14:30:00+01:00"),
    ],
)
def test_hour_that_comes_twice(now: str, fold: int, wanted: str) -> None:
    """The next time that the wall shows it is meant."""
    at = datetime.fromisoformat(now).replace(tzinfo=ZONE, fold=fold)
    end = until({"hour": 2, "minute": 30}, at, {}, timedelta(hours=1))
    assert end
    assert end.isoformat() == wanted
