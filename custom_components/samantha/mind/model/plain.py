"""What of an entity is said by the house, and what anybody outside may have written.

A model sees the first kind in every turn. The second kind it gets only from a tool, and
then the conversation counts as tainted.
"""

from collections.abc import Mapping
import re
from typing import Any, Final, TypeIs

from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_FRIENDLY_NAME,
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant, State, split_entity_id
from homeassistant.helpers import entity_registry as er, intent
from homeassistant.util import dt as dt_util, slugify

LONGEST_NAME: Final = 60

# Home Assistant itself says what states these have; people's zones are the owner's.
_OWN_WORDS: Final = frozenset(
    {
        "alarm_control_panel",
        "automation",
        "binary_sensor",
        "button",
        "calendar",
        "camera",
        "climate",
        "counter",
        "cover",
        "device_tracker",
        "fan",
        "group",
        "humidifier",
        "input_boolean",
        "input_button",
        "input_datetime",
        "input_number",
        "input_select",
        "lawn_mower",
        "light",
        "lock",
        "media_player",
        "number",
        "person",
        "remote",
        "scene",
        "schedule",
        "script",
        "siren",
        "sun",
        "switch",
        "timer",
        "todo",
        "update",
        "vacuum",
        "valve",
        "water_heater",
        "weather",
        "zone",
    }
)
_WORD: Final = re.compile(r"[\w.:+-]+(?: [\w.:+-]+){0,3}")
_LONGEST_WORD: Final = 32
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_UNIT: Final = re.compile(r"[^\s\w]{0,2}\w{0,5}(?:[/.·]\w{1,3}[²³]?)?[²³]?")
_SPACE: Final = re.compile(r"\s+")

# Attributes that are numbers, and what they are called for a model.
NUMBERS: Final[Mapping[str, str]] = {
    "current_temperature": "temperature",
    "temperature": "set to",
    "humidity": "humidity",
    "current_humidity": "humidity",
    "current_position": "position %",
    "percentage": "speed %",
}
_FULL_BRIGHTNESS: Final = 255


def plain_state(state: State) -> str | None:
    """Return a state in words or numbers of the house; None where it is free text."""
    value = state.state
    if value in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
        return value
    if _NUMBER.fullmatch(value):
        unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        known = isinstance(unit, str) and _UNIT.fullmatch(unit)
        return f"{_rounded(value)} {unit}" if known else _rounded(value)
    if _is_moment(state):
        moment = dt_util.parse_datetime(value)
        return f"{dt_util.as_local(moment):%Y-%m-%d %H:%M}" if moment else None
    if state.domain in _OWN_WORDS and len(value) <= _LONGEST_WORD:
        return value if _WORD.fullmatch(value) else None
    return None


def plain_numbers(state: State) -> list[str]:
    """Return the numbers among the attributes that people ask for."""
    found: list[str] = []
    brightness = state.attributes.get("brightness")
    if is_number(brightness):
        found.append(f"brightness {round(brightness / _FULL_BRIGHTNESS * 100)} %")
    volume = state.attributes.get("volume_level")
    if is_number(volume):
        found.append(f"volume {round(volume * 100)} %")
    for attribute, name in NUMBERS.items():
        value = state.attributes.get(attribute)
        if is_number(value):
            found.append(f"{name} {value:g}")
    return found


def name_of(hass: HomeAssistant, state: State) -> str:
    """Return what an entity is called, in words that the owner chose or accepted."""
    entry = er.async_get(hass).async_get(state.entity_id)
    names = intent.async_get_entity_aliases(hass, entry, state=state)
    return trusted_name(state, entry, names)


def trusted_name(state: State, entry: er.RegistryEntry | None, names: list[str]) -> str:
    """Return what an entity is called by one of its names, or by its id.

    Without an entry in the registry, the name is whatever the state says just now. It
    is believed where the entity's id says the same, which does not change by itself.
    """
    if entry is not None:
        return one_line(next((name for name in names if name.strip()), state.name))
    object_id = split_entity_id(state.entity_id)[1]
    name = str(state.attributes.get(ATTR_FRIENDLY_NAME) or "")
    return one_line(name if slugify(name) == object_id else object_id.replace("_", " "))


def one_line(text: str) -> str:
    """Return a text as one short line."""
    return _SPACE.sub(" ", text).strip()[:LONGEST_NAME]


def _is_moment(state: State) -> bool:
    return state.attributes.get(ATTR_DEVICE_CLASS) in {"timestamp", "date"} or (
        state.domain in {"button", "input_button", "scene", "input_datetime"}
    )


def _rounded(value: str) -> str:
    return f"{round(float(value), 2):.2f}".rstrip("0").rstrip(".")


def is_number(value: Any) -> TypeIs[int | float]:
    """Return whether a value is a number and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)
