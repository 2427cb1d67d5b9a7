"""What needs a spoken yes: locks, alarms, garage doors, gates and valves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.cover import DOMAIN as COVER_DOMAIN, CoverDeviceClass
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_ENTITY_ID, CONF_ACTION
from homeassistant.core import HomeAssistant, State, split_entity_id
from homeassistant.helpers import intent
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import async_get_platforms
from homeassistant.helpers.group import get_group_entities
from homeassistant.helpers.script import Script

from .actions import ANY_DOMAIN, Reach, reach_of
from .targets import entities_meant, handler_of
from .turn import Turn

_GUARDED_DOMAINS: Final = frozenset({"alarm_control_panel", "lock", "valve"})
_GUARDED_COVERS: Final = frozenset(
    {CoverDeviceClass.DOOR, CoverDeviceClass.GARAGE, CoverDeviceClass.GATE}
)
# A cover that only running a script would name may be a garage door.
_MAY_BE_GUARDED: Final = _GUARDED_DOMAINS | {COVER_DOMAIN, ANY_DOMAIN}
_DOMAINS_THAT_REACH: Final = (
    *sorted(_GUARDED_DOMAINS),
    COVER_DOMAIN,
    "group",
    "scene",
    "script",
)

# What she asks about where no single word says what would be done, or to what.
CHANGE: Final = "change"
SOMETHING: Final = "something"

# Where an entity of these domains keeps the script that it runs.
_RUNS: Final = {"automation": "action_script", "script": "script"}

# Template entities of these domains have no actions.
_RUNS_NOTHING: Final = frozenset(
    {"binary_sensor", "event", "image", "sensor", "weather"}
)

_VERBS: Final[Mapping[tuple[str, str], str]] = {
    (intent.INTENT_TURN_ON, "lock"): "lock",
    (intent.INTENT_TURN_OFF, "lock"): "unlock",
    (intent.INTENT_TURN_ON, "cover"): "open",
    (intent.INTENT_TURN_OFF, "cover"): "close",
    (intent.INTENT_TURN_ON, "valve"): "open",
    (intent.INTENT_TURN_OFF, "valve"): "close",
    (intent.INTENT_SET_POSITION, "cover"): "move",
    (intent.INTENT_SET_POSITION, "valve"): "move",
}


@dataclass(frozen=True, slots=True)
class Touched:
    """The guarded entities that something would change, and how."""

    entities: frozenset[str]
    verb: str

    def __or__(self, other: Touched) -> Touched:
        """Return what both touch."""
        verb = self.verb if self.verb == other.verb else CHANGE
        if SOMETHING in {self.verb, other.verb}:
            verb = SOMETHING
        return Touched(self.entities | other.entities, verb)


def touched_by(
    turn: Turn, intent_name: str, slots: Mapping[str, Any]
) -> Touched | None:
    """Return what an intent would touch that nobody has said yes to."""
    hass = turn.hass
    templated = _templated(hass)
    within = hass.states.async_all(_DOMAINS_THAT_REACH)
    within += [
        state
        for entity_id in templated
        if (state := hass.states.get(entity_id))
        and state.domain not in _DOMAINS_THAT_REACH
    ]
    meant = entities_meant(hass, intent_name, slots, turn.heard, within)
    scripted = _scripted(hass, handler_of(hass, intent_name))
    guarded = guarded_among(
        hass, meant | scripted.entities, turn.mind.settings.unconfirmed, templated
    )
    if scripted.unresolved & _MAY_BE_GUARDED:
        guarded |= {f"intent_script.{intent_name}"}
    if guarded <= turn.confirmed:
        return None
    return Touched(guarded, _verb(hass, intent_name, meant, guarded))


def touched_by_entities(turn: Turn, verbs: Mapping[str, str]) -> Touched | None:
    """Return what changing entities would touch that nobody has said yes to.

    Args:
        turn: the turn that would change them.
        verbs: the entities, each with the word for what would be done to it.

    """
    hass = turn.hass
    guarded = guarded_among(
        hass, verbs, turn.mind.settings.unconfirmed, _templated(hass)
    )
    if guarded <= turn.confirmed:
        return None
    if any(hass.states.get(entity_id) is None for entity_id in guarded):
        return Touched(guarded, SOMETHING)
    said = {verbs.get(entity_id, CHANGE) for entity_id in guarded}
    return Touched(guarded, said.pop() if len(said) == 1 else CHANGE)


def is_guarded(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether an entity itself needs a yes, whatever else it reaches."""
    return _is_guarded(entity_id, hass.states.get(entity_id))


