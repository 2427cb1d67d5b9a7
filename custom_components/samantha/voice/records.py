"""Utterances and verdicts as the rows that the store keeps, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..manners.utterance import Kind, Privacy, Urgency, Utterance, When
from ..manners.verdict import Action, Reason, Verdict, Why
from ..store.ledger import LedgerRow
from ..store.utterances import MissedRow, UtteranceRow
from .ports import Outcome
from .waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A verdict of the past, and what came of it; without residents, the household's.

    Where the utterance waits still, the reasons are those of now.
    """

    at: datetime
    key: str
    kind: Kind
    action: Action
    reasons: tuple[Reason, ...]
    residents: frozenset[str]
    voices: tuple[str, ...]
    areas: tuple[str, ...]
    outcome: Outcome | None = None
    waits_still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What somebody missed, with its words; without residents, everybody did."""

    key: str
    kind: Kind
    privacy: Privacy
    created: datetime
    residents: frozenset[str]
    title: str | None
    text: str


def missed_of(row: MissedRow) -> Missed:
    """Return what a row tells."""
    return Missed(
        key=row.key,
        kind=Kind(row.kind),
        privacy=Privacy(row.privacy),
        created=row.created,
        residents=row.residents,
        title=row.words.title,
        text=row.words.text,
    )


def row_of(waiting: Waiting) -> UtteranceRow:
    """Return an utterance that waits as a row."""
    utterance = waiting.utterance
    return UtteranceRow(
        key=utterance.key,
        kind=utterance.kind.value,
        language=waiting.language,
        created=utterance.created,
        valid_from=utterance.valid_from,
        expires=utterance.expires,
        residents=utterance.residents,
        told=utterance.told,
        areas=utterance.areas,
        voices=utterance.voices,
        urgency=utterance.urgency.value,
        privacy=utterance.privacy.value,
        moment=utterance.when.value,
        mergeable=utterance.mergeable,
        dedupe=utterance.dedupe,
        asks=utterance.asks,
        signalled=utterance.signalled,
        interrupted=waiting.interrupted,
        missed=waiting.missed,
    )


def waiting_of(row: UtteranceRow) -> Waiting:
    """Return the utterance of a row."""
    return Waiting(
        utterance=Utterance(
            key=row.key,
            kind=Kind(row.kind),
            created=row.created,
            valid_from=row.valid_from,
            expires=row.expires,
            residents=row.residents,
            told=row.told,
            areas=row.areas,
            voices=row.voices,
            urgency=Urgency(row.urgency),
            privacy=Privacy(row.privacy),
            when=When(row.moment),
            mergeable=row.mergeable,
            dedupe=row.dedupe,
            asks=row.asks,
            signalled=row.signalled,
        ),
        length=row.length,
        language=row.language,
        interrupted=row.interrupted,
        missed=row.missed,
    )


def ledger_row(  # noqa: PLR0913 # a row has as many columns
    at: datetime,
    utterance: Utterance,
    verdict: Verdict,
    *,
    residents: frozenset[str],
    areas: tuple[str, ...],
    outcome: Outcome | None = None,
) -> LedgerRow:
    """Return a verdict as a row."""
    return LedgerRow(
        at=at,
        utterance=utterance.key,
        kind=utterance.kind.value,
        action=verdict.action.value,
        outcome=outcome.value if outcome else None,
        reasons=tuple((reason.why.value, reason.facts) for reason in verdict.reasons),
        residents=residents,
        voices=verdict.voices,
        areas=areas,
    )


def explanation_of(row: LedgerRow, now: Mapping[str, Verdict]) -> Explanation:
    """Return what a row tells; `now` has the verdicts on what waits still."""
    current = now.get(row.utterance) if row.action == Action.WAIT else None
    return Explanation(
        at=row.at,
        key=row.utterance,
        kind=Kind(row.kind),
        action=Action(row.action),
        reasons=current.reasons if current else _reasons(row),
        residents=row.residents,
        voices=row.voices,
        areas=row.areas,
        outcome=Outcome(row.outcome) if row.outcome else None,
        waits_still=current is not None,
    )


def _reasons(row: LedgerRow) -> tuple[Reason, ...]:
    # A reason of an earlier release may be none of this one's.
    return tuple(Reason(Why(why), facts) for why, facts in row.reasons if why in Why)
