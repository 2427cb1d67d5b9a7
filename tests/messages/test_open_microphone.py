"""On an open microphone she hears what is meant for her reminders and messages."""

from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from .conftest import Post

TALK: Final = "and then he told me he never wanted to see her again"


async def _open(post: Post, mode: str) -> None:
    """Let the kitchen's microphone be open."""
    [select] = [
        state.entity_id
        for state in post.hass.states.async_all("select")
        if state.entity_id.endswith("kitchen_satellite_said_to_her")
    ]
    await post.hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": select, "option": mode},
        blocking=True,
    )


@pytest.mark.parametrize(
    "said",
    [
        "remind me to call the plumber tomorrow at seven",
        "tomorrow at seven remind me to feed the cat",
        "what are my reminders",
        "cancel the reminder about the cake",
        "any messages",
        "do I have any new messages",
        "read my messages",
        "are there any messages from mum",
        "any news from Tom",
        "text mum that I'm on my way",
        "who should I call",
        "when did I last talk to Carly",
        "remind me to call Carly every two weeks",
        "tell Anna that dinner is ready",
        "tell everyone that dinner is ready",
        "what did I miss while I was away",
    ],
)
async def test_heard(post: Post, said: str) -> None:
    """What only she could do for somebody is for her, without her name."""
    await _open(post, "natural")
    assert await post.say(said)


@pytest.mark.parametrize(
    "said",
    [
        "my sister is called Lena",
        "my sister's name is Lena",
        "the name of my neighbour is Tom",
        "I want to call Carly every two weeks",
        "I'd like to talk to Tom once a month",
        "forget when I have time for calls",
        "I called Tom yesterday",
        "Tom called me yesterday",
        "Carly rang",
        "I just spoke to Carly",
        "we met Tom in town",
        "you had to remind me to call him",
        "I told you to remind Anna",
        "did you call mum",
        "has Tom written to you",
        "tell her I said hello",
        "let her know we'll be late",
        "tell mum that I said hello",
        "what was that for",
        "be quiet",
        "that's enough",
        "done",
        "later",
    ],
)
async def test_overheard(post: Post, said: str) -> None:
    """What people say to each other is not, though she would answer it if asked."""
    await _open(post, "natural")
    assert await post.say(said) == ""


@pytest.mark.parametrize(
    "said",
    [
        "at seven tomorrow morning",
        "in ten minutes",
        "when I get home",
    ],
)
async def test_when(post: Post, freezer: FrozenDateTimeFactory, said: str) -> None:
    """A time answers her question when, and nothing else does."""
    await _open(post, "by_name")
    assert (await post.say("Samantha, remind me to feed the cat")).endswith("seven.")
    freezer.tick(3)
    assert await post.say(TALK) == ""
    assert "feed the cat" in await post.say(said)


@pytest.mark.parametrize("talk", [TALK, "dinner is ready", "and then Bob came"])
async def test_name(post: Post, freezer: FrozenDateTimeFactory, talk: str) -> None:
    """Who somebody is answers her question, and talk before it names nobody."""
    contacts = post.house.entry.runtime_data.family.contacts
    await _open(post, "natural")
    asked = await post.say("remind me to call dad every two weeks")
    assert asked == "What's the name of your father?"
    freezer.tick(21)
    assert await post.say(talk) == ""
    assert len(contacts) == 2
    freezer.tick(3)
    assert (await post.say("his name is Bob")).startswith("All right.")
    assert len(post.house.entry.runtime_data.family.contacts) == 3


@pytest.mark.parametrize(
    ("said", "is_name"), [("Bob", True), ("lights off", False), ("volume up", False)]
)
async def test_bare_name(
    post: Post, freezer: FrozenDateTimeFactory, said: str, *, is_name: bool
) -> None:
    """A bare name right after her question is asked back, and nothing else is."""
    await _open(post, "natural")
    await post.say("remind me to call dad every two weeks")
    freezer.tick(3)
    assert (await post.say(said) == f"{said}, is that right?") is is_name
    await post.say("yes")
    added = len(post.house.entry.runtime_data.family.contacts) - 2
    assert added == is_name
