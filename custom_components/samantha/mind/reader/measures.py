"""Pure: where a temperature, a battery level or a volume is read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .index import Thing


@dataclass(frozen=True, slots=True)
class Source:
    """A state or an attribute that holds a measure."""

    domain: str
    device_classes: tuple[str | None, ...] | None = None
    attribute: str | None = None
    unit: str | None = None
    factor: float = 1.0
    # Not every entity of the domain has the attribute.
    needs_attribute: bool = False

    def fits(self, thing: Thing) -> bool:
        """Return whether an entity may have it."""
        return thing.domain == self.domain and (
            self.device_classes is None or thing.device_class in self.device_classes
        )


TEMPERATURE: Final = "temperature"
PERCENT: Final = "%"


def _sensor(*device_classes: str | None) -> Source:
    return Source("sensor", device_classes)


def _attribute(
    domain: str, attribute: str, unit: str | None = None, factor: float = 1.0
) -> Source:
    return Source(domain, None, attribute, unit, factor)


# The first source that an entity fits is taken; earlier sources go before later ones.
# The unit "temperature" is the unit that Home Assistant is set to.
MEASURES: Final[Mapping[str, tuple[Source, ...]]] = {
    "temperature": (
        _sensor("temperature"),
        _attribute("climate", "current_temperature", TEMPERATURE),
        _attribute("water_heater", "current_temperature", TEMPERATURE),
        _attribute("weather", "temperature", TEMPERATURE),
    ),
    "target_temperature": (
        _attribute("climate", "temperature", TEMPERATURE),
        _attribute("water_heater", "temperature", TEMPERATURE),
        _attribute("humidifier", "humidity", PERCENT),
        Source("number", ("temperature",)),
    ),
    "humidity": (
        _sensor("humidity"),
        _attribute("climate", "current_humidity", PERCENT),
        _attribute("humidifier", "current_humidity", PERCENT),
        _attribute("weather", "humidity", PERCENT),
    ),
    "target_humidity": (
        _attribute("humidifier", "humidity", PERCENT),
        _attribute("climate", "humidity", PERCENT),
    ),
    "battery": (
        _sensor("battery"),
        Source("vacuum", None, "battery_level", PERCENT, needs_attribute=True),
        Source("device_tracker", None, "battery_level", PERCENT, needs_attribute=True),
        Source("binary_sensor", ("battery",)),
    ),
    "brightness": (_attribute("light", "brightness", PERCENT, 100 / 255),),
    "illuminance": (_sensor("illuminance"),),
    "volume": (_attribute("media_player", "volume_level", PERCENT, 100),),
    "position": (
        _attribute("cover", "current_position", PERCENT),
        _attribute("valve", "current_position", PERCENT),
    ),
    "speed": (
        _attribute("fan", "percentage", PERCENT),
        _attribute("vacuum", "fan_speed"),
        _sensor("speed", "wind_speed"),
    ),
    "power": (_sensor("power", "apparent_power"),),
    "energy": (_sensor("energy", "energy_storage"),),
    "carbon_dioxide": (_sensor("carbon_dioxide"),),
    "carbon_monoxide": (_sensor("carbon_monoxide"),),
    "air_quality": (
        _sensor("aqi"),
        _sensor("pm25"),
        _sensor("volatile_organic_compounds"),
        _sensor("volatile_organic_compounds_parts"),
        _sensor("carbon_dioxide"),
    ),
    "pm25": (_sensor("pm25"), _sensor("pm10"), _sensor("pm1")),
    "voc": (_sensor("volatile_organic_compounds", "volatile_organic_compounds_parts"),),
    "pressure": (
        _sensor("atmospheric_pressure", "pressure"),
        _attribute("weather", "pressure", "pressure_unit"),
    ),
    "wind_speed": (
        _sensor("wind_speed"),
        _attribute("weather", "wind_speed", "wind_speed_unit"),
    ),
    "wind_direction": (
        _sensor("wind_direction"),
        _attribute("weather", "wind_bearing", "°"),
    ),
    "uv": (_attribute("weather", "uv_index"),),
    "visibility": (_attribute("weather", "visibility", "visibility_unit"),),
    "dew_point": (_attribute("weather", "dew_point", TEMPERATURE),),
    "precipitation": (_sensor("precipitation", "precipitation_intensity"),),
    "voltage": (_sensor("voltage"),),
    "current": (_sensor("current"),),
    "moisture": (_sensor("moisture"),),
    "noise": (_sensor("sound_pressure"),),
    "signal": (_sensor("signal_strength"),),
    "distance": (_sensor("distance"),),
    "data_rate": (_sensor("data_rate"),),
    "gas_used": (_sensor("gas"),),
    "water_used": (_sensor("water"),),
    "remaining": (_sensor("duration"), _sensor("timestamp")),
    "weight": (_sensor("weight"),),
    "price": (_sensor("monetary"),),
    "color": (_attribute("light", "rgb_color"),),
    "color_temperature": (_attribute("light", "color_temp_kelvin", "K"),),
    "mode": (
        Source("climate"),
        _attribute("humidifier", "mode"),
        _attribute("fan", "preset_mode"),
        Source("water_heater"),
        Source("select"),
        Source("input_select"),
    ),
    "action": (_attribute("climate", "hvac_action"),),
    "source": (_attribute("media_player", "source"),),
    "title": (_attribute("media_player", "media_title"),),
    "sound_mode": (_attribute("media_player", "sound_mode"),),
    "effect": (_attribute("light", "effect"),),
}


def is_measured(measure: str) -> bool:
    """Return whether it takes a sensor to know a measure."""
    return any(source.domain == "sensor" for source in MEASURES.get(measure, ()))


def source_for(thing: Thing, measure: str) -> tuple[int, Source] | None:
    """Return where an entity has a measure, and how early that stands; else None."""
    for rank, source in enumerate(MEASURES.get(measure, ())):
        if source.fits(thing):
            return rank, source
    return None
