"""What the registries tell of a person, so that the owner need not."""

from collections.abc import Iterator
from typing import Final

from homeassistant.const import ATTR_FRIENDLY_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.util import slugify

from .residents import (
    CONF_CALL,
    CONF_DO_NOT_DISTURB,
    CONF_HEADPHONES,
    CONF_PHONE,
    CONF_TRACKER,
)
from .voice.presence import AreaNames, area_told

_ATTR_DEVICE_TRACKERS: Final = "device_trackers"
_CONF_DEVICE_NAME: Final = "device_name"
_MOBILE_APP: Final = "mobile_app"
_NOTIFY: Final = "notify"

# What the companion apps call the sensors of a phone, in the order of preference.
_SENSORS: Final = {
    "_audio_mode": CONF_CALL,
    "_phone_state": CONF_CALL,
    "_headphone_state": CONF_HEADPHONES,
    "_dnd_sensor": CONF_DO_NOT_DISTURB,
    "_focus": CONF_DO_NOT_DISTURB,
}


@callback
def async_phones(hass: HomeAssistant) -> dict[str, str]:
    """Return the notify actions of phones that run the app, with a name for each."""
    titles = {
        _action(entry.data.get(_CONF_DEVICE_NAME, entry.title)): entry.title
        for entry in hass.config_entries.async_entries(_MOBILE_APP)
    }
    return {
        action: titles.get(action, action)
        for action in sorted(hass.services.async_services_for_domain(_NOTIFY))
        if action.startswith(f"{_MOBILE_APP}_")
    }


@callback
def async_suggested(hass: HomeAssistant, person: str) -> dict[str, str]:
    """Return what a person's device trackers lead to, by the keys of a resident."""
    entities = er.async_get(hass)
    names = AreaNames(ar.async_get(hass).async_list_areas())
    found: dict[str, str] = {}
    for device in _devices(hass, person):
        for entry in er.async_entries_for_device(entities, device.id):
            for ending, key in _SENSORS.items():
                if entry.platform == _MOBILE_APP and entry.unique_id.endswith(ending):
                    found.setdefault(key, entry.entity_id)
            state = hass.states.get(entry.entity_id)
            if entry.domain == "sensor" and area_told(state, names):
                found.setdefault(CONF_TRACKER, entry.entity_id)
        for action in _actions(hass, device):
            found.setdefault(CONF_PHONE, action)
    return found


def name_of(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the name of an entity that has one."""
    state = hass.states.get(entity_id)
    return state.attributes.get(ATTR_FRIENDLY_NAME) if state else None


def _devices(hass: HomeAssistant, person: str) -> Iterator[dr.AnyDeviceEntry]:
    """Yield the devices that tell where a person is."""
    entities, devices = er.async_get(hass), dr.async_get(hass)
    state = hass.states.get(person)
    for tracker in state.attributes.get(_ATTR_DEVICE_TRACKERS, ()) if state else ():
        entry = entities.async_get(tracker)
        if entry and entry.device_id and (device := devices.async_get(entry.device_id)):
            yield device


def _actions(hass: HomeAssistant, device: dr.AnyDeviceEntry) -> Iterator[str]:
    """Yield the notify actions of a device that runs the app."""
    entry = hass.config_entries.async_get_entry(device.config_entry_id)
    if entry and entry.domain == _MOBILE_APP:
        action = _action(entry.data.get(_CONF_DEVICE_NAME, entry.title))
        if hass.services.has_service(_NOTIFY, action):
            yield action


def _action(device_name: str) -> str:
    return slugify(f"{_MOBILE_APP}_{device_name}")