def guarded_among(
    hass: HomeAssistant,
    entities: Iterable[str],
    unconfirmed: frozenset[str],
    templated: Mapping[str, Entity],
) -> frozenset[str]:
    """Return the guarded entities that changing these would change.

    Groups, scenes and scripts are looked into, however deep. A script whose target only
    running it would tell counts itself.
    """
    guarded: set[str] = set()
    seen: set[str] = set()
    waiting = list(entities)
    while waiting:
        entity_id = waiting.pop()
        if entity_id in seen or entity_id in unconfirmed:
            continue
        seen.add(entity_id)
        state = hass.states.get(entity_id)
        if _is_guarded(entity_id, state):
            guarded.add(entity_id)
            continue
        if state is not None:
            waiting += _members(hass, state)
        reach = _runs(hass, entity_id, templated)
        waiting += reach.entities
        if reach.unresolved & _MAY_BE_GUARDED:
            guarded.add(entity_id)
    return frozenset(guarded)


def has_guarded(turn: Turn) -> bool:
    """Return whether anything exposed would touch what is guarded."""
    hass = turn.hass
    templated = _templated(hass)
    return any(
        _scripted(hass, handler) != Reach() for handler in intent.async_get(hass)
    ) or any(
        guarded_among(hass, [entity_id], turn.mind.settings.unconfirmed, templated)
        for entity_id in (
            *hass.states.async_entity_ids(_DOMAINS_THAT_REACH),
            *templated,
        )
        if async_should_expose(hass, CONVERSATION_DOMAIN, entity_id)
    )


def _is_guarded(entity_id: str, state: State | None) -> bool:
    domain = split_entity_id(entity_id)[0]
    return domain in _GUARDED_DOMAINS or (
        domain == COVER_DOMAIN
        and state is not None
        and state.attributes.get(ATTR_DEVICE_CLASS) in _GUARDED_COVERS
    )


def _members(hass: HomeAssistant, state: State) -> list[str]:
    """Return the entities that a group or a scene holds."""
    if (entity := get_group_entities(hass).get(state.entity_id)) and entity.group:
        return list(entity.group.member_entity_ids)
    members = state.attributes.get(ATTR_ENTITY_ID)
    if isinstance(members, str):
        return [members]
    return [str(member) for member in members] if isinstance(members, Iterable) else []


def _runs(
    hass: HomeAssistant, entity_id: str, templated: Mapping[str, Entity]
) -> Reach:
    """Return what a script, an automation or a template entity reaches.

    Where Home Assistant no longer keeps its actions as known here, anything.
    """
    if entity_id in templated:
        scripts = getattr(templated[entity_id], "_action_scripts", None)
        if scripts is None:
            return Reach(unresolved=frozenset({ANY_DOMAIN}))
        return reach_of(hass, [script.sequence for script in scripts.values()])
    domain = split_entity_id(entity_id)[0]
    component = hass.data.get(domain) if domain in _RUNS else None
    entity = component.get_entity(entity_id) if component else None
    if entity is None or not entity.available:
        return Reach()
    script = getattr(entity, _RUNS[domain], None)
    if script is None:
        return Reach(unresolved=frozenset({ANY_DOMAIN}))
    return reach_of(hass, script.sequence)


def _templated(hass: HomeAssistant) -> dict[str, Entity]:
    """Return the template entities that run something, whatever they look like."""
    return {
        entity_id: entity
        for platform in async_get_platforms(hass, "template")
        for entity_id, entity in platform.entities.items()
        if platform.domain not in _RUNS_NOTHING
        and getattr(entity, "_action_scripts", True)
    }


def _scripted(hass: HomeAssistant, handler: intent.IntentHandler | None) -> Reach:
    """Return what an intent that the owner scripted reaches besides its slots."""
    config = getattr(handler, "config", {})
    script = config.get(CONF_ACTION) if isinstance(config, Mapping) else None
    return reach_of(hass, script.sequence if isinstance(script, Script) else [])


def _verb(
    hass: HomeAssistant,
    intent_name: str,
    meant: frozenset[str],
    guarded: frozenset[str],
) -> str:
    """Return what would be done to all of it, where one word says it."""
    if any(hass.states.get(entity_id) is None for entity_id in guarded):
        return SOMETHING
    verbs = {
        _VERBS.get((intent_name, split_entity_id(entity_id)[0]), CHANGE)
        for entity_id in guarded
    }
    return verbs.pop() if len(verbs) == 1 and guarded <= meant else CHANGE
