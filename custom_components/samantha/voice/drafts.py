"""What was drafted, as what waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from ..manners.utterance import Kind, Privacy, Utterance, When
from ..store.utterances import MissedRow, Words
from .ports import Draft
from .waiting import Waiting

_PUT_OFF_FOR: Final = timedelta(hours=24)


def waiting_of(draft: Draft, now: datetime) -> Waiting:
    """Return a draft as an utterance that waits.

    Its times are in UTC: within one zone Python compares what clocks show.
    """
    utterance = Utterance(
        key=uuid4().hex,
        kind=draft.kind,
        created=now.astimezone(UTC),
        valid_from=draft.valid_from.astimezone(UTC),
        expires=draft.expires.astimezone(UTC),
        residents=draft.residents,
        areas=draft.areas,
        voices=draft.voices,
        urgency=draft.urgency,
        privacy=draft.privacy,
        when=draft.when,
        mergeable=draft.mergeable,
        dedupe=_storable(draft.dedupe),
        asks=draft.asks,
    )
    return Waiting(utterance, len(draft.text), language=_storable(draft.language))


def words_of(draft: Draft) -> Words:
    """Return what a draft wants said."""
    return Words(_storable(draft.title), _storable(draft.text) or "")


def put_off(missed: MissedRow, resident: str, now: datetime) -> Waiting:
    """Return what was sent to a phone as something for when they speak to her.

    They know that it waits, so no cue is given, and what was an alarm is none any more.
    """
    kind = Kind(missed.kind)
    utterance = Utterance(
        key=uuid4().hex,
        kind=Kind.MESSAGE if kind is Kind.ALARM else kind,
        created=now,
        valid_from=now,
        expires=now + _PUT_OFF_FOR,
        residents=frozenset({resident}),
        privacy=Privacy(missed.privacy),
        when=When.ADDRESSED,
        signalled=True,
    )
    return Waiting(utterance, len(missed.words.text))


def stand_in(waiting: Waiting, before: Waiting, *, same_words: bool) -> None:
    """Give an utterance the place of one that it replaces.

    Who has heard the same words need not hear them again.
    """
    old = before.utterance
    told = old.told & waiting.utterance.residents if same_words else frozenset()
    waiting.utterance = replace(
        waiting.utterance,
        key=old.key,
        created=old.created,
        told=told,
        signalled=old.signalled,
    )
    waiting.missed = before.missed if same_words else None


def take_off(waiting: Waiting, resident: str) -> bool:
    """Take a resident off those an utterance is for; tell whether none is left.

    Of nobody it would be the household's, so that one is left as it was, but erased.
    """
    utterance = waiting.utterance
    if resident not in utterance.residents:
        return False
    if not utterance.untold - {resident}:
        waiting.erased = True
        return True
    waiting.utterance = replace(
        utterance,
        residents=utterance.residents - {resident},
        told=utterance.told - {resident},
    )
    waiting.missed = (waiting.missed or frozenset()) - {resident} or None
    return False


def _storable(text: str | None) -> str | None:
    """Return a text without what no file can hold: halves of surrogate pairs."""
    return None if text is None else text.encode(errors="replace").decode()
