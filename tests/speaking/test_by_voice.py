"""What people say about her speaking: be quiet, what did I miss, tell Anna."""

import pytest

from ..her_house import SAID, House

HUSH = "switch.samantha_hush"


@pytest.mark.parametrize(
    "sentence", ["Samantha, be quiet", "hush for an hour", "don't speak until eight"]
)
async def test_hush(house: House, sentence: str) -> None:
    """Asked to be quiet she is, until she may speak again."""
    answer = await house.talk(sentence, house.kitchen)
    assert answer.startswith("All right. I'll be quiet until")
    assert house.hass.states.is_state(HUSH, "on")
    told = await house.say(text="The washing machine is done.")
    assert [reason["why"] for reason in told["reasons"]] == ["hushed"]
    assert house.kitchen.heard == []
    await house.talk("you can speak again", house.kitchen)
    assert house.hass.states.is_state(HUSH, "off")
    await house.until_heard(house.kitchen, "The washing machine is done.")


async def test_hush_in_a_room(house: House) -> None:
    """Quiet in here, she speaks elsewhere."""
    answer = await house.talk("be quiet in here for half an hour", house.kitchen)
    assert answer.startswith("All right. I'll be quiet here until")
    assert house.hass.states.is_state(HUSH, "off")
    told = await house.say(text="Hello.", area_id="kitchen")
    assert told["verdict"] == "wait"
    await house.say(text="Hello.", area_id="bedroom")
    await house.until_heard(house.bedroom, "Hello.")
    assert house.kitchen.heard == []


async def test_an_alarm_passes(house: House) -> None:
    """An alarm is said in spite of a hush."""
    await house.act("hush")
    await house.say(text="There is smoke in the kitchen.", kind="alarm")
    await house.until_heard(house.kitchen, "There is smoke in the kitchen.")


async def test_nothing_to_unhush(house: House) -> None:
    """Not asked to be quiet, she says so."""
    answer = await house.talk("you can speak again")
    assert answer == "I wasn't asked to be quiet."


async def test_why_said(house: House) -> None:
    """She says why she said something."""
    assert (await house.talk("why did you say that?", house.kitchen)).startswith(
        "I haven't said anything"
    )
    await house.say(text="The washing machine is done.")
    await house.until_heard(house.kitchen, "The washing machine is done.")
    answer = await house.talk("why did you say that?", house.kitchen)
    assert "there were people in the kitchen" in answer


async def test_why_not_said(house: House) -> None:
    """She says why she did not say something."""
    assert (await house.talk("why didn't you tell me?")) == (
        "There was nothing that I kept from you."
    )
    await house.act("hush")
    await house.say(text="The washing machine is done.")
    answer = await house.talk("why didn't you tell me?", house.kitchen)
    assert "I had been asked to be quiet." in answer


async def test_tell_somebody(house: House) -> None:
    """What is to be passed on is said where the other is, and by whom it is from."""
    answer = await house.talk("tell Anna that dinner is ready", house.kitchen)
    assert answer in {"I'm telling Anna.", "I'll say it to Anna now."}
    await house.until(lambda: bool(house.kitchen.heard))
    [heard] = house.kitchen.heard
    assert heard.endswith("dinner is ready")


async def test_tell_somebody_who_is_away(house: House) -> None:
    """For somebody who is away it waits, and she says so."""
    answer = await house.talk("tell Theo that dinner is ready", house.kitchen)
    assert answer == "I'll tell Theo. Right now I can't: Theo isn't home."
    house.person("theo", "home")
    await house.until(lambda: bool(house.kitchen.heard))


async def test_tell_everyone(house: House) -> None:
    """What everyone is to know is said where people are."""
    house.is_in("bedroom", somebody=True)
    await house.talk("tell everyone that dinner is ready", house.kitchen)
    await house.until(lambda: bool(house.kitchen.heard and house.bedroom.heard))


async def test_missed(house: House) -> None:
    """What could not be said in time is told when somebody asks."""
    assert (await house.talk("what did I miss?", house.kitchen)) in {
        "You haven't missed anything of mine.",
        "Nothing. I had nothing that you didn't hear.",
    }


async def test_stop(house: House) -> None:
    """Stop ends what she is saying, without a word, and for good."""
    house.kitchen.ends.clear()
    await house.say(text=" ".join(["This is a long story."] * 60))
    await house.kitchen.begun.wait()
    assert await house.talk("stop", house.kitchen, settled=False) == ""
    house.kitchen.ends.set()
    await house.until(lambda: "stopped" in str(house.hass.states.get(SAID)))
    assert len(house.kitchen.heard) == 1


async def test_stop_without_speaking(house: House) -> None:
    """Where she says nothing, stop is for others."""
    answer = await house.talk("stop", house.kitchen)
    assert answer
