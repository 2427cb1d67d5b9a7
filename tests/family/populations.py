"""Pretended residents who take calls up or don't, and three ways to choose the hour.

The choices under test see only what she would: what was answered, and what was logged.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
import random
from typing import Final

from custom_components.samantha.family.cadence import Cadence, Hours, Talk, window_of
from custom_components.samantha.family.learned_hours import (
    DAYS_A_WEEK,
    Hour,
    Tally,
    chances,
    hour_of,
)
from custom_components.samantha.family.nudging import (
    NEW,
    Answer,
    Candidate,
    Chance,
    Standing,
    answered,
    next_nudge,
    told_of,
)

START: Final = datetime(2026, 1, 5, tzinfo=UTC)
YEAR: Final = timedelta(days=364)
CADENCES: Final = (4, 7, 10)
_FIXED: Final = time(18)
_SEASON: Final = timedelta(weeks=13)
_GOOD: Final = 0.85
_BAD: Final = 0.15
_RANDOM: Final = 0.4
_BLOCK: Final = 3
# So likely somebody calls of their own accord in a good hour of theirs.
_BY_THEMSELVES: Final = 0.004
_DAYTIME: Final = range(9, 21)


class Population(StrEnum):
    """How people's days go."""

    REGULAR = "regular"
    CHANGING = "changing"
    UNIFORM = "uniform"


class Choice(StrEnum):
    """How the hour of a nudge is chosen."""

    LEARNED = "learned"
    FIXED = "fixed"
    ORACLE = "oracle"


@dataclass(slots=True)
class Count:
    """What came of the nudges."""

    nudges: int = 0
    accepted: int = 0

    @property
    def share(self) -> float:
        """Return how many of them were accepted."""
        return self.accepted / max(self.nudges, 1)

    def add(self, other: Count) -> None:
        """Count others along."""
        self.nudges += other.nudges
        self.accepted += other.accepted


class Person:
    """Somebody with good and bad hours, the same for the same seed."""

    def __init__(self, population: Population, seed: int) -> None:
        """Draw their hours."""
        self._population = population
        self._dice = random.Random(f"{population} {seed}")  # noqa: S311
        self._seasons = [self._week() for _ in range(YEAR // _SEASON)]

    def likely(self, at: datetime) -> float:
        """Return how likely they take a call up, which she does not know."""
        if self._population is Population.UNIFORM:
            return _RANDOM
        season = 0
        if self._population is Population.CHANGING:
            season = min((at - START) // _SEASON, len(self._seasons) - 1)
        return _GOOD if hour_of(at) in self._seasons[season] else _BAD

    def _week(self) -> frozenset[Hour]:
        """Return hours on working days, on days off, and on one day by chance."""
        starts = _DAYTIME[: -_BLOCK + 1]
        blocks = [
            (range(5), self._dice.choice(starts)),
            (range(5, DAYS_A_WEEK), self._dice.choice(starts)),
            ([self._dice.randrange(DAYS_A_WEEK)], self._dice.choice(starts)),
        ]
        return frozenset(
            (day, hour)
            for days, start in blocks
            for day in days
            for hour in range(start, start + _BLOCK)
        )


@dataclass
class Calling:
    """A year of somebody with a few contacts."""

    person: Person
    choice: Choice
    dice: random.Random
    tallies: dict[Hour, Tally] = field(default_factory=dict)
    count: Count = field(default_factory=Count)

    def live(self) -> Count:
        """Live through the year; return what came of the nudges."""
        talks: dict[str, list[Talk]] = {f"{days}": [] for days in CADENCES}
        standings: dict[str, Standing] = dict.fromkeys(talks, NEW)
        now, end = START, START + YEAR
        while now < end:
            chance = self._chance(now)
            candidates = [
                Candidate(
                    contact=key,
                    window=window_of(
                        Cadence(every=timedelta(days=int(key)), since=START), had
                    ),
                    hours=(self._hours(),),
                    standing=standings[key],
                    chance=chance,
                )
                for key, had in talks.items()
            ]
            nudge = next_nudge(candidates, now, UTC)
            if nudge is None:
                break
            for at in self._by_themselves(now, nudge.at):
                talks[self.dice.choice(list(talks))].append(Talk(at))
                self._learn(at, good=1)
                now = at + timedelta(minutes=1)
                break
            else:
                now = nudge.at
                answer = self._answer(now)
                standing = told_of(standings[nudge.contact], now)
                # Counted are hours, not patience: whoever ignores is asked again.
                standings[nudge.contact] = replace(
                    answered(standing, answer, now, UTC), ignored=0
                )
                if answer is Answer.DONE:
                    talks[nudge.contact].append(Talk(now))
        return self.count

    def _answer(self, at: datetime) -> Answer:
        taken = self.dice.random() < self.person.likely(at)
        self.count.nudges += 1
        self.count.accepted += taken
        self._learn(at, good=taken, bad=not taken)
        return Answer.DONE if taken else Answer.NOT_NOW

    def _learn(self, at: datetime, good: float = 0, bad: float = 0) -> None:
        if self.choice is Choice.LEARNED:
            before = self.tallies.get(hour_of(at), Tally(at))
            self.tallies[hour_of(at)] = before.more(at, good=good, bad=bad)

    def _chance(self, now: datetime) -> Chance:
        if self.choice is Choice.ORACLE:
            return self.person.likely
        known = chances(((hour, one, 1.0) for hour, one in self.tallies.items()), now)
        return lambda at: known[hour_of(at)]

    def _hours(self) -> Hours:
        if self.choice is Choice.FIXED:
            until = time(_FIXED.hour + 1)
            return Hours(zone=UTC, start=_FIXED, until=until)
        return Hours(zone=UTC, start=time(_DAYTIME.start), until=time(_DAYTIME.stop))

    def _by_themselves(self, start: datetime, end: datetime) -> list[datetime]:
        """Return when they call without a nudge."""
        hour = start.replace(minute=30, second=0, microsecond=0)
        found: list[datetime] = []
        while (hour := hour + timedelta(hours=1)) < end and not found:
            if hour.hour in _DAYTIME:
                likely = self.person.likely(hour) * _BY_THEMSELVES
                if self.dice.random() < likely:
                    found.append(hour)
        return found


def lived(population: Population, choice: Choice, seeds: range) -> Count:
    """Return what came of the nudges of many people together."""
    count = Count()
    for seed in seeds:
        person = Person(population, seed)
        dice = random.Random(f"{population} {seed} life")  # noqa: S311
        count.add(Calling(person, choice, dice).live())
    return count
