"""How much was used and how warm it was, from long-term statistics."""

import logging
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.energy.data import async_get_manager
from homeassistant.components.recorder.core import Recorder
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .written_past import House, answers_in, moment


def _meter(
    name: str, unit: str = "kWh", device_class: str = "energy"
) -> dict[str, Any]:
    return {
        "name": name,
        "device_class": device_class,
        "unit_of_measurement": unit,
        "state_class": "total_increasing",
    }


THINGS: Final = {
    "sensor.gas": _meter("Gas meter", "m³", "gas"),
    "sensor.house_energy": _meter("House energy"),
    "sensor.solar_energy": _meter("Solar energy"),
    "sensor.washing_machine_energy": _meter("Washing machine energy"),
    "sensor.water": _meter("Water meter", "m³", "water"),
    "switch.washing_machine": {"name": "Washing machine"},
    "sensor.outside_temperature": {
        "name": "Outside temperature",
        "device_class": "temperature",
        "unit_of_measurement": "°C",
        "state_class": "measurement",
    },
}
FIRST: Final = [
    ("13 09:00", "sensor.gas", "1"),
    ("13 09:00", "sensor.house_energy", "1"),
    ("13 09:00", "sensor.solar_energy", "1"),
    ("13 09:00", "sensor.washing_machine_energy", "1"),
    ("13 09:00", "sensor.water", "unavailable"),
    ("13 09:00", "switch.washing_machine", "off"),
    ("13 09:00", "sensor.outside_temperature", "12"),
]
ANSWERS: Final = answers_in("statistics_answers")


@pytest.fixture
def long_ago(freezer: FrozenDateTimeFactory) -> None:
    """Begin before anything was recorded."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    freezer.move_to(moment("13 08:00"))


@pytest.fixture
async def house(
    long_ago: None,
    recorder_mock: Recorder,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    samantha: MockConfigEntry,
) -> House:
    """Return a house whose states are of today, and whose statistics are older."""
    assert (long_ago, recorder_mock.recording, samantha.domain) == (
        None,
        True,
        "samantha",
    )
    house = House(hass, freezer)
    await house.furnish(THINGS)
    await house.live(FIRST)
    days = range(1, 13)
    await house.count("sensor.house_energy", "kWh", dict.fromkeys(days, 12.0))
    await house.count("sensor.solar_energy", "kWh", dict.fromkeys(days, 5.0))
    await house.count("sensor.washing_machine_energy", "kWh", dict.fromkeys(days, 1.0))
    await house.count("sensor.gas", "m³", dict.fromkeys(days, 2.0))
    await house.remember(
        "sensor.outside_temperature",
        "°C",
        {
            f"{day:02} {hour:02}:00": {"mean": 9.0, "min": 4.0, "max": 14.0}
            for day in days
            for hour in range(24)
        },
    )
    freezer.move_to(moment("13 15:40"))
    return house


async def _set_dashboard(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "energy", {})
    manager = await async_get_manager(hass)
    manager.data = {  # type: ignore[assignment]
        "energy_sources": [
            {
                "type": "grid",
                "stat_energy_from": "sensor.house_energy",
                "stat_energy_to": None,
            },
            {"type": "solar", "stat_energy_from": "sensor.solar_energy"},
            {"type": "gas", "stat_energy_from": "sensor.gas"},
        ],
        "device_consumption": [],
    }


async def test_by_meter(house: House) -> None:
    """With no dashboard, the one meter that can be meant answers, by its name."""
    assert await house.answers(ANSWERS["by_meter"]) == ANSWERS["by_meter"]


async def test_by_dashboard(house: House) -> None:
    """The energy dashboard says which meters are those of the house."""
    await _set_dashboard(house.hass)
    assert await house.answers(ANSWERS["by_dashboard"]) == ANSWERS["by_dashboard"]


async def test_given_back_and_stored(house: House) -> None:
    """What went to the grid and into the battery was not used, what came out was."""
    await _set_dashboard(house.hass)
    flows = {"exported": 3.0, "charged": 4.0, "discharged": 2.0}
    await house.furnish({f"sensor.{name}": _meter(name) for name in flows})
    for name, daily in flows.items():
        await house.count(f"sensor.{name}", "kWh", dict.fromkeys(range(1, 13), daily))
    sources = (await async_get_manager(house.hass)).data["energy_sources"]  # type: ignore[index]
    sources[0]["stat_energy_to"] = "sensor.exported"  # type: ignore[typeddict-unknown-key]
    sources.append(
        {
            "type": "battery",
            "stat_energy_from": "sensor.discharged",
            "stat_energy_to": "sensor.charged",
        }
    )
    assert await house.answers(ANSWERS["with_battery"]) == ANSWERS["with_battery"]


async def test_meter_not_exposed(house: House) -> None:
    """A sum with a meter that is not exposed is not told."""
    await _set_dashboard(house.hass)
    house.hide("sensor.house_energy")
    assert "17" not in await house.ask("how much energy did we use yesterday")
