"""Who is speaking, for what is theirs and nobody's secret."""

from ..data import SamanthaConfigEntry
from .turn import Turn


def speaker_of(turn: Turn, entry: SamanthaConfigEntry) -> str | None:
    """Return who is speaking; where only one lives here, it is them."""
    voice = entry.runtime_data.voice
    residents = voice.household.residents
    if len(residents) == 1:
        return next(iter(residents))
    return voice.speaker(turn.place, turn.signs)
