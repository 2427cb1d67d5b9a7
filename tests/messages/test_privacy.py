"""The text of a message is for its resident's ears: not for models, logs or others."""

from typing import Any

from homeassistant.components.conversation import async_get_chat_log
from homeassistant.core import Event
from homeassistant.helpers.chat_session import async_get_chat_session
import pytest

from custom_components.samantha.diagnostics import (
    async_get_config_entry_diagnostics,
)

from ..household import add_resident
from .conftest import Post

TEXT = "The doctor says it is a girl"
WAITS = "Something is waiting for Anna. I only read it to the one it is for."
ASKS = [
    "do I have any messages?",
    "read my messages",
    "read the last message",
    "what did my mother write?",
    "did anyone write about the doctor?",
    "who wrote to me?",
    "any messages from mum?",
    "repeat that",
    "what did I miss?",
    "reply to mum that I am coming",
]


@pytest.mark.parametrize("sentence", ASKS)
async def test_not_known_who_asks(post: Post, sentence: str) -> None:
    """With somebody else at home, anywhere, nothing of the text is said."""
    await post.deliver(TEXT)
    post.company(near=True)
    answer = await post.say(sentence)
    assert "girl" not in answer
    assert "mother" not in answer
    assert post.count() == 1


async def test_that_something_waits(post: Post) -> None:
    """Who is not known is told that something waits, and for whom."""
    await post.deliver(TEXT)
    post.company(near=True)
    assert await post.say("any messages?") == WAITS


@pytest.mark.parametrize("sentence", ASKS)
async def test_somebody_comes(post: Post, sentence: str) -> None:
    """What was read to one alone is not repeated once somebody is there."""
    await post.deliver(TEXT)
    assert "girl" in await post.say("read my messages")
    post.company(near=True)
    assert "girl" not in await post.say(sentence)


@pytest.mark.parametrize("sentence", ["yes", "read it", "next", "again", "go on"])
async def test_somebody_comes_before_the_answer(post: Post, sentence: str) -> None:
    """A yes counts only while nobody else can hear."""
    await post.deliver(TEXT)
    await post.say("any messages?")
    post.company(near=True)
    assert await post.say(sentence) == "I'll read that when nobody else can hear."
    assert post.count() == 1


async def own_satellite(post: Post, **settings: Any) -> None:
    """Let the satellite of the kitchen be Anna's own, and Theo be somewhere."""
    key = post.house.residents["anna"]
    subentry = post.house.entry.subentries[key]
    post.hass.config_entries.async_update_subentry(
        post.house.entry,
        subentry,
        data={
            **subentry.data,
            "satellites": [post.house.kitchen.entity_id],
            **settings,
        },
    )
    await post.house.settle()
    post.company(near=True)


@pytest.mark.parametrize(
    ("before_others", "answer"),
    [
        ("nothing", "Something is waiting for you. I'll read it when nobody else can hear."),  # noqa: E501
        ("waits", "Something is waiting for you. I'll read it when nobody else can hear."),  # noqa: E501
        ("sender", "Something is waiting for you, from your mother. I'll read it when nobody else can hear."),  # noqa: E501
    ],
)  # fmt: skip
async def test_known_but_not_alone(post: Post, before_others: str, answer: str) -> None:
    """Before others, she says that something waits; who from, only if that is allowed."""  # noqa: E501
    await own_satellite(post, before_others=before_others)
    await post.deliver(TEXT)
    assert await post.say("any messages?") == answer
    assert await post.say("read my messages") == answer


async def test_nothing_before_others(post: Post) -> None:
    """Who wants nothing said before others is not even named."""
    await own_satellite(post, before_others="nothing")
    await post.deliver(TEXT)
    assert await post.say("any messages?", post.house.bedroom) == (
        "I only tell messages to the one they are for, and I can't tell who is asking."
    )


async def test_a_child_hears_only_its_own(post: Post) -> None:
    """Asked by a child, she tells of the child's messages, and of nobody else's."""
    post.hass.states.async_set("person.kim", "home", {"friendly_name": "Kim"})
    add_resident(
        post.hass,
        post.house.entry,
        "person.kim",
        "Kim",
        {"role": "child", "satellites": [post.house.bedroom.entity_id]},
    )
    await post.house.settle()
    await post.deliver(TEXT)
    answer = await post.say("any messages?", post.house.bedroom)
    assert answer in {"No, there are no new messages for you.", "Nothing new for you."}


async def test_chat_log(post: Post) -> None:
    """What a model would read of the conversation is a placeholder."""
    await post.deliver(TEXT)
    result = await post.turn("read my messages")
    assert "girl" in result.response.speech["plain"]["speech"]
    with (
        async_get_chat_session(post.hass, result.conversation_id) as session,
        async_get_chat_log(post.hass, session) as log,
    ):
        said = [getattr(content, "content", "") for content in log.content]
    assert "girl" not in str(said)
    assert "I read that out." in said


@pytest.mark.parametrize("mode", ["read", "announced", "addressed", "asked"])
async def test_no_copies(
    post: Post,
    events: list[Event[Any]],
    caplog: pytest.LogCaptureFixture,
    mode: str,
) -> None:
    """No log, no state and no event but the action's own has the text."""
    caplog.set_level("DEBUG")
    key = post.house.residents["anna"]
    subentry = post.house.entry.subentries[key]
    post.hass.config_entries.async_update_subentry(
        post.house.entry, subentry, data={**subentry.data, "messages": mode}
    )
    await post.house.settle()
    await post.deliver(TEXT)
    await post.say("read my messages")
    await post.say("reply to her that I am so happy")
    await post.say("yes")
    assert post.messenger.sent == ["I am so happy"]
    ours = [one for one in events if one.event_type != "call_service"]
    assert "girl" not in str([(one.event_type, one.data) for one in ours])
    assert "happy" not in str([one.data for one in events])
    assert "girl" not in str(post.hass.states.async_all())
    logged = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.samantha")
    ]
    assert "girl" not in str(logged)
    assert "happy" not in str(logged)


async def test_diagnostics(post: Post) -> None:
    """Who asks for help tells how many messages wait, and nobody's name or words."""
    await post.deliver(TEXT)
    told = await async_get_config_entry_diagnostics(post.hass, post.house.entry)
    assert (len(told["contacts"]), told["messages_waiting"]) == (2, 1)
    for word in ("girl", "Carla", "Tom", "171", "example.org"):
        assert word not in str(told)
