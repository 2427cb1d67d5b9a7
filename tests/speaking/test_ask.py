"""A question of an automation, and its answer."""

import asyncio
from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from ..her_house import House

ANSWERS = [
    {"id": "close", "sentences": ["yes [please]", "close (it|them)"]},
    {"id": "leave", "sentences": ["no [thanks]", "leave them {how}"]},
]
QUESTION = "Shall I close the blinds?"


async def ask(house: House, *said: str, **data: Any) -> Any:
    """Ask, answer when it has been asked, and return what came of it."""
    asking = asyncio.create_task(
        house.act("ask", **{"question": QUESTION, "answers": ANSWERS} | data)
    )
    await house.until(lambda: bool(house.kitchen.heard))
    for text in said:
        await house.talk(text, house.kitchen)
    return await asking


@pytest.mark.parametrize(
    ("said", "name", "slots"),
    [
        ("Yes, please", "close", {}),
        ("close them", "close", {}),
        ("Samantha, leave them open", "leave", {"how": "open"}),
    ],
)
async def test_answered(
    house: House, said: str, name: str, slots: dict[str, str]
) -> None:
    """An answer is returned by its name, and the microphone was opened for it."""
    answered = await ask(house, said)
    assert (answered["id"], answered["slots"]) == (name, slots)
    assert house.kitchen.listened == 1


async def test_anything(house: House) -> None:
    """Without answers, whatever is said is the answer."""
    answered = await ask(house, "about seven or so", answers=[])
    assert (answered["id"], answered["sentence"]) == (None, "about seven or so")


async def test_something_else_is_said(house: House) -> None:
    """What is no answer is handled as what it is, and the question stays open."""
    answered = await ask(house, "who are you?", "yes")
    assert answered["id"] == "close"


async def test_cancelled(house: House) -> None:
    """Never mind is nobody's answer."""
    answered = await ask(house, "never mind")
    assert (answered["id"], answered["sentence"]) == (None, None)


async def test_a_late_yes_answers_nothing(house: House) -> None:
    """After the answer the question is closed."""
    await ask(house, "yes")
    assert await house.talk("yes", house.kitchen)


async def test_never_asked(house: House) -> None:
    """Hushed, she asks nothing, and says so in time."""
    await house.act("hush")
    answered = await house.act(
        "ask", question=QUESTION, answers=ANSWERS, timeout={"seconds": 5}
    )
    assert isinstance(answered, dict)
    assert (answered["id"], answered["verdict"]) == (None, "wait")
    await house.act("unhush")
    assert house.kitchen.heard == []


@pytest.mark.parametrize("sentence", ["(yes", "{", "<agree>"])
async def test_unreadable_answers(house: House, sentence: str) -> None:
    """A template that can't be read is refused in words."""
    with pytest.raises(ServiceValidationError) as refused:
        await house.act(
            "ask", question=QUESTION, answers=[{"id": "a", "sentences": [sentence]}]
        )
    assert refused.value.translation_key == "answer_unreadable"
