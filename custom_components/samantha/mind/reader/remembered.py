"""What the records say of the things that a question about the past is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import State
from homeassistant.util import dt as dt_util

from .conditions import CONDITIONS, Check
from .episodes import Change, Episode, Holds, Record, record_of
from .index import Thing
from .inquiry import Inquiry
from .records import GLANCE, LOOK, async_looking_back, oldest
from .selection import Selection

# What else is meant, where nothing can be asked the first.
_INSTEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "open": ("unlocked",),
    "closed": ("locked",),
    "done": ("idle", "off"),
    "running": ("on",),
    "detected": ("triggered", "on"),
    "triggered": ("detected",),
    "on": ("playing",),
}
# These open with what they are on, which has a contact of its own.
_OF_A_LOCK: Final = frozenset({"open", "closed"})
# Their states are the moments at which something happened.
MOMENTS: Final = frozenset({"event", "button", "input_button", "scene"})
_MOMENT_KEYS: Final = frozenset({"detected", "triggered", "on"})
_SLACK: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """The things a question is about, and the condition it asks after."""

    key: str
    selection: Selection

    @property
    def things(self) -> tuple[Thing, ...]:
        """Return the things."""
        return self.selection.things

    @property
    def holds(self) -> dict[Thing, Holds]:
        """Return how to tell of each thing whether it is so."""
        return {thing: holds_of(thing, self.key) for thing in self.things}


def subject_of(inquiry: Inquiry, key: str) -> Subject | None:
    """Return what is asked about; None where there is nothing of the kind."""
    for other in (key, *_INSTEAD.get(key, ())):
        if other not in CONDITIONS:
            continue
        check = Check(other)

        def fits(thing: Thing, check: Check = check) -> bool:
            if thing.domain in MOMENTS:
                return check.key in _MOMENT_KEYS
            if thing.domain == "lock" and check.key in _OF_A_LOCK:
                return False
            return check.applies(thing)

        selection = inquiry.select(fits)
        if selection and selection.everything and not selection.kind:
            selection = inquiry.select(
                lambda thing, check=check: (  # type: ignore[misc]
                    thing.domain != "lock" and check.is_meant_by_everything(thing)
                )
            )
        if selection is not None and selection.things:
            return Subject(other, selection)
    return None


async def async_records(
    inquiry: Inquiry, subject: Subject, start: datetime, end: datetime
) -> dict[Thing, Record]:
    """Return what is known of each thing over a span."""
    holds = subject.holds
    records = _records(holds, {}, end)
    until = end + _SLACK if end >= inquiry.now else end
    async for changes in async_looking_back(
        inquiry.hass, [thing.entity_id for thing in holds], start, until, LOOK
    ):
        history = changes if end < inquiry.now else _with_now(inquiry, holds, changes)
        records = _records(holds, history, end)
    return records


async def async_back(
    inquiry: Inquiry, holds: Mapping[Thing, Holds]
) -> dict[Thing, Record]:
    """Return what is known of things until now, as far back as one began to be so."""
    records = _records(holds, {}, inquiry.now)
    first = oldest(inquiry.hass)
    if first is None:
        return records
    async for changes in async_looking_back(
        inquiry.hass,
        [thing.entity_id for thing in holds],
        first - _SLACK,
        inquiry.now + _SLACK,
        GLANCE,
    ):
        records = _records(holds, _with_now(inquiry, holds, changes), inquiry.now)
        if any(record.starts for record in records.values()):
            break
    return records


def latest_of(records: Mapping[Thing, Record]) -> tuple[Thing, Episode] | None:
    """Return the thing that was the last to begin in sight, and when it was so."""
    begun = [
        (thing, record.starts[-1]) for thing, record in records.items() if record.starts
    ]
    return max(begun, key=lambda pair: pair[1].start) if begun else None


def holds_of(thing: Thing, key: str) -> Holds:
    """Return how to tell from a state alone whether a condition is true."""
    check = Check(key)
    known: dict[str, bool | None] = {}

    def holds(state: str) -> bool | None:
        if state not in known:
            known[state] = check.holds(
                thing, State(thing.entity_id, state, validate_entity_id=False)
            )
        return known[state]

    return holds


def _with_now(
    inquiry: Inquiry, things: Iterable[Thing], history: Mapping[str, list[Change]]
) -> dict[str, list[Change]]:
    """Return what was recorded, with the state of now, which may not be written yet."""
    whole = dict(history)
    for thing in things:
        state, changes = inquiry.state(thing), whole.get(thing.entity_id)
        if state and changes and changes[-1].state != state.state:
            at = max(state.last_changed, changes[-1].at)
            whole[thing.entity_id] = [*changes, Change(state.state, at)]
    return whole


def _records(
    holds: Mapping[Thing, Holds],
    history: Mapping[str, Iterable[Change]],
    until: datetime,
) -> dict[Thing, Record]:
    return {
        thing: _moments(history.get(thing.entity_id, ()))
        if thing.domain in MOMENTS
        else record_of(history.get(thing.entity_id, ()), tells, until)
        for thing, tells in holds.items()
    }


def _moments(changes: Iterable[Change]) -> Record:
    """Return the record of a thing whose states are moments."""
    known = [*changes]
    moments = dict.fromkeys(dt_util.parse_datetime(change.state) for change in known)
    episodes = tuple(
        Episode(moment, moment, begins=True, ends=True)
        for moment in moments
        if moment is not None
    )
    return Record(episodes, known[0].at if known else None, timedelta())
