"""Whose tap on a notification counts, and for whom."""

from typing import Any

from homeassistant.core import Context
import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from ..her_house import House
from ..voice.phone import add_phone, pushed, run_push_server

TAPPED = "mobile_app_notification_action"
MISSED = "what did I miss?"


@pytest.fixture
async def phone(aioclient_mock: AiohttpClientMocker, house: House) -> Any:
    """Give Anna, who is away, a phone; return what has the last one there tapped."""
    run_push_server(aioclient_mock)
    await add_phone(house.hass)
    subentry = house.entry.subentries[house.residents["anna"]]
    house.hass.config_entries.async_update_subentry(
        house.entry,
        subentry,
        data={**subentry.data, "phone": "mobile_app_annas_phone"},
    )
    house.person("anna", "not_home")
    await house.settle()

    async def tap(what: str, user: str) -> None:
        await house.until(lambda: bool(pushed(aioclient_mock)))
        [shown] = pushed(aioclient_mock)
        action = f"samantha_{what}_{shown['data']['tag']}"
        house.hass.bus.async_fire(
            TAPPED, {"action": action}, context=Context(user_id=user)
        )
        await house.settle()

    return tap


@pytest.mark.parametrize(("user", "heard"), [("anna", True), ("guest", False)])
@pytest.mark.parametrize("what", ["heard", "later"])
async def test_a_tap(
    phone: Any, house: House, what: str, user: str, *, heard: bool
) -> None:
    """A tap on a resident's phone counts for them, that of anybody else for nobody."""
    terms = {"for": ["person.anna"], "urgency": "high"}
    await house.say(text="The boiler leaks.", **terms)
    await phone(what, user)
    house.person("anna", "home")
    await house.settle()
    missed = await house.talk(MISSED, house.kitchen)
    assert ("The boiler leaks." not in missed) is heard
