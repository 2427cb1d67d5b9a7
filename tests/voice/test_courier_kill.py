"""Killed at any moment, the courier loses nothing, and tells nothing twice in full."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
import random
import sqlite3
from typing import Any

import pytest
from pytest_socket import socket_allow_hosts

from custom_components.samantha.manners.utterance import Kind

from .mortals import Accepted, Offered, Sound, end_in_peace, live
from .processes import MOMENT, PATIENCE, run_mortal

_HOUSES = 10
_KILLS = 50
_LONGEST_LIFE = 0.15
_MOST_TOLD = 60


@pytest.fixture(autouse=True)
def _processes() -> None:
    """Let a test start processes, which `multiprocessing` does over a Unix socket."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: the courier needs none."""


def _listeners(accepted: Accepted) -> list[str]:
    return sorted(accepted.residents) or ["household"]


def _for_any(accepted: Accepted, who: str) -> bool:
    """Tell whether it does not matter which voice somebody heard it from."""
    return who == "household" or accepted.kind is Kind.ALARM


def _listener(voice: str, accepted: Accepted) -> str:
    """Return whom a voice reaches."""
    owners = {"kitchen": "anna", "office": "ben", "bedroom": "carl"}
    phone = voice.removeprefix("notify.")
    # An alarm is for the room and the phone at once.
    if phone != voice and accepted.kind is Kind.ALARM:
        return f"{phone}'s phone"
    return phone if phone != voice else owners[voice.partition("_")[0]]


def _standing(told: list[Any], accepted: Mapping[str, Accepted]) -> list[Accepted]:
    """Return those that no later one stands for, as far as is known."""
    standing: dict[str, Accepted] = {}
    for one in told:
        if isinstance(one, Accepted):
            # What was on its way under the same tag is not tried again.
            standing = {
                key: other
                for key, other in standing.items()
                if one.dedupe is None or other.dedupe != one.dedupe
            }
            standing[one.key] = one
        elif isinstance(one, Offered) and one.dedupe and one.text not in accepted:
            standing = {
                key: other
                for key, other in standing.items()
                if other.dedupe != one.dedupe
            }
    return list(standing.values())


@pytest.mark.parametrize("house", range(_HOUSES))
def test_kill(tmp_path: Path, house: int) -> None:
    """Whatever was accepted is told, or can be asked for; once in full at most."""
    path = tmp_path / "samantha.db"
    dice = random.Random(house)  # noqa: S311 # it keeps no secret
    told: list[Any] = []
    for kill in range(_KILLS):
        # Half of them are killed as they start, or soon after.
        number = dice.choice((0, 1)) * dice.randrange(_MOST_TOLD)
        seconds = dice.uniform(0, _LONGEST_LIFE if number == 0 else MOMENT)
        told += run_mortal(number, seconds, live, path, 1000 * house + kill)[0]
    rest, ended_well = run_mortal(0, PATIENCE, end_in_peace, path)
    assert ended_well == 0
    told += rest

    accepted = {one.text: one for one in told if isinstance(one, Accepted)}
    standing = _standing(told, accepted)
    sounds = [one for one in told if isinstance(one, Sound) and one.text in accepted]
    begun, ended, failed = (
        Counter(
            (one.text, _listener(one.voice, accepted[one.text]))
            for one in sounds
            if one.what == what
        )
        for what in ("begun", "ended", "failed")
    )
    # Where all voices of a room fail, an alarm is given once more, from the others.
    afar = {text for text, _ in failed if accepted[text].kind is Kind.ALARM}
    counts = [*(begun - failed).items(), *ended.items()]
    again = [key for key, number in counts if number != 1 and key[0] not in afar]
    assert again == []

    with closing(sqlite3.connect(path)) as connection:
        left = connection.execute(
            "SELECT text FROM utterance WHERE kept_until IS NULL"
        ).fetchall()
        kept = dict(connection.execute("SELECT text, missed FROM utterance"))
    assert left == []
    heard = {text for text, _ in ended}
    lost = [
        (one, who)
        for one in standing
        for who in _listeners(one)
        if (one.text, who) not in ended
        and not (_for_any(one, who) and one.text in heard)
        and not (one.text in kept and (who in kept[one.text] or kept[one.text] == "[]"))
    ]
    assert lost == []

    notes = Counter(
        (one.text, one.voice)
        for one in told
        if isinstance(one, Sound)
        and one.text.startswith("cut off")
        and one.what == "begun"
    )
    assert notes
    assert len(heard) > _KILLS
