"""A year of a family: every call comes in its time, and no nudge at a bad moment."""

import asyncio
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from .year import END, START, Year, earliest, latest, year

_SEED: Final = 1
_DAILY: Final = 1
# What has to have stood in the way of a nudge that was due.
_OBSTACLES: Final = frozenset(
    {
        "asleep",
        "away",
        "cooking",
        "guests",
        "just back",
        "on a call",
        "studies",
        "watching",
    }
)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: nudges need none."""


def test_year(tmp_path: Path) -> None:
    """Who takes a nudge up calls everybody in time, and is never disturbed by one."""
    lived = asyncio.run(_lived(tmp_path / "her.db"))
    assert {one.voice for one in lived.house.voices.sounded} <= lived.rooms
    assert lived.against == set()
    assert lived.met >= _OBSTACLES
    _assert_in_time(lived)
    _assert_once_a_day(lived)


async def _lived(path: Path) -> Year:
    async with year(path, _SEED) as lived:
        await lived.live()
        return lived


def _assert_in_time(lived: Year) -> None:
    for (resident, contact), calls in lived.calls.items():
        assert calls
        for last, call in pairwise((START, *calls)):
            assert earliest(contact, last) <= call <= latest(resident, contact, last)
        assert latest(resident, contact, calls[-1]) >= END


def _assert_once_a_day(lived: Year) -> None:
    unasked = [one for one in lived.nudged if not one.promised]
    promised = [one for one in lived.nudged if one.promised]
    a_day = Counter((one.resident, one.at.date()) for one in unasked)
    assert max(a_day.values()) <= _DAILY
    assert promised
    # Each is asked about once for each call, and once for each that was put off.
    assert len(unasked) <= sum(map(len, lived.calls.values())) + len(lived.calls)
