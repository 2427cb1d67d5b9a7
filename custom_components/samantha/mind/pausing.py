"""When people say that calls are no matter now: ill, on a trip, no reminders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..data import SamanthaConfigEntry
from ..family.times.meant import Moment
from ..family.times.spoken import understand
from .answers import Answer, Expects, Meaning, cancels
from .contacting import guarded
from .phrases import Phrases
from .questions import OpenQuestion
from .reader.spoken_time import day_name
from .reminder_saying import at_words
from .speaker import speaker_of
from .turn import Reply, Turn
from .whose import ask_resident

type _Slots = Mapping[str, Any]

# Whoever is ill and doesn't say for how long is left alone until the day after these.
_ILL: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pause:
    """Who is to be reminded of no call, and until when, as far as that is known."""

    residents: frozenset[str]
    until: datetime | None
    ill: bool


async def pause_calls(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    """Remind whoever speaks, or all of them, of no calls for a while."""
    now = dt_util.now()
    ill = "ill" in slots
    said = str(slots.get("until") or "")
    until = _end(said, now, turn.phrases)
    if ill and not said:
        until = _begins(now + _ILL)
    pause = _Pause(residents=_whose(turn, entry, slots), until=until, ill=ill)
    return await _go_on(turn, entry, pause)


async def resume_calls(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    """Remind whoever speaks, or all of them, of calls again."""
    whose = _whose(turn, entry, slots)
    paused = _paused(entry, whose or _residents(entry))
    if not paused:
        return turn.say("calls_not_paused")
    if whose:
        return await guarded(turn, _resume(turn, entry, paused))

    async def then(turn: Turn, resident: str) -> Reply:
        paused = _paused(entry, [resident])
        if not paused:
            return turn.say("calls_not_paused")
        return await guarded(turn, _resume(turn, entry, paused))

    return turn.say("calls_pause_whose", question=ask_resident(entry, then))


def is_while(said: str, phrases: Phrases) -> bool:
    """Return whether words may say how long; of "until" an end may be asked for."""
    first = said.casefold().partition(" ")[0]
    known = not said or first in phrases.calls.until
    return known or _end(said, dt_util.now(), phrases) is not None


def may_be_back(turn: Turn, entry: SamanthaConfigEntry) -> bool:
    """Return whether whoever speaks, as far as that is known, is paused for now."""
    speaker = speaker_of(turn, entry)
    return bool(_paused(entry, [speaker] if speaker else _residents(entry)))


async def _go_on(turn: Turn, entry: SamanthaConfigEntry, pause: _Pause) -> Reply:
    """Ask for what is missing; then pause."""
    if not pause.residents:
        return turn.say("calls_pause_whose", question=_ask_whose(entry, pause))
    if pause.until is None:
        return turn.say("calls_pause_until", question=_ask_until(entry, pause))
    return await guarded(turn, _pause(turn, entry, pause.residents, pause))


async def _pause(
    turn: Turn, entry: SamanthaConfigEntry, residents: frozenset[str], pause: _Pause
) -> Reply:
    await entry.runtime_data.family.nudges.pause(residents, pause.until)
    when = _when(turn, pause.until or dt_util.now())
    if pause.ill:
        return turn.say("calls_paused_ill", when=when)
    return turn.say("calls_paused", when=when)


async def _resume(
    turn: Turn, entry: SamanthaConfigEntry, residents: Iterable[str]
) -> Reply:
    await entry.runtime_data.family.nudges.pause(residents, None)
    return turn.say("calls_resumed")


def _ask_whose(entry: SamanthaConfigEntry, pause: _Pause) -> OpenQuestion:
    async def then(turn: Turn, resident: str) -> Reply:
        whose = replace(pause, residents=frozenset({resident}))
        return await _go_on(turn, entry, whose)

    return ask_resident(entry, then)


def _ask_until(entry: SamanthaConfigEntry, pause: _Pause) -> OpenQuestion:
    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is Meaning.CANCEL:
            return turn.say("reminder_dropped")
        until = _end(answer.value, dt_util.now(), turn.phrases)
        return await _go_on(turn, entry, replace(pause, until=until))

    return OpenQuestion(expects=Expects.CHOICE, reads=_read_end, then=then)


def _read_end(text: str, phrases: Phrases) -> Answer | None:
    if cancels(text, phrases):
        return Answer(Meaning.CANCEL)
    end = _end(text, dt_util.now(), phrases)
    return Answer(Meaning.TIME, text) if end else None


def _whose(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> frozenset[str]:
    """Return whom it is about; of nobody it isn't known."""
    if "all" in slots:
        return _residents(entry)
    speaker = speaker_of(turn, entry)
    return frozenset({speaker} if speaker else ())


def _paused(entry: SamanthaConfigEntry, residents: Iterable[str]) -> list[str]:
    """Return which residents are reminded of no calls for now."""
    book = entry.runtime_data.family.nudges.book
    return [one for one in residents if book.paused_until(one)]


def _residents(entry: SamanthaConfigEntry) -> frozenset[str]:
    return frozenset(entry.runtime_data.voice.household.residents)


def _end(said: str, now: datetime, phrases: Phrases) -> datetime | None:
    """Return when a while is over: "until Sunday", "for a week", "this week".

    None where it may be either of two times, or is over already.
    """
    words = said.strip(" .,?;:").split()
    if words and words[0].casefold() in phrases.calls.until:
        return _moment(" ".join(words[1:]), now, phrases)
    length = phrases.reminders.as_moment(" ".join(words))
    if end := _moment(length, now, phrases) if length.split() != words else None:
        return end if end.date() == now.date() else _begins(end)
    if phrases.house is None:
        return None
    span = phrases.house.when.span(" ".join(words).casefold(), now)
    if span is not None and span.end > now:
        return span.end
    return _moment(" ".join(words), now, phrases)


def _moment(said: str, now: datetime, phrases: Phrases) -> datetime | None:
    found = understand(said, now, phrases.times)
    return found.at if isinstance(found, Moment) and found.rule is None else None


def _begins(day: datetime) -> datetime:
    return datetime.combine(day.date(), time(), day.tzinfo)


def _when(turn: Turn, end: datetime) -> str:
    """Return when there are reminders again, as she says it: of a day, its name."""
    now, local = dt_util.now(), dt_util.as_local(end)
    by_day = time(turn.phrases.times.day_hour)
    if turn.phrases.house is None or local.time() not in {time(), by_day}:
        return at_words(turn, end)
    day = day_name(local, now, turn.phrases.house.vocabulary)
    return day or at_words(turn, end)
