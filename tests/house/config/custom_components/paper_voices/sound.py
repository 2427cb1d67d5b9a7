"""A sound that is as long as its words take, with the words as its last samples.

Whatever is played before them, such as a chime, leaves them readable.
"""

import io
from typing import Final
import wave

RATE: Final = 8_000
CHARACTERS_A_SECOND: Final = 60.0
SHORTEST: Final = 0.2

_SAMPLE: Final = 2
_CODE: Final = "utf-16-le"


def sound_of(text: str) -> bytes:
    """Return a WAV of silence, a few times faster than anybody speaks."""
    seconds = max(SHORTEST, len(text) / CHARACTERS_A_SECOND)
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setparams((1, _SAMPLE, RATE, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(_SAMPLE * int(seconds * RATE)))
        sound.writeframes(text.encode(_CODE))
    return written.getvalue()


def words_in(audio: bytes) -> str:
    """Return the words of a sound."""
    with wave.open(io.BytesIO(audio)) as sound:
        samples = sound.readframes(sound.getnframes())
    words: str = samples.decode(_CODE, errors="replace").rpartition("\0")[2]
    return words


def seconds_of(audio: bytes) -> float:
    """Return how long a sound plays."""
    with wave.open(io.BytesIO(audio)) as sound:
        return float(sound.getnframes() / sound.getframerate())
