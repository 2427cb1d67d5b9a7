"""What is written to Anna: by notify, to the family's topic, and by mail."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .client import House
from .connection import Json
from .mailbox import PASSWORD, USER, Mailbox, mailbox
from .plan import RESIDENT
from .process import LOOPBACK
from .topics import Topics, topics

PERSON: Final = "person.anna"
MESSAGES: Final = "sensor.anna_messages"
INBOX: Final = "notify.anna_inbox"
# The family's topic at ntfy, and what Home Assistant shows of it.
TOPIC: Final = "maple-lane"
TOPIC_NAME: Final = "Family chat"
CHAT: Final = "event.family_chat"
# Whom Anna knows: an answer to Theo goes to his inbox.
CONTACTS: Final[tuple[Mapping[str, Any], ...]] = (
    {"name": "Theo", "notify": "notify.theo_inbox"},
    {"name": "Carla Berg", "relation": "mother"},
)
_OURS: Final = frozenset({"contact", "source"})
_THEIRS: Final = ("imap", "ntfy")


@dataclass(frozen=True, slots=True)
class Post:
    """The ways by which somebody writes to Anna."""

    house: House
    mails: Mailbox
    topics: Topics

    async def by_notify(self, sender: str, text: str) -> None:
        """Write by an action that notifies."""
        await self.house.act("notify.send_message", INBOX, title=sender, message=text)

    async def by_ntfy(self, sender: str, text: str) -> None:
        """Write to the family's topic, which an event entity shows."""
        await self.topics.publish(TOPIC, sender, text)

    async def by_mail(self, sender: str, text: str) -> None:
        """Write a mail."""
        await self.mails.receive(sender, "", text)


type Way = Callable[[Post, str, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that is written to Anna."""

    way: Way
    sender: str
    text: str


@asynccontextmanager
async def mail_source(
    house: House, resident: str, mails: Mailbox
) -> AsyncGenerator[None]:
    """Follow a mailbox for a resident, by Home Assistant's own integration."""
    imap = await house.add_integration(
        "imap",
        {
            "server": LOOPBACK,
            "port": mails.port,
            "username": USER,
            "password": PASSWORD,
            "verify_ssl": False,
        },
    )
    await _follow(house, imap["entry_id"], {"residents": [resident]})
    try:
        yield
    finally:
        await _clear_out(house, frozenset({"source"}))


async def follow_topic(
    house: House, resident: str, served: Topics, **about: Any
) -> None:
    """Follow the family's topic for a resident, by Home Assistant's own integration."""
    step = await house.start_flow("ntfy")
    server = {"url": served.url, "verify_ssl": False, "auth": {}}
    added = await house.submit(step, server)
    # The form for a topic opens by itself.
    _, topic_flow = added["next_flow"]
    step = await house.submit_subentry(
        {"flow_id": topic_flow}, {"next_step_id": "add_topic"}
    )
    await house.submit_subentry(
        step, {"topic": TOPIC, "name": TOPIC_NAME, "filter": {}}
    )
    await served.until_heard(TOPIC)
    await _follow(house, CHAT, {"residents": [resident], **about})


@asynccontextmanager
async def topic_source(
    house: House, resident: str, served: Topics, **about: Any
) -> AsyncGenerator[None]:
    """Follow the family's topic until the block ends."""
    await follow_topic(house, resident, served, **about)
    try:
        yield
    finally:
        await _clear_out(house, frozenset({"source"}))


@asynccontextmanager
async def open_post(house: House, folder: Path) -> AsyncGenerator[Post]:
    """Let Anna be written to; the folder takes a certificate."""
    await _clear_out(house, _OURS)
    entry_id = await _her_entry(house)
    anna = await _anna(house, entry_id)
    for contact in CONTACTS:
        form = await house.start_subentry(entry_id, "contact")
        await house.submit_subentry(form, {**contact, "calls": {}})
    try:
        async with (
            mailbox(folder) as mails,
            topics() as served,
            mail_source(house, anna, mails),
            topic_source(house, anna, served),
        ):
            yield Post(house, mails, served)
    finally:
        await _clear_out(house, _OURS)


async def choose(house: House, **settings: str) -> None:
    """Let Anna choose how she learns of messages; without settings, as at first."""
    entry_id = await _her_entry(house)
    form = await house.start_subentry(
        entry_id,
        "resident",
        source="reconfigure",
        subentry_id=await _anna(house, entry_id),
    )
    await house.submit_subentry(form, {**RESIDENT, **settings})


async def _follow(house: House, where: str, about: Json) -> None:
    """Have her take messages from where they come in."""
    form = await house.start_subentry(await _her_entry(house), "source")
    form = await house.submit_subentry(form, {"where": where})
    await house.submit_subentry(form, about)


async def _anna(house: House, entry_id: str) -> str:
    """Return the key of the resident that Anna is."""
    return next(
        str(part["subentry_id"])
        for part in await house.subentries(entry_id)
        if part["unique_id"] == PERSON
    )


async def _her_entry(house: House) -> str:
    (entry,) = await house.entries("samantha")
    return str(entry["entry_id"])


async def _clear_out(house: House, kinds: frozenset[str]) -> None:
    """Take away what this has added, also when it was cut off."""
    entry_id = await _her_entry(house)
    for part in await house.subentries(entry_id):
        if part["subentry_type"] in kinds:
            await house.delete_subentry(entry_id, part["subentry_id"])
    for domain in _THEIRS:
        for entry in await house.entries(domain):
            await house.delete_entry(entry["entry_id"])
