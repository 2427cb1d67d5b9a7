"""What a write acknowledged is there after the process is killed at any moment."""

from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from .databases import opened
from .mortals import mortal_process, pipe, write_for_ever

_KILLS = 30


def _acknowledged(messages: Connection) -> list[int]:
    """Return what is left in the pipe of a process that is dead."""
    numbers = []
    try:
        while True:
            numbers.append(messages.recv())
    except EOFError:
        return numbers


@pytest.mark.usefixtures("processes")
async def test_kill(path: Path) -> None:
    """What was acknowledged outlives `kill -9`, time after time."""
    accepted: list[str] = []
    for kill in range(_KILLS):
        messages, acknowledge = pipe(duplex=False)
        process = mortal_process(write_for_ever, path, f"{kill}", acknowledge)
        process.start()
        acknowledge.close()
        first = [messages.recv() for _ in range(kill % 10)]
        process.kill()
        process.join()
        accepted += [f"{kill} {n}" for n in (*first, *_acknowledged(messages))]

        async with opened(path) as store:
            kept = {row["key"] for row in await store.fetch("SELECT key FROM meta")}
            assert kept.issuperset(accepted)
    assert len(accepted) >= sum(kill % 10 for kill in range(_KILLS))
