"""One utterance in one situation, as the rules look at it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from .index import Index
from .peace import Peace, peace_of
from .same import Same
from .situation import Presence, Resident, Situation, Voice, VoiceKind
from .utterance import Privacy, Utterance, When
from .verdict import Rules


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is given."""

    utterance: Utterance
    situation: Situation
    rules: Rules
    index: Index
    peace: Peace
    # Who lives here of those who have yet to hear it; empty for the household.
    whom: tuple[Resident, ...]
    # Nothing but phones was asked for, and now.
    phones_alone: bool
    # The ears that were asked for by area or voice; None where none were.
    narrow: frozenset[str] | None
    # When it may be said, and when it is too late, in UTC.
    begins: datetime
    expires: datetime

    @property
    def private(self) -> bool:
        """Return whether nobody but those it is for may hear it."""
        utterance = self.utterance
        return utterance.privacy is Privacy.PRIVATE and bool(utterance.residents)

    @property
    def alone(self) -> bool:
        """Return whether only those whom it is for can be in the house."""
        return self.situation.guests is False and all(
            resident.presence is Presence.AWAY
            for resident in self.situation.residents.values()
            if resident.key not in self.utterance.residents
        )

    def addressed(self) -> list[tuple[datetime, str, Voice]]:
        """Return until when she counts as addressed, in which ear, at which voice."""
        window = self.rules.addressed_for
        if not self.index.addressed_within(window):
            return []
        return [
            (end, ear, voice)
            for when, ear, voice in self.index.addressed
            if (end := when + window) > self.index.now
        ]


@lru_cache(maxsize=2)
def _looked_up(same: Same[Situation, None]) -> tuple[Index, Peace]:
    index = Index(same.one)
    return index, peace_of(index)


def case_of(utterance: Utterance, situation: Situation, rules: Rules) -> Case:
    """Return the case; what is looked up in a situation serves all its utterances."""
    index, peace = _looked_up(Same(situation, None))
    narrow = _narrow(utterance, index)
    phones_alone = (
        narrow is not None
        and not narrow
        and utterance.when is When.NOW
        and any(key in situation.voices for key in utterance.voices)
    )
    return Case(
        utterance,
        situation,
        rules,
        index,
        peace,
        _whom(utterance, index, phones_alone=phones_alone),
        phones_alone,
        narrow,
        _utc(utterance.valid_from),
        _utc(utterance.expires),
    )


def _whom(
    utterance: Utterance, index: Index, *, phones_alone: bool
) -> tuple[Resident, ...]:
    residents = index.situation.residents
    if utterance.residents:
        keys = sorted(utterance.untold)
    elif phones_alone:
        owners = sorted(index.phones.items())
        keys = [key for key, phone in owners if phone.key in utterance.voices]
    else:
        return ()
    return tuple(residents[key] for key in keys if key in residents)


def _narrow(utterance: Utterance, index: Index) -> frozenset[str] | None:
    if not utterance.areas and not utterance.voices:
        return None
    situation = index.situation
    ears = {situation.ear_of(area) for area in utterance.areas}
    for key in utterance.voices:
        voice = situation.voices.get(key)
        if voice is not None and voice.kind is not VoiceKind.PHONE:
            ears.add(situation.ear_of_voice(voice))
    return frozenset(ears)


def _utc(instant: datetime) -> datetime:
    """Return an instant in UTC, in which most are given already."""
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
