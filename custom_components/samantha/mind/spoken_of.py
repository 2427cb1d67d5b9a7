"""Of whom somebody has just spoken in a place: whom "her" means there."""

from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

# So long after it "her" is still the same.
_LATELY: Final = timedelta(minutes=5)


class SpokenOf:
    """The contacts who were just spoken of, by place, each by their key."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._known: dict[str, tuple[str, datetime]] = {}

    def note(self, place: str, contact: str) -> None:
        """Know whom "her" means in a place from now on."""
        now = dt_util.utcnow()
        self._known = {
            other: (key, at)
            for other, (key, at) in self._known.items()
            if now - at < _LATELY
        } | {place: (contact, now)}

    def at(self, place: str) -> str | None:
        """Return who was just spoken of in a place."""
        key, at = self._known.get(place, (None, dt_util.utcnow()))
        return key if dt_util.utcnow() - at < _LATELY else None
