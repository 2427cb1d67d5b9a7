"""Awaiting what must not be left half done."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable


async def to_its_end[T](work: Awaitable[T]) -> T:
    """Await work to its end even when cancelled; then pass the cancellation on."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        # Marks a failure as seen: the cancellation is what the caller hears of.
        with suppress(asyncio.CancelledError):
            task.exception()
        raise
