"""Diagnostic sensors tell what models cost, and who answers."""

from collections.abc import AsyncGenerator
from types import MappingProxyType

from homeassistant.components import conversation
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EntityCategory
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .model_server import MODEL, ModelServer, model_server


@pytest.fixture
async def server(socket_enabled: None) -> AsyncGenerator[ModelServer]:  # noqa: ARG001
    """Return a server."""
    async with model_server() as running:
        yield running


async def test_sensors_follow_the_answers(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    """One answer of hers, one of a model."""
    _add_model(hass, samantha, server)
    for sentence in ("who are you", "tell me a riddle about owls"):
        await conversation.async_converse(
            hass, sentence, None, Context(), "en", "conversation.samantha"
        )
    await hass.async_block_till_done()
    states = [
        hass.states.get(entry.entity_id)
        for entry in er.async_entries_for_config_entry(
            er.async_get(hass), samantha.entry_id
        )
        if entry.domain == "sensor"
        and entry.entity_category is EntityCategory.DIAGNOSTIC
    ]
    found = {
        state.entity_id.removeprefix("sensor.samantha_"): state.state
        for state in states
        if state
    }
    assert found.pop("time_to_the_first_word") not in {"unknown", "unavailable"}
    assert int(found.pop("tokens_to_models")) > 0
    assert found == {
        "answers_by_a_model": "1",
        "answers_without_a_model": "1",
        "last_answering_model": "Owl",
        "tokens_from_models": "7",
    }


async def test_words_for_automations_cost_too(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    """Their tokens show at once, though nobody was answered."""
    _add_model(hass, samantha, server)
    await samantha.runtime_data.mind.models.async_word("greet them", "Hello.", "en")
    await hass.async_block_till_done()
    tokens = hass.states.get("sensor.samantha_tokens_from_models")
    answers = hass.states.get("sensor.samantha_answers_by_a_model")
    assert tokens
    assert answers
    assert (tokens.state, answers.state) == ("7", "0")


def _add_model(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    data = MappingProxyType({"base_url": server.url, "model": MODEL, "tools": []})
    hass.config_entries.async_add_subentry(
        samantha,
        ConfigSubentry(data=data, subentry_type="model", title="Owl", unique_id=None),
    )
