"""What judging costs in a house of four people, fourteen rooms and twenty voices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import thread_time
from typing import Final
from zoneinfo import ZoneInfo

from custom_components.samantha.manners.judge import judge
from custom_components.samantha.manners.situation import (
    Area,
    Playing,
    Presence,
    QuietHours,
    Resident,
    Situation,
    Voice,
    VoiceKind,
    VoiceState,
)
from custom_components.samantha.manners.utterance import (
    Kind,
    Privacy,
    Urgency,
    Utterance,
    When,
)
from custom_components.samantha.manners.verdict import Rules

from .figures import Figure, p95

TABLE: Final = Path(__file__).parents[1] / "docs" / "manners-cost.md"
_ABOUT: Final = """\
# What judging costs

Processor time of one judgment, and of judging a thousand utterances again, in a house
of four people, fourteen rooms and twenty voices: the median of thirty rounds over a
thousand utterances of all kinds, written by `script/bench manners --write`. What was
looked up of rooms, voices and people is kept until one of them changes, and serves all
that is judged.

| | |
|---|---|
"""
RULES: Final = Rules()
WAITING: Final = 1_000
ROUNDS: Final = 30
WARMING: Final = 3
JUDGE_BAR_US: Final = 50.0
WAITING_BAR_MS: Final = 50.0

_ROOMS: Final = [
    "attic",
    "bathroom",
    "bedroom",
    "cellar",
    "dining",
    "garage",
    "guest",
    "hall",
    "kitchen",
    "laundry",
    "living",
    "nursery",
    "office",
    "patio",
]
_NIGHT: Final = QuietHours(time(22, 30), time(6, 30))
_NOW: Final = datetime(2026, 3, 3, 18, 15, tzinfo=ZoneInfo("Europe/Berlin"))


def family(now: datetime = _NOW) -> Situation:
    """Return an evening: one is away, one naps, one watches a film, one is anywhere."""
    residents = (
        Resident(key="anna", presence=Presence.HOME, area="kitchen"),
        Resident(key="bob", presence=Presence.AWAY, phone="notify.bob"),
        Resident(key="cleo", presence=Presence.HOME, child=True),
        Resident(
            key="dora",
            presence=Presence.HOME,
            awake=False,
            child=True,
            sleep_area="nursery",
        ),
    )
    ears = {"dining": "kitchen"}
    areas = (
        Area(
            key=room,
            ear=ears.get(room, room),
            occupied=room in {"kitchen", "living"} if room != "attic" else None,
            playing=Playing.WATCHING if room == "living" else Playing.NOTHING,
        )
        for room in _ROOMS
    )
    rooms = (
        Voice(
            key=f"{kind}.{room}",
            kind=kind,
            area=room,
            mouth=room,
            state=VoiceState.BUSY if room == "office" else VoiceState.FREE,
            converses=kind is VoiceKind.SATELLITE,
            addressed=now - timedelta(minutes=7),
        )
        for kind, count in ((VoiceKind.SATELLITE, 10), (VoiceKind.SPEAKER, 8))
        for room in _ROOMS[:count]
    )
    phones = (
        Voice(key=f"notify.{key}", kind=VoiceKind.PHONE, resident=key)
        for key in ("anna", "bob")
    )
    return Situation(
        now=now,
        residents={
            person.key: replace(person, quiet_hours=_NIGHT) for person in residents
        },
        areas={area.key: area for area in areas},
        voices={voice.key: voice for voice in (*rooms, *phones)},
        quiet_hours=_NIGHT,
        last_spoke={"kitchen": now - timedelta(minutes=3)},
    )


def utterances(count: int, now: datetime = _NOW) -> list[Utterance]:
    """Return a mixture: for one, for some, for all, private, urgent, for later."""
    whom = ("anna", "bob", "cleo", "dora", "anna bob", "anna bob cleo dora", "")
    return [
        Utterance(
            key=str(number),
            kind=tuple(Kind)[number % 3],
            created=now,
            valid_from=now - timedelta(minutes=number % 50),
            expires=now + timedelta(hours=1 + number % 9),
            residents=frozenset(whom[number % len(whom)].split()),
            urgency=tuple(Urgency)[number // 7 % 3],
            privacy=tuple(Privacy)[number // 21 % 3],
            when=tuple(When)[number // 63 % 3],
            signalled=number % 2 == 0,
        )
        for number in range(count)
    ]


async def measure() -> list[Figure]:
    """Return what one judgment costs, and judging all that waits once more."""
    waiting = utterances(WAITING)
    known = family()
    for _ in range(WARMING):
        _judge_all(waiting, known)
    kept = [_timed(partial(_judge_all, waiting, known)) for _ in range(ROUNDS)]
    figures = [
        Figure(
            name="judge, situation known",
            value=median(kept) / WAITING * 1e6,
            unit="µs",
            bar=JUDGE_BAR_US,
        )
    ]
    for name, bar, changed in (
        ("judge, only the time is another", JUDGE_BAR_US, _later),
        ("judge, somebody has moved", None, _moved),
        ("judge, a voice has changed", None, _voices_changed),
        ("judge, house never seen", None, _unknown),
    ):
        rounds = [
            _timed(partial(_judge_each, waiting, houses))
            for houses in (
                [changed(known, number) for number in range(WAITING)]
                for _ in range(ROUNDS)
            )
        ]
        mean = median(rounds) / WAITING * 1e6
        figures.append(Figure(name=name, value=mean, unit="µs", bar=bar))
    return [
        *figures,
        Figure(
            name="1,000 waiting utterances, median",
            value=median(kept) * 1e3,
            unit="ms",
            bar=WAITING_BAR_MS,
        ),
        Figure(
            name="1,000 waiting utterances, 95th percentile",
            value=p95(kept) * 1e3,
            unit="ms",
        ),
    ]


def _later(known: Situation, number: int) -> Situation:
    return replace(known, now=known.now + timedelta(seconds=number))


def _moved(known: Situation, number: int) -> Situation:
    residents = dict(known.residents)
    room = _ROOMS[number % len(_ROOMS)]
    residents["anna"] = replace(residents["anna"], area=room)
    return replace(known, residents=residents)


def _voices_changed(known: Situation, number: int) -> Situation:
    voices = dict(known.voices)
    key = f"satellite.{_ROOMS[number % 10]}"
    voices[key] = replace(voices[key], state=VoiceState.BUSY)
    return replace(known, voices=voices)


def _unknown(known: Situation, _number: int) -> Situation:
    return replace(
        known,
        residents=dict(known.residents),
        areas=dict(known.areas),
        voices=dict(known.voices),
    )


def write(figures: list[Figure]) -> None:
    """Write the table of what it costs."""
    rows = (f"| {f.name} | {f.value:.0f} {f.unit} |\n" for f in figures)
    TABLE.write_text(_ABOUT + "".join(rows), encoding="utf-8")


def _judge_all(waiting: list[Utterance], situation: Situation) -> None:
    for utterance in waiting:
        judge(utterance, situation, RULES)


def _judge_each(waiting: list[Utterance], houses: list[Situation]) -> None:
    for utterance, situation in zip(waiting, houses, strict=True):
        judge(utterance, situation, RULES)


def _timed(action: Callable[[], object]) -> float:
    """Return the seconds that it takes of a processor, whatever else this one does."""
    start = thread_time()
    action()
    return thread_time() - start
