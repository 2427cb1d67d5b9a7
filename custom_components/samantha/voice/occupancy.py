"""Whether somebody is in a room, as its sensors tell."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from homeassistant.core import State

from .sensing import is_on

# Who sits still is not gone: after a motion a room counts as in use for so long, and
# after that nothing is known, because a motion sensor never tells that nobody is there.
MOTION_HOLDS: Final = timedelta(minutes=5)


def occupied(
    presence: Iterable[State | None], motion: Iterable[State | None], *, moved: bool
) -> bool | None:
    """Return whether a room is in use, or None where nothing tells.

    `presence` are sensors that also tell that nobody is there, `motion` those that
    don't; `moved` is whether one of them saw a motion within `MOTION_HOLDS`. A sensor
    that is unavailable leaves it open whether somebody is there.
    """
    sensed = [is_on(state) for state in presence]
    if moved or True in sensed or any(is_on(state) for state in motion):
        return True
    return False if sensed and None not in sensed else None
