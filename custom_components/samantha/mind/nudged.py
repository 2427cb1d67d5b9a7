"""What people answer to a nudge to call somebody, in the place where it was said."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from homeassistant.util import dt as dt_util

from ..addresses import AddressKind
from ..data import SamanthaConfigEntry, async_loaded_entry
from ..family.cadence import Contacted
from ..family.nudging import Answer as Nudged
from ..store import StoreError
from .answers import Answer, Expects, Meaning
from .phrases import Phrases
from .questions import OpenQuestion
from .turn import Reply, Turn

if TYPE_CHECKING:
    from ..family.nudges import Asked
    from . import Mind

# A satellite may be woken again for the answer, some minutes later.
_PATIENCE: Final = timedelta(minutes=10)

type _Then = Callable[[Turn, SamanthaConfigEntry, Asked], Awaitable[Reply]]


def ask_about_call(mind: Mind, asked: Asked) -> None:
    """Wait for the answer where she has just reminded somebody."""
    mind.spoken_of.note(asked.place, asked.contact)
    mind.questions.ask(
        asked.place,
        OpenQuestion(
            expects=Expects.YES_OR_NO,
            reads=partial(_read, about_cadence=asked.about_cadence),
            then=partial(_answered, asked=asked),
            patience=_PATIENCE,
            stays=True,
        ),
    )


def _read(text: str, phrases: Phrases, *, about_cadence: bool) -> Answer | None:
    name = phrases.understand_nudged(text, about_cadence=about_cadence)
    return Answer(Meaning.NAMED, name) if name else None


async def _answered(turn: Turn, answer: Answer, *, asked: Asked) -> Reply:
    entry = async_loaded_entry(turn.hass)
    nudged = Nudged(answer.value)
    contact = entry.runtime_data.family.contacts.get(asked.contact) if entry else None
    if entry is None or contact is None:
        return turn.say("reminder_dropped")
    try:
        if then := _THEN.get(nudged):
            return await then(turn, entry, asked)
        await entry.runtime_data.family.nudges.answer(
            asked.resident, asked.contact, nudged
        )
    except StoreError:
        return turn.say("reminder_not_kept")
    return turn.say(_SAID[nudged], person=contact.name)


async def _call(turn: Turn, entry: SamanthaConfigEntry, asked: Asked) -> Reply:
    """Start the call where the phone can; else the number is there.

    Whoever can't be put through has answered, and can call by themselves.
    """
    nudges = entry.runtime_data.family.nudges
    reply = await _put_through(turn, entry, asked)
    await nudges.answer(asked.resident, asked.contact, Nudged.CALL)
    return reply


async def _put_through(turn: Turn, entry: SamanthaConfigEntry, asked: Asked) -> Reply:
    family, voice = entry.runtime_data.family, entry.runtime_data.voice
    contact = family.contacts[asked.contact]
    number = next(
        (one.value for one in contact.addresses if one.kind is AddressKind.NUMBER), None
    )
    if number is None:
        return turn.say("nudge_no_number", person=contact.name)
    resident = voice.household.residents.get(asked.resident)
    phone = f"notify.{resident.phone}" if resident and resident.phone else ""
    word = partial(turn.mind.word, turn)
    shown = word("nudge_number", person=contact.name, number=number)
    if not await voice.voices.dial(phone, number, shown, word("nudge_dial")):
        return turn.say("nudge_no_phone")
    family.call_sensors.dialled(asked.resident, asked.contact)
    return turn.say("nudge_call", person=contact.name)


async def _done(turn: Turn, entry: SamanthaConfigEntry, asked: Asked) -> Reply:
    await entry.runtime_data.family.async_log(
        asked.contact, [asked.resident], dt_util.utcnow(), Contacted.CALL
    )
    return turn.say("call_logged")


_THEN: Final[Mapping[Nudged, _Then]] = {Nudged.CALL: _call, Nudged.DONE: _done}
_SAID: Final[Mapping[Nudged, str]] = {
    Nudged.LATER: "nudge_later",
    Nudged.NOT_NOW: "nudge_not_now",
    Nudged.TOMORROW: "nudge_tomorrow",
    Nudged.STOP: "nudge_stop",
    Nudged.TOO_TIGHT: "nudge_too_tight",
    Nudged.FITS: "nudge_fits",
}
