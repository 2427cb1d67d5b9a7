"""Sounds: mono samples of 16 bits."""

from dataclasses import dataclass
import io
from pathlib import Path
from typing import Any, Final, Self
import wave

import numpy as np
from numpy.typing import NDArray

type Samples = NDArray[np.int16]

FULL_SCALE: Final = 32768
WIDTH: Final = 2

NOISE_FLOOR: Final = 33
"""What counts as silence: 60 dB below full scale."""

_VOICE: Final = 300
"""Above this it is a voice, and not what is left of it: 40 dB below full scale."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Samples at so many a second."""

    samples: Samples
    rate: int

    @classmethod
    def of_pcm(cls, pcm: bytes, rate: int) -> Self:
        """Take over raw samples."""
        return cls(np.frombuffer(pcm, dtype="<i2"), rate)

    @classmethod
    def of_wav(cls, wav: bytes | Path) -> Self:
        """Read a wav; a stream's, which doesn't know its length, too."""
        data = wav.read_bytes() if isinstance(wav, Path) else wav
        with wave.open(io.BytesIO(data)) as reader:
            if (reader.getnchannels(), reader.getsampwidth()) != (1, WIDTH):
                message = f"Not a mono wav of 16 bits: {reader.getparams()}"
                raise ValueError(message)
            rate = reader.getframerate()
            pcm = reader.readframes(len(data))
        return cls.of_pcm(pcm[: len(pcm) // WIDTH * WIDTH], rate)

    @classmethod
    def silence(cls, seconds: float, rate: int) -> Self:
        """Return nothing, for a while."""
        return cls(np.zeros(round(seconds * rate), dtype=np.int16), rate)

    @property
    def pcm(self) -> bytes:
        """Return the raw samples."""
        return self.samples.astype("<i2").tobytes()

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return len(self.samples) / self.rate

    @property
    def is_silent(self) -> bool:
        """Tell whether no sample is above the noise floor."""
        return not np.any(np.abs(self.samples.astype(np.int32)) > NOISE_FLOOR)

    @property
    def lead(self) -> float:
        """Return the seconds before the first sample above the noise floor."""
        loud = np.flatnonzero(np.abs(self.samples.astype(np.int32)) > NOISE_FLOOR)
        return float(loud[0]) / self.rate if loud.size else self.seconds

    def write(self, path: Path) -> None:
        """Write a wav."""
        with wave.open(str(path), "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(WIDTH)
            writer.setframerate(self.rate)
            writer.writeframes(self.pcm)

    def at_rate(self, rate: int) -> Sound:
        """Resample, leaving out what the new rate can't carry."""
        if rate == self.rate:
            return self
        wanted = round(len(self.samples) * rate / self.rate)
        spectrum = np.fft.rfft(self.samples)
        samples = np.fft.irfft(_fitted(spectrum, wanted // 2 + 1), wanted)
        samples *= wanted / len(self.samples)
        return Sound(_clipped(samples), rate)

    def at_level(self, peak: float) -> Sound:
        """Make the loudest sample as loud as given, from 0 to 1."""
        loudest = int(np.abs(self.samples.astype(np.int32)).max(initial=1))
        return Sound(_clipped(self.samples * (peak * FULL_SCALE / loudest)), self.rate)

    def trimmed(self) -> Sound:
        """Leave out the silence at both ends."""
        loud = np.flatnonzero(np.abs(self.samples.astype(np.int32)) > _VOICE)
        if not loud.size:
            return self
        return Sound(self.samples[loud[0] : loud[-1] + 1], self.rate)

    def __add__(self, other: Sound) -> Sound:
        """Follow it with another at the same rate."""
        if other.rate != self.rate:
            message = f"{self.rate} and {other.rate} samples a second"
            raise ValueError(message)
        return Sound(np.concatenate((self.samples, other.samples)), self.rate)


def _fitted(spectrum: NDArray[np.complex128], length: int) -> NDArray[np.complex128]:
    fitted = np.zeros(length, dtype=np.complex128)
    kept = min(length, len(spectrum))
    fitted[:kept] = spectrum[:kept]
    return fitted


def _clipped(samples: NDArray[np.floating[Any]]) -> Samples:
    whole = np.clip(np.rint(samples), -FULL_SCALE, FULL_SCALE - 1)
    clipped: Samples = whole.astype(np.int16)
    return clipped
