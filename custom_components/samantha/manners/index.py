"""Where people and voices are, looked up once for a situation.

What depends on rooms, voices or people alone is kept from one situation to the next:
mostly only the time is another, or one of them.
"""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final

from .layout import Layout, layout_of
from .situation import Area, Situation, Voice
from .verdict import Awaited
from .whereabouts import Whereabouts, phones_of, whereabouts_of


class Index:
    """A situation by its ears.

    An ear is the areas that hear each other; a voice without an area is an ear by
    itself, of which nothing is known.
    """

    def __init__(self, situation: Situation) -> None:
        """Look at people, areas and voices by their ears."""
        self.situation = situation
        # Compared in UTC: within one zone Python compares what clocks show, which goes
        # wrong in the hour that they show twice.
        self.now: Final = situation.now.astimezone(UTC)
        self._layout: Final[Layout] = layout_of(situation.areas, situation.voices)
        self._people: Final[Whereabouts] = whereabouts_of(
            situation.residents, situation.areas
        )
        self.areas: Final = self._layout.areas
        self.voices: Final = self._layout.voices
        # The ear in which somebody is, and who is known to be in an ear.
        self.places: Final = self._people.places
        self.here: Final = self._people.here

    def moves(self, resident: str) -> frozenset[Awaited]:
        """Return what tells that somebody comes, goes or changes rooms."""
        return self._people.moves[resident]

    def local(self, instant: datetime) -> str:
        """Return an instant as the house's clocks show it, for a reason's facts."""
        zone = self.situation.now.tzinfo
        return instant.astimezone(zone).isoformat(timespec="minutes")

    def occupied(self, ear: str) -> bool | None:
        """Return whether sensors see somebody in an ear; None where they can't tell."""
        return self._layout.occupied.get(ear)

    def playing(self, ear: str) -> Area | None:
        """Return the area of an ear whose sound asks for most attention, if any."""
        return self._layout.playing.get(ear)

    def name(self, ear: str, asked: frozenset[str] = frozenset()) -> str | None:
        """Return the area that stands for an ear: one asked for, one with people."""
        areas = self.areas.get(ear)
        if not areas:
            return None
        if len(areas) == 1:
            return areas[0].key
        return min(
            areas,
            key=lambda area: (area.key not in asked, not area.occupied, area.key),
        ).key

    def last_spoke(self, ear: str) -> datetime | None:
        """Return when she last spoke in an ear, in UTC."""
        last = self.situation.last_spoke.get(ear)
        return None if last is None else last.astimezone(UTC)

    @cached_property
    def all_ears(self) -> list[str]:
        """Return every ear there is, in order."""
        known = self._layout.ears
        others = self.here.keys() - self.areas.keys() - self.voices.keys()
        return sorted([*known, *others]) if others else known

    def addressed_within(self, window: timedelta) -> bool:
        """Return whether she may have been addressed in that time."""
        last = self._layout.last_addressed
        return last is not None and last + window > self.now

    @property
    def addressed(self) -> list[tuple[datetime, str, Voice]]:
        """Return when she was last addressed (UTC), in which ear, at which voice."""
        return self._layout.addressed

    @property
    def busy(self) -> dict[str, Voice]:
        """Return by ear a voice that is in use there."""
        return self._layout.busy

    @property
    def phones(self) -> dict[str, Voice]:
        """Return the phone of each resident who has one."""
        return phones_of(self.situation.residents, self.situation.voices)

    @property
    def somebody_home(self) -> bool:
        """Return whether anybody is known to be in the house."""
        return (
            self.situation.guests is True
            or bool(self.here)
            or self._layout.anybody_seen
            or self.residents_home
        )

    @property
    def residents_home(self) -> bool:
        """Return whether somebody who lives here is known to be at home."""
        return self._people.anybody_home

    @property
    def all_in_sight(self) -> bool:
        """Return whether it is known of everybody in the house where they are."""
        return self.situation.guests is False and self._people.all_in_sight

    @property
    def nobody_home(self) -> bool:
        """Return whether the house is known to be empty."""
        return self.situation.guests is not True and self._people.all_away
