"""A week breaks no promise, and what may be said is said soon."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
import re
from statistics import median, quantiles

import pytest

from custom_components.samantha.manners.utterance import Kind
from custom_components.samantha.manners.verdict import (
    Action,
    Awaited,
)
from custom_components.samantha.voice.ports import Draft, Outcome, Told
from tests.voice.pretend import (
    ZONE,
    PretendedHouse,
    Sounded,
    pretended_house,
)

from .family import EARS, house
from .life import Event, Life
from .oracle import History
from .wishes import wishes

_NUMBER = 2_000
_START = datetime(2026, 11, 23, tzinfo=ZONE)
_SEEDS = (1, 2, 3)
_NAMES = re.compile(r"Number \d+(?=,)")


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: the courier needs none."""


@dataclass
class Week:
    """What she was asked to say, and what came of it."""

    drafts: dict[str, Draft]
    # By what each text begins with: a later one may stand in for an earlier.
    names: dict[str, tuple[str, Draft]]
    replaced: set[str]
    told: Mapping[str, list[tuple[datetime, Told]]]
    history: History
    sounded: list[Sounded]

    def drafts_of(self, sounded: Sounded) -> list[Draft]:
        """Return what was drafted of what sounded."""
        return [self.names[name][1] for name in _NAMES.findall(_text(sounded))]

    def in_rooms(self) -> list[tuple[Sounded, str, frozenset[str]]]:
        """Return what sounded in rooms, with the ear and the keys of all it told."""
        return [
            (
                sounded,
                EARS[area],
                frozenset(
                    {sounded.speech.tag}
                    | {self.names[name][0] for name in _NAMES.findall(_text(sounded))}
                ),
            )
            for sounded in self.sounded
            if (area := self.history.moments[0].house.voices[sounded.voice].area)
        ]

    def spoken(self, key: str, who: str | None) -> datetime | None:
        """Return when it was begun to be said to somebody who has heard it."""
        begun: datetime | None = None
        for at, told in self.told[key]:
            if told.action is not Action.SPEAK:
                continue
            if told.outcome is None:
                begun = at
            elif told.outcome is Outcome.SPOKEN and who in {None, *told.residents}:
                return begun
        return None

    def over(self, key: str, who: str | None) -> datetime:
        """Return from when nothing was left to say to somebody."""
        for at, told in self.told[key]:
            done = told.action is Action.DROP or told.outcome is Outcome.SPOKEN
            if done and (who is None or who in told.residents):
                return at
        return self.drafts[key].expires


async def _live(path: Path, seed: int) -> Week:
    """Live through a week, and the day in which the last of it expires."""
    known = house(_START)
    events = Life(seed, _START, known).events()
    wished = wishes(seed, _START, _NUMBER)
    happening: list[tuple[datetime, Event | Draft]] = [
        *((event.at, event) for event in events),
        *wished,
    ]
    history = History()
    told: defaultdict[str, list[tuple[datetime, Told]]] = defaultdict(list)
    drafts: dict[str, Draft] = {}
    names: dict[str, tuple[str, Draft]] = {}
    replaced: set[str] = set()
    async with pretended_house(path, known, _START) as home:
        history.add(_START, known, ())
        home.courier.listen(lambda one: told[one.key].append((home.clock.now(), one)))
        for at, what in sorted(happening, key=lambda one: one[0]):
            await home.clock.move_to(at)
            if isinstance(what, Event):
                _apply(home, what)
                history.add(at, home.surroundings.known, home.voices.failing)
            else:
                accepted = await home.courier.accept(what)
                key = accepted.utterance.key
                drafts[key] = what
                names[what.text.partition(",")[0]] = key, what
                if accepted.replaced:
                    replaced.add(key)
        await home.clock.move(30 * 3600)
        history.add(home.clock.now(), home.surroundings.known, ())
        assert home.courier.waiting() == {}
        assert not home.courier.speaking_in()
    week = Week(drafts, names, replaced, told, history, home.voices.sounded)
    for sounded, ear, keys in week.in_rooms():
        if sounded.parts:
            assert sounded.end is not None
            sound = (sounded.start, sounded.end, keys)
            history.sounds.setdefault(ear, []).append(sound)
    return week


