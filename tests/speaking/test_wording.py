"""What a model words for automations, and what is said where it doesn't."""

import asyncio
from collections.abc import AsyncGenerator
from types import MappingProxyType
from typing import Final

from homeassistant.config_entries import ConfigSubentry
import pytest

from custom_components.samantha.mind.model import models

from ..her_house import House
from ..model_server import (
    MODEL,
    Answer,
    ModelServer,
    cut_short,
    hangs_up,
    model_server,
    never_ends,
    says,
    silence,
    status,
)

TEXT: Final = "Dinner is ready."
PROMPT: Final = "Call the children to dinner, like a ship's captain."
QUESTION: Final = "Shall I close the blinds?"
ANSWERS: Final = [{"id": "close", "sentences": ["yes [please]"]}]


@pytest.fixture
async def server(socket_enabled: None, house: House) -> AsyncGenerator[ModelServer]:  # noqa: ARG001
    """Give her a model."""
    async with model_server() as running:
        data = {"base_url": running.url, "model": MODEL, "tools": ["assist"]}
        house.hass.config_entries.async_add_subentry(
            house.entry,
            ConfigSubentry(
                data=MappingProxyType(data),
                subentry_type="model",
                title="Owl",
                unique_id=None,
            ),
        )
        yield running


async def test_is_worded(house: House, server: ModelServer) -> None:
    """What the model writes is said, fit for a voice; it gets the prompt alone."""
    server.answers(says("**All hands** to the table, dinner is served! 🍽"))
    told = await house.say(text=TEXT, prompt=PROMPT)

    assert told["verdict"] == "speak"
    await house.until_heard(house.kitchen, "All hands to the table, dinner is served!")
    (request,) = server.chats
    assert "tools" not in request.data
    (message,) = request.messages
    assert message["content"].endswith(PROMPT)
    assert TEXT not in message["content"]


@pytest.mark.parametrize(
    "answer",
    [
        status(500),
        status(401, "invalid_api_key"),
        hangs_up("All hands to"),
        hangs_up("All hands to the table. Dinner"),
        cut_short("All hands to the table. Dinner"),
        says(""),
        says("<think>A captain, then.</think>"),
        says("Dinner, dinner. " * 100),
        never_ends("Dinner. ", gap=0.01),
        silence(),
    ],
    ids=[
        "500",
        "wrong key",
        "half a word",
        "half a text",
        "cut short",
        "nothing",
        "only thought",
        "far too long",
        "endless",
        "silent",
    ],
)
async def test_falls_back(
    house: House,
    server: ModelServer,
    answer: Answer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The text is said, whole and once, where the model fails in whatever way."""
    monkeypatch.setattr(models, "WORDING_TIMEOUT", 0.5)
    server.answers(answer)
    await house.say(text=TEXT, prompt=PROMPT)
    await house.until_heard(house.kitchen, TEXT)


async def test_without_a_model(house: House) -> None:
    """Nobody has to have one."""
    await house.say(text=TEXT, prompt=PROMPT)
    await house.until_heard(house.kitchen, TEXT)


async def test_an_alarm_does_not_wait(house: House, server: ModelServer) -> None:
    """It is said as it stands, and no model is asked."""
    server.answers(silence())
    await house.say(text="There is smoke.", prompt=PROMPT, kind="alarm")
    await house.until(lambda: "There is smoke." in house.kitchen.heard)
    assert server.chats == []


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("The evening is here. Blinds down?", "The evening is here. Blinds down?"),
        ("The blinds want closing.", QUESTION),
    ],
    ids=["a question", "none"],
)
async def test_question_is_worded(
    house: House, server: ModelServer, answer: str, asked: str
) -> None:
    """A question has to be one, and its answer is understood as ever."""
    server.answers(says(answer))
    asking = asyncio.create_task(
        house.act("ask", question=QUESTION, answers=ANSWERS, prompt="Ask, with charm.")
    )
    await house.until(lambda: bool(house.kitchen.heard))
    await house.talk("yes", house.kitchen)
    answered = await asking

    assert house.kitchen.heard[0] == asked
    assert isinstance(answered, dict)
    assert answered["id"] == "close"
    assert len(server.chats) == 1
