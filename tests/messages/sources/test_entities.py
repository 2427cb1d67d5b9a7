"""Sources that are entities: what is new comes in; what is old, or none, does not."""

from collections.abc import Mapping
from typing import Any

import pytest

from custom_components.samantha.messages.replies import REPLY_CHAT
from custom_components.samantha.messages.sources.brought import from_telegram

from ..conftest import Post
from ..ways import APP, BOT, PHONE, TOPIC, Ways


@pytest.fixture
async def ways(post: Post) -> Ways:
    """Return the house, with its sources."""
    ways = Ways(post)
    await post.house.settle()
    return ways


async def arrives(ways: Ways, entity_id: str, state: str, **attributes: Any) -> int:
    """Let an entity be in a state; return how many messages wait then."""
    ways.hass.states.async_set(entity_id, state, attributes)
    await ways.post.house.settle()
    return ways.post.count()


def telegram(**more: Any) -> Mapping[str, Any]:
    """Return the attributes of a message that a bot has got."""
    return {
        "event_type": "telegram_text",
        "id": 7,
        "chat_id": 42,
        "user_id": 42,
        "from_first": "Carla",
        "text": "Come on Sunday",
        **more,
    }


@pytest.mark.parametrize(
    ("attributes", "count"),
    [
        (telegram(), 1),
        (telegram(event_type="telegram_attachment", text="Look at this"), 1),
        (telegram(event_type="telegram_attachment", text=None), 0),
        (telegram(event_type="telegram_sent"), 0),
        (telegram(event_type="telegram_command", text="/start"), 0),
        (telegram(event_type="telegram_callback"), 0),
    ],
)
async def test_telegram(ways: Ways, attributes: dict[str, Any], count: int) -> None:
    """What somebody writes is a message; what was sent, or is a command, is none."""
    when = ways.clock.next().isoformat()
    assert await arrives(ways, BOT, when, **attributes) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Anna, can you bring bread?", 1),
        ("can you bring bread, anna", 1),
        ("Samantha, tell Anna that the train is late", 1),
        ("@samantha_house_bot the train is late", 1),
        ("the train is late", 0),
        ("Tom, can you bring bread?", 0),
        ("I told Anna that the train is late", 0),
        ("Anna said that she comes later", 0),
        ("yeah, see you then", 0),
        ("and then he told me he never wanted to see her again", 0),
    ],
)
async def test_telegram_group(
    ways: Ways, caplog: pytest.LogCaptureFixture, text: str, count: int
) -> None:
    """Of a group's texts, what is written to her or to Anna is a message."""
    caplog.set_level("DEBUG", "custom_components.samantha")
    bot = {"config_entry_id": "bot", "username": "samantha_house_bot"}
    group = telegram(chat_id=-100, text=text, bot=bot)
    when = ways.clock.next().isoformat()
    assert await arrives(ways, BOT, when, **group) == count
    assert text not in caplog.text
    said = await ways.post.say("read my messages")
    assert ("late" in said or "bread" in said) == bool(count)


@pytest.mark.parametrize(("chat", "answered"), [(42, 42), (-100, 7)])
def test_telegram_answer(chat: int, answered: int) -> None:
    """An answer goes back to the chat; to a group's text, to the writer alone."""
    brought = from_telegram("source", telegram(chat_id=chat, user_id=7))
    assert brought
    assert brought.reply
    assert brought.reply[REPLY_CHAT] == answered


async def test_group_commands_nothing(ways: Ways) -> None:
    """Whatever is written in a group, nothing but a message comes of it."""
    acted: list[str] = []
    ways.hass.bus.async_listen(
        "call_service", lambda event: acted.append(event.data["service"])
    )
    text = "Samantha, be quiet until eight and remind Anna now that it is late"
    when = ways.clock.next().isoformat()
    group = telegram(chat_id=-100, text=text)
    assert await arrives(ways, BOT, when, **group) == 1
    assert acted == []
    switch = ways.hass.states.get("switch.samantha_hush")
    assert switch
    assert switch.state == "off"


async def test_telegram_edited(ways: Ways) -> None:
    """A message that its writer has changed is the same message."""
    await arrives(ways, BOT, ways.clock.next().isoformat(), **telegram())
    edited = telegram(text="Come on Monday")
    assert await arrives(ways, BOT, ways.clock.next().isoformat(), **edited) == 1
    assert (await ways.post.say("read my messages")).endswith("Come on Monday.")


