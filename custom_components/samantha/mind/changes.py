"""When the names of the house change: its registries, and what is exposed."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import (
    async_listen_entity_updates,
)
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_FRIENDLY_NAME,
    EVENT_STATE_CHANGED,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)

# What of an entity or a device decides on names, and on where it is.
_ENTITY_FIELDS: Final = frozenset(
    {"aliases", "area_id", "device_id", "labels", "name", "original_name"}
)
_DEVICE_FIELDS: Final = frozenset(
    {"area_id", "labels", "name", "name_by_user", "parent_device_id"}
)


def listen_for_changes(
    hass: HomeAssistant, changed: Callable[..., None]
) -> list[CALLBACK_TYPE]:
    """Call back after each change of a name, a place or exposure; return how to stop.

    States that merely change are no such change.
    """

    @callback
    def on_change(_event: Event[Any] | None = None) -> None:
        changed()

    bus = hass.bus
    return [
        bus.async_listen(ar.EVENT_AREA_REGISTRY_UPDATED, on_change),
        bus.async_listen(fr.EVENT_FLOOR_REGISTRY_UPDATED, on_change),
        bus.async_listen(lr.EVENT_LABEL_REGISTRY_UPDATED, on_change),
        bus.async_listen(
            er.EVENT_ENTITY_REGISTRY_UPDATED, on_change, event_filter=_entity_moves
        ),
        bus.async_listen(
            dr.EVENT_DEVICE_REGISTRY_UPDATED, on_change, event_filter=_device_moves
        ),
        bus.async_listen(EVENT_STATE_CHANGED, on_change, event_filter=_is_renamed),
        # Twice: Home Assistant's agent takes its listener off the list while the list
        # is gone through, so that the one behind it is left out.
        async_listen_entity_updates(hass, CONVERSATION_DOMAIN, on_change),
        async_listen_entity_updates(hass, CONVERSATION_DOMAIN, on_change),
    ]


@callback
def _entity_moves(data: er.EventEntityRegistryUpdatedData) -> bool:
    return data["action"] == "update" and bool(_ENTITY_FIELDS & data["changes"].keys())


@callback
def _device_moves(data: dr.EventDeviceRegistryUpdatedData) -> bool:
    return data["action"] == "update" and bool(_DEVICE_FIELDS & data["changes"].keys())


@callback
def _is_renamed(data: EventStateChangedData) -> bool:
    """Return whether a state appears, goes, or changes its name or class."""
    old, new = data["old_state"], data["new_state"]
    if old is None or new is None:
        return True
    return any(
        old.attributes.get(attribute) != new.attributes.get(attribute)
        for attribute in (ATTR_FRIENDLY_NAME, ATTR_DEVICE_CLASS)
    )
