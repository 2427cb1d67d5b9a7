"""Whom nothing may disturb, and how far that reaches."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain

from .index import Index
from .obstacle import Obstacle, Side
from .quiet_hours import quiet_until
from .situation import Presence, Resident
from .verdict import Awaited, Change, Reason, Why


class Peace:
    """What has to stay silent in a situation: the house, people, ears."""

    def __init__(self, index: Index) -> None:
        """Take a situation; what follows from it is worked out when it is asked for."""
        self._index = index
        self._situation = index.situation

    @cached_property
    def house(self) -> Obstacle | None:
        """Return what keeps the whole house silent."""
        hushed = self._future(self._situation.hushed_until)
        if hushed is not None:
            waits = frozenset({Awaited(Change.HUSH)})
            return Obstacle(Side.HOUSE, self._reason(Why.HUSHED, hushed), waits, hushed)
        if self._situation.quiet_hours is None:
            return None
        end = quiet_until(self._situation.now, self._situation.quiet_hours)
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
        for resident in self._situation.residents.values():
            for why, change, end in self._states(resident):
                reason = self._reason(why, end, resident)
                waits = _named(resident, change)
                found.setdefault(
                    resident.key, Obstacle(Side.PERSON, reason, waits, end)
                )
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
        for resident in self._situation.residents.values():
            if resident.presence is Presence.AWAY:
                continue
            for why, change, end in self._states(resident):
                # Whoever leaves takes their peace along; whoever wakes is elsewhere.
                changes = (change, Change.PLACE, Change.PRESENCE, Change.AWAKE)
                waits = _named(resident, *changes)
                side = Side.ROOM if why is Why.ON_A_CALL else Side.OTHERS
                obstacle = Obstacle(side, self._reason(why, end, resident), waits, end)
                ears = self._ears(resident, why)
                if not ears:
                    anywhere.append(obstacle)
                for ear in ears:
                    within.setdefault(ear, []).append(obstacle)
        return anywhere, within

    def _states(
        self, resident: Resident
    ) -> Iterator[tuple[Why, Change | None, datetime | None]]:
        """Yield what keeps from somebody, what ends it, and when it ends by itself."""
        hushed = self._future(resident.hushed_until)
        if hushed is not None:
            yield Why.HUSHED, Change.HUSH, hushed
        if resident.do_not_disturb:
            yield Why.DO_NOT_DISTURB, Change.HUSH, None
        if resident.awake is False:
            yield Why.ASLEEP, Change.AWAKE, None
        if resident.quiet_hours is not None:
            end = quiet_until(self._situation.now, resident.quiet_hours)
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


def _named(resident: Resident, *changes: Change | None) -> frozenset[Awaited]:
    return frozenset(
        Awaited(change, resident.key) for change in changes if change is not None
    )
