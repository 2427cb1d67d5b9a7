"""What she says to what uses the most power."""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from .asking import House


def _meter(name: str, watts: str, unit: str = "W") -> dict[str, Any]:
    return {"name": name, "state": watts, "unit": unit, "device_class": "power"}


KITCHEN: Final = {
    "sensor.kettle": _meter("Kettle power", "1.9", "kW"),
    "sensor.fridge": _meter("Fridge power", "95"),
}
STUDY: Final = {"sensor.computer": _meter("Computer power", "1950")}
WHOLE: Final = {
    "sensor.house": _meter("House power", "5200"),
    "sensor.now": _meter("Power now", "5200"),
    "sensor.solar": _meter("Solar power", "6100"),
}
NONE: Final[dict[str, Any]] = {}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what uses the most power?", "The most power goes to the computer: 1950"),
        ("what is using the most electricity", "The most power goes to the computer"),
        ("which room uses the most power", "The most power goes to the kitchen: 1995"),
        ("which room uses the most?", "The most power goes to the kitchen: 1995"),
        ("what uses the most power in the kitchen", "goes to the kettle: 1900 watts."),
    ],
)
async def test_most(house: House, question: str, says: str) -> None:
    """Of the things that are measured one by one, or of the rooms they are in."""
    areas = {"Kitchen": {"things": KITCHEN}, "Study": {"things": STUDY}}
    await house.build(WHOLE, areas=areas)
    assert says in await house.ask(question)


@pytest.mark.parametrize(
    ("things", "says"),
    [
        (NONE, "I don't see anything that measures that."),
        (
            WHOLE,
            (
                "I can't compare; I only know that the house power is 5200 watts, "
                "the power now is 5200 watts and the solar power is 6100 watts."
            ),
        ),
        (STUDY, "I can't compare; I only know that the computer power is 1950 watts."),
        (
            {
                "sensor.kettle": _meter("Kettle power", "0"),
                "sensor.oven": _meter("Oven power", "0"),
            },
            "Nothing that I can measure is using any power.",
        ),
        (
            {
                "sensor.kettle": _meter("Kettle power", "unavailable"),
                "sensor.oven": _meter("Oven power", "unknown"),
            },
            "I don't see anything that measures that.",
        ),
    ],
)
async def test_nothing_to_compare(
    house: House, things: Mapping[str, Mapping[str, Any]], says: str
) -> None:
    """Where it can't be told, she says what she knows."""
    await house.build(things)
    assert await house.ask("what uses the most power?") == says
