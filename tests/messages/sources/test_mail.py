"""A mailbox: each mail once, also those that its integration does not tell of."""

from datetime import timedelta
from typing import Any

from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from ..conftest import Post
from ..ways import MAILBOX, Ways

COUNT = "sensor.mailbox_messages"


@pytest.fixture
async def ways(post: Post) -> Ways:
    """Return the house, with a mailbox that counts its mails."""
    mailbox = MockConfigEntry(domain="imap", entry_id=MAILBOX)
    mailbox.add_to_hass(post.hass)
    er.async_get(post.hass).async_get_or_create(
        "sensor",
        "imap",
        "count",
        suggested_object_id="mailbox_messages",
        config_entry=mailbox,
    )
    post.hass.states.async_set(COUNT, "0")
    ways = Ways(post)
    await post.house.settle()
    return ways


def mail(ways: Ways, text: str, **more: Any) -> str:
    """Have a mail arrive; return its place."""
    return ways.mailbox.add(
        {
            "text": text,
            "sender": "tom@example.org",
            "subject": text,
            "date": ways.clock.next().isoformat(),
            **more,
        }
    )


async def told(ways: Ways, place: str) -> list[str]:
    """Have the integration tell of a mail; return the texts that are kept."""
    ways.hass.bus.async_fire(
        "imap_content", {"entry_id": MAILBOX, "uid": place, "initial": True}
    )
    return await kept(ways)


async def counted(ways: Ways, count: int) -> list[str]:
    """Have the integration count the mails; return the texts that are kept."""
    ways.hass.states.async_set(COUNT, str(count))
    return await kept(ways)


async def kept(ways: Ways) -> list[str]:
    """Return the texts that are kept, oldest first."""
    await ways.post.house.settle()
    box = ways.post.house.entry.runtime_data.inbox.box
    newest = await box.newest(ways.post.house.residents["anna"])
    return [text for thread in reversed(newest) for text in thread.texts]


async def test_burst(ways: Ways) -> None:
    """Of a burst the integration tells of the last; all of them come in, in order."""
    mail(ways, "One")
    mail(ways, "Two")
    assert await told(ways, mail(ways, "Three")) == ["One", "Two", "Three"]


async def test_each_once(ways: Ways) -> None:
    """Told of again, as after a restart, a mail is not another."""
    first = mail(ways, "One")
    await told(ways, first)
    assert await told(ways, first) == ["One"]
    second = mail(ways, "Two")
    assert await told(ways, second) == ["One", "Two"]
    assert ways.mailbox.fetched.count(first) <= 3


async def test_too_large(ways: Ways) -> None:
    """A mail that is not told of is found by the count, and kept in part."""
    await told(ways, mail(ways, "One"))
    await counted(ways, 1)
    mail(ways, "Large " * 10_000, subject="Large")
    [one, large] = await counted(ways, 2)
    assert one == "One"
    assert large.startswith("Large Large")
    assert len(large) == 4_000


async def test_told_and_counted(ways: Ways) -> None:
    """A mail that is told of and counted is one."""
    await told(ways, mail(ways, "One"))
    await counted(ways, 1)
    await told(ways, mail(ways, "Two"))
    assert await counted(ways, 2) == ["One", "Two"]


async def test_what_was_there_before(ways: Ways) -> None:
    """Mails from before the source was set up are not news."""
    old = ways.clock.next() - timedelta(days=3)
    mail(ways, "Old", date=old.isoformat())
    assert await told(ways, mail(ways, "New")) == ["New"]
    assert await told(ways, "1") == ["New"]


async def test_others_deleted(ways: Ways) -> None:
    """Where mails were deleted, places are others; each is still known."""
    await told(ways, mail(ways, "One"))
    await told(ways, mail(ways, "Two"))
    ways.mailbox.mails = {"1": ways.mailbox.mails["2"]}
    assert await told(ways, "1") == ["One", "Two"]
    assert await told(ways, mail(ways, "Three")) == ["One", "Two", "Three"]


async def test_other_mailbox(ways: Ways) -> None:
    """A mailbox that is no source is not read."""
    ways.hass.bus.async_fire("imap_content", {"entry_id": "other", "uid": "1"})
    assert await kept(ways) == []
    assert ways.mailbox.fetched == []


async def test_gone(ways: Ways) -> None:
    """A mail that can't be fetched brings nothing, and breaks nothing."""
    assert await told(ways, "9") == []
    assert await told(ways, mail(ways, "One")) == ["One"]


async def test_deleted_stays_deleted(ways: Ways) -> None:
    """What was deleted does not come back when it is told of again."""
    place = mail(ways, "One")
    await told(ways, place)
    await ways.post.say("read my messages")
    await ways.post.say("delete it")
    assert await told(ways, place) == []


async def test_without_a_text(ways: Ways) -> None:
    """Of a mail that has no text, the subject is read."""
    await told(ways, mail(ways, "", subject="Dinner at eight?"))
    assert await ways.post.say("read my messages") == "Tom writes: Dinner at eight?"


@pytest.mark.parametrize("count", [2, 3])
async def test_several_without_a_text(ways: Ways, count: int) -> None:
    """Of several, none is left out."""
    for number in range(count):
        await told(ways, mail(ways, "", subject=f"Number {number}"))
    texts = " ".join(f"Number {number}." for number in range(count))
    assert await ways.post.say("read my messages") == (
        f"Tom wrote {count} times. {texts}"
    )
