"""Levels that devices have: what they are, what they may be, how to set them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.climate.const import ClimateEntityFeature
from homeassistant.components.cover import CoverEntityFeature
from homeassistant.components.fan.const import (
    FanEntityFeature,
)
from homeassistant.components.light.helper import brightness_supported
from homeassistant.components.media_player.const import MediaPlayerEntityFeature
from homeassistant.components.valve.const import ValveEntityFeature
from homeassistant.components.water_heater.const import WaterHeaterEntityFeature
from homeassistant.const import ATTR_SUPPORTED_FEATURES
from homeassistant.core import State

from ..guard import CHANGE
from ..reader.conditions import number_of

_ALL: Final = 100


@dataclass(frozen=True, slots=True)
class Dial:
    """A level of the entities of a domain. Levels are in the unit that people say."""

    name: str
    service: str
    data: str
    attribute: str | None
    step: float
    small: float
    large: float
    unit: str = ""
    # Attributes with the limits, else the limits are 0 and 100.
    low: str | None = None
    high: str | None = None
    # Attribute with the smallest step that the entity takes.
    grain: str | None = None
    factor: float = 1.0
    # What the attribute says at a level of one, where that is not the factor.
    reading: float | None = None
    feature: int = 0
    is_able: Callable[[State], bool] | None = None
    verb: str = CHANGE
    say: str = "set"

    def can(self, state: State) -> bool:
        """Return whether an entity has this level to set."""
        if self.is_able is not None:
            return self.is_able(state)
        features: int = state.attributes.get(ATTR_SUPPORTED_FEATURES, 0)
        return not self.feature or bool(features & self.feature)

    def level(self, state: State) -> float | None:
        """Return the level now; None where it is not known."""
        value = state.attributes.get(self.attribute) if self.attribute else state.state
        number = number_of(value)
        return None if number is None else number / (self.reading or self.factor)

    def limits(self, state: State) -> tuple[float, float]:
        """Return the lowest and the highest level."""
        low = number_of(state.attributes.get(self.low)) if self.low else 0.0
        high = number_of(state.attributes.get(self.high)) if self.high else None
        return low or 0.0, float(_ALL) if high is None else high

    def set_to(self, level: float) -> dict[str, Any]:
        """Return the data of the action that sets the level."""
        value = level * self.factor
        if self.factor == 1 and value == round(value):
            return {self.data: int(value)}
        return {self.data: round(value, 4)}


def _is_dimmable(state: State) -> bool:
    return brightness_supported(state.attributes.get("supported_color_modes"))


DIALS: Final[Mapping[str, Dial]] = {
    "light": Dial(
        *("brightness", "turn_on", "brightness_pct", "brightness"),
        *(20, 10, 40),
        unit="percent",
        reading=2.55,
        is_able=_is_dimmable,
    ),
    "media_player": Dial(
        *("volume", "volume_set", "volume_level", "volume_level"),
        *(10, 5, 20),
        unit="percent",
        factor=0.01,
        feature=MediaPlayerEntityFeature.VOLUME_SET,
    ),
    "cover": Dial(
        *("position", "set_cover_position", "position", "current_position"),
        *(20, 10, 40),
        unit="percent",
        feature=CoverEntityFeature.SET_POSITION,
        verb="move",
        say="set_position",
    ),
    "valve": Dial(
        *("position", "set_valve_position", "position", "current_position"),
        *(20, 10, 40),
        unit="percent",
        feature=ValveEntityFeature.SET_POSITION,
        verb="move",
        say="set_position",
    ),
    "fan": Dial(
        *("speed", "set_percentage", "percentage", "percentage"),
        *(25, 10, 50),
        unit="percent",
        grain="percentage_step",
        feature=FanEntityFeature.SET_SPEED,
    ),
    "climate": Dial(
        *("temperature", "set_temperature", "temperature", "temperature"),
        *(1, 1, 2),
        unit="degrees",
        low="min_temp",
        high="max_temp",
        grain="target_temp_step",
        feature=ClimateEntityFeature.TARGET_TEMPERATURE,
    ),
    "water_heater": Dial(
        *("temperature", "set_temperature", "temperature", "temperature"),
        *(1, 1, 2),
        unit="degrees",
        low="min_temp",
        high="max_temp",
        grain="target_temp_step",
        feature=WaterHeaterEntityFeature.TARGET_TEMPERATURE,
    ),
    "humidifier": Dial(
        *("humidity", "set_humidity", "humidity", "humidity"),
        *(5, 5, 10),
        unit="percent",
        low="min_humidity",
        high="max_humidity",
    ),
    "number": Dial(
        *("number", "set_value", "value", None),
        *(1, 1, 5),
        low="min",
        high="max",
        grain="step",
    ),
    "input_number": Dial(
        *("number", "set_value", "value", None),
        *(1, 1, 5),
        low="min",
        high="max",
        grain="step",
    ),
}
