"""How far a delivery has come."""

from dataclasses import dataclass


@dataclass(slots=True)
class Playback:
    """What has been played of a speech so far."""

    # Parts played to their end.
    played: int = 0
    # The sound was cut off in the middle of a part.
    cut: bool = False
