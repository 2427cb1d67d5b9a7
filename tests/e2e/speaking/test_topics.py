"""From an ntfy topic to an ear: a real server, Home Assistant's own ntfy, her voice."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Final

import pytest

from script._demo import Talk
from tests.house.furnish import add_residents, begin
from tests.house.heard import Ears
from tests.house.moving import enter
from tests.house.plan import SATELLITES
from tests.house.post import (
    CHAT,
    MESSAGES,
    PERSON,
    TOPIC,
    choose,
    follow_topic,
    topic_source,
)
from tests.house.process import HomeAssistant
from tests.house.topics import Topics, topics

from ..conftest import DOMAIN
from .scene import Home

SHOP: Final = "The shop"
AT_ONCE: Final = range(12)


@pytest.fixture
async def served(home: Home) -> AsyncGenerator[Topics]:
    """Have the family's topic read to Anna when she is alone, but for the shop."""
    anna = home.residents[PERSON]
    async with (
        topics() as served,
        topic_source(home.house, anna, served, ignored=[SHOP]),
    ):
        await choose(home.house, messages="read")
        yield served
        await choose(home.house)


async def test_from_topic_to_ear(home: Home, served: Topics) -> None:
    """What is published is read where Anna is; not what the shop publishes."""
    await served.publish(TOPIC, SHOP, "Everything must go.")
    await served.publish(TOPIC, "Tom", "We begin at eight.")
    await home.ears.until_over(1)
    await home.house.wait_for_state(MESSAGES, "0")
    assert home.ears.texts() == ["Somebody called Tom writes: We begin at eight."]
    assert len(served.published) == 2


async def test_not_before_others(home: Home, served: Topics) -> None:
    """With somebody else at home, what is published waits; the shop's does not."""
    await home.theo_is("home")
    await served.publish(TOPIC, SHOP, "Everything must go.")
    await served.publish(TOPIC, "Tom", "It is a girl.")
    await home.house.wait_for_state(MESSAGES, "1")
    assert home.ears.texts() == []
    await home.theo_is("work")
    await home.ears.until_over(1)
    assert home.ears.texts() == ["Somebody called Tom writes: It is a girl."]


async def test_answered(home: Home, served: Topics) -> None:
    """An answer goes to the topic, and is no message to whoever wrote it."""
    await served.publish(TOPIC, "Tom", "When do you come?")
    await home.ears.until_over(1)
    await home.house.wait_for_state(MESSAGES, "0")
    talk = Talk(home.house, SATELLITES["Kitchen"])
    await talk.say("Read the last message again")
    answer = await talk.say("Reply that I come at nine")
    assert answer.text == "To somebody called Tom: I come at nine. Shall I send it?"
    await talk.say("Yes")
    assert [one["message"] for one in served.published[1:]] == ["I come at nine"]
    await served.publish(TOPIC, "Tom", "Good.")
    await home.ears.until(lambda sounds: "Good" in sounds[-1].text)
    assert home.ears.texts() == [
        "Somebody called Tom writes: When do you come?",
        "Somebody called Tom writes: Good.",
    ]


async def test_each_once(own_process: HomeAssistant) -> None:
    """What comes at once is told in whole; what is restored or sent again is not."""
    ears = Ears(own_process.folder)
    async with topics() as served:
        async with await enter(own_process) as house:
            (entry,) = await house.entries(DOMAIN)
            residents = await add_residents(house, entry["entry_id"])
            await begin(house)
            await follow_topic(house, residents[PERSON], served)
            await choose(house, messages="read")
            home = Home(house, own_process, ears, residents)
            await home.theo_is("home")
            await asyncio.gather(
                *(served.publish(TOPIC, "Tom", f"Guest {n}.") for n in AT_ONCE)
            )
            await house.wait_for_state(MESSAGES, str(len(AT_ONCE)))
            await home.theo_is("work")
            await house.wait_for_state(MESSAGES, "0", timeout=60)
            last = await house.state(CHAT)
        await own_process.restart()
        async with await enter(own_process) as house:
            await house.wait_until_running()
            await served.until_heard(TOPIC)
            restored = await house.state(CHAT)
            assert restored.state == last.state
            assert restored.attributes["message"] == last.attributes["message"]
            assert len(served.published) == len(AT_ONCE)
            for again in tuple(served.published):
                await served.send(again)
            await served.publish(TOPIC, "Tom", "Bring your drum.")
            await ears.until(lambda sounds: "drum" in sounds[-1].text)
            await house.wait_for_state(MESSAGES, "0")
    told = " ".join(ears.texts())
    assert [told.count(f"Guest {n}.") for n in AT_ONCE] == [1] * len(AT_ONCE)
    assert told.count("drum") == 1
