"""What of a sentence is for her and not for the house, found out without acting.

Reminders, contacts, messages, and when she speaks. What people tell each other in the
same words ("I called mum", "done", "that's enough") is told apart from it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from ..data import SamanthaConfigEntry, async_loaded_entry
from ..manners.addressee import Understood
from .calling import calling_in
from .messages.step import messages_in
from .reminder_asking import reading_of
from .reminding import just_told, reminding_in
from .speaking import speaking_in
from .turn import Turn

type _Slots = Mapping[str, Any]
type _Fits = Callable[[Turn, SamanthaConfigEntry, _Slots], bool]


def understood_of_hers(turn: Turn, text: str) -> Understood:
    """Return what of a sentence, without her name, her own grammars fit."""
    entry = async_loaded_entry(turn.hass)
    if entry is None:
        return Understood.NOTHING
    understood = Understood.NOTHING
    for found in (
        reminding_in(turn, entry, text),
        calling_in(turn, entry, text),
        messages_in(turn, entry, text),
        speaking_in(turn, entry.runtime_data.voice, text),
    ):
        if found and found[0] in _OF_HER_MEMORY and "contact" in found[1]:
            return Understood.IN_THIS_HOUSE
        if found and _TELLS.get(found[0], _always)(turn, entry, found[1]):
            return Understood.GRAMMAR
        if found:
            understood = Understood.TO_ANYBODY
    return understood


def _always(_turn: Turn, _entry: SamanthaConfigEntry, _slots: _Slots) -> bool:
    return True


def _never(_turn: Turn, _entry: SamanthaConfigEntry, _slots: _Slots) -> bool:
    return False


def _after_a_time(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether only a time is said before: not "you had to remind me"."""
    before = str(slots.get("before") or "")
    reading = reading_of(turn.hass, entry, turn.phrases)
    return not before or reading.when(before, leading=True) is not None


def _after_a_reminder(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    return "what" in slots or just_told(turn, entry) is not None


def _asks_to_be_reminded(
    _turn: Turn, _entry: SamanthaConfigEntry, slots: _Slots
) -> bool:
    return "wanted" not in slots


def _for_a_while(_turn: Turn, _entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether it is said for how long or where: else one tells a child so."""
    return bool(slots)


# What nobody else could tell, of somebody whom this house knows.
_OF_HER_MEMORY: Final = frozenset({"SamanthaHowOften", "SamanthaLastTalk"})
# When the intents that people have for each other, too, are evidence.
_TELLS: Final[Mapping[str, _Fits]] = {
    "SamanthaRemind": _after_a_time,
    "SamanthaReminderSnooze": _after_a_reminder,
    "SamanthaReminderDone": _after_a_reminder,
    "SamanthaCallEvery": _asks_to_be_reminded,
    "SamanthaCallAgain": _never,
    "SamanthaCallNever": _never,
    "SamanthaCallsPause": _never,
    "SamanthaCallsResume": _never,
    "SamanthaContactName": _never,
    "SamanthaLogCall": _never,
    "SamanthaLogMeeting": _never,
    "SamanthaHours": _never,
    "SamanthaHoursForget": _never,
    "SamanthaHowOften": _never,
    "SamanthaLastTalk": _never,
    "SamanthaHush": _for_a_while,
    "SamanthaWhySaid": _never,
    "SamanthaWhyNotSaid": _never,
    "SamanthaStop": _never,
}
