"""Whom nothing may disturb, and how far that reaches."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

from .index import Index
from .obstacle import Obstacle, Side
from .quiet_hours import next_change, quiet_until
from .same import Same
from .situation import Area, Presence, QuietHours, Resident
from .verdict import Awaited, Change, Reason, Why

_FOREVER: Final = datetime.max.replace(tzinfo=UTC)

# What keeps from somebody, what ends it, and when it ends by itself.
type _State = tuple[Why, Change | None, datetime | None]


class Peace:
    """What has to stay silent in a situation: the house, people, ears."""

    def __init__(self, index: Index) -> None:
        """Take a situation; what follows from it is worked out when it is asked for."""
        self._index = index
        self._situation = index.situation
        self._quiet: dict[QuietHours, datetime | None] = {}

    def holds_for(self, index: Index) -> bool:
        """Return whether it is so in another situation with the same people and rooms.

        Time ends it, when a hush ends and when quiet hours begin or end.
        """
        mine, other = self._situation, index.situation
        return (
            other.hushed_until == mine.hushed_until
            and (
                other.quiet_hours is mine.quiet_hours
                or other.quiet_hours == mine.quiet_hours
            )
            and other.now.tzinfo is mine.now.tzinfo
            and self._index.now <= index.now < self._until
        )

    @cached_property
    def _until(self) -> datetime:
        situation = self._situation
        people, areas = situation.residents.values(), situation.areas.values()
        hours = {situation.quiet_hours, *(person.quiet_hours for person in people)}
        hushes = (
            situation.hushed_until,
            *(person.hushed_until for person in people),
            *(area.hushed_until for area in areas),
        )
        return min(
            (
                *(next_change(situation.now, one) for one in hours if one is not None),
                *(end for hush in hushes if (end := self._future(hush)) is not None),
            ),
            default=_FOREVER,
        )

    @cached_property
    def house(self) -> Obstacle | None:
        """Return what keeps the whole house silent."""
        hushed = self._future(self._situation.hushed_until)
        if hushed is not None:
            waits = frozenset({Awaited(Change.HUSH)})
            return Obstacle(Side.HOUSE, self._reason(Why.HUSHED, hushed), waits, hushed)
        if self._situation.quiet_hours is None:
            return None
        end = self._quiet_until(self._situation.quiet_hours)
        if end is None:
            return None
        reason = self._reason(Why.QUIET_HOURS, end)
        return Obstacle(Side.HOUSE, reason, until=end)

    def of(self, resident: Resident) -> Obstacle | None:
        """Return why somebody is not spoken to, wherever they are."""
        return self._of.get(resident.key)

    def within(self, ear: str) -> Iterable[Obstacle]:
        """Return who would be disturbed in an ear, or may be."""
        anywhere, within = self._reach
        if ear in self._index.areas:
            return (*within.get(ear, ()), *anywhere)
        # A voice that is in no room may be in any.
        return (*anywhere, *chain.from_iterable(within.values()))

    def hushed(self, ear: str) -> Obstacle | None:
        """Return which room of an ear was told to be silent."""
        for area in self._index.areas.get(ear, ()):
            end = self._future(area.hushed_until)
            if end is not None:
                facts = {"area": area.key, "time": self._index.local(end)}
                waits = frozenset({Awaited(Change.HUSH, area.key)})
                return Obstacle(Side.ROOM, Reason(Why.HUSHED, facts), waits, end)
        return None

    @cached_property
    def _of(self) -> dict[str, Obstacle]:
        found: dict[str, Obstacle] = {}
        for resident, states in self._left_alone:
            why, change, end = states[0]
            reason = self._reason(why, end, resident)
            waits = _named(resident.key, change)
            found[resident.key] = Obstacle(Side.PERSON, reason, waits, end)
        return found

    @cached_property
    def _reach(self) -> tuple[list[Obstacle], dict[str, list[Obstacle]]]:
        anywhere: list[Obstacle] = []
        within: dict[str, list[Obstacle]] = {}
        for areas in self._index.areas.values():
            for area in areas:
                if area.on_call:
                    reason = Reason(Why.ON_A_CALL, {"area": area.key})
                    waits = frozenset({Awaited(Change.CALL, area.key)})
                    obstacle = Obstacle(Side.ROOM, reason, waits)
                    within.setdefault(area.ear, []).append(obstacle)
        for resident, states in self._left_alone:
            if resident.presence is Presence.AWAY:
                continue
            for why, change, end in states:
                # Whoever leaves takes their peace along; whoever wakes is elsewhere.
                changes = (change, Change.PLACE, Change.PRESENCE, Change.AWAKE)
                waits = _named(resident.key, *changes)
                side = Side.ROOM if why is Why.ON_A_CALL else Side.OTHERS
                obstacle = Obstacle(side, self._reason(why, end, resident), waits, end)
                ears = self._ears(resident, why)
                if not ears:
                    anywhere.append(obstacle)
                for ear in ears:
                    within.setdefault(ear, []).append(obstacle)
        return anywhere, within

    @cached_property
    def _left_alone(self) -> list[tuple[Resident, list[_State]]]:
        """Return those who are not to be disturbed, each with why."""
        return [
            (resident, states)
            for resident in self._situation.residents.values()
            if (states := list(self._states(resident)))
        ]

    def _states(self, resident: Resident) -> Iterator[_State]:
        """Yield what keeps from somebody, what ends it, and when it ends by itself."""
        hushed = self._future(resident.hushed_until)
        if hushed is not None:
            yield Why.HUSHED, Change.HUSH, hushed
        if resident.do_not_disturb:
            yield Why.DO_NOT_DISTURB, Change.HUSH, None
        if resident.awake is False:
            yield Why.ASLEEP, Change.AWAKE, None
        if resident.quiet_hours is not None:
            end = self._quiet_until(resident.quiet_hours)
            if end is not None:
                yield Why.QUIET_HOURS, None, end
        if resident.on_call:
            yield Why.ON_A_CALL, Change.CALL, None

    def _ears(self, resident: Resident, why: Why) -> set[str]:
        """Return where somebody who is not to be disturbed is; empty is anywhere."""
        ears: set[str] = set()
        place = self._index.places.get(resident.key)
        if place is not None:
            ears.add(place)
        if resident.sleep_area is not None:
            in_bed = resident.awake is False or (
                why is Why.QUIET_HOURS and resident.awake is None
            )
            if in_bed and (place is None or why in {Why.ASLEEP, Why.QUIET_HOURS}):
                ears.add(self._situation.ear_of(resident.sleep_area))
        return ears

    def _quiet_until(self, hours: QuietHours) -> datetime | None:
        """Return when quiet hours end that it is in; a family's are mostly the same."""
        if hours not in self._quiet:
            self._quiet[hours] = quiet_until(self._situation.now, hours)
        return self._quiet[hours]

    def _future(self, until: datetime | None) -> datetime | None:
        """Return an instant in UTC if it is yet to come."""
        if until is None or until <= self._index.now:
            return None
        return until.astimezone(UTC)

    def _reason(
        self, why: Why, end: datetime | None, resident: Resident | None = None
    ) -> Reason:
        facts: dict[str, str] = {}
        if resident is not None:
            facts["resident"] = resident.key
        if end is not None:
            facts["time"] = self._index.local(end)
        return Reason(why, facts)


def peace_of(index: Index) -> Peace:
    """Return the peace of a situation; that of an earlier one, while it still holds."""
    kept = _kept(Same(index.situation.residents, index.situation.areas))
    peace = kept.peace
    if peace is None or not peace.holds_for(index):
        peace = kept.peace = Peace(index)
    return peace


class _Kept:
    """The last peace with some people and rooms."""

    peace: Peace | None = None


@lru_cache(maxsize=4)
def _kept(_same: Same[Mapping[str, Resident], Mapping[str, Area]]) -> _Kept:
    return _Kept()


@lru_cache(maxsize=256)
def _named(resident: str, *changes: Change | None) -> frozenset[Awaited]:
    return frozenset(
        Awaited(change, resident) for change in changes if change is not None
    )
