"""What stands in the way of an utterance."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .verdict import Awaited, Reason


class Side(StrEnum):
    """What an obstacle is about, which decides the ways round it."""

    # The house is silent.
    HOUSE = "house"
    # Whom it is for is not here, or not to be disturbed.
    PERSON = "person"
    # It is not known where they are.
    PLACE = "place"
    # They have not spoken to her.
    ADDRESS = "address"
    # Somebody else there is not to be disturbed.
    OTHERS = "others"
    # What goes on in the room.
    ROOM = "room"
    # Who would hear it.
    COMPANY = "company"
    # There is nothing to say it with.
    VOICE = "voice"
    # It is over in a moment.
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way, what can take it away, and when it goes by itself (UTC)."""

    side: Side
    reason: Reason
    waits: frozenset[Awaited] = frozenset()
    until: datetime | None = None
