"""The step for what people say about her speaking: be quiet, what did I miss, why."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
import re
from typing import Any, Final

from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from ..data import HerVoice, async_loaded_entry
from ..manners.verdict import Action, Reason
from ..store import StoreError
from .reader.spoken_time import clock_of_day
from .reasons import Reasoning, within_a_sentence
from .targets import area_heard_in
from .turn import Reply, Turn
from .until import until

type _Slots = Mapping[str, Any]
type _Answer = Callable[[Turn, HerVoice, _Slots], Awaitable[Reply | None]]

_CLOCK: Final = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")
_MOST_MISSED: Final = 3


async def her_speaking(turn: Turn) -> Reply | None:
    """Answer what is said about when and what she says unprompted."""
    entry = async_loaded_entry(turn.hass)
    if entry is None:
        return None
    voice = entry.runtime_data.voice
    understood = speaking_in(turn, voice, turn.text)
    if understood is None:
        return None
    name, slots = understood
    try:
        return await _ANSWERS[name](turn, voice, slots)
    except StoreError:
        return turn.say("not_done")


def speaking_in(turn: Turn, voice: HerVoice, text: str) -> tuple[str, _Slots] | None:
    """Return what a sentence says about her speaking: the intent and its parts."""
    text = _CLOCK.sub(r"\1 \2", text)
    return turn.phrases.understand_speaking(
        text,
        turn.mind.mentions.residents(text, voice.household.residents),
        turn.mind.mentions.rooms(text),
    )


async def _hush(turn: Turn, voice: HerVoice, slots: _Slots) -> Reply:
    speaking = turn.phrases.speaking
    end = until(slots, dt_util.now(), speaking.part_hours, speaking.hush)
    if end is None:
        return turn.say("no_such_time")
    here = _here(turn) if "here_word" in slots else None
    await voice.async_stop(turn.place)
    await voice.async_hush(
        end,
        residents=_one(slots.get("someone")),
        areas=_one(here or slots.get("room")),
    )
    key = "hushed_area_until" if here else "hushed_until"
    return turn.say(key, time=_clock(turn, end))


async def _unhush(turn: Turn, voice: HerVoice, _slots: _Slots) -> Reply:
    ended = await voice.async_unhush_all()
    return turn.say("unhushed" if ended else "not_hushed")


async def _missed(turn: Turn, voice: HerVoice, _slots: _Slots) -> Reply:
    may_hear = await voice.async_missed(turn.place, turn.signs)
    told = may_hear.missed[:_MOST_MISSED]
    if not told:
        return turn.say("missed_private" if may_hear.withheld else "missed_nothing")
    count = len(may_hear.missed)
    text = turn.mind.word(
        turn,
        "missed_one" if count == 1 else "missed_some",
        count=str(count),
        text=" ".join(one.text for one in told),
    )
    if count > len(told):
        more = str(count - len(told))
        text = turn.mind.word(turn, "missed_more", text=text, count=more)
    voice.heard([one.key for one in told], may_hear.resident)
    # Somebody outside may have written it.
    return turn.tell(text, outside=True)


async def _why_said(turn: Turn, voice: HerVoice, _slots: _Slots) -> Reply:
    line = await voice.async_last_said(turn.place)
    if line is None:
        return turn.say("nothing_said")
    reasoning = _reasoning(turn, voice)
    return turn.say(
        "why_said",
        time=reasoning.said(line.at),
        reasons=reasoning.was(_plain(line.reasons)),
    )


async def _why_not_said(turn: Turn, voice: HerVoice, _slots: _Slots) -> Reply:
    line = await voice.async_last_kept(turn.place, turn.signs)
    if line is None:
        return turn.say("nothing_held")
    reasoning = _reasoning(turn, voice)
    return turn.say(
        "why_held",
        time=reasoning.said(line.at),
        reasons=reasoning.was(_plain(line.reasons)),
    )


async def _tell(turn: Turn, voice: HerVoice, slots: _Slots) -> Reply:
    resident: str = slots["someone"]
    name = voice.name_of(resident) or ""
    verdict = await voice.async_pass_on(
        _said(turn, voice, str(slots["said"]), name),
        residents=frozenset({resident}),
    )
    reasons = _reasoning(turn, voice).now_is(_plain(verdict.reasons))
    match verdict.action:
        case Action.SPEAK:
            return turn.say("tells_now", person=name)
        case Action.WHISPER:
            return turn.say("tells_phone", person=name)
        case Action.DROP:
            return turn.say("cannot_tell", person=name, reason=reasons)
    return turn.say("tells_later", person=name, reason=reasons)


async def _tell_everyone(turn: Turn, voice: HerVoice, slots: _Slots) -> Reply:
    verdict = await voice.async_pass_on(_said(turn, voice, str(slots["said"]), None))
    if verdict.action is Action.SPEAK:
        return turn.say("tells_everyone")
    reasons = _reasoning(turn, voice).now_is(_plain(verdict.reasons))
    return turn.say("tells_everyone_later", reason=reasons)


async def _stop(turn: Turn, voice: HerVoice, _slots: _Slots) -> Reply | None:
    """Fall silent here; what else could be stopped is for the steps that follow."""
    return turn.silence() if await voice.async_stop(turn.place) else None


_ANSWERS: Final[Mapping[str, _Answer]] = {
    "SamanthaHush": _hush,
    "SamanthaMissed": _missed,
    "SamanthaStop": _stop,
    "SamanthaTell": _tell,
    "SamanthaTellEveryone": _tell_everyone,
    "SamanthaUnhush": _unhush,
    "SamanthaWhyNotSaid": _why_not_said,
    "SamanthaWhySaid": _why_said,
}


def _said(turn: Turn, voice: HerVoice, text: str, name: str | None) -> str:
    """Return the words that are passed on, with who sends them where that is known."""
    sender = voice.speaker(turn.place, turn.signs)
    if sender and (known := voice.name_of(sender)):
        return turn.mind.word(turn, "message_from", sender=known, text=text)
    if name:
        return turn.mind.word(turn, "message_for", person=name, text=text)
    return turn.mind.word(turn, "message_to_all", text=text)


def _plain(reasons: Iterable[Reason]) -> list[tuple[str, Mapping[str, str]]]:
    return [(str(reason.why), reason.facts) for reason in reasons]


def _reasoning(turn: Turn, voice: HerVoice) -> Reasoning:
    the = turn.phrases.words.the
    people = frozenset(
        resident.title for resident in voice.household.residents.values()
    )

    def area(key: str) -> str | None:
        found = ar.async_get(turn.hass).async_get_area(key)
        return within_a_sentence(found.name, the, people) if found else None

    def entity(key: str) -> str | None:
        state = turn.hass.states.get(key)
        return within_a_sentence(state.name, the, people) if state else None

    return Reasoning(
        phrases=turn.phrases,
        now=dt_util.now(),
        names={"resident": voice.name_of, "area": area, "voice": entity},
    )


def _clock(turn: Turn, moment: datetime) -> str:
    if turn.phrases.house is None:
        return f"{moment:%H:%M}"
    return clock_of_day(moment, turn.phrases.house.vocabulary)


def _here(turn: Turn) -> str | None:
    return area_heard_in(turn.hass, turn.heard.satellite_id, turn.heard.device_id)


def _one(key: str | None) -> frozenset[str]:
    return frozenset({key} if key else ())
