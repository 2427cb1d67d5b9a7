"""What the owner chooses for each satellite, and how often she was silent there."""

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    mock_restore_cache,
)

from custom_components.samantha.const import DOMAIN
from custom_components.samantha.manners.addressee import FollowUp, Mode
from custom_components.samantha.mind.attention import Setting

SATELLITE = "assist_satellite.test_hall"
ADDRESSED = "select.samantha_hall_said_to_her"
FOLLOW_UP = "select.samantha_hall_listens_on"
SILENCES = "sensor.samantha_hall_silences"


@pytest.fixture
def satellite(hass: HomeAssistant) -> er.RegistryEntry:
    """Put a satellite into the hall."""
    entry = MockConfigEntry(domain="test")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("test", "hall")}, name="Hall"
    )
    return er.async_get(hass).async_get_or_create(
        "assist_satellite", "test", "hall", device_id=device.id, config_entry=entry
    )


@pytest.mark.usefixtures("satellite", "samantha")
async def test_defaults(hass: HomeAssistant) -> None:
    """A satellite that was there before has what it always had, and no silences."""
    states = [hass.states.get(one) for one in (ADDRESSED, FOLLOW_UP, SILENCES)]
    assert [state and state.state for state in states] == [
        "wake_word",
        "after_questions",
        "0",
    ]
    device = er.async_get(hass).async_get(ADDRESSED)
    hers = er.async_get(hass).async_get("conversation.samantha")
    assert device is not None
    assert hers is not None
    assert device.device_id == hers.device_id


async def test_choice(
    hass: HomeAssistant, satellite: er.RegistryEntry, samantha: MockConfigEntry
) -> None:
    """What is chosen is what she goes by, for this satellite alone."""
    for entity, option in ((ADDRESSED, "by_name"), (FOLLOW_UP, "always")):
        await hass.services.async_call(
            "select",
            "select_option",
            {"entity_id": entity, "option": option},
            blocking=True,
        )
    attention = samantha.runtime_data.mind.attention
    assert attention.setting(satellite.entity_id) == Setting(
        Mode.BY_NAME, FollowUp.ALWAYS
    )
    assert attention.setting("assist_satellite.other") == Setting()


async def test_restart(
    hass: HomeAssistant,
    satellite: er.RegistryEntry,
    entry: MockConfigEntry,
    config_folder: object,
) -> None:
    """A choice outlives a restart."""
    assert config_folder
    mock_restore_cache(
        hass, [State(ADDRESSED, "natural"), State(FOLLOW_UP, "nonsense")]
    )
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.runtime_data.mind.attention.setting(satellite.entity_id) == Setting(
        Mode.NATURAL
    )
    await hass.config_entries.async_unload(entry.entry_id)


async def test_satellites_come_and_go(
    hass: HomeAssistant, samantha: MockConfigEntry
) -> None:
    """A new satellite gets its entities, and takes them with it."""
    entities = er.async_get(hass)

    def hers() -> set[str]:
        return {
            one.entity_id
            for one in er.async_entries_for_config_entry(entities, samantha.entry_id)
        }

    before = hers()
    entities.async_get_or_create("assist_satellite", "test", "new")
    await hass.async_block_till_done()
    assert sorted(one.partition(".")[0] for one in hers() - before) == [
        "select",
        "select",
        "sensor",
    ]
    entities.async_remove("assist_satellite.test_new")
    await hass.async_block_till_done()
    assert hers() == before


async def test_gone_while_away(
    hass: HomeAssistant, satellite: er.RegistryEntry, samantha: MockConfigEntry
) -> None:
    """What goes while she is not loaded takes its entities with it all the same."""
    assert await hass.config_entries.async_unload(samantha.entry_id)
    state = hass.states.get(ADDRESSED)
    assert state is not None
    assert state.state == STATE_UNAVAILABLE
    er.async_get(hass).async_remove(satellite.entity_id)
    assert await hass.config_entries.async_setup(samantha.entry_id)
    await hass.async_block_till_done()
    assert er.async_get(hass).async_get(ADDRESSED) is None


async def test_unloaded_house_has_no_choices(
    hass: HomeAssistant, samantha: MockConfigEntry
) -> None:
    """Without satellites there is nothing to choose."""
    assert samantha.domain == DOMAIN
    assert hass.states.async_entity_ids("select") == []
