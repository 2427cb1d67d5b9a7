"""When what is used of the house changes: its registries, and groups of players."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from .floor_plan import DOMAINS

_ENTITY_FIELDS: Final = frozenset(
    {
        "area_id",
        "device_class",
        "device_id",
        "disabled_by",
        "entity_id",
        "name",
        "original_device_class",
        "original_name",
        "supported_features",
        "unique_id",
    }
)
_DEVICE_FIELDS: Final = frozenset(
    {
        "area_id",
        "connections",
        "disabled_by",
        "name",
        "name_by_user",
        "parent_device_id",
    }
)


@callback
def listen_to_registries(
    hass: HomeAssistant, changed: Callable[[], None]
) -> list[CALLBACK_TYPE]:
    """Call back when the floor plan may have changed; return how to stop."""

    @callback
    def on_change(_event: Event[Any]) -> None:
        changed()

    return [
        hass.bus.async_listen(ar.EVENT_AREA_REGISTRY_UPDATED, on_change),
        hass.bus.async_listen(
            er.EVENT_ENTITY_REGISTRY_UPDATED, on_change, event_filter=_entity_matters
        ),
        hass.bus.async_listen(
            dr.EVENT_DEVICE_REGISTRY_UPDATED, on_change, event_filter=_device_matters
        ),
    ]


@callback
def _entity_matters(data: er.EventEntityRegistryUpdatedData) -> bool:
    if data["entity_id"].partition(".")[0] not in DOMAINS:
        return False
    return data["action"] != "update" or not _ENTITY_FIELDS.isdisjoint(data["changes"])


@callback
def _device_matters(data: dr.EventDeviceRegistryUpdatedData) -> bool:
    return data["action"] == "update" and not _DEVICE_FIELDS.isdisjoint(data["changes"])
