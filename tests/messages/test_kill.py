"""Killed at any moment, an inbox keeps each message that it accepted, once."""

from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
import random
import sqlite3
import time

import pytest
from pytest_socket import socket_allow_hosts

from tests.store.mortals import mortal_process, pipe

from .mortals import RESIDENTS, receive

_HOUSES = 10
_KILLS = 50
_MESSAGES = 200
_PATIENCE = 60
_LONGEST_LIFE = 0.008


@pytest.fixture(autouse=True)
def _processes() -> None:
    """Let a test start processes, which `multiprocessing` does over a Unix socket."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: a box needs none."""


def _heard(told: Connection) -> list[int]:
    """Return what was told before the end."""
    numbers: list[int] = []
    try:
        while told.poll(_PATIENCE):
            numbers.append(told.recv())
    except EOFError:
        pass
    return numbers


def _run(path: Path, first: int, seconds: float | None) -> list[int]:
    """Run a process, and kill it so long after its first word; return its numbers."""
    told, tell = pipe(duplex=False)
    process = mortal_process(receive, path, first, _MESSAGES, tell)
    process.start()
    tell.close()
    if seconds is not None:
        told.poll(_PATIENCE)
        time.sleep(seconds)
        process.kill()
    numbers = _heard(told)
    process.join()
    return numbers


@pytest.mark.parametrize("house", range(_HOUSES))
def test_kill(tmp_path: Path, house: int) -> None:
    """Every message that was accepted is there once, with its words in the search."""
    path = tmp_path / "samantha.db"
    dice = random.Random(house)  # noqa: S311 # it keeps no secret
    accepted: list[int] = []
    for _ in range(_KILLS):
        first = accepted[-1] + 1 if accepted else 0
        accepted += _run(path, first, dice.uniform(0, _LONGEST_LIFE))
    first = accepted[-1] + 1 if accepted else 0
    accepted += _run(path, first, None)
    assert sorted(set(accepted)) == list(range(_MESSAGES))

    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute(
            "SELECT resident, text FROM message ORDER BY resident, id"
        ).fetchall()
        connection.execute(
            "INSERT INTO message_words (message_words, rank) "
            "VALUES ('integrity-check', 1)"
        )
        [found] = connection.execute(
            "SELECT count(*) FROM message_words WHERE message_words MATCH 'text'"
        ).fetchone()
    wanted = [
        (resident, f"text {number}")
        for resident in RESIDENTS
        for number in range(_MESSAGES)
    ]
    assert kept == wanted
    assert found == len(wanted)
