"""What a state says, and whether it says anything."""

from typing import Final

from homeassistant.const import (
    STATE_HOME,
    STATE_IDLE,
    STATE_NOT_HOME,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import State

_SAYS_NOTHING: Final = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN, "", "none"})
# A phone says "idle" or "normal" where there is no call, an entity of the owner "off".
_NOTHING_GOES_ON: Final = frozenset({STATE_IDLE, STATE_OFF, "normal"})


def told(state: State | None) -> str | None:
    """Return what a state says, or None where that is nothing."""
    return None if state is None or state.state in _SAYS_NOTHING else state.state


def is_on(state: State | None) -> bool | None:
    """Return whether something is on, or None where nothing tells."""
    return {STATE_ON: True, STATE_OFF: False}.get(told(state) or "")


def goes_on(state: State | None) -> bool:
    """Return whether something is known to go on: a call, or a wish for quiet."""
    value = told(state)
    return value is not None and value.casefold() not in _NOTHING_GOES_ON


def somebody_is_here(state: State | None) -> bool | None:
    """Return whether somebody is home or a switch on; None where nothing tells."""
    return {
        STATE_ON: True,
        STATE_HOME: True,
        STATE_OFF: False,
        STATE_NOT_HOME: False,
    }.get(told(state) or "")
