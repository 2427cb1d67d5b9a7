"""What was on disk when the last process ended."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from ..store import Store, Transaction
from ..store.utterances import (
    UtteranceRow,
    Words,
    keep,
    load_waiting,
    note,
    put,
    remove,
    words_of,
)
from .journal import Journal
from .records import waiting_of
from .settling import KEPT_FOR
from .waiting import Waiting


async def resumed(
    store: Store, journal: Journal, now: datetime
) -> AsyncIterator[Waiting]:
    """Yield what waits still.

    What was being said is not said again: a note that she was cut off takes its place,
    and its words are kept for who asks what they missed.
    """
    after = 0
    while True:
        after, rows = await load_waiting(store, after)
        if not rows:
            return
        for row in rows:
            if row.speaking is None:
                yield waiting_of(row)
                continue
            if left := await _cut_off(store, journal, row, row.speaking, now):
                yield left


async def _cut_off(
    store: Store,
    journal: Journal,
    row: UtteranceRow,
    speaking: frozenset[str],
    now: datetime,
) -> Waiting | None:
    """Put a note in place of what was being said; return what is left of the rest.

    The note is a new row, so that it is come by later.
    """
    if row.interrupted:
        # She said so once.
        await journal.attempt(lambda transaction: remove(transaction, row.key))
        return None
    words = await words_of(store, row.key)
    title = words.title if words else None
    excuse = replace(
        row,
        key=uuid4().hex,
        residents=speaking,
        told=frozenset(),
        mergeable=True,
        asks=False,
        dedupe=None,
        language=None,
        signalled=False,
        interrupted=True,
        speaking=None,
        missed=None,
        length=0,
    )
    told = row.told | speaking
    missed = (row.missed or frozenset()) | speaking
    over = not row.residents - told

    async def operation(transaction: Transaction) -> None:
        await put(transaction, excuse, Words(title, ""))
        if over:
            until = now + KEPT_FOR
            await keep(transaction, row.key, missed=missed, until=until)
        else:
            await note(
                transaction,
                row.key,
                told=told,
                missed=missed,
                signalled=row.signalled,
            )

    await journal.attempt(operation)
    if over:
        return None
    return waiting_of(replace(row, told=told, missed=missed))
