"""What becomes of an utterance: told, kept for who missed it, or waiting again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from ..manners.situation import Situation
from ..manners.verdict import Action, Verdict, Why
from ..store import Transaction
from ..store.ledger import LedgerRow, conclude, record
from ..store.utterances import keep, note, remove
from .carrier import Carrying
from .journal import Journal
from .ports import Delivery, Outcome
from .records import ledger_row
from .waiting import Waiting

# How long the words of what somebody missed are kept.
KEPT_FOR: Final = timedelta(hours=24)

_FIRST_REST: Final = timedelta(seconds=30)
_LONGEST_REST: Final = timedelta(minutes=15)
_REACHED: Final = frozenset({Outcome.HEARD, Outcome.SPOKEN, Outcome.STOPPED})
_BEST_FIRST: Final = (Outcome.HEARD, Outcome.STOPPED, Outcome.SPOKEN, Outcome.FAILED)
# Nobody can ask for what was for nobody here, and nobody missed what they were told.
_NOT_MISSED: Final = frozenset({Why.UNKNOWN_RESIDENT, Why.TOLD})


@dataclass(frozen=True, slots=True)
class Settled:
    """How an attempt has ended for one utterance."""

    outcome: Outcome
    # Whom it has reached.
    told: frozenset[str]
    # Nothing is left to do.
    over: bool


def settle(
    journal: Journal,
    now: datetime,
    carrying: Carrying,
    waiting: Waiting,
    deliveries: Mapping[str, Delivery],
) -> Settled:
    """Note on an utterance, and on disk, how far it has come."""
    reached = {
        voice: delivery
        for voice, delivery in deliveries.items()
        if _reached(carrying, delivery)
    }
    outcome = _outcome(carrying, waiting, deliveries, reached)
    utterance = waiting.utterance
    told = frozenset(
        resident
        for resident in carrying.told(waiting)
        if carrying.listeners[resident] & reached.keys()
    )
    waiting.missed = _missed(carrying, waiting, told, reached)
    waiting.utterance = replace(utterance, told=utterance.told | told)
    household = not utterance.residents
    over = bool(reached) if household else not waiting.utterance.untold
    if over:
        missed = None if waiting.interrupted else waiting.missed
        journal.write(partial(_finish, waiting, missed, now, outcome))
        return Settled(outcome, told, over=True)
    _rest(carrying, waiting, now, deliveries, reached)
    journal.write(partial(_go_on, waiting, outcome if deliveries else None))
    return Settled(outcome, told, over=False)


def drop(
    journal: Journal,
    now: datetime,
    waiting: Waiting,
    verdict: Verdict,
    situation: Situation,
) -> None:
    """Note that an utterance is dropped; keep its words for who missed it."""
    utterance = waiting.utterance
    missed: frozenset[str] | None = waiting.missed
    if not {reason.why for reason in verdict.reasons} & _NOT_MISSED:
        missed = (missed or frozenset()) | utterance.untold
    if missed and utterance.residents:
        missed = missed & situation.residents.keys() or None
    row = ledger_row(now, utterance, verdict, residents=utterance.untold, areas=())
    if waiting.interrupted:
        missed = None
    journal.write(partial(_drop, waiting, missed, now, row))


def forget(journal: Journal, waiting: Waiting) -> None:
    """Erase what is not tried again."""
    journal.write(lambda transaction: remove(transaction, waiting.utterance.key))


def signal(
    journal: Journal,
    now: datetime,
    waiting: Waiting,
    verdict: Verdict,
    areas: tuple[str, ...],
) -> None:
    """Note that the silent cue for an utterance was given."""
    waiting.utterance = replace(waiting.utterance, signalled=True)
    residents = waiting.utterance.untold
    row = ledger_row(now, waiting.utterance, verdict, residents=residents, areas=areas)

    async def operation(transaction: Transaction) -> None:
        await _go_on(waiting, None, transaction)
        await record(transaction, row)

    journal.write(operation)


def _reached(carrying: Carrying, delivery: Delivery) -> bool:
    hold = carrying.holds[delivery.voice]
    if hold.cut and delivery.voice not in carrying.stopped:
        return delivery.outcome in {Outcome.HEARD, Outcome.SPOKEN}
    return delivery.outcome in _REACHED


def _heard(carrying: Carrying, waiting: Waiting) -> set[str]:
    """Return who has acknowledged it, of those whom it is for."""
    residents = waiting.utterance.residents
    return carrying.heard & residents if residents else carrying.heard


def _outcome(
    carrying: Carrying,
    waiting: Waiting,
    deliveries: Mapping[str, Delivery],
    reached: Mapping[str, Delivery],
) -> Outcome:
    if reached and _heard(carrying, waiting):
        return Outcome.HEARD
    counted = reached or deliveries
    outcomes = {delivery.outcome for delivery in counted.values()}
    return next((one for one in _BEST_FIRST if one in outcomes), Outcome.FAILED)


def _missed(
    carrying: Carrying,
    waiting: Waiting,
    told: frozenset[str],
    reached: Mapping[str, Delivery],
) -> frozenset[str] | None:
    """Return who may not have heard it: on a phone, nobody knows."""
    verdict = carrying.verdict
    if verdict.action is not Action.WHISPER or verdict.earpiece:
        return waiting.missed
    unheard = {
        voice
        for voice, delivery in reached.items()
        if delivery.outcome is Outcome.SPOKEN
    }
    if not unheard:
        return waiting.missed
    heard = _heard(carrying, waiting)
    missed = {one for one in told - heard if carrying.listeners[one] & unheard}
    if heard and not missed:
        return waiting.missed
    return (waiting.missed or frozenset()) | missed


def _rest(
    carrying: Carrying,
    waiting: Waiting,
    now: datetime,
    deliveries: Mapping[str, Delivery],
    reached: Mapping[str, Delivery],
) -> None:
    """Leave out for a while what failed, longer each time."""
    failed = [
        delivery
        for voice, delivery in deliveries.items()
        if delivery.outcome is Outcome.FAILED
    ]
    cut = [voice for voice in deliveries if carrying.holds[voice].cut]
    if len(deliveries) == len(carrying.waiting) == 1 and (failed or cut):
        # What was said of a long text is not said again.
        waiting.said += next(iter(deliveries.values())).played
    if cut or (reached and not failed):
        return
    rest = min(_FIRST_REST * 2 ** min(waiting.attempts, 10), _LONGEST_REST)
    waiting.attempts += 1
    if failed:
        out = {delivery.voice: now + rest for delivery in failed}
        waiting.failed = {**waiting.failed, **out}
    else:
        waiting.rests_until = now + rest


async def _finish(
    waiting: Waiting,
    missed: frozenset[str] | None,
    now: datetime,
    outcome: Outcome,
    transaction: Transaction,
) -> None:
    await conclude(transaction, waiting.utterance.key, outcome.value)
    await _put_away(waiting, missed, now, transaction)


async def _drop(
    waiting: Waiting,
    missed: frozenset[str] | None,
    now: datetime,
    row: LedgerRow,
    transaction: Transaction,
) -> None:
    await record(transaction, row)
    await _put_away(waiting, missed, now, transaction)


async def _put_away(
    waiting: Waiting,
    missed: frozenset[str] | None,
    now: datetime,
    transaction: Transaction,
) -> None:
    key = waiting.utterance.key
    if missed is None:
        await remove(transaction, key)
    else:
        await keep(transaction, key, missed=missed, until=now + KEPT_FOR)


async def _go_on(
    waiting: Waiting, outcome: Outcome | None, transaction: Transaction
) -> None:
    utterance = waiting.utterance
    if outcome:
        await conclude(transaction, utterance.key, outcome.value)
    await note(
        transaction,
        utterance.key,
        told=utterance.told,
        missed=waiting.missed,
        signalled=utterance.signalled,
    )
