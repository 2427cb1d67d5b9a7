"""Pure: what a time that was said can turn out to be."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fault(StrEnum):
    """Why a time can't be meant."""

    PAST = "past"
    NO_SUCH_DAY = "no such day"
    NO_SUCH_TIME = "no such time"
    # "Every 0 days", "in 0 minutes".
    NEVER = "never"
    TOO_OFTEN = "too often"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time, in the time zone of the house.

    With a rule by RFC 5545 it is the first of many, and `start` is from when the rule
    counts, as a clock on the wall shows it.
    """

    at: datetime
    rule: str | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """Two times that could be meant; which, has to be asked."""

    first: Moment
    second: Moment


type Understood = Moment | Either | Fault


class UnmeantError(Exception):
    """A time was said that can't be meant."""

    def __init__(self, fault: Fault) -> None:
        """Carry why."""
        super().__init__(fault)
        self.fault = fault
