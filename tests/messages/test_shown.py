"""The newest message stands in the sensor only where the owner has asked for that."""

from collections.abc import Mapping
from typing import Any

import pytest

from .conftest import MUM, Post

SHOWN = {"received", "sender", "subject", "text"}


def attributes(post: Post) -> Mapping[str, Any]:
    """Return what the sensor for Anna's messages tells beside their number."""
    state = post.hass.states.get("sensor.anna_messages")
    assert state
    return state.attributes


def text(post: Post) -> str | None:
    """Return the text that is shown."""
    shown: str | None = attributes(post).get("text")
    return shown


async def test_never_by_itself(post: Post) -> None:
    """Unless it is turned on, nothing but the number is told."""
    before = set(attributes(post))
    await post.deliver("Come on Sunday.", subject="Cake")
    assert post.count() == 1
    assert set(attributes(post)) == before
    assert SHOWN.isdisjoint(before)


async def test_newest(post: Post) -> None:
    """Turned on, the newest that waits is shown, with who has sent it."""
    await post.choose(messages_shown=True)
    await post.deliver("Come on Sunday.", subject="Cake")
    shown = attributes(post)
    assert (shown["sender"], shown["subject"], shown["text"]) == (
        "Carla Berg",
        "Cake",
        "Come on Sunday.",
    )
    assert shown["received"]
    await post.deliver("Party at eight", "Bob")
    shown = attributes(post)
    assert (shown["sender"], shown["text"]) == ("Bob", "Party at eight")


@pytest.mark.parametrize(
    "sentences", [["read my messages"], ["read my messages", "delete it"]]
)
async def test_gone_when_heard(post: Post, sentences: list[str]) -> None:
    """What was heard, or is deleted, is not shown any more."""
    await post.choose(messages_shown=True)
    await post.deliver("Come on Sunday.")
    assert text(post) == "Come on Sunday."
    for sentence in sentences:
        await post.say(sentence)
    assert SHOWN.isdisjoint(attributes(post))


async def test_edited(post: Post) -> None:
    """What its writer has changed is shown as it is now, and is no other event."""
    await post.choose(messages_shown=True)
    await post.deliver("Come on Sunday.", message_id="7")
    await post.deliver("Come on Monday.", message_id="7")
    assert text(post) == "Come on Monday."
    assert post.happened() == "received"


async def test_codes_are_for_ears(post: Post) -> None:
    """What she tells of only when asked is not shown."""
    await post.choose(messages_shown=True)
    await post.deliver("Your login code is 482913", "Bank", address=MUM)
    assert post.count() == 1
    assert text(post) is None


async def test_turned_on_and_off(post: Post) -> None:
    """It is shown from the moment on that the owner decides so, and until then."""
    await post.deliver("Come on Sunday.")
    await post.choose(messages_shown=True)
    assert text(post) == "Come on Sunday."
    await post.choose(messages_shown=False)
    assert SHOWN.isdisjoint(attributes(post))


async def test_after_a_restart(post: Post) -> None:
    """What waits is shown again when she is loaded again."""
    await post.choose(messages_shown=True)
    await post.deliver("Come on Sunday.")
    await post.hass.config_entries.async_reload(post.house.entry.entry_id)
    await post.house.settle()
    assert text(post) == "Come on Sunday."


async def test_only_there(post: Post) -> None:
    """No other state has it, and the history of Home Assistant leaves it out."""
    await post.choose(messages_shown=True)
    await post.deliver("Come on Sunday.")
    having = [
        state.entity_id
        for state in post.hass.states.async_all()
        if "Come on Sunday" in str(state.as_dict())
    ]
    assert having == ["sensor.anna_messages"]
    state = post.hass.states.get("sensor.anna_messages")
    assert state
    assert state.state_info
    assert state.state_info["unrecorded_attributes"] >= SHOWN


async def test_store_is_away(post: Post) -> None:
    """While nothing can be read, nothing is shown."""
    await post.choose(messages_shown=True)
    await post.deliver("Come on Sunday.")
    await post.house.entry.runtime_data.store.close()
    await post.choose(messages_shown=True, emoji=True)
    assert SHOWN.isdisjoint(attributes(post))
