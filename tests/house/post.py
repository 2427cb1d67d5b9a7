"""What is written to Anna: by notify, in the family's chat, and by mail."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .client import House
from .mailbox import PASSWORD, USER, Mailbox, mailbox
from .plan import RESIDENT
from .process import LOOPBACK

PERSON: Final = "person.anna"
MESSAGES: Final = "sensor.anna_messages"
INBOX: Final = "notify.anna_inbox"
# Whom Anna knows: an answer to Theo goes to his inbox.
CONTACTS: Final[tuple[Mapping[str, Any], ...]] = (
    {"name": "Theo", "notify": "notify.theo_inbox"},
    {"name": "Carla Berg", "relation": "mother"},
)
_OURS: Final = frozenset({"contact", "source"})


@dataclass(frozen=True, slots=True)
class Post:
    """The ways by which somebody writes to Anna."""

    house: House
    mails: Mailbox

    async def by_notify(self, sender: str, text: str) -> None:
        """Write by an action that notifies."""
        await self.house.act("notify.send_message", INBOX, title=sender, message=text)

    async def by_chat(self, sender: str, text: str) -> None:
        """Write in the chat, which an event entity shows."""
        await self.house.post(
            "/api/events/world_chat", {"sender": sender, "text": text}
        )

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
    entry_id = await _her_entry(house)
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
    form = await house.start_subentry(entry_id, "source")
    form = await house.submit_subentry(form, {"where": imap["entry_id"]})
    await house.submit_subentry(form, {"residents": [resident]})
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
        async with mailbox(folder) as mails, mail_source(house, anna, mails):
            yield Post(house, mails)
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
    for imap in await house.entries("imap"):
        await house.delete_entry(imap["entry_id"])
