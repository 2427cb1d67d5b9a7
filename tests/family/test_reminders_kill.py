"""Killed at any moment, by a clock that goes wrong, no reminder is lost or doubled."""

from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
import random
import sqlite3
from typing import Any

import pytest
from pytest_socket import socket_allow_hosts

from ..voice.mortals import Sound
from ..voice.processes import MOMENT, PATIENCE, run_mortal
from .mortals import Kept, end_in_peace, live

_HOUSES = 10
_KILLS = 50
_LONGEST_LIFE = 0.15
_MOST_TOLD = 60
_SHIFTS = [timedelta(hours=hours) for hours in (-3, -1, 0, 0, 0, 1, 3)]
# A kill cuts off one in each room where somebody is, at most.
_ROOMS = 2
_AFTERWARDS = timedelta(hours=6)


@pytest.fixture(autouse=True)
def _processes() -> None:
    """Let a test start processes, which `multiprocessing` does over a Unix socket."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: reminders need none."""


@pytest.mark.parametrize("house", range(_HOUSES))
def test_kill(tmp_path: Path, house: int) -> None:
    """Whatever was kept is told: once to its end, or cut off by a kill."""
    path = tmp_path / "samantha.db"
    dice = random.Random(house)  # noqa: S311 # it keeps no secret
    told: list[Any] = []
    for kill in range(_KILLS):
        # Half of them are killed as they start, or soon after.
        number = dice.choice((0, 1)) * dice.randrange(_MOST_TOLD)
        seconds = dice.uniform(0, _LONGEST_LIFE if number == 0 else MOMENT)
        shift = dice.choice(_SHIFTS)
        told += run_mortal(number, seconds, live, path, 1000 * house + kill, shift)[0]
    rest, ended_well = run_mortal(0, PATIENCE, end_in_peace, path, _AFTERWARDS)
    assert ended_well == 0
    told += rest

    kept = {one.text for one in told if isinstance(one, Kept)}
    begun, ended = (
        Counter(
            (one.text, one.voice)
            for one in told
            if isinstance(one, Sound) and one.what == what
        )
        for what in ("begun", "ended")
    )
    own = {text for text, _ in begun if text.startswith("text")}
    assert [key for key, count in ended.items() if count > 1 and key[0] in own] == []
    assert [key for key, count in begun.items() if count > 1 and key[0] in own] == []
    # What a kill cut off before its first sound can be asked for.
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT text FROM utterance WHERE missed IS NOT NULL"
        ).fetchall()
    missed = {text for row in rows for text in row[0].split("|")}
    assert kept - own - missed == set()
    assert len(rows) <= _KILLS * _ROOMS
    assert len(kept) > _KILLS
    assert len(own) > _KILLS
