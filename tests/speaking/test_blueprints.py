"""The blueprints import as owners import them, and do what they say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
import re
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
import yaml

from ..her_house import House

FOLDER: Final = Path(__file__).parents[2] / "blueprints" / "automation" / "samantha"
NAMES: Final = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@dataclass(slots=True)
class Owner:
    """Imports a blueprint, makes an automation of it, and lets time pass."""

    house: House
    connect: WebSocketGenerator
    web: AiohttpClientMocker
    clock: FrozenDateTimeFactory

    async def ask(self, **command: Any) -> Any:
        """Have Home Assistant do what the browser asks for."""
        client = await self.connect(self.house.hass)
        await client.send_json_auto_id(command)
        answer = await client.receive_json()
        assert answer["success"], answer
        return answer["result"]

    async def imports(self, name: str) -> str:
        """Import a blueprint from its own address; return where it is kept."""
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        url = source_of(name)
        raw = url.replace("github.com", "raw.githubusercontent.com")
        self.web.request("get", raw.replace("/blob", ""), text=text)  # type: ignore[no-untyped-call]
        found = await self.ask(type="blueprint/import", url=url)
        assert found["validation_errors"] is None
        path = f"{found['suggested_filename']}.yaml"
        await self.ask(
            type="blueprint/save",
            domain="automation",
            path=path,
            yaml=found["raw_data"],
            source_url=url,
        )
        return path

    async def automates(self, name: str, **inputs: Any) -> None:
        """Make an automation of a blueprint."""
        path = await self.imports(name)
        automation = {"alias": name, "use_blueprint": {"path": path, "input": inputs}}
        written = yaml.safe_dump({"automation": [automation]})
        config = self.house.hass.config.path("configuration.yaml")
        Path(config).write_text(written, encoding="utf-8")
        await self.house.hass.services.async_call("automation", "reload", blocking=True)
        await self.house.settle()
        assert self.house.hass.states.is_state(f"automation.{name}", "on")

    async def until(self, hour: int, minute: int = 0) -> None:
        """Wait for the next time that the clocks show this."""
        now = dt_util.now()
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        await self.wait(then + timedelta(days=then <= now) - now)

    async def wait(self, time: timedelta) -> None:
        """Let time pass."""
        self.clock.move_to(datetime.now(dt_util.UTC) + time)
        async_fire_time_changed(self.house.hass)
        await self.house.settle()

    async def has(self, entity_id: str, *states: str) -> None:
        """Let something be one thing after the other."""
        for state in states:
            self.house.hass.states.async_set(entity_id, state)
            await self.house.settle()


def source_of(name: str) -> str:
    """Return the address that a blueprint names as its own."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    (source,) = re.findall(r"^  source_url: (\S+)$", text, re.MULTILINE)
    return str(source)


@pytest.fixture
async def owner(
    house: House,
    hass_ws_client: WebSocketGenerator,
    aioclient_mock: AiohttpClientMocker,
    freezer: FrozenDateTimeFactory,
) -> Owner:
    """Return somebody who may set things up."""
    await house.hass.config.async_set_time_zone("Europe/Berlin")
    assert await async_setup_component(house.hass, "automation", {})
    return Owner(house, hass_ws_client, aioclient_mock, freezer)


@pytest.mark.parametrize("name", NAMES)
async def test_import(owner: Owner, name: str) -> None:
    """Each imports from its own address, and is listed with what it asks for."""
    path = await owner.imports(name)
    listed = await owner.ask(type="blueprint/list", domain="automation")
    assert listed[path]["metadata"]["name"].startswith("Samantha: ")
    assert listed[path]["metadata"]["input"]


async def test_appliance_done(owner: Owner) -> None:
    """When the power has been low for a while, it is said where people are."""
    house, power = owner.house, "sensor.washing_machine_power"
    await owner.has(power, "1800")
    await owner.automates("appliance_done", power=power)
    await owner.has(power, "3")
    await owner.wait(timedelta(minutes=2))
    assert house.heard == {"kitchen": [], "bedroom": []}
    await owner.wait(timedelta(minutes=2))
    await house.until_heard(house.kitchen, "The washing machine is done.")
    assert house.bedroom.heard == []


