"""A language model of the owner's choice: the step of a turn that asks it."""

import asyncio
from time import monotonic

from homeassistant.components.conversation import UserContent
from homeassistant.helpers import intent

from ..turn import Reply, Turn
from .conversing import begin
from .failures import ModelError
from .models import Models

__all__ = ["Models", "language_model", "model_away"]

# Seconds to wait for another turn of the same conversation.
_PATIENCE = 5


async def language_model(turn: Turn) -> Reply | None:
    """Have a model answer: the first in the owner's order that does."""
    models = turn.mind.models
    ready = [
        kept for kept in await models.async_ready() if kept.breaker.may_try(monotonic())
    ]
    if not ready:
        turn.model_failed = bool(await models.async_ready())
        return None
    recollection = models.memory.of(turn.chat_log.conversation_id)
    try:
        async with asyncio.timeout(_PATIENCE):
            await recollection.lock.acquire()
    except TimeoutError:
        turn.model_failed = True
        return None
    try:
        contents = turn.chat_log.content
        recollection.catch_up(contents[1 : _asked_at(turn)])
        conversing = begin(models, turn, await models.words.async_get(), recollection)
        try:
            for kept in ready:
                try:
                    reply = await conversing.async_with(kept)
                except ModelError as err:
                    models.failed(kept, err.failure)
                    if conversing.is_heard:
                        return await conversing.async_break_off()
                    continue
                models.succeeded(kept)
                models.costs.model(kept.settings.title, conversing.first_word)
                return reply
        finally:
            conversing.guard.closed = True
            recollection.saw(turn.chat_log.content[1:])
    finally:
        recollection.lock.release()
    turn.model_failed = True
    return None


async def model_away(turn: Turn) -> Reply | None:
    """Say that there is a model which didn't answer, where nothing else helped."""
    if not turn.model_failed or turn.unseen:
        return None
    return turn.refuse("model_away", intent.IntentResponseErrorCode.FAILED_TO_HANDLE)


def _asked_at(turn: Turn) -> int:
    """Return where in the chat log this turn begins."""
    contents = turn.chat_log.content
    for index in range(len(contents) - 1, 0, -1):
        if isinstance(contents[index], UserContent):
            return index
    return len(contents)