async def test_restored(ways: Ways) -> None:
    """A state of before, restored or back from being gone, tells of nothing new."""
    past = "2020-01-01T00:00:00.000+00:00"
    assert await arrives(ways, BOT, past, **telegram()) == 0
    when = ways.clock.next().isoformat()
    assert await arrives(ways, BOT, when, **telegram()) == 1
    await ways.post.say("read my messages")
    assert await arrives(ways, BOT, "unavailable") == 0
    assert await arrives(ways, BOT, when, **telegram(id=8)) == 0


@pytest.mark.parametrize(
    ("attributes", "count"),
    [
        ({"id": "a", "event": "message", "title": "Door", "message": "Open"}, 1),
        ({"id": "a", "event": "message", "message": "Open"}, 1),
        ({"id": "a", "event": "open", "message": "Open"}, 0),
        ({"id": "a", "event": "message", "message": None}, 0),
    ],
)
async def test_ntfy(ways: Ways, attributes: dict[str, Any], count: int) -> None:
    """A topic's message comes in; its state, which has the text, is not needed."""
    when = ways.clock.next().isoformat()
    assert await arrives(ways, TOPIC, when, **attributes) == count


async def test_two_at_once(ways: Ways) -> None:
    """Two messages of one moment are two, and one told of again is one."""
    when = ways.clock.next().isoformat(timespec="milliseconds")
    assert await arrives(ways, BOT, when, **telegram()) == 1
    second = telegram(id=8, text="And bring cake")
    assert await arrives(ways, BOT, when, **second) == 2
    assert await arrives(ways, BOT, "unavailable") == 2
    assert await arrives(ways, BOT, when, **second) == 2


def notification(ways: Ways, text: str, **more: Any) -> Mapping[str, Any]:
    """Return the attributes of a phone's last notification."""
    return {
        "android.title": "Carla",
        "android.text": text,
        "package": APP,
        "post_time": int(ways.clock.next().timestamp() * 1000),
        "is_ongoing": False,
        **more,
    }


@pytest.mark.parametrize(
    ("text", "more", "count"),
    [
        ("Come on Sunday", {}, 1),
        ("Come on…", {"android.bigText": "Come on Sunday, all of you"}, 1),
        ("Come on Sunday", {"package": "com.example.game"}, 0),
        ("Come on Sunday", {"is_ongoing": True}, 0),
        ("2 new messages", {}, 0),
        ("5 messages from 3 chats", {}, 0),
        ("Checking for new messages", {}, 0),
        ("This message was deleted", {}, 0),
        ("Incoming voice call", {}, 0),
        ("", {}, 0),
        ("2 new messages for you, love", {}, 1),
        ("Come on Sunday", {"android.isGroupConversation": False}, 1),
        ("see you on Sunday then", {"android.isGroupConversation": True}, 0),
        ("Anna, come on Sunday", {"android.isGroupConversation": True}, 1),
    ],
)
async def test_phone(ways: Ways, text: str, more: dict[str, Any], count: int) -> None:
    """Of a phone, what an app listed shows is a message; its noise is none."""
    attributes = notification(ways, text, **more)
    assert await arrives(ways, PHONE, text[:255] or "empty", **attributes) == count


async def test_number_in_place_of_a_name(ways: Ways) -> None:
    """Of whom a phone shows the number, the contact is known by it."""
    more = {"android.title": "0171 123 45 67"}
    await arrives(ways, PHONE, "Hello", **notification(ways, "Hello", **more))
    assert await ways.post.say("read my messages") == "Your mother writes: Hello."


async def test_same_notification_again(ways: Ways) -> None:
    """A notification that the phone tells of again is not another."""
    attributes = notification(ways, "Come on Sunday")
    await arrives(ways, PHONE, "Come on Sunday", **attributes)
    again = {**attributes, "group_id": "x"}
    assert await arrives(ways, PHONE, "Come on Sunday", **again) == 1


async def test_removed(ways: Ways) -> None:
    """A source that is removed brings nothing more."""
    entry = ways.post.house.entry
    ways.hass.config_entries.async_remove_subentry(entry, ways.keys["telegram_bot"])
    await ways.post.house.settle()
    when = ways.clock.next().isoformat()
    assert await arrives(ways, BOT, when, **telegram()) == 0
