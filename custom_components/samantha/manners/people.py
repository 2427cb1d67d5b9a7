"""What somebody has against being spoken to, one rule after the other."""

from collections.abc import Callable
from datetime import UTC
from typing import Final

from .case import Case
from .obstacle import Obstacle, Side
from .situation import Presence, Resident
from .utterance import When
from .verdict import Awaited, Change, Reason, Why

# What is asked for only while they surely are at home.
_HOME: Final = frozenset({When.HOME, When.FREE})

type PersonRule = Callable[[Case, Resident], Obstacle | None]


def is_away(case: Case, resident: Resident) -> Obstacle | None:
    """Wait until somebody comes home; their phone is with them."""
    if resident.presence is not Presence.AWAY or case.phones_alone:
        return None
    return _missing(resident, Why.PERSON_AWAY)


def house_is_silent(case: Case, resident: Resident) -> Obstacle | None:
    """Say nothing in the house's quiet hours, nor while it is hushed."""
    del resident
    return case.peace.house


def is_left_alone(case: Case, resident: Resident) -> Obstacle | None:
    """Leave whoever sleeps, has quiet hours, is hushed or on a call."""
    return case.peace.of(resident)


def may_be_away(case: Case, resident: Resident) -> Obstacle | None:
    """Be sure that somebody is home where that was asked for, or what is private."""
    if resident.presence is Presence.HOME or case.phones_alone:
        return None
    if case.utterance.when not in _HOME and not case.private:
        return None
    return _missing(resident, Why.PERSON_UNKNOWN)


def has_just_come(case: Case, resident: Resident) -> Obstacle | None:
    """Let whoever is to have time arrive first."""
    if case.utterance.when is not When.FREE or resident.came_home is None:
        return None
    end = resident.came_home.astimezone(UTC) + case.rules.arriving
    if end <= case.index.now:
        return None
    facts = {"resident": resident.key, "time": case.index.local(end)}
    waits = frozenset({Awaited(Change.PRESENCE, resident.key)})
    return Obstacle(Side.PERSON, Reason(Why.JUST_BACK, facts), waits, end)


ALL: Final[tuple[PersonRule, ...]] = (
    is_away,
    may_be_away,
    house_is_silent,
    is_left_alone,
    has_just_come,
)


def first(case: Case, resident: Resident) -> Obstacle | None:
    """Return what the first rule that has something against it says."""
    for rule in ALL:
        obstacle = rule(case, resident)
        if obstacle is not None:
            return obstacle
    return None


def _missing(resident: Resident, why: Why) -> Obstacle:
    waits = frozenset({Awaited(Change.PRESENCE, resident.key)})
    return Obstacle(Side.PERSON, Reason(why, {"resident": resident.key}), waits)
