"""Pure: answers that a source brings back, as a topic does to all who listen to it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from .message import Incoming
from .replies import REPLY_NOTIFY

_COMES_BACK_WITHIN: Final = timedelta(minutes=2)


class Echoes:
    """What was sent a moment ago, and by which notify entity."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Expect nothing back yet; `now` has a time zone."""
        self._now = now
        self._sent: dict[tuple[str, str], datetime] = {}

    def expect(self, way: str, text: str) -> None:
        """Expect back what is about to be sent."""
        now = self._now()
        self._sent = {
            sent: when
            for sent, when in self._sent.items()
            if now - when <= _COMES_BACK_WITHIN
        }
        self._sent[way, text.strip()] = now

    def forget(self, way: str, text: str) -> None:
        """Expect back no more what could not be sent."""
        self._sent.pop((way, text.strip()), None)

    def is_one(self, brought: Incoming) -> bool:
        """Return whether a message is what was sent; it is so once.

        Answers have no title, so that what names a sender is somebody's own.
        """
        way = (brought.reply or {}).get(REPLY_NOTIFY)
        if brought.sender or not isinstance(way, str):
            return False
        when = self._sent.pop((way, brought.text.strip()), None)
        return when is not None and self._now() - when <= _COMES_BACK_WITHIN
