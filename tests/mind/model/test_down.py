"""A model that is down: left alone, told of once, tried again, mended by its owner."""

from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.mind.phrases import load
from tests.mind.conftest import Talk
from tests.model_server import Answer, ModelServer, says, status

REPLIES: Final = load("en").replies
AWAY: Final = REPLIES["model_away"][0]
RIDDLE: Final = "tell me a riddle about owls"


async def test_is_left_alone_after_failing_twice(
    chat: Talk,
    server: ModelServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody waits for it again and again; later one tries. Each is logged once."""
    server.answers(status(500))
    for _ in range(5):
        assert (await chat(RIDDLE)).speech == AWAY
    assert len(server.chats) == 2

    server.answers(says("Back."))
    now = monotonic()
    monkeypatch.setattr(
        "custom_components.samantha.mind.model.monotonic", lambda: now + 61
    )
    for _ in range(2):
        assert (await chat(RIDDLE)).speech == "Back."
    messages = [record.message for record in caplog.records]
    assert messages.count("The model First is left alone for a while: server") == 1
    assert messages.count("The model First answers again") == 1


async def test_second_is_tried_when_it_is_needed(
    chat: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    second: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A turn that the first answers does not use up the trial of one that was down."""
    add_model(second, title="Second", position=2)
    server.answers(status(500))
    second.answers(status(500))
    for _ in range(2):
        assert (await chat(RIDDLE)).speech == AWAY

    now = monotonic()
    monkeypatch.setattr(
        "custom_components.samantha.mind.model.monotonic", lambda: now + 61
    )
    server.answers(says("Back."), status(500))
    second.answers(says("Here too."))
    assert (await chat(RIDDLE)).speech == "Back."
    assert (await chat(RIDDLE)).speech == "Here too."


async def test_turn_that_failed_is_read_later(chat: Talk, server: ModelServer) -> None:
    """What was said and answered without the model is part of the conversation."""
    server.answers(status(500), says("Still here."))
    await chat(RIDDLE)
    await chat("tell me a story about mice")
    told = [message["content"] for message in server.chats[-1].messages]
    assert told[1:3] == [RIDDLE, AWAY]


@pytest.mark.parametrize(
    ("answer", "issue"),
    [
        (status(404, "model_not_found"), "model_gone"),
        (status(429, "insufficient_quota"), "model_quota"),
    ],
)
async def test_owner_is_told_once_until_it_answers(  # noqa: PLR0913, PLR0917  # fixtures
    chat: Talk,
    server: ModelServer,
    model: str,
    answer: Answer,
    issue: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What only the owner can mend is an issue, which goes by itself."""
    issues = ir.async_get(chat.hass)
    server.answers(answer, says("Back."))
    await chat(RIDDLE)
    assert issues.async_get_issue("samantha", f"{issue}_{model}")
    await chat(RIDDLE)
    assert len(server.chats) == 1

    now = monotonic()
    monkeypatch.setattr(
        "custom_components.samantha.mind.model.monotonic", lambda: now + 301
    )
    assert (await chat(RIDDLE)).speech == "Back."
    assert not issues.async_get_issue("samantha", f"{issue}_{model}")


async def test_wrong_key_asks_for_another(
    hass: HomeAssistant, chat: Talk, server: ModelServer, model: str
) -> None:
    """The owner is asked for a key, by Home Assistant's own way to do so."""
    server.answers(status(401, "invalid_api_key"))
    await chat(RIDDLE)
    await hass.async_block_till_done()

    (flow,) = hass.config_entries.flow.async_progress_by_handler("samantha")
    assert flow["context"]["source"] == "reauth"
    assert flow["step_id"] == "reauth_confirm"
    assert model


async def test_keys_are_asked_for_one_after_the_other(  # noqa: PLR0913, PLR0917  # fixtures
    hass: HomeAssistant,
    chat: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    second: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Home Assistant asks for one at a time; the other's turn comes later."""
    add_model(second, title="Second", position=2)
    server.answers(status(401))
    second.answers(status(401))
    await chat(RIDDLE)
    await hass.async_block_till_done()
    flows = hass.config_entries.flow
    (flow,) = flows.async_progress_by_handler("samantha")
    server.answers(says("Hello."), status(500))
    await flows.async_configure(flow["flow_id"], {"api_key": "good"})
    assert not flows.async_progress_by_handler("samantha")

    now = monotonic()
    monkeypatch.setattr(
        "custom_components.samantha.mind.model.monotonic", lambda: now + 301
    )
    await chat(RIDDLE)
    await hass.async_block_till_done()
    (flow,) = flows.async_progress_by_handler("samantha")
    result: Any = await flows.async_configure(flow["flow_id"])
    assert result["description_placeholders"]["title"] == "Second"


async def test_what_was_mended_meanwhile_is_not_told_after_a_reload(
    samantha: MockConfigEntry, chat: Talk, server: ModelServer, model: str
) -> None:
    """Nothing is remembered over a reload, so nothing is held against a model."""
    server.answers(status(404, "model_not_found"))
    await chat(RIDDLE)
    issues = ir.async_get(chat.hass)
    assert issues.async_get_issue("samantha", f"model_gone_{model}")
    assert await chat.hass.config_entries.async_reload(samantha.entry_id)
    assert not issues.async_get_issue("samantha", f"model_gone_{model}")


async def test_change_takes_effect_at_once(
    samantha: MockConfigEntry,
    chat: Talk,
    server: ModelServer,
    second: ModelServer,
    model: str,
) -> None:
    """A model that is changed or removed is so in the next turn, without a reload."""
    second.answers(says("From the other server."))
    entries = chat.hass.config_entries
    subentry = samantha.subentries[model]
    entries.async_update_subentry(
        samantha, subentry, data={**subentry.data, "base_url": second.url}
    )
    assert (await chat(RIDDLE)).speech == "From the other server."
    assert server.chats == []

    entries.async_remove_subentry(samantha, model)
    assert (await chat(RIDDLE)).speech in REPLIES["cannot_do"]
