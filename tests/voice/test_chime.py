"""Her chime, and the sounds that players fetch."""

from array import array
import io
from pathlib import Path
import wave

import pytest

from custom_components.samantha.voice import chime
from custom_components.samantha.voice.chime import CHIME_PATH, Sounds, after_chime

from .engine import sound_of, text_of
from .home import Home

FILE = Path(chime.__file__).parent / "chime.wav"


def _silence(rate: int, channels: int, width: int, seconds: float) -> bytes:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as speech:
        speech.setparams((channels, width, rate, 0, "NONE", "not compressed"))
        speech.writeframes(bytes(int(rate * seconds) * channels * width))
    return sound.getvalue()


def test_the_chime_is_short_small_and_soft() -> None:
    """Nobody is startled by it."""
    sound = FILE.read_bytes()
    assert len(sound) < 30_000
    assert 0.3 < (chime.seconds_of(sound) or 0) < 1
    with wave.open(io.BytesIO(sound)) as tones:
        samples = array("h", tones.readframes(tones.getnframes()))
    assert 0.1 < max(samples) / 32767 < 0.3
    # It begins and ends in silence, so it doesn't click.
    assert max(abs(samples[0]), abs(samples[-1])) < 50


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000])
@pytest.mark.parametrize("channels", [1, 2])
def test_it_takes_on_the_rate_of_the_speech(rate: int, channels: int) -> None:
    """A player is given one sound of one kind."""
    joined = after_chime(_silence(rate, channels, 2, 0.5), FILE.read_bytes())
    with wave.open(io.BytesIO(joined)) as sound:
        assert sound.getframerate() == rate
        assert sound.getnchannels() == channels
        samples = array("h", sound.readframes(sound.getnframes()))
    assert 0.1 < max(samples) / 32767 < 0.3
    assert chime.seconds_of(joined) == pytest.approx(0.6 + 0.2 + 0.5, abs=0.01)


def test_the_words_come_after_it_whole() -> None:
    """Not a sample of them is touched."""
    assert text_of(after_chime(sound_of("dinner"), FILE.read_bytes())) == "dinner"


@pytest.mark.parametrize(
    "sound", [b"", b"ID3 an mp3", b"RIFF", _silence(16000, 1, 1, 0.1)]
)
def test_what_it_cannot_join_is_left_as_it_is(sound: bytes) -> None:
    """Better no chime than no words."""
    assert after_chime(sound, FILE.read_bytes()) == sound


@pytest.mark.parametrize("length", [b"\xff" * 4, bytes(4)])
def test_a_header_that_does_not_know_the_length(length: bytes) -> None:
    """What streams a WAV writes its header before it knows."""
    whole = sound_of("x" * 22050)
    streamed = whole.replace((2 * 22050).to_bytes(4, "little"), length, 1)
    assert streamed != whole
    assert chime.seconds_of(streamed) == pytest.approx(1)
    assert text_of(after_chime(streamed, FILE.read_bytes())) == "x" * 22050


@pytest.mark.parametrize("sound", [b"", b"ID3 an mp3", b"RIFF"])
def test_only_a_wav_is_measured(sound: bytes) -> None:
    """Of others the length isn't known."""
    assert chime.seconds_of(sound) is None


async def test_players_fetch_them_by_a_name_that_cannot_be_guessed(home: Home) -> None:
    """And only until they are taken away."""
    sounds = Sounds.of(home.hass)
    assert Sounds.of(home.hass) is sounds
    assert await home.fetch(CHIME_PATH) == FILE.read_bytes()
    path, sound = await sounds.async_put_after_chime(sound_of("dinner"))
    assert len(path.rpartition("/")[2]) > 20
    assert await home.fetch(path) == sound
    head = await home.client.head(path)
    assert head.status == 200
    assert int(head.headers["Content-Length"]) == len(sound)
    sounds.take(path)
    assert await home.gone(path)
