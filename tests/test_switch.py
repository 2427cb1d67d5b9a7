"""The switch that keeps her quiet."""

from datetime import timedelta

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from .her_house import House

HUSH = "switch.samantha_hush"


async def turn(house: House, how: str) -> None:
    """Turn the switch, and let what follows happen."""
    await house.hass.services.async_call(
        "switch", f"turn_{how}", {"entity_id": HUSH}, blocking=True
    )
    await house.settle()


async def test_quiet_until_it_is_turned_off(house: House) -> None:
    """On, she says nothing; off again, she says what is still worth it."""
    assert house.hass.states.is_state(HUSH, "off")
    await turn(house, "on")
    assert house.hass.states.is_state(HUSH, "on")
    await house.say(text="Dinner is ready.")
    assert house.heard == {"kitchen": [], "bedroom": []}
    await turn(house, "off")
    assert house.hass.states.is_state(HUSH, "off")
    await house.until_heard(house.kitchen, "Dinner is ready.")


async def test_shows_a_hush_by_action(house: House) -> None:
    """It is on for a hush of the house, however it was set, and tells until when."""
    end = dt_util.now() + timedelta(hours=2)
    await house.act("hush", until=end.isoformat())
    state = house.hass.states.get(HUSH)
    assert state
    assert (state.state, state.attributes["until"]) == ("on", end)
    await house.act("unhush")
    assert house.hass.states.is_state(HUSH, "off")


async def test_a_hush_of_one_is_not_the_house(house: House) -> None:
    """A room or a resident that is hushed leaves it off."""
    await house.act("hush", area_id="kitchen")
    await house.act("hush", **{"for": "person.anna"})
    assert house.hass.states.is_state(HUSH, "off")


async def test_outlives_a_restart(house: House) -> None:
    """Loaded again, she is as quiet as before."""
    await turn(house, "on")
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()
    assert house.hass.states.is_state(HUSH, "on")


@pytest.mark.parametrize("how", ["on", "off"])
async def test_cannot_be_kept(house: House, how: str) -> None:
    """Where the database can't be used, that is told in words, and nothing changes."""
    before = house.hass.states.get(HUSH)
    await house.entry.runtime_data.store.close()
    with pytest.raises(HomeAssistantError) as refused:
        await turn(house, how)
    assert refused.value.translation_key == "not_kept"
    assert house.hass.states.get(HUSH) == before
