"""The owner is told which automations an open microphone may set off."""

from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.const import DOMAIN, ISSUE_OVERHEARD_TRIGGERS

LETS_DANCE: Final = {"trigger": "conversation", "command": ["let's dance"]}
SENTENCE: Final = {
    "alias": "Party",
    "triggers": [LETS_DANCE],
    "actions": [],
}
OLD_SENTENCE: Final = {
    "alias": "Cleaning",
    "trigger": {"platform": "conversation", "command": ["what a mess"]},
    "action": [],
}
OTHER: Final = {
    "alias": "Sunset",
    "triggers": [{"trigger": "event", "event_type": "sunset"}],
    "actions": [],
}


@pytest.fixture
async def select(hass: HomeAssistant, samantha: MockConfigEntry) -> str:
    """Put a satellite somewhere; return the select of what is said to her there."""
    assert samantha.domain == DOMAIN
    er.async_get(hass).async_get_or_create("assist_satellite", "test", "hall")
    await hass.async_block_till_done()
    (found,) = [one for one in hass.states.async_entity_ids("select") if "said" in one]
    return found


async def _choose(hass: HomeAssistant, select: str, option: str) -> None:
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": select, "option": option},
        blocking=True,
    )
    await hass.async_block_till_done()


def _told(hass: HomeAssistant) -> str | None:
    """Return which automations the owner is told of."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_OVERHEARD_TRIGGERS)
    placeholders = issue.translation_placeholders if issue else None
    return placeholders["automations"] if placeholders else None


@pytest.mark.parametrize(
    ("automations", "told"),
    [
        ([SENTENCE], "Party"),
        ([SENTENCE, OTHER, OLD_SENTENCE], "Cleaning, Party"),
        ([OTHER], None),
        ([], None),
    ],
)
async def test_open_microphone(
    hass: HomeAssistant,
    select: str,
    automations: list[dict[str, Any]],
    told: str | None,
) -> None:
    """For as long as a microphone is open, the issue names those with a sentence."""
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    assert _told(hass) is None
    await _choose(hass, select, "natural")
    assert _told(hass) == told
    await _choose(hass, select, "wake_word")
    assert _told(hass) is None


async def test_new_automation(
    hass: HomeAssistant, select: str, samantha: MockConfigEntry
) -> None:
    """An automation that is made later is named too; the issue goes with her."""
    await _choose(hass, select, "by_name")
    assert _told(hass) is None
    assert await async_setup_component(hass, "automation", {"automation": [SENTENCE]})
    await hass.async_block_till_done()
    assert _told(hass) == "Party"
    await hass.config_entries.async_unload(samantha.entry_id)
    assert _told(hass) is None


async def test_satellite_that_is_gone(hass: HomeAssistant, select: str) -> None:
    """Where the last open microphone is taken away, nothing is overheard."""
    assert await async_setup_component(hass, "automation", {"automation": [SENTENCE]})
    await _choose(hass, select, "natural")
    assert _told(hass) == "Party"
    er.async_get(hass).async_remove("assist_satellite.test_hall")
    await hass.async_block_till_done()
    assert _told(hass) is None


async def test_automation_that_is_off(hass: HomeAssistant, select: str) -> None:
    """An automation that is turned off, or whose sentence is, acts on nothing."""
    asleep = SENTENCE | {
        "alias": "Asleep",
        "triggers": [LETS_DANCE | {"enabled": False}],
    }
    grouped = SENTENCE | {"alias": "Grouped", "triggers": [{"triggers": [LETS_DANCE]}]}
    assert await async_setup_component(
        hass, "automation", {"automation": [SENTENCE, asleep, grouped]}
    )
    await _choose(hass, select, "natural")
    assert _told(hass) == "Grouped, Party"
    for service, told in (("turn_off", "Grouped"), ("turn_on", "Grouped, Party")):
        await hass.services.async_call(
            "automation", service, {"entity_id": "automation.party"}, blocking=True
        )
        await hass.async_block_till_done()
        assert _told(hass) == told
