"""Diagnostics help, and tell nothing about anybody."""

import json
from typing import Any, Final

from homeassistant.components import conversation
from homeassistant.const import CONF_CODE
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry as diagnostics_of,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.samantha.const import CONF_UNCONFIRMED

from .household import add_contact

OPTIONS: Final = {CONF_CODE: "471147", CONF_UNCONFIRMED: ["lock.front_door"]}


@pytest.mark.parametrize("options", [OPTIONS])
async def test_diagnostics(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, samantha: MockConfigEntry
) -> None:
    """Settings, without names and secrets, and figures."""
    assert await async_setup_component(hass, "diagnostics", {})
    for text in ("Hey Sam, who are you?", "thanks", "xyzzy", ""):
        await conversation.async_converse(
            hass, text, None, Context(), "en", "conversation.samantha"
        )
    data: Any = await diagnostics_of(hass, hass_client, samantha)
    store = data.pop("store")
    assert data == {
        "data": {
            "name": "**REDACTED**",
            "nicknames": "**REDACTED**",
            "language": "en",
        },
        "options": {"code": "**REDACTED**", "unconfirmed": 1},
        "residents": [],
        "reminders": 0,
        "turns": {"own_grammar": 2, "cannot_do": 1, "unreadable": 1},
        "contacts": [],
        "sources": {},
        "messages_waiting": 0,
        "models": {
            "costs": {
                "tokens_in": 0,
                "tokens_out": 0,
                "answers_local": 4,
                "answers_model": 0,
                "first_word": None,
            },
            "models": [],
        },
    }
    assert store["schema_version"] >= 1
    assert store["size_bytes"] > 0
    assert store["journal_mode"] == "wal"
    assert not store["checkpoints_held"]


@pytest.mark.parametrize("options", [OPTIONS])
async def test_tells_nothing_that_was_said(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, samantha: MockConfigEntry
) -> None:
    """Neither what was said nor the code nor a name is in it."""
    assert await async_setup_component(hass, "diagnostics", {})
    for text in ("my secret is plugh", "471147", "plugh"):
        await conversation.async_converse(
            hass, text, None, Context(), "en", "conversation.samantha"
        )
    everything = json.dumps(await diagnostics_of(hass, hass_client, samantha))
    assert "plugh" not in everything
    assert "471147" not in everything
    assert "front_door" not in everything
    assert "Sam" not in everything


async def test_how_it_stands_with_calls(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, samantha: MockConfigEntry
) -> None:
    """Of a contact it tells the cadence and whether a call is due, and not who."""
    assert await async_setup_component(hass, "diagnostics", {})
    lena = {"cadence": 10, "relation": "sister", "addresses": ["+49 171 5550100"]}
    add_contact(hass, samantha, "Lena", lena)
    add_contact(hass, samantha, "Tom")
    await hass.async_block_till_done()
    await hass.services.async_call(
        "samantha",
        "log_call",
        {"contact": "Lena", "at": "2026-01-01 18:00:00"},
        blocking=True,
    )
    data: Any = await diagnostics_of(hass, hass_client, samantha)
    stands = {"nudged": 0, "ignored": 0, "stretched": 0, "stopped": 0}
    assert data["contacts"] == [
        {"cadence": 10, "due": True, "talks": 1, **stands},
        {"cadence": None, "due": None, "talks": 0, **stands},
    ]
    everything = json.dumps(data)
    assert "Lena" not in everything
    assert "sister" not in everything
    assert "5550100" not in everything
    assert "2026-01-01" not in everything
