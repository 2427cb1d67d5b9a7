"""Unasked, a resident learns of messages as each of them has chosen."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.samantha.const import DOMAIN

from .conftest import MUM, Post

UNNAMED = "Anna, there is a message for you. Shall I read it?"
NAMED = "Anna, you have a message from your mother. Shall I read it?"
READ = "Your mother writes: Come on Sunday."


async def test_when_addressed(post: Post) -> None:
    """By default nothing is said until the resident speaks to her."""
    await post.deliver("Come on Sunday.")
    assert post.house.kitchen.heard == []
    await post.say("thank you")
    await post.house.until_heard(post.house.kitchen, UNNAMED)
    await post.house.settle()
    assert post.happened() == "announced"
    assert await post.say("yes") == READ
    assert post.count() == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"messages": "announced"}, UNNAMED),
        ({"messages": "announced", "before_others": "sender"}, NAMED),
        ({"messages": "announced", "before_others": "nothing"}, NAMED),
        ({"messages": "read"}, READ),
    ],
)
async def test_at_once(post: Post, settings: dict[str, Any], said: str) -> None:
    """Who wants that is told at once, or has it read."""
    await post.choose(**settings)
    await post.deliver("Come on Sunday.")
    await post.house.until_heard(post.house.kitchen, said)


async def test_pictures_in_words(post: Post) -> None:
    """Read unasked, pictures are in words for who wants that."""
    await post.choose(messages="read", emoji=True)
    await post.deliver("For you 🎂")
    await post.house.until_heard(
        post.house.kitchen, "Your mother writes: For you, birthday cake."
    )


async def test_read_is_read(post: Post) -> None:
    """What was read unasked does not wait any more."""
    await post.choose(messages="read")
    await post.deliver("Come on Sunday.")
    await post.house.until_heard(post.house.kitchen, READ)
    await post.house.settle()
    assert (post.count(), post.happened()) == (0, "read")


async def test_more_while_it_is_read(post: Post) -> None:
    """What comes while one is read is read after it, and that one not again."""
    await post.choose(messages="read")
    kitchen = post.house.kitchen
    kitchen.ends.clear()
    for text in ("Come on Sunday.", "With a cake."):
        # It goes on while she reads.
        await post.hass.services.async_call(
            DOMAIN,
            "deliver_message",
            {"for": ["person.anna"], "message": text, "address": MUM},
            blocking=True,
            return_response=True,
        )
        await kitchen.begun.wait()
    kitchen.ends.set()
    await post.house.until_heard(kitchen, READ, "Your mother writes: With a cake.")
    await post.house.settle()
    assert (len(kitchen.heard), post.count()) == (2, 0)


@pytest.mark.parametrize(
    "settings",
    [
        {"messages": "read"},
        {"messages": "announced", "before_others": "nothing"},
    ],
)
async def test_not_before_others(post: Post, settings: dict[str, Any]) -> None:
    """What others shall not hear waits until they have gone."""
    await post.choose(**settings)
    post.company(near=True)
    await post.deliver("Come on Sunday.")
    assert post.house.kitchen.heard == []
    post.company(near=False)
    await post.house.until(lambda: bool(post.house.kitchen.heard))


async def test_others_may_know_that_it_waits(post: Post) -> None:
    """Where others may know, it is said that something waits, and no more."""
    await post.choose(messages="announced")
    post.company(near=True)
    await post.deliver("Come on Sunday.")
    await post.house.until_heard(post.house.kitchen, UNNAMED)
    assert await post.say("yes") == "I'll read that when nobody else can hear."


async def test_only_when_asked(post: Post) -> None:
    """Who only wants to ask is told nothing."""
    await post.choose(messages="asked")
    await post.deliver("Come on Sunday.")
    await post.say("thank you")
    assert post.house.kitchen.heard == []
    assert post.count() == 1


@pytest.mark.parametrize("text", ["Your code is 482913", "Unsubscribe here"])
async def test_never_of_codes_and_advertising(post: Post, text: str) -> None:
    """Codes and advertising are not told of; who asks hears them."""
    await post.choose(messages="announced")
    await post.deliver(text)
    assert post.house.kitchen.heard == []
    assert (await post.say("any messages?")).startswith("You have a message")


async def test_asked_before_it_was_told(post: Post) -> None:
    """What was asked for is not told again."""
    await post.deliver("Come on Sunday.")
    assert await post.say("read my messages") == READ
    await post.say("thank you")
    assert post.house.kitchen.heard == []


async def test_more_meanwhile(post: Post) -> None:
    """What comes while one waits is told with it."""
    await post.deliver("Come on Sunday.")
    await post.deliver("Party", "Tom")
    await post.say("thank you")
    await post.house.until_heard(
        post.house.kitchen, "Anna, there are 2 messages for you. Shall I read them?"
    )


async def test_after_a_restart(post: Post) -> None:
    """What waits is still told after she was loaded anew, once."""
    await post.deliver("Come on Sunday.")
    assert await post.hass.config_entries.async_reload(post.house.entry.entry_id)
    await post.house.settle()
    assert post.count() == 1
    await post.say("thank you")
    await post.house.until_heard(post.house.kitchen, UNNAMED)


async def test_gone_with_the_resident(post: Post) -> None:
    """With a resident go the messages, and what was to be said of them."""
    await post.deliver("Come on Sunday.")
    post.hass.config_entries.async_remove_subentry(
        post.house.entry, post.house.residents["anna"]
    )
    await post.house.settle()
    box = post.house.entry.runtime_data.inbox.box
    assert await box.latest(post.house.residents["anna"]) is None
    assert box.counts == {}
    assert post.house.kitchen.heard == []


async def test_read_while_it_is_told(post: Post) -> None:
    """What somebody has read while it was being told stays read."""
    post.house.kitchen.ends.clear()
    await post.deliver("Come on Sunday.")
    await post.house.talk("thank you", post.house.kitchen, settled=False)
    await post.house.kitchen.begun.wait()
    answer = await post.house.talk(
        "read my messages", post.house.kitchen, settled=False
    )
    assert answer == READ
    post.house.kitchen.ends.set()
    await post.house.settle()
    assert post.count() == 0


@pytest.mark.parametrize("ids", [(None, None), ("1", "2")])
async def test_code_beside_a_message(post: Post, ids: tuple[str | None, ...]) -> None:
    """A code is not read unasked with what else its sender has written."""
    await post.choose(messages="read")
    post.company(near=True)
    for text, number in zip(("Welcome", "Your code is 482913"), ids, strict=True):
        await post.deliver(text, "Bank", **{"message_id": number} if number else {})
    post.company(near=False)
    await post.house.until_heard(
        post.house.kitchen, "Somebody called Bank writes: Welcome."
    )
    await post.house.settle()
    assert len(post.house.kitchen.heard) == 1
    assert post.count() == 1


async def test_edited_into_a_code(post: Post) -> None:
    """What has become a code is not told of unasked any more."""
    await post.choose(messages="read")
    post.company(near=True)
    await post.deliver("Welcome", "Bank", message_id="1")
    await post.deliver("Your code is 482913", "Bank", message_id="1")
    await post.deliver("Come on Sunday.")
    post.company(near=False)
    await post.house.until_heard(post.house.kitchen, READ)
    await post.house.settle()
    assert len(post.house.kitchen.heard) == 1


async def test_answered_what_was_read_unasked(post: Post) -> None:
    """What was read unasked can be heard again and answered."""
    await post.choose(messages="read")
    await post.deliver("Come on Sunday.")
    await post.house.until_heard(post.house.kitchen, READ)
    await post.house.settle()
    assert await post.say("read it again") == READ
    assert await post.say("tell her I'm on my way") == (
        "To your mother: I'm on my way. Shall I send it?"
    )


async def test_given_up_while_it_waits(
    post: Post, freezer: FrozenDateTimeFactory
) -> None:
    """What is given up meanwhile is not told of any more."""
    await post.deliver("Come on Sunday.")
    freezer.tick(timedelta(days=29))
    assert await post.hass.config_entries.async_reload(post.house.entry.entry_id)
    await post.house.settle()
    assert post.hass.states.get("sensor.anna_waiting").state == "1"  # type: ignore[union-attr]
    freezer.tick(timedelta(days=2))
    async_fire_time_changed(post.hass)
    await post.house.settle()
    assert (post.count(), post.happened()) == (0, "expired")
    assert post.hass.states.get("sensor.anna_waiting").state == "0"  # type: ignore[union-attr]
