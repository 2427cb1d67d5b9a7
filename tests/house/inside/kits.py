"""What most rooms have, as the big house and crowded ones are furnished."""

from collections.abc import Mapping
from typing import Any, Final

# What a kit puts into a room called R: the entity, its name, and how it is at first.
KIT: Final[Mapping[str, tuple[str, str, Mapping[str, Any]]]] = {
    "light": ("light.{}_light", "{} light", {"state": "off", "modes": "brightness"}),
    "lamp": ("light.{}_lamp", "{} lamp", {"state": "off", "modes": "brightness"}),
    "window": (
        "binary_sensor.{}_window",
        "{} window",
        {"state": "off", "device_class": "window"},
    ),
    "battery": (
        "sensor.{}_window_battery",
        "{} window battery",
        {"state": "85", "unit": "%", "device_class": "battery"},
    ),
    "temperature": (
        "sensor.{}_temperature",
        "{} temperature",
        {"state": "20", "unit": "°C", "device_class": "temperature"},
    ),
    "humidity": (
        "sensor.{}_humidity",
        "{} humidity",
        {"state": "50", "unit": "%", "device_class": "humidity"},
    ),
    "radiator": (
        "climate.{}_radiator",
        "{} radiator",
        {"state": "heat", "target_temperature": 20, "action": "idle"},
    ),
    "blind": ("cover.{}_blind", "{} blind", {"position": 100, "device_class": "blind"}),
    "socket": ("switch.{}_socket", "{} socket", {"state": "off"}),
    "motion": (
        "binary_sensor.{}_motion",
        "{} motion",
        {"state": "off", "device_class": "motion", "since": "1h"},
    ),
}


def furnish(room: str, part: str) -> tuple[str, dict[str, Any]]:
    """Return the entity id of a part of a room's kit, its name and first state."""
    entity_id, name, values = KIT[part]
    return entity_id.format(slug(room)), {"name": name.format(room), **values}


def slug(room: str) -> str:
    """Return a room's name as entity ids have it."""
    return room.lower().replace("'s ", "_s ").replace("'", "").replace(" ", "_")
