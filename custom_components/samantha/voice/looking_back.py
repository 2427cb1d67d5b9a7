"""What she did and why, and what somebody missed."""

from collections.abc import Collection
from datetime import datetime

from ..manners.situation import Situation
from ..manners.verdict import Action
from ..store import Store
from ..store.ledger import last_rows
from ..store.utterances import load_missed
from .queue import Queue
from .records import Explanation, Missed, explanation_of, missed_of


async def explanations(  # noqa: PLR0913 # each narrows on its own
    store: Store,
    queue: Queue,
    situation: Situation,
    *,
    residents: Collection[str],
    voice: str | None,
    ear: str | None,
    actions: Collection[Action] | None,
    limit: int,
) -> tuple[Explanation, ...]:
    """Return the last verdicts, newest first; what waits still has its reasons now."""
    areas = None
    if ear is not None:
        areas = {ear, *(a.key for a in situation.areas.values() if a.ear == ear)}
    rows = await last_rows(
        store,
        residents=residents,
        voice=voice,
        areas=areas,
        actions=actions,
        limit=limit,
    )
    now = {
        row.utterance: waiting.group.verdict
        for row in rows
        if (waiting := queue.get(row.utterance))
        and waiting.group
        and waiting.group.verdict
    }
    return tuple(explanation_of(row, now) for row in rows)


async def missed_by(store: Store, resident: str, since: datetime) -> tuple[Missed, ...]:
    """Return what a resident has missed since then, oldest first."""
    rows = await load_missed(store, resident, since)
    return tuple(map(missed_of, rows))
