"""When speaking was allowed: written from the promises, without the manners' code."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from custom_components.samantha.manners.situation import (
    Playing,
    Presence,
    Resident,
    Situation,
    VoiceKind,
    VoiceState,
)
from custom_components.samantha.manners.utterance import Privacy, Urgency, When
from custom_components.samantha.voice.ports import Draft

from .family import EARS

_ADDRESSED_FOR = timedelta(minutes=2)
_GAP = timedelta(seconds=4)


def resting(person: Resident, now: datetime) -> bool:
    """Tell whether somebody is not to be disturbed."""
    quiet = person.quiet_hours
    clock = now.time()
    in_quiet = quiet is not None and (
        quiet.start <= clock < quiet.until
        if quiet.start < quiet.until
        else clock >= quiet.start or clock < quiet.until
    )
    hushed = person.hushed_until is not None and person.hushed_until > now
    return (
        in_quiet
        or hushed
        or person.awake is False
        or person.do_not_disturb
        or person.on_call
    )


def may_be_in(person: Resident, ear: str) -> bool:
    """Tell whether somebody may be where it is heard."""
    if person.presence is Presence.AWAY:
        return False
    if person.area is not None:
        return EARS[person.area] == ear
    return person.awake is not False or EARS[person.sleep_area or ""] == ear


@dataclass(frozen=True)
class Moment:
    """The house as it really was for a while, but for her own sound."""

    start: datetime
    end: datetime
    house: Situation
    failing: frozenset[str] = frozenset()

    def broken(self, draft: Draft, voice: str, now: datetime) -> list[str]:
        """Return the promises that speaking there breaks."""
        known = self.house.voices[voice]
        ear = EARS[known.area or ""]
        people = self.house.residents.values()
        areas = [area for area in self.house.areas.values() if area.ear == ear]
        alone = all(
            not may_be_in(one, ear) for one in people if one.key not in draft.residents
        )
        rest = [one.key for one in people if resting(one, now) and may_be_in(one, ear)]
        hushes = [self.house.hushed_until, *(area.hushed_until for area in areas)]
        private = draft.privacy is Privacy.PRIVATE and bool(draft.residents)
        guests = self.house.guests is not False
        checks = {
            "before its time": now < draft.valid_from,
            "after it expired": now >= draft.expires,
            f"while {rest} rests": bool(rest),
            "hushed": any(until and until > now for until in hushes),
            "on a call": any(area.on_call for area in areas),
            "into a voice in use": known.state is not VoiceState.FREE,
            "during a film": any(area.playing is Playing.WATCHING for area in areas)
            and draft.urgency is not Urgency.HIGH
            and draft.when is not When.ADDRESSED,
            "private before others": private and not alone,
            "before guests": guests and draft.privacy is not Privacy.OPEN,
        }
        return [what for what, broken in checks.items() if broken]

    def allowed(self, draft: Draft, person: Resident | None) -> Iterator[str]:
        """Yield the ears in which it may certainly be said to somebody."""
        people = self.house.residents.values()
        there = [person] if person else list(people)
        ears = {
            EARS[one.area]
            for one in there
            if one.area is not None and one.presence is Presence.HOME
        }
        if person and resting(person, self.start):
            return
        for ear in ears:
            voices = [
                voice
                for voice in self.house.voices.values()
                if voice.kind is not VoiceKind.PHONE and EARS[voice.area or ""] == ear
            ]
            usable = [
                voice.key
                for voice in voices
                if voice.state is VoiceState.FREE and voice.key not in self.failing
            ]
            if (
                usable
                and all(voice.state is not VoiceState.BUSY for voice in voices)
                and not self.broken(draft, usable[0], self.start)
                and self._asked_for(draft, person, ear)
            ):
                yield ear

    def _asked_for(self, draft: Draft, person: Resident | None, ear: str) -> bool:
        if draft.areas and ear not in {EARS[area] for area in draft.areas}:
            return False
        areas = [area for area in self.house.areas.values() if area.ear == ear]
        if draft.urgency is Urgency.LOW and any(
            area.playing is Playing.MUSIC for area in areas
        ):
            return False
        if draft.when is not When.ADDRESSED:
            return True
        return any(
            voice.addressed is not None
            and timedelta() <= self.start - voice.addressed < _ADDRESSED_FOR
            and (
                person is None
                or voice.addressed_by == person.key
                or voice.addressed_by is None
            )
            for voice in self.house.voices.values()
            if EARS.get(voice.area or "") == ear
        )


@dataclass
class History:
    """All moments of the week, in order, and where she spoke when."""

    moments: list[Moment] = field(default_factory=list)
    # By ear, from when until when she could say nothing else there.
    sounds: dict[str, list[tuple[datetime, datetime, frozenset[str]]]] = field(
        default_factory=dict
    )

    def add(self, now: datetime, house: Situation, failing: Iterable[str]) -> None:
        """Note that from now on things are so."""
        if self.moments:
            self.moments[-1] = replace(self.moments[-1], end=now)
        self.moments.append(Moment(now, now, house, frozenset(failing)))

    def at(self, now: datetime) -> Moment:
        """Return how things were."""
        index = bisect_right(self.moments, now, key=lambda moment: moment.start)
        return self.moments[index - 1]

    def first_chance(
        self, draft: Draft, who: str | None, until: datetime, key: str
    ) -> datetime | None:
        """Return when it could first have been said, before then."""
        start = draft.valid_from
        index = bisect_right(self.moments, start, key=lambda moment: moment.start)
        for moment in self.moments[max(index - 1, 0) :]:
            if moment.start >= until:
                return None
            begin = max(moment.start, start)
            shifted = replace(moment, start=begin)
            person = moment.house.residents[who] if who else None
            for ear in sorted(shifted.allowed(draft, person)):
                free = self._free(ear, begin, min(moment.end, until), key)
                if free is not None:
                    return free
        return None

    def _free(
        self, ear: str, start: datetime, end: datetime, key: str
    ) -> datetime | None:
        """Return when nothing else was said in an ear."""
        for begin, over, said in self.sounds.get(ear, ()):
            if key not in said and begin <= start < over + _GAP:
                start = over + _GAP
        return start if start < end else None
