"""Asking for what is missing of a reminder, one thing at a time, until it is whole."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..data import SamanthaConfigEntry
from ..family.times.meant import Either, Fault, Moment
from ..store import StoreError
from .answers import Answer, Expects, Meaning, cancels
from .choice import choice_of
from .mentions import names_of_residents, names_of_rooms
from .phrases import Phrases
from .questions import OpenQuestion
from .reminder_choice import chosen
from .reminder_request import Awaits, Reading, Request
from .reminder_saying import at_words, capital
from .turn import Reply, Turn

# Keeps what is whole, and says so.
type Keep = Callable[[Turn, Asked, Moment | None, Awaits | None], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody is asking for; whose it is may not be known yet."""

    entry: SamanthaConfigEntry
    # None is not known; empty is the household.
    resident: str | None
    # Whether whoever asks is the one to be reminded.
    own: bool
    request: Request
    keep: Keep


def reading_of(
    hass: HomeAssistant, entry: SamanthaConfigEntry, phrases: Phrases
) -> Reading:
    """Return what reading a request needs, as it is now."""
    return Reading(
        phrases=phrases.reminders,
        times=phrases.times,
        now=dt_util.now(),
        people=tuple(names_of(entry)),
        rooms=tuple(names_of_rooms(hass)),
    )


def names_of(entry: SamanthaConfigEntry) -> Iterable[tuple[str, str]]:
    """Return every name of every resident, with whose it is."""
    return names_of_residents(entry.runtime_data.voice.household.residents)


async def go_on(turn: Turn, asked: Asked) -> Reply:
    """Ask for what is missing, or keep what is whole."""
    request = asked.request
    if asked.resident is None:
        return turn.say("reminder_for_whom", question=_whom(turn, asked))
    if not request.task:
        return turn.say("reminder_of_what", question=_task(asked))
    match request.time:
        case Either(first, second):
            return turn.say(
                "reminder_either",
                first=capital(at_words(turn, first.at)),
                second=at_words(turn, second.at),
                question=_which(turn, asked, first, second),
            )
        case Fault() as fault:
            key = fault.value.replace(" ", "_")
            return turn.say(f"reminder_{key}", question=_when(turn, asked))
        case Moment() as moment:
            return await _kept(turn, asked, moment, None)
    if request.awaits:
        return await _kept(turn, asked, None, request.awaits)
    return turn.say("reminder_when", question=_when(turn, asked))


async def _kept(
    turn: Turn, asked: Asked, moment: Moment | None, awaits: Awaits | None
) -> Reply:
    try:
        return await asked.keep(turn, asked, moment, awaits)
    except StoreError:
        return turn.say("reminder_not_kept")


def _whom(turn: Turn, asked: Asked) -> OpenQuestion:
    choices: dict[str, tuple[str, ...]] = {}
    for name, resident in names_of(asked.entry):
        choices[resident] = (*choices.get(resident, ()), name)
    choices[""] = tuple(turn.phrases.reminders.everyone)

    async def then(turn: Turn, resident: str) -> Reply:
        return await go_on(turn, replace(asked, resident=resident, own=False))

    return choice_of(then, choices=choices)


def _task(asked: Asked) -> OpenQuestion:
    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is Meaning.CANCEL:
            return turn.say("reminder_dropped")
        reading = reading_of(turn.hass, asked.entry, turn.phrases)
        heard = reading.request(answer.value)
        if asked.request.time or asked.request.awaits:
            request = replace(asked.request, task=heard.task)
        else:
            request = heard
        return await go_on(turn, replace(asked, request=request))

    return OpenQuestion(expects=Expects.CHOICE, reads=_anything, then=then)


def _when(turn: Turn, asked: Asked) -> OpenQuestion:
    """Return the question when; what is no time is no answer."""

    def reads(text: str, phrases: Phrases) -> Answer | None:
        if cancels(text, phrases):
            return Answer(Meaning.CANCEL)
        reading = reading_of(turn.hass, asked.entry, phrases)
        found = reading.when(text, leading=True)
        return Answer(Meaning.TIME, text) if found else None

    return OpenQuestion(
        expects=Expects.CHOICE, reads=reads, then=partial(_hear_when, asked=asked)
    )


async def _hear_when(turn: Turn, answer: Answer, asked: Asked) -> Reply:
    reading = reading_of(turn.hass, asked.entry, turn.phrases)
    found = reading.when(answer.value, leading=True)
    if answer.meaning is Meaning.CANCEL or found is None:
        return turn.say("reminder_dropped")
    request = replace(asked.request, time=found[0], awaits=found[1])
    return await go_on(turn, replace(asked, request=request))


def _which(turn: Turn, asked: Asked, first: Moment, second: Moment) -> OpenQuestion:
    """Return the question which of two; another time is an answer too."""
    said = at_words(turn, first.at), at_words(turn, second.at)

    def reads(text: str, phrases: Phrases) -> Answer | None:
        if answer := read_choice(text, phrases, *said):
            return answer
        found = reading_of(turn.hass, asked.entry, phrases).when(text, leading=True)
        return Answer(Meaning.TIME, text) if found else None

    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is not Meaning.CHOICE:
            return await _hear_when(turn, answer, asked)
        moment = (first, second)[int(answer.value)]
        request = replace(asked.request, time=moment)
        return await go_on(turn, replace(asked, request=request))

    return OpenQuestion(expects=Expects.CHOICE, reads=reads, then=then)


def read_choice(text: str, phrases: Phrases, first: str, second: str) -> Answer | None:
    """Return which of two is meant; its value is its place."""
    if cancels(text, phrases):
        return Answer(Meaning.CANCEL)
    choice = chosen(text, first, second, phrases.reminders)
    return None if choice is None else Answer(Meaning.CHOICE, str(choice))


def _anything(text: str, phrases: Phrases) -> Answer | None:
    if cancels(text, phrases):
        return Answer(Meaning.CANCEL)
    return Answer(Meaning.ANYTHING, text)
