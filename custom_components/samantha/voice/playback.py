"""How far a delivery has come."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Playback:
    """What has been played of a speech so far."""

    # Told of each part when it begins to play.
    begins: Callable[[int], None] = lambda _part: None
    # Parts played to their end.
    played: int = 0
    # The sound was cut off in the middle of a part.
    cut: bool = False
