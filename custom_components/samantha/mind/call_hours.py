"""What was learned of when somebody has time for calls: told, and forgotten."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..data import SamanthaConfigEntry
from ..family.learned_hours import Hour, LearnedHour, good_hours, learned
from .contacting import guarded
from .reader.spoken_time import clock_of_day
from .speaker import speaker_of
from .turn import Reply, Turn

type _Slots = Mapping[str, Any]

_MOST_TOLD: Final = 3


async def tell_hours(turn: Turn, entry: SamanthaConfigEntry, _slots: _Slots) -> Reply:
    """Tell whoever speaks at which hours they took calls up most."""
    if (speaker := speaker_of(turn, entry)) is None:
        return turn.say("hours_whose")
    now = dt_util.utcnow()
    tallies = entry.runtime_data.family.nudges.book.hours_of(speaker)
    good = good_hours(tallies, now)
    known = [one for one in learned(tallies, now) if one.hour in good]
    if not known or turn.phrases.house is None:
        return turn.say("hours_none")
    best = sorted(known, key=_chance, reverse=True)[:_MOST_TOLD]
    vocabulary = turn.phrases.house.vocabulary
    hours = [_said(hour, vocabulary) for hour in sorted(one.hour for one in best)]
    return turn.say("hours", hours=turn.phrases.words.enumerate(hours))


async def forget_hours(turn: Turn, entry: SamanthaConfigEntry, _slots: _Slots) -> Reply:
    """Forget what was learned of the hours of whoever speaks."""
    if (speaker := speaker_of(turn, entry)) is None:
        return turn.say("hours_whose")
    return await guarded(turn, _forget(turn, entry, speaker))


async def _forget(turn: Turn, entry: SamanthaConfigEntry, resident: str) -> Reply:
    await entry.runtime_data.family.nudges.forget_hours(resident)
    return turn.say("hours_forgotten")


def _chance(one: LearnedHour) -> float:
    return one.chance


def _said(hour: Hour, vocabulary: Mapping[str, Any]) -> str:
    """Return an hour of the week as she says it: "on Sunday at six in the evening"."""
    day, clock = hour
    words = vocabulary["clock"]
    weekday = words["next_weekday"].format(weekday=words["weekdays"][day])
    at = dt_util.start_of_local_day().replace(hour=clock)
    return str(words["day_at"].format(day=weekday, clock=clock_of_day(at, vocabulary)))
