"""When to look at what again."""

from collections.abc import Hashable
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from itertools import count


class Agenda[T: Hashable]:
    """A time for each of many things; only the earliest needs a timer."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._heap: list[tuple[datetime, int, T]] = []
        self._times: dict[T, tuple[datetime, int]] = {}
        self._number = count()

    def set(self, what: T, when: datetime) -> None:
        """Look at something then, in place of the time that was set for it."""
        when = when.astimezone(UTC)
        known = self._times.get(what)
        if known and known[0] == when:
            return
        number = next(self._number)
        self._times[what] = when, number
        heappush(self._heap, (when, number, what))
        self._tidy()

    def cancel(self, what: T) -> None:
        """Look at something no more."""
        if self._times.pop(what, None):
            self._tidy()

    def earliest(self) -> datetime | None:
        """Return the first time there is."""
        while self._heap and not self._holds(self._heap[0]):
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def due(self, now: datetime) -> list[T]:
        """Take out all whose time has come, earliest first."""
        found = []
        while (when := self.earliest()) is not None and when <= now:
            what = heappop(self._heap)[2]
            del self._times[what]
            found.append(what)
        return found

    def _holds(self, item: tuple[datetime, int, T]) -> bool:
        when, number, what = item
        return self._times.get(what) == (when, number)

    def _tidy(self) -> None:
        if len(self._heap) > 2 * len(self._times) + 64:
            self._heap = [item for item in self._heap if self._holds(item)]
            heapify(self._heap)
