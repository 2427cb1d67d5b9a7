"""What a sentence changed in the house."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from tests.house.client import House, State

from .sentences import Wanted

SETTLE: Final = 10.0
"""Seconds after which what has not changed will not change any more."""

_DOMAINS: Final = frozenset(
    [
        "alarm_control_panel",
        "climate",
        "cover",
        "fan",
        "input_boolean",
        "light",
        "lock",
        "media_player",
        "switch",
        "todo",
        "vacuum",
        "valve",
    ]
)
# They follow their members, sensors or helpers.
_FOLLOWERS: Final = ("light.reading_lights", "lock.house_locks", "input_boolean.world_")
_PASSING: Final = frozenset({"hvac_action", "current_temperature"})

type Snapshot = dict[str, State]


async def snapshot(house: House) -> Snapshot:
    """Return the state of everything that a sentence could change."""
    return {
        entity_id: State(entity_id, state.state, _lasting(state))
        for entity_id, state in (await house.states()).items()
        if entity_id.split(".")[0] in _DOMAINS and not entity_id.startswith(_FOLLOWERS)
    }


async def complaint(
    house: House, before: Snapshot, changes: Mapping[str, Wanted]
) -> str:
    """Say what is not as wanted, once the house had the time to settle."""
    for entity_id, wanted in changes.items():
        try:
            await house.wait_for_state(
                entity_id,
                partial(_fits, wanted),
                timeout=SETTLE,
            )
        except TimeoutError:
            state = await house.state(entity_id)
            return f"{entity_id} is {state.state} {state.attributes}, not {wanted}"
    after = await snapshot(house)
    changed = {name for name, state in after.items() if state != before.get(name)}
    if more := sorted(changed - set(changes)):
        return f"changed too: {', '.join(more)}"
    return ""


def _lasting(state: State) -> dict[str, object]:
    return {
        key: value for key, value in state.attributes.items() if key not in _PASSING
    }


def _fits(wanted: Wanted, state: State) -> bool:
    if isinstance(wanted, str):
        return state.state == wanted
    return all(state.attributes.get(key) == value for key, value in wanted.items())
