"""What a script's actions would reach, read from the script itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.const import (
    ATTR_AREA_ID,
    ATTR_DEVICE_ID,
    ATTR_ENTITY_ID,
    ATTR_FLOOR_ID,
    ATTR_LABEL_ID,
    Platform,
)
from homeassistant.core import HomeAssistant, split_entity_id, valid_entity_id
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)

ANY_DOMAIN: Final = "*"

_PLACES: Final = (ATTR_DEVICE_ID, ATTR_AREA_ID, ATTR_FLOOR_ID, ATTR_LABEL_ID)
_ACTION_KEYS: Final = ("action", "service", "action_template", "service_template")
_DATA_KEYS: Final = ("target", "data", "data_template")

# An action of these domains acts on entities of its own domain only, so a room that
# is its target means the lights in it, say, and not the lock.
_KEEPS_TO_ITSELF: Final = frozenset(
    platform.value for platform in Platform if platform is not Platform.SCENE
)
# These hand a sentence to an agent, which may be one that asks nobody.
_HANDS_OVER: Final = frozenset(
    {"assist_satellite.start_conversation", "conversation.process"}
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What actions reach: entities, and domains where only running them would tell."""

    entities: frozenset[str] = frozenset()
    unresolved: frozenset[str] = frozenset()

    def __or__(self, other: Reach) -> Reach:
        """Return what either reaches."""
        return Reach(self.entities | other.entities, self.unresolved | other.unresolved)


def reach_of(hass: HomeAssistant, sequence: Any) -> Reach:
    """Return what a sequence of actions could change, conditions and waits aside."""
    reach = Reach()
    for node in _dicts(sequence):
        for key in _ACTION_KEYS:
            if key in node:
                reach |= _call(hass, node[key], node)
        if isinstance(scene := node.get("scene"), str) and valid_entity_id(scene):
            reach |= Reach(frozenset({scene}))
        if _is_device_action(node):
            reach |= _device_action(hass, node)
    return reach


def _dicts(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        yield node
        for value in node.values():
            yield from _dicts(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _dicts(value)


def _call(hass: HomeAssistant, action: Any, call: Mapping[str, Any]) -> Reach:
    """Return what one call of an action reaches."""
    if not isinstance(action, str):
        return Reach(unresolved=frozenset({ANY_DOMAIN}))
    domain = action.partition(".")[0]
    if action in _HANDS_OVER:
        return Reach(unresolved=frozenset({ANY_DOMAIN}))
    named: set[str] = {action} if domain == "script" else set()
    placed: set[str] = set()
    complete = True
    for holder in (call, *(call.get(key) for key in _DATA_KEYS)):
        if isinstance(holder, Mapping):
            entities, whole = _texts(holder.get(ATTR_ENTITY_ID))
            states, described = _described(holder.get("entities"))
            there, found = _in_places(hass, holder)
            named |= entities | states
            placed |= there
            complete = complete and whole and described and found
        else:
            complete = complete and holder is None
    if domain in _KEEPS_TO_ITSELF:
        placed = {entity for entity in placed if split_entity_id(entity)[0] == domain}
    registry = er.async_get(hass)
    known = {er.async_resolve_entity_id(registry, entity) for entity in named}
    unresolved = domain if domain in _KEEPS_TO_ITSELF else ANY_DOMAIN
    return Reach(
        frozenset(placed | {entity for entity in known if entity}),
        frozenset() if complete else frozenset({unresolved}),
    )


def _in_places(hass: HomeAssistant, holder: Mapping[str, Any]) -> tuple[set[str], bool]:
    """Return the entities of the devices, areas, floors and labels named."""
    texts = {place: _texts(holder.get(place)) for place in _PLACES}
    selected = async_extract_referenced_entity_ids(
        hass,
        TargetSelection({place: [*ids] for place, (ids, _) in texts.items() if ids}),
        expand_group=False,
    )
    return selected.indirectly_referenced, all(whole for _, whole in texts.values())


def _texts(value: Any) -> tuple[set[str], bool]:
    """Return ids as Home Assistant reads them, and whether those are all."""
    if value is None:
        return set(), True
    items = list(value) if isinstance(value, list | tuple | set) else [value]
    ids = {
        part.strip().lower()
        for item in items
        if isinstance(item, str)
        for part in item.split(",")
    } - {"", "none"}
    complete = all(isinstance(item, str) for item in items)
    return ids - {"all"}, complete and "all" not in ids


def _described(value: Any) -> tuple[set[str], bool]:
    """Return the entities whose states `scene.apply` and its like describe."""
    if isinstance(value, Mapping):
        return {str(entity).lower() for entity in value}, True
    return _texts(value)


def _is_device_action(node: Mapping[str, Any]) -> bool:
    return {"device_id", "domain", "type"} <= node.keys() and node.keys().isdisjoint(
        {"condition", "trigger", "platform"}
    )


def _device_action(hass: HomeAssistant, action: Mapping[str, Any]) -> Reach:
    """Return the entity of a device action, which may name it by registry id."""
    entity = er.async_resolve_entity_id(
        er.async_get(hass), str(action.get(ATTR_ENTITY_ID))
    )
    if entity:
        return Reach(frozenset({entity}))
    return Reach(unresolved=frozenset({str(action["domain"])}))