def _apply(home: PretendedHouse, event: Event) -> None:
    surroundings = home.surroundings
    match event.what:
        case "resident":
            surroundings.resident(event.key, *event.changes, **event.values)
        case "area":
            surroundings.area(event.key, *event.changes, **event.values)
        case "voice":
            surroundings.voice(event.key, **event.values)
            surroundings.tell(*(Awaited(one, event.key) for one in event.changes))
        case "failing" if event.values["failing"]:
            home.voices.failing.add(event.key)
        case "failing":
            home.voices.failing.discard(event.key)
        case _:
            surroundings.set(*map(Awaited, event.changes), **event.values)


def _text(sounded: Sounded) -> str:
    return " ".join(sounded.speech.parts)


def _assert_promises(week: Week) -> None:
    broken = [
        (sounded.voice, sounded.start, what)
        for sounded, _, _ in week.in_rooms()
        for draft in week.drafts_of(sounded)
        if draft.kind is not Kind.ALARM
        for what in week.history.at(sounded.start).broken(
            draft, sounded.voice, sounded.start
        )
    ]
    assert broken == []


def _assert_no_overlap(week: Week) -> None:
    for sounds in week.history.sounds.values():
        spans = sorted((start, end) for start, end, _ in sounds)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def _assert_once(week: Week) -> None:
    heard = Counter(
        (key, who)
        for key, told in week.told.items()
        if key not in week.replaced
        for _, one in told
        if one.outcome is Outcome.SPOKEN
        for who in one.residents & week.drafts[key].residents
    )
    assert set(heard.values()) == {1}
    whole = Counter(
        (key, ear)
        for sounded, ear, keys in week.in_rooms()
        for key in keys
        if sounded.whole and key not in week.replaced
        if not week.drafts[key].residents
    )
    assert set(whole.values()) == {1}


def _assert_ended(week: Week) -> None:
    for key in week.drafts:
        _, last = week.told[key][-1]
        assert last.outcome is Outcome.SPOKEN or last.action is Action.DROP
        assert last.reasons


def _waits(week: Week) -> tuple[list[float], list[tuple[str, str | None]]]:
    """Return the seconds from when it could be said, and what was not said."""
    waits: list[float] = []
    unsaid: list[tuple[str, str | None]] = []
    for key, draft in week.drafts.items():
        whom: list[str | None] = [*sorted(draft.residents)]
        for who in whom or [None]:
            spoken = week.spoken(key, who)
            until = spoken or week.over(key, who)
            moment = timedelta(seconds=0.001) if spoken else timedelta()
            chance = week.history.first_chance(draft, who, until + moment, key)
            if chance is None:
                continue
            if spoken is None:
                unsaid.append((key, who))
            else:
                waits.append(max((spoken - chance).total_seconds(), 0))
    return waits, unsaid


@pytest.mark.parametrize("seed", _SEEDS)
async def test_week(tmp_path: Path, seed: int) -> None:
    """A week of a family breaks no promise; nearly all is said, and soon."""
    # Debugging makes the loop several times slower.
    asyncio.get_running_loop().set_debug(False)
    week = await _live(tmp_path / "samantha.db", seed)
    waits, unsaid = _waits(week)
    said = len(waits) / (len(waits) + len(unsaid))
    ends = Counter(
        f"{last.action} {last.outcome or ''}".strip()
        for told in week.told.values()
        for _, last in told[-1:]
    )
    print(  # noqa: T201 # the figures are the point
        f"seed {seed}: {len(week.drafts)} utterances, {len(week.sounded)} deliveries; "
        f"{len(waits) + len(unsaid)} could be said, {said:.1%} were, after "
        f"{median(waits):.1f} s (median), {quantiles(waits, n=20)[-1]:.0f} s (95 %); "
        f"ends: {dict(ends)}"
    )
    _assert_promises(week)
    _assert_no_overlap(week)
    _assert_once(week)
    _assert_ended(week)
    assert len(waits) > _NUMBER / 3
    assert said >= 0.98
    assert median(waits) < 30
