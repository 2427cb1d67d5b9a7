"""Asking whom something is about, where it isn't known who speaks."""

from collections.abc import Awaitable, Callable, Iterable

from ..data import SamanthaConfigEntry
from .answers import Answer, Expects, Meaning
from .questions import OpenQuestion
from .turn import Reply, Turn


def ask_resident(
    entry: SamanthaConfigEntry,
    then: Callable[[Turn, str], Awaitable[Reply]],
    among: Iterable[str] | None = None,
) -> OpenQuestion:
    """Return a question that any resident is the answer to, or any of some."""
    residents = entry.runtime_data.voice.household.residents

    async def chosen(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is not Meaning.CHOICE:
            return turn.say("reminder_dropped")
        return await then(turn, answer.value)

    return OpenQuestion(
        expects=Expects.CHOICE,
        choices={
            key: (residents[key].title, *residents[key].nicknames)
            for key in (residents if among is None else among)
        },
        then=chosen,
    )
