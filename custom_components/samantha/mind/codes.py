"""The lock on spoken codes: a few wrong ones, and there is a pause."""

from datetime import datetime, timedelta
import hmac
from typing import Final

from homeassistant.util import dt as dt_util

TRIES: Final = 3
PAUSE: Final = timedelta(minutes=5)
LONGEST_PAUSE: Final = timedelta(hours=1)

SHORTEST_CODE: Final = 4
LONGEST_CODE: Final = 12


def is_code(text: str) -> bool:
    """Return whether a code can be said digit by digit; none at all is fine too."""
    return not text or (
        text.isascii() and text.isdigit() and SHORTEST_CODE <= len(text) <= LONGEST_CODE
    )


class CodeLock:
    """Counts wrong codes across all places, so that trying them out takes for ever."""

    def __init__(self) -> None:
        """Start without a wrong code."""
        self._wrong = 0
        self._pause = PAUSE
        self._until: datetime | None = None

    @property
    def is_paused(self) -> bool:
        """Return whether no code is taken at the moment."""
        return self._until is not None and dt_util.utcnow() < self._until

    def accepts(self, code: str, expected: str) -> bool:
        """Compare a code, and count it where it is wrong."""
        if self.is_paused:
            return False
        if hmac.compare_digest(code, expected):
            self._wrong = 0
            self._pause = PAUSE
            return True
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong = 0
            self._until = dt_util.utcnow() + self._pause
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        return False
