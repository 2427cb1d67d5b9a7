"""A language model of the owner's choice: the step of a turn that asks it."""

import asyncio
from collections.abc import Sequence
from time import monotonic

from homeassistant.components.conversation import UserContent
from homeassistant.helpers import intent

from ..turn import Reply, Turn
from .conversing import Conversing, begin
from .failures import ModelError
from .models import Kept, Models

__all__ = ["Models", "language_model", "model_away"]

# Seconds to wait for another turn of the same conversation.
_PATIENCE = 5


async def language_model(turn: Turn) -> Reply | None:
    """Have a model answer: the first in the owner's order that does."""
    models = turn.mind.models
    ready = await models.async_ready()
    now = monotonic()
    if all(kept.breaker.is_resting(now) for kept in ready):
        turn.model_failed = bool(ready)
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
            reply = await _first_answer(models, ready, conversing)
        finally:
            conversing.guard.closed = True
        if reply is not None:
            recollection.saw(contents[1:])
            return reply
    finally:
        recollection.lock.release()
    turn.model_failed = True
    return None


async def _first_answer(
    models: Models, ready: Sequence[Kept], conversing: Conversing
) -> Reply | None:
    """Return the answer of the first that has one.

    Who only gets its turn where others failed is let through then, and not before.
    """
    for kept in ready:
        if not kept.breaker.may_try(monotonic()):
            continue
        try:
            reply = await conversing.async_with(kept)
        except ModelError as err:
            models.failed(kept, err.failure)
            if conversing.is_begun:
                return await conversing.async_break_off()
            continue
        models.succeeded(kept)
        models.costs.model(kept.settings.title, conversing.first_word)
        return reply
    return await conversing.async_break_off() if conversing.filler else None


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
