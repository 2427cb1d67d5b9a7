"""What she would like to say unprompted, without the words of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing it is."""

    MESSAGE = "message"
    REMINDER = "reminder"
    COMPANION = "companion"
    ALARM = "alarm"


class Urgency(StrEnum):
    """How much it may get in the way."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Privacy(StrEnum):
    """Who may hear it: whoever is there, who lives here, or only whom it is for."""

    OPEN = "open"
    HOUSEHOLD = "household"
    PRIVATE = "private"


class When(StrEnum):
    """The moment that was asked for; a time is `valid_from`."""

    NOW = "now"
    HOME = "home"
    ADDRESSED = "addressed"
    # They are home and have time: nothing cooks, and they have not just come in.
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Something she would like to say.

    `residents` is whom it is for; empty means whoever is at home. `told` are those of
    them who have heard it. `areas` and `voices` narrow where it may be said; empty
    means where they are. All times carry a time zone; `expires` is after `valid_from`.
    """

    key: str
    kind: Kind
    created: datetime
    valid_from: datetime
    expires: datetime
    residents: frozenset[str] = field(default_factory=frozenset)
    told: frozenset[str] = field(default_factory=frozenset)
    areas: frozenset[str] = field(default_factory=frozenset)
    voices: frozenset[str] = field(default_factory=frozenset)
    urgency: Urgency = Urgency.NORMAL
    privacy: Privacy = Privacy.OPEN
    when: When = When.NOW
    mergeable: bool = False
    dedupe: str | None = None
    # An answer is wanted: the voice should be able to listen.
    asks: bool = False
    # The silent cue that something waits has been given.
    signalled: bool = False

    @property
    def untold(self) -> frozenset[str]:
        """Return the residents who have yet to hear it."""
        return self.residents - self.told
