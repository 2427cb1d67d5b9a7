"""Who wants to know what was done: listeners, and those who wait for one utterance."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final

from .ports import Cancel, Told

# How many of those settled last are remembered, for who asks what came of them.
_REMEMBERED: Final = 100


class Audience:
    """Those who listen."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._listeners: list[Callable[[Told], None]] = []
        self._counters: list[Callable[[], None]] = []
        self._counts: Mapping[str, int] = {}
        self._awaited: dict[str, asyncio.Future[Told | None]] = {}
        self._settled: OrderedDict[str, Told] = OrderedDict()

    def listen(self, callback: Callable[[Told], None]) -> Cancel:
        """Tell what is done."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def listen_to_counts(self, callback: Callable[[], None]) -> Cancel:
        """Tell when other numbers wait."""
        self._counters.append(callback)
        return lambda: self._counters.remove(callback)

    def settled(self, key: str) -> Told | None:
        """Return what came of an utterance that was settled not long ago."""
        return self._settled.get(key)

    async def until_settled(self, key: str) -> Told | None:
        """Wait for what comes of an utterance; None where it is taken back."""
        future = self._awaited.get(key)
        if future is None:
            future = asyncio.get_running_loop().create_future()
            self._awaited[key] = future
        return await asyncio.shield(future)

    def tell(self, told: Told, *, over: bool = False) -> None:
        """Tell what was done; `over` where nothing is left to do."""
        if over:
            self._settled[told.key] = told
            if len(self._settled) > _REMEMBERED:
                self._settled.popitem(last=False)
            self.resolve(told.key, told)
        for callback in self._listeners:
            _soon(callback, told)

    def resolve(self, key: str, told: Told | None) -> None:
        """End the wait of those who wait for an utterance."""
        future = self._awaited.pop(key, None)
        if future and not future.done():
            future.set_result(told)

    def count(self, counts: Mapping[str, int]) -> None:
        """Tell the numbers that wait, where they have changed."""
        if counts != self._counts:
            self._counts = counts
            for callback in self._counters:
                _soon(callback)

    def close(self) -> None:
        """Have nobody wait any more."""
        for future in self._awaited.values():
            future.cancel()


def _soon[*Arguments](
    callback: Callable[[*Arguments], None], *told: *Arguments
) -> None:
    """Tell a listener in the next turn of the event loop; its fault stays its own."""
    asyncio.get_running_loop().call_soon(callback, *told)
