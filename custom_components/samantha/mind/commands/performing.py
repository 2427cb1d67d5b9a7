"""The one place where her own commands act, behind the question that locks need."""

import asyncio
from collections.abc import Sequence
from enum import Enum
import logging
from typing import Final

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import ATTR_ENTITY_ID

from ..confirmation import Action, ask_first
from ..guard import CHANGE, touched_by_entities
from ..turn import Reply, Turn
from .order import Act

_LOGGER = logging.getLogger(__name__)

# Seconds to wait for devices. What takes longer goes on, and she says so.
_PATIENCE: Final = 8


class Result(Enum):
    """What came of an act."""

    DONE = "done"
    FAILED = "failed"
    PENDING = "pending"


async def perform(
    turn: Turn, acts: Sequence[Act], then: Action
) -> dict[Act, Result] | Reply:
    """Act, or return the question whose yes lets that be done.

    Nothing else in this package calls an action, so nothing can go round the question.
    """
    verbs: dict[str, str] = {}
    for act in acts:
        entity_id = act.thing.entity_id
        if not async_should_expose(turn.hass, CONVERSATION_DOMAIN, entity_id):
            return dict.fromkeys(acts, Result.FAILED)
        other = verbs.setdefault(entity_id, act.verb)
        verbs[entity_id] = act.verb if other == act.verb else CHANGE
    if touched := touched_by_entities(turn, verbs):
        return ask_first(turn, touched, then)
    results: dict[Act, Result] = {}
    waiting = list(acts)
    while waiting:
        # Two acts on one thing go one after the other, in the order of the sentence.
        now = [
            act
            for place, act in enumerate(waiting)
            if act.thing not in {before.thing for before in waiting[:place]}
        ]
        waiting = [act for act in waiting if act not in now]
        results |= await _call_all(turn, now)
    return {act: results[act] for act in acts}


async def _call_all(turn: Turn, acts: Sequence[Act]) -> dict[Act, Result]:
    tasks = {
        turn.hass.async_create_task(
            turn.hass.services.async_call(
                act.domain or act.thing.domain,
                act.service,
                {ATTR_ENTITY_ID: act.thing.entity_id, **act.data},
                blocking=True,
                context=turn.heard.context,
            )
        ): act
        for act in acts
    }
    done, _ = await asyncio.wait(tasks, timeout=_PATIENCE)
    return {
        act: _result(task, act) if task in done else Result.PENDING
        for task, act in tasks.items()
    }


def _result(task: asyncio.Task[object], act: Act) -> Result:
    if task.cancelled():
        return Result.FAILED
    if (error := task.exception()) is None:
        return Result.DONE
    _LOGGER.warning(
        "%s failed for %s", act.service, act.thing.entity_id, exc_info=error
    )
    return Result.FAILED
