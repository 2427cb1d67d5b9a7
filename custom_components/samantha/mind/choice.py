"""Asking which one is meant, and going on with that one."""

from collections.abc import Awaitable, Callable, Mapping

from .answers import Answer, Expects, Meaning
from .phrases import Phrases
from .questions import OpenQuestion
from .turn import Reply, Turn

type Then = Callable[[Turn, str], Awaitable[Reply]]


def choice_of(
    then: Then,
    *,
    choices: Mapping[str, tuple[str, ...]] | None = None,
    reads: Callable[[str, Phrases], Answer | None] | None = None,
) -> OpenQuestion:
    """Return a question of which one; who chooses none drops it.

    Args:
        then: what follows, with the key of the one that was chosen.
        choices: by key, what each may be called in an answer.
        reads: reads an answer, where it is no name.

    """

    async def chosen(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is not Meaning.CHOICE:
            return turn.say("reminder_dropped")
        return await then(turn, answer.value)

    return OpenQuestion(
        expects=Expects.CHOICE, choices=choices or {}, reads=reads, then=chosen
    )
