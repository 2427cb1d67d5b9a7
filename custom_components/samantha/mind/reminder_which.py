"""Asking which reminder is meant, where several may be."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from ..data import SamanthaConfigEntry
from ..store import StoreError
from ..store.reminders import Reminder
from .answers import Answer, Meaning, cancels
from .choice import choice_of
from .phrases import Phrases
from .questions import OpenQuestion
from .reminder_asking import read_choice
from .reminder_choice import chosen_of
from .reminder_saying import capital, task_words, when_words
from .turn import Reply, Turn

type About = Callable[[Turn, SamanthaConfigEntry, Reminder], Awaitable[Reply]]

_BOTH: Final = 2


def ask_which(
    turn: Turn, entry: SamanthaConfigEntry, found: Sequence[Reminder], then: About
) -> Reply:
    """Ask which of some is meant: of two by reading them, of more by their number."""
    voice = entry.runtime_data.voice
    texts = [f"{one.text} {when_words(turn, voice, one)}" for one in found]
    if len(found) > _BOTH:
        reads = partial(_read_one, texts=texts)
        question = _which(entry, found, reads, then)
        return turn.say(
            "reminder_which_of_many", count=str(len(found)), question=question
        )
    first, second = (
        f"{task_words(turn, one)}, {when_words(turn, voice, one)}" for one in found
    )
    reads = partial(read_choice, first=texts[0], second=texts[1])
    return turn.say(
        "reminder_which",
        first=capital(first),
        second=second,
        question=_which(entry, found, reads, then),
    )


def _which(
    entry: SamanthaConfigEntry,
    reminders: Sequence[Reminder],
    reads: Callable[[str, Phrases], Answer | None],
    about: About,
) -> OpenQuestion:
    async def then(turn: Turn, place: str) -> Reply:
        try:
            return await about(turn, entry, reminders[int(place)])
        except StoreError:
            return turn.say("reminder_not_kept")

    return choice_of(then, reads=reads)


def _read_one(text: str, phrases: Phrases, texts: Sequence[str]) -> Answer | None:
    """Return which of several somebody means; what drops it drops it."""
    if cancels(text, phrases):
        return Answer(Meaning.CANCEL)
    place = chosen_of(text, texts)
    return None if place is None else Answer(Meaning.CHOICE, str(place))
