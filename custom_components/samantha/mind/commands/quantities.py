"""Pure: numbers, levels and amounts as they are said."""

from dataclasses import dataclass
from typing import Final

from homeassistant.const import UnitOfTemperature
from homeassistant.util.unit_conversion import (
    TemperatureConverter,
    TemperatureDeltaConverter,
)

from .wording import Wording

PERCENT: Final = "percent"
DEGREES: Final = "degrees"
KELVIN: Final = "kelvin"
_SCALES: Final = {
    "celsius": UnitOfTemperature.CELSIUS,
    "fahrenheit": UnitOfTemperature.FAHRENHEIT,
}
_HUNDRED: Final = 100
_TENS: Final = 20


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, with its unit where one was said; a level such as half is a share."""

    number: float
    unit: str = ""
    is_level: bool = False
    scale: str = ""

    def temperature(self, unit: str) -> float:
        """Return it as a temperature in the unit of the house."""
        if not self.scale:
            return self.number
        return TemperatureConverter.convert(self.number, self.scale, unit)

    def difference(self, unit: str) -> float:
        """Return it as a difference of temperatures in the unit of the house."""
        if not self.scale:
            return self.number
        return TemperatureDeltaConverter.convert(self.number, self.scale, unit)


def quantity_in(text: str, wording: Wording) -> Quantity | None:
    """Return what a text says if it is a number or a level and nothing else."""
    words = text.split()
    while words and words[0] in wording.content["before_values"]:
        words = words[1:]
    for length in (2, 1):
        unit = wording.units.get(" ".join(words[-length:]), "")
        if unit and len(words) > length:
            number = number_in(words[:-length], wording)
            if number is None:
                return _level(words[:-length], wording, unit)
            scale = _SCALES.get(unit, "")
            return Quantity(number, DEGREES if scale else unit, scale=scale)
    number = number_in(words, wording)
    return _level(words, wording) if number is None else Quantity(number)


def number_in(words: list[str], wording: Wording) -> float | None:
    """Return the number that words say, in digits or in words, all of them."""
    content = wording.content
    if not words:
        return None
    if words[0] == content["minus"]:
        number = number_in(words[1:], wording)
        return None if number is None else -number
    joined = " ".join(words)
    whole, half, after = joined.partition(f" and {content['half']}")
    if half and not after:
        number = number_in(whole.split(), wording)
        return None if number is None else number + 0.5
    whole, point, after = joined.partition(f" {content['point']} ")
    if point:
        number, tenth = (number_in(part.split(), wording) for part in (whole, after))
        if number is None or tenth is None or not 0 <= tenth < _HUNDRED:
            return None
        return float(f"{number:.0f}.{tenth:.0f}")
    if len(words) == 1 and (number := _digits(words[0])) is not None:
        return number
    return _spelled([part for word in words for part in word.split("-")], wording)


def _spelled(words: list[str], wording: Wording) -> float | None:
    total = 0
    last: int | None = None
    for word in words:
        number = wording.content["numbers"].get(word)
        if number is None:
            return None
        if number == _HUNDRED:
            total = (total or 1) * number
        elif last is None or last == _HUNDRED or (last >= _TENS and number < 10):  # noqa: PLR2004
            total += number
        else:
            return None
        last = number
    return float(total) if last is not None else None


def _digits(word: str) -> float | None:
    plain = word.replace(",", ".")
    if not plain.replace(".", "", 1).isdecimal():
        return None
    return float(plain)


def _level(words: list[str], wording: Wording, unit: str = "") -> Quantity | None:
    level = wording.levels.get(" ".join(words))
    if level is None or unit not in {"", PERCENT}:
        return None
    return Quantity(float(level), PERCENT, is_level=True)
