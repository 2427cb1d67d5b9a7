"""Killed at any moment, no nudge is lost, and none is told twice on a day."""

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
import random
import sqlite3

import pytest
from pytest_socket import socket_allow_hosts

from ..voice.mortals import Sound
from ..voice.processes import MOMENT, PATIENCE, run_mortal
from .nudge_mortals import CALLEES, FIRST_DAY, end_in_peace, live

_HOUSES = 10
_DAYS = 10
_KILLS_A_DAY = 5
_LONGEST_LIFE = 0.3
# Each begins and ends.
_SOUNDS_A_DAY = 2 * len(CALLEES)


@pytest.fixture(autouse=True)
def _processes() -> None:
    """Let a test start processes, which `multiprocessing` does over a Unix socket."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: nudges need none."""


@pytest.mark.parametrize("house", range(_HOUSES))
def test_kill(tmp_path: Path, house: int) -> None:
    """Everybody is reminded once a day, however often she is killed on it."""
    path = tmp_path / "samantha.db"
    dice = random.Random(house)  # noqa: S311 # it keeps no secret
    told: list[Sound] = []
    missed: set[str] = set()
    for day in range(_DAYS):
        for kill in range(_KILLS_A_DAY + 1):
            at = FIRST_DAY + timedelta(days=day, minutes=kill)
            shift = at - datetime.now(UTC)
            seed = dice.getrandbits(60)
            if kill < _KILLS_A_DAY:
                # The first one of the day says something for sure.
                number = dice.randint(1, _SOUNDS_A_DAY) if kill == 0 else 0
                seconds = dice.uniform(0, MOMENT if number else _LONGEST_LIFE)
                told += run_mortal(number, seconds, live, path, seed, shift)[0]
            else:
                rest, end = run_mortal(0, PATIENCE, end_in_peace, path, seed, shift)
                assert end == 0
                told += rest
        missed |= _missed(path)
    begun = {one.text for one in told if one.what == "begun"} - {"cut off None"}
    days = Counter(text.rpartition(" ")[0] for text in begun)
    sounds = Counter(one.text for one in told if one.what == "begun")
    assert [text for text in begun if sounds[text] > 1] == []
    assert [day for day, count in days.items() if count > 1] == []
    # What a kill cut off before its first sound can be asked for.
    assert len(begun | missed) == _DAYS * len(CALLEES)
    assert begun


def _missed(path: Path) -> set[str]:
    """Return what was kept because it may not have been heard."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT text FROM utterance WHERE missed IS NOT NULL"
        ).fetchall()
    return {text for (text,) in rows}
