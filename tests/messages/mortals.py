"""A process with a store and a box in it, which is there to be killed."""

import asyncio
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from custom_components.samantha.messages.box import Box
from custom_components.samantha.messages.message import Incoming, Recipient
from custom_components.samantha.store import Store
from tests.store import mortals

# Their server imports this module once, with the store's mortals.
get_context("forkserver").set_forkserver_preload([mortals.__name__, __name__])

RESIDENTS = ("anna", "ben")


def receive(path: Path, first: int, last: int, tell: Connection) -> None:
    """Take in messages, and tell the number of each that is accepted.

    The first one may have been accepted before, without a word of it: a source brings
    it again.
    """

    async def run() -> None:
        store = await Store.open(path)
        box = Box(store, lambda: datetime.now(UTC))
        recipients = [Recipient(resident=one) for one in RESIDENTS]
        for number in range(first, last):
            incoming = Incoming(
                text=f"text {number}", source="mail", origin=f"mail {number}"
            )
            await box.deliver(incoming, recipients)
            tell.send(number)
        await store.close()

    asyncio.run(run())
