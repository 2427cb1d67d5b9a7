"""What happens in the simulated week: a seeded generator of events."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
import random
from typing import Any

from custom_components.samantha.manners.situation import (
    Playing,
    Presence,
    QuietHours,
    Situation,
    VoiceKind,
    VoiceState,
)
from custom_components.samantha.manners.verdict import Change

from .family import DAY, EARS, NIGHT, SMALL, TEEN

DAYS = 7
_AWAY = "away"
_UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something is another from some time on. Without values, only time has passed."""

    at: datetime
    what: str = "house"
    key: str = ""
    changes: tuple[Change, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


class Life:
    """A week of events, the same for the same seed."""

    def __init__(self, seed: int, start: datetime, known: Situation) -> None:
        """Live from a midnight on."""
        self._dice = random.Random(seed)  # noqa: S311 # it keeps no secret
        self._start = start
        self._known = known

    def events(self) -> list[Event]:
        """Return all that happens, in order."""
        found: list[Event] = []
        for day in range(DAYS):
            found += self._people(day)
            found += self._house(day)
            found += self._voices(day)
        found += self._boundaries()
        return sorted(found, key=lambda event: event.at)

    def _at(self, day: int, hour: float, spread: float = 0.5) -> datetime:
        hour += self._dice.uniform(0, spread)
        # No two at the same instant: to the microsecond, by chance.
        return self._start + timedelta(days=day, hours=hour)

    def _goes(self, at: datetime, who: str, where: str, *, awake: bool = True) -> Event:
        known = where not in {_AWAY, _UNKNOWN}
        presence = {_AWAY: Presence.AWAY}.get(where, Presence.HOME)
        return Event(
            at=at,
            what="resident",
            key=who,
            changes=(Change.PLACE, Change.PRESENCE, Change.AWAKE),
            values={
                "area": where if known else None,
                "presence": presence,
                "awake": awake,
            },
        )

    def _people(self, day: int) -> Iterator[Event]:
        weekend = day >= DAYS - 2
        yield from self._wanders(day, DAY, 6.2, 7.8)
        if weekend:
            yield from self._wanders(day, DAY, 8, 17)
        else:
            yield self._goes(self._at(day, 8), DAY, _AWAY)
        yield from self._wanders(day, DAY, 17.5, 22)
        yield self._goes(self._at(day, 22.6), DAY, "bedroom", awake=False)

        yield self._goes(self._at(day, 7.5), NIGHT, "kitchen")
        yield self._goes(self._at(day, 8.5), NIGHT, "guest_room", awake=False)
        yield from self._wanders(day, NIGHT, 15.2, 20.5)
        yield self._goes(self._at(day, 21), NIGHT, _AWAY)

        yield from self._wanders(day, TEEN, 7.1, 7.6)
        if not weekend:
            yield self._goes(self._at(day, 7.7, 0.2), TEEN, _AWAY)
        yield from self._wanders(day, TEEN, 14.5, 21.5)
        yield self._goes(self._at(day, 22.8), TEEN, "teen_room", awake=False)

        yield from self._wanders(day, SMALL, 6.6, 12.5)
        yield self._goes(self._at(day, 13), SMALL, "small_room", awake=False)
        yield from self._wanders(day, SMALL, 14.6, 19)
        yield self._goes(self._at(day, 19.6), SMALL, "small_room", awake=False)

    def _wanders(self, day: int, who: str, start: float, end: float) -> Iterator[Event]:
        rooms = [*EARS, "kitchen", "living", "living", "dining", "office", _UNKNOWN]
        hour = start
        while hour < end:
            yield self._goes(self._at(day, hour, 0), who, self._dice.choice(rooms))
            hour += self._dice.expovariate(3)

    def _house(self, day: int) -> Iterator[Event]:
        yield from self._spell(
            self._at(day, 18), 2.5, 0.4, "house", "", (Change.GUESTS,), guests=True
        )
        yield from self._spell(
            self._at(day, 15), 0.4, 0.3, "house", "", (Change.GUESTS,), guests=None
        )
        for playing, hour in ((Playing.WATCHING, 20), (Playing.MUSIC, 16)):
            changes = (Change.PLAYING,)
            yield from self._spell(
                self._at(day, hour),
                1.9,
                0.7,
                "area",
                "living",
                changes,
                playing=playing,
            )
        for who in (DAY, NIGHT, TEEN):
            yield from self._spell(
                self._at(day, 16, 5),
                0.3,
                0.6,
                "resident",
                who,
                (Change.CALL,),
                on_call=True,
            )
        yield from self._spell(
            self._at(day, 9, 8),
            0.5,
            0.5,
            "area",
            "office",
            (Change.CALL,),
            on_call=True,
        )
        yield from self._spell(
            self._at(day, 15, 3),
            2,
            0.4,
            "resident",
            TEEN,
            (Change.HUSH,),
            do_not_disturb=True,
        )
        yield from self._spell(
            self._at(day, 17, 3),
            0.4,
            0.3,
            "resident",
            TEEN,
            (Change.HEADPHONES,),
            headphones=True,
        )
        yield from self._hushes(day)

    def _hushes(self, day: int) -> Iterator[Event]:
        for what, key in (("house", ""), ("resident", DAY), ("area", "living")):
            if self._dice.random() < 0.3:
                at = self._at(day, 12, 8)
                until = at + timedelta(hours=self._dice.uniform(0.2, 1.5))
                values = {"hushed_until": until}
                changes = (Change.HUSH,)
                yield Event(at=at, what=what, key=key, changes=changes, values=values)
                yield Event(at=until)

    def _voices(self, day: int) -> Iterator[Event]:
        sounding = [
            voice.key
            for voice in self._known.voices.values()
            if voice.kind is not VoiceKind.PHONE
        ]
        for key in sounding:
            for _ in range(self._dice.randrange(5)):
                at = self._at(day, 6, 16)
                yield from self._spell(
                    at, 0.02, 1, "voice", key, (Change.VOICE,), state=VoiceState.BUSY
                )
                by = self._dice.choice((None, DAY, NIGHT))
                # It was spoken to just before it got busy.
                spoken = at - timedelta(seconds=0.5)
                values = {"addressed": spoken, "addressed_by": by}
                changes = (Change.ADDRESSED,)
                yield Event(
                    at=spoken, what="voice", key=key, changes=changes, values=values
                )
                yield Event(at=spoken + timedelta(minutes=2))
            yield from self._spell(
                self._at(day, 0, 23),
                2,
                0.2,
                "voice",
                key,
                (Change.VOICE,),
                state=VoiceState.UNREACHABLE,
            )
            yield from self._spell(
                self._at(day, 0, 23), 1, 0.3, "failing", key, (), failing=True
            )

    def _spell(  # noqa: PLR0913, PLR0917 # what, when and how likely
        self,
        at: datetime,
        hours: float,
        likely: float,
        what: str,
        key: str,
        changes: tuple[Change, ...],
        **values: Any,
    ) -> Iterator[Event]:
        """Yield a beginning and an end, if the dice say so."""
        if self._dice.random() >= likely:
            return
        ends = {
            "guests": False,
            "playing": Playing.NOTHING,
            "state": VoiceState.FREE,
        }
        end = at + timedelta(hours=hours * self._dice.uniform(0.5, 1.5))
        over = {name: ends.get(name, False) for name in values}
        yield Event(at=at, what=what, key=key, changes=changes, values=values)
        yield Event(at=end, what=what, key=key, changes=changes, values=over)

    def _boundaries(self) -> Iterator[Event]:
        """Yield when quiet hours begin and end."""
        for person in self._known.residents.values():
            quiet = person.quiet_hours
            for day in range(DAYS + 1):
                yield from _ends(self._start + timedelta(days=day), quiet)


def _ends(midnight: datetime, quiet: QuietHours | None) -> Iterator[Event]:
    for time in (quiet.start, quiet.until) if quiet else ():
        yield Event(at=midnight.replace(hour=time.hour, minute=time.minute))
