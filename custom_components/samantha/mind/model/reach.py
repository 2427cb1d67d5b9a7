"""What a tool call would change: nothing, entities that are known, or who knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.components.llm.llm import GetDateTimeTool
from homeassistant.helpers import intent, llm

from ..actions import reach_of
from ..foresight import COMMAND_FOR_LATER, READS_ONLY, foresee_later
from ..guard import CHANGE, Touched, touched_by, touched_by_entities
from ..targets import entities_meant
from ..turn import Turn
from .toolbox import is_hers, unwrapped

_SCRIPT: Final = "script__"
_MOST_NAMED: Final = 5

# What a call of these answers is made of the owner's names and of what was asked for.
_ANSWERS_PLAINLY: Final = frozenset(
    {
        intent.INTENT_TURN_ON,
        intent.INTENT_TURN_OFF,
        intent.INTENT_SET_POSITION,
        intent.INTENT_STOP_MOVING,
        "HassLightSet",
        "HassClimateSetTemperature",
        "HassFanSetSpeed",
        "HassHumidifierMode",
        "HassHumidifierSetpoint",
        "HassLawnMowerDock",
        "HassLawnMowerStartMowing",
        "HassMediaNext",
        "HassMediaPause",
        "HassMediaPlayerMute",
        "HassMediaPlayerUnmute",
        "HassMediaPrevious",
        "HassMediaUnpause",
        "HassSetVolume",
        "HassSetVolumeRelative",
        "HassVacuumCleanArea",
        "HassVacuumReturnToBase",
        "HassVacuumStart",
        intent.INTENT_START_TIMER,
        intent.INTENT_CANCEL_TIMER,
        intent.INTENT_CANCEL_ALL_TIMERS,
        intent.INTENT_INCREASE_TIMER,
        intent.INTENT_DECREASE_TIMER,
        intent.INTENT_PAUSE_TIMER,
        intent.INTENT_UNPAUSE_TIMER,
        "HassListAddItem",
        "HassListCompleteItem",
        "HassListRemoveItem",
    }
)
# There is no way back from these.
_DESTROYS: Final = frozenset({"HassListRemoveItem"})
_KNOWN: Final = _ANSWERS_PLAINLY | {intent.INTENT_BROADCAST}


class Kind(Enum):
    """What a tool is for."""

    READS = "reads"
    CHANGES = "changes"
    DESTROYS = "destroys"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a call would do."""

    kind: Kind
    # What of it needs a yes whatever was read before.
    touched: Touched | None = None
    # The names of what would be changed, a few, and all of it.
    names: tuple[str, ...] = ()
    entities: frozenset[str] = frozenset()


def intent_of(tool: llm.Tool) -> str | None:
    """Return the intent that a tool runs, if it is one."""
    inner = unwrapped(tool)
    return inner.intent_type if isinstance(inner, llm.IntentTool) else None


def answers_plainly(tool: llm.Tool) -> bool:
    """Return whether nobody outside can have written in what a call of it answers."""
    name = intent_of(tool)
    if name is not None:
        return name in _ANSWERS_PLAINLY
    # By who made it: a name anybody can take.
    return is_hers(tool) or isinstance(unwrapped(tool), GetDateTimeTool)


async def reach_of_call(
    turn: Turn, tool: llm.Tool, arguments: Mapping[str, Any]
) -> Reach:
    """Return what a call would do, as far as can be told before."""
    if not all(_is_simple(value) for value in arguments.values()):
        return Reach(Kind.FORBIDDEN)
    inner = unwrapped(tool)
    if isinstance(inner, llm.IntentTool):
        return await _of_intent(turn, inner, arguments)
    if isinstance(inner, llm.ActionTool):
        return _of_action(turn, inner, arguments)
    if inner.annotations.read_only:
        return Reach(Kind.READS)
    kind = Kind.DESTROYS if inner.annotations.destructive else Kind.CHANGES
    return Reach(kind, names=(inner.title or inner.name,))


async def _of_intent(
    turn: Turn, tool: llm.IntentTool, arguments: Mapping[str, Any]
) -> Reach:
    name = tool.intent_type
    if name in READS_ONLY:
        return Reach(Kind.READS)
    slots = {
        slot: value
        for slot, value in arguments.items()
        if not intent.is_blank_slot_value(value)
    }
    command = slots.get(COMMAND_FOR_LATER)
    if command is not None and await foresee_later(turn, str(command)):
        return Reach(Kind.FORBIDDEN)
    everything = turn.hass.states.async_all()
    meant = entities_meant(turn.hass, name, slots, turn.heard, everything)
    touched = touched_by(turn, name, slots)
    names = [
        state.name
        for entity_id in sorted(meant)
        if (state := turn.hass.states.get(entity_id))
        and async_should_expose(turn.hass, CONVERSATION_DOMAIN, entity_id)
    ]
    return Reach(_kind_of(tool), touched, tuple(names[:_MOST_NAMED]), meant)


def _kind_of(tool: llm.IntentTool) -> Kind:
    """Return what an intent does; of those that nobody knows, what it says of itself.

    What Home Assistant says of its own is the same for a lamp and for a lock.
    """
    name = tool.intent_type
    if name in _DESTROYS:
        return Kind.DESTROYS
    if name in _KNOWN or tool.integration == "intent_script":
        return Kind.CHANGES
    return Kind.DESTROYS if tool.annotations.destructive else Kind.CHANGES


def _of_action(turn: Turn, tool: llm.ActionTool, arguments: Mapping[str, Any]) -> Reach:
    """Look into a script, which has to be exposed now, and not when it was offered."""
    script = tool.name.removeprefix(_SCRIPT)
    entity_id = f"script.{script}"
    if not tool.name.startswith(_SCRIPT) or turn.hass.states.get(entity_id) is None:
        return Reach(Kind.DESTROYS, names=(tool.title or tool.name,))
    if not async_should_expose(turn.hass, CONVERSATION_DOMAIN, entity_id):
        return Reach(Kind.FORBIDDEN)
    data = dict(arguments)
    named = reach_of(turn.hass, [{"action": entity_id, "data": data}])
    touched = touched_by_entities(
        turn, dict.fromkeys({entity_id, *named.entities}, CHANGE)
    )
    state = turn.hass.states.get(entity_id)
    names = (state.name if state else script,)
    return Reach(Kind.CHANGES, touched, names, frozenset({entity_id, *named.entities}))


def _is_simple(value: Any) -> bool:
    """Return whether an argument is what a slot or a field may be: no structure."""
    if isinstance(value, list):
        return len(value) <= 20 and all(  # noqa: PLR2004
            isinstance(item, str | int | float) for item in value
        )
    return value is None or isinstance(value, str | int | float | bool)
