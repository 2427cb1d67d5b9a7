"""What a model words for an automation, and the text in its place where it is down."""

import asyncio
from typing import Any, Final

import pytest

from tests.house.plan import SATELLITES
from tests.model_server import Answer, ModelServer, hangs_up, says, status

from .scene import Home

TEXT: Final = "Dinner is ready."
PROMPT: Final = "Call the children to dinner, like a ship's captain."
QUESTION: Final = "Shall I close the blinds?"
DOWN: Final = pytest.mark.parametrize(
    "answer", [status(500), hangs_up("All hands")], ids=["500", "half a word"]
)


async def _asked(home: Home, prompt: str) -> dict[str, Any]:
    """Have her ask in the kitchen; return the answer, with the question as heard."""
    asking = asyncio.create_task(
        home.house.act(
            "samantha.ask",
            return_response=True,
            question=QUESTION,
            prompt=prompt,
            answers=[{"id": "close", "sentences": ["yes [please]"]}],
        )
    )
    (asked,) = await home.ears.until_over(1)
    await home.house.converse("yes please", satellite_id=SATELLITES["Kitchen"])
    answered: dict[str, Any] = await asking
    return {**answered, "asked": asked.text}


async def test_says_what_a_model_words(home: Home, server: ModelServer) -> None:
    """The model gets the prompt and no tools; what it writes is heard in the room."""
    server.answers(says("All hands to the table."))
    await home.say(TEXT, prompt=PROMPT)
    (sound,) = await home.ears.until_over(1)

    assert sound.text == "All hands to the table."
    request = server.chats[-1]
    assert "tools" not in request.data
    assert request.messages[-1]["content"].endswith(PROMPT)


@DOWN
async def test_says_the_text_without_one(
    home: Home, server: ModelServer, answer: Answer
) -> None:
    """Where the model fails, the text is heard, whole and once."""
    server.answers(answer)
    await home.say(TEXT, prompt=PROMPT)
    (sound,) = await home.ears.until_over(1)
    assert sound.text == TEXT


async def test_asks_what_a_model_words(home: Home, server: ModelServer) -> None:
    """A question in a model's words is answered as any other."""
    server.answers(says("The evening is here. Blinds down?"))
    answered = await _asked(home, "Ask about the blinds, with charm.")

    assert answered["asked"] == "The evening is here. Blinds down?"
    assert answered["id"] == "close"


@DOWN
async def test_asks_the_question_without_one(
    home: Home, server: ModelServer, answer: Answer
) -> None:
    """Where the model fails, the question is asked as it stands."""
    server.answers(answer)
    answered = await _asked(home, "Ask about the blinds, with charm.")
    assert answered["asked"] == QUESTION
    assert answered["id"] == "close"
