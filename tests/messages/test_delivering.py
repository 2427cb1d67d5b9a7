"""The action and the notify entity that put a message in an inbox."""

from pathlib import Path
import re
from typing import Any, Final
from unittest.mock import patch

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.setup import async_setup_component
import probatio
import pytest
import yaml

from custom_components.samantha.const import DOMAIN
from custom_components.samantha.store import Store, StoreError

from .conftest import Post

DOCUMENTED: Final = Path(__file__).parents[2] / "docs" / "messages.md"
YAML: Final = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HELLO: Final = {"for": ["person.anna"], "message": "Hello"}


@pytest.mark.parametrize(
    "data",
    [
        {"message": "Hello"},
        {"for": [], "message": "Hello"},
        {"for": ["light.lamp"], "message": "Hello"},
        {"for": ["person.anna"]},
        {"for": ["person.anna"], "message": "x" * 20_001},
        {"for": ["person.anna"], "message": "x", "reply_to": "light.lamp"},
        {"for": ["person.anna"], "message": "x", "message_id": "x" * 101},
        {"for": ["person.anna"], "message": "x", "unknown": 1},
    ],
)
async def test_refused_at_the_door(post: Post, data: dict[str, Any]) -> None:
    """What can't be meant is refused."""
    with pytest.raises(probatio.Invalid):
        await post.house.act("deliver_message", **data)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"for": ["person.nobody"], "message": "Hello"}, "resident_unknown"),
        ({"for": ["person.anna"], "message": "  "}, "text_empty"),
        ({"for": ["person.anna"], "message": "\u200b\u3164"}, "text_empty"),
    ],
)
async def test_told_what_is_wrong(post: Post, data: dict[str, Any], key: str) -> None:
    """What is wrong is told in words."""
    with pytest.raises(ServiceValidationError) as error:
        await post.house.act("deliver_message", **data)
    assert (error.value.translation_domain, error.value.translation_key) == (
        DOMAIN,
        key,
    )


async def test_documented_automation(post: Post) -> None:
    """The automation that the documentation shows hands a message on."""
    [written] = [
        block for block in YAML.findall(DOCUMENTED.read_text()) if "triggers:" in block
    ]
    automation = yaml.safe_load(written)
    [trigger] = automation["triggers"]
    assert await async_setup_component(
        post.hass, "automation", {"automation": automation}
    )
    post.hass.bus.async_fire(trigger["event_type"], {"from": "Tom", "text": "Hello"})
    await post.house.settle()
    assert await post.say("read my messages") == "Tom writes: Hello."


async def test_disk_full(post: Post) -> None:
    """What can't be kept is not accepted."""
    with (
        patch.object(Store, "transaction", side_effect=StoreError("full")),
        pytest.raises(HomeAssistantError) as error,
    ):
        await post.house.act("deliver_message", **HELLO)
    assert error.value.translation_key == "not_kept"
    assert post.count() == 0


async def test_kept_though_nothing_can_be_said(post: Post) -> None:
    """A message that is kept is accepted, also where it can't be told of yet."""
    voice = post.house.entry.runtime_data.voice
    with patch.object(voice.courier, "accept", side_effect=StoreError("full")):
        await post.deliver("Hello")
    assert post.count() == 1
    assert await post.say("read my messages") == "Your mother writes: Hello."


async def test_not_loaded(post: Post) -> None:
    """While she is not there, nothing is accepted."""
    await post.hass.config_entries.async_unload(post.house.entry.entry_id)
    with pytest.raises(ServiceValidationError) as error:
        await post.house.act("deliver_message", **HELLO)
    assert error.value.translation_key == "not_loaded"


async def test_for_several(post: Post) -> None:
    """A message for several is one for each of them."""
    both: dict[str, Any] = {"for": ["person.anna", "person.theo"]}
    told = await post.deliver("Hello", **both)
    assert {one["person"] for one in told} == {"person.anna", "person.theo"}
    assert (post.count("anna"), post.count("theo")) == (1, 1)
    await post.say("read my messages")
    assert (post.count("anna"), post.count("theo")) == (0, 1)


async def test_same_again(post: Post) -> None:
    """The same words again, at once, are the same message."""
    assert [one["news"] for one in await post.deliver("Hello")] == ["new"]
    assert [one["news"] for one in await post.deliver("Hello")] == ["known"]
    assert post.count() == 1


async def test_by_notify(post: Post) -> None:
    """What is sent to the inbox is a message; its title is who it is from."""
    await post.hass.services.async_call(
        "notify",
        "send_message",
        {"entity_id": "notify.anna_inbox", "message": "Hello", "title": "Carly"},
        blocking=True,
    )
    assert post.count() == 1
    assert await post.say("read my messages") == "Your mother writes: Hello."


async def test_empty_by_notify(post: Post) -> None:
    """Nothing is no message."""
    with pytest.raises(ServiceValidationError):
        await post.hass.services.async_call(
            "notify",
            "send_message",
            {"entity_id": "notify.anna_inbox", "message": " "},
            blocking=True,
        )


async def test_events_tell_no_text(post: Post) -> None:
    """The event and the sensor tell how many, and whether from a contact."""
    await post.deliver("Come on Sunday.")
    event = post.hass.states.get("event.anna_message")
    assert event
    assert event.attributes["event_type"] == "received"
    assert event.attributes["count"] == 1
    assert event.attributes["from_contact"] is True
    await post.deliver("Come on Monday.", "Bob")
    event = post.hass.states.get("event.anna_message")
    assert event
    assert event.attributes["from_contact"] is False


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Anna, the train is late", 1), ("the train is late", 0), ("ok", 0)],
)
async def test_in_a_group(post: Post, text: str, kept: int) -> None:
    """Of a group's texts only those for her or for the resident are kept."""
    assert len(await post.deliver(text, in_group=True)) == kept
    assert len(await post.deliver(text)) == 1


@pytest.mark.parametrize("text", ["Connecting", "new messages", "ringing"])
async def test_words_that_a_phone_would_show(post: Post, text: str) -> None:
    """What is noise on a phone is a message where somebody has written it."""
    assert len(await post.deliver(text)) == 1