async def test_appliance_with_much_to_say(owner: Owner) -> None:
    """A text that is longer than a title may be is said as it is."""
    house, power = owner.house, "sensor.washing_machine_power"
    text = "The washing machine is done, " + "and its filter has to be cleaned, " * 4
    await owner.has(power, "1800")
    await owner.automates("appliance_done", power=power, text=text.strip())
    await owner.has(power, "3")
    await owner.wait(timedelta(minutes=4))
    await house.until_heard(house.kitchen, text.strip())


async def test_appliance_that_never_ran(owner: Owner) -> None:
    """After a restart the power is low too, and nothing is done."""
    power = "sensor.washing_machine_power"
    await owner.automates("appliance_done", power=power)
    await owner.has(power, "unavailable", "3")
    await owner.wait(timedelta(minutes=10))
    assert owner.house.heard == {"kitchen": [], "bedroom": []}


async def test_appliance_at_night(owner: Owner) -> None:
    """What is done while she is quiet is said afterwards, once."""
    house, power = owner.house, "sensor.washing_machine_power"
    await owner.has(power, "1800")
    await owner.automates("appliance_done", power=power)
    await house.act("hush")
    for _ in range(2):
        await owner.has(power, "1800", "3")
        await owner.wait(timedelta(minutes=4))
    await house.act("unhush")
    await house.until_heard(house.kitchen, "The washing machine is done.")
    await house.settle()
    assert house.bedroom.heard == []


@pytest.mark.parametrize(
    ("away", "heard"), [(timedelta(hours=2), ["The dog is fed."]), (timedelta(), [])]
)
async def test_when_home(owner: Owner, away: timedelta, heard: list[str]) -> None:
    """Who was away for a while is told something in the room where they are."""
    house = owner.house
    house.person("theo", "home")
    await owner.automates("when_home", person="person.theo", text="The dog is fed.")
    house.person("theo", "not_home")
    await house.settle()
    house.is_in("kitchen", somebody=False)
    house.is_in("bedroom", somebody=True)
    await owner.wait(away)
    house.person("theo", "home")
    await house.until(_has_heard(house, heard))
    assert house.heard == {"kitchen": [], "bedroom": heard}


async def test_when_home_with_nothing_to_say(owner: Owner) -> None:
    """A template of which nothing is left is not said."""
    house = owner.house
    text = "{{ 'Buy milk.' if is_state('input_boolean.milk', 'off') }}"
    await owner.automates("when_home", person="person.theo", text=text)
    await owner.wait(timedelta(hours=2))
    house.person("theo", "home")
    await house.settle()
    assert house.heard == {"kitchen": [], "bedroom": []}


async def test_good_morning(owner: Owner) -> None:
    """Whoever is up is greeted where they are, once a day, and again the next."""
    house, motion = owner.house, "binary_sensor.hall_motion"
    await owner.automates(
        "good_morning", person="person.anna", up=motion, text="Good morning."
    )
    await owner.until(4)
    await owner.has(motion, "on", "off")
    assert house.kitchen.heard == []
    await owner.until(7)
    await owner.has(motion, "on", "off")
    await house.until_heard(house.kitchen, "Good morning.")
    await owner.until(8)
    await owner.has(motion, "on", "off", "on", "off")
    assert house.kitchen.heard == ["Good morning."]
    await owner.until(12)
    await owner.has(motion, "on", "off")
    assert house.kitchen.heard == ["Good morning."]
    await owner.until(7)
    await owner.has(motion, "on", "off")
    await house.until(_has_heard(house, ["Good morning."] * 2))
    assert house.bedroom.heard == []


def _has_heard(house: House, texts: list[str]) -> Callable[[], bool]:
    """Return whether the house has heard as much as this."""
    return lambda: sum(map(len, house.heard.values())) >= len(texts)
