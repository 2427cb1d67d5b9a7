"""Her chime, and sounds of hers that players fetch from Home Assistant.

The chime was made for her: two soft bell tones that rise by a third, in 27 kB.
Satellites that play a sound before an announcement are told to play it; for the others,
and for speakers, it is the beginning of her own audio.
"""

from array import array
import io
from pathlib import Path
import secrets
import sys
from typing import Final, Self
import wave

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_FILE: Final = Path(__file__).parent / "chime.wav"
_FOLDER: Final = f"/api/{DOMAIN}/sound"
CHIME_PATH: Final = f"{_FOLDER}/chime.wav"

_SAMPLE: Final = 2
_DATA: Final = b"data"
# Between the chime and the first word, in seconds.
_BREATH: Final = 0.2


def seconds_of(audio: bytes) -> float | None:
    """Return the length of a WAV in seconds, None for anything else.

    The length in the header isn't relied on: what streams it doesn't know it.
    """
    try:
        with wave.open(io.BytesIO(audio)) as sound:
            frame = sound.getsampwidth() * sound.getnchannels()
            return float(len(_frames(sound, audio)) / (frame * sound.getframerate()))
    except wave.Error, EOFError:
        return None


def after_chime(speech: bytes, chime: bytes) -> bytes:
    """Return a WAV of 16 bits that begins with the chime; others are left as they are.

    The chime is one channel of 16 bits; it is brought to the rate and channels of the
    speech by linear interpolation, which is enough for two soft tones.
    """
    try:
        with wave.open(io.BytesIO(speech)) as sound:
            rate, channels = sound.getframerate(), sound.getnchannels()
            width, words = sound.getsampwidth(), _frames(sound, speech)
    except wave.Error, EOFError:
        return speech
    if width != _SAMPLE:
        return speech
    with wave.open(io.BytesIO(chime)) as sound:
        tones = _resampled(_frames(sound, chime), sound.getframerate(), rate, channels)
    joined = io.BytesIO()
    with wave.open(joined, "wb") as both:
        both.setparams((channels, width, rate, 0, "NONE", "not compressed"))
        both.writeframes(tones)
        both.writeframes(bytes(int(_BREATH * rate) * width * channels))
        both.writeframes(words)
    return joined.getvalue()


def _frames(sound: wave.Wave_read, audio: bytes) -> bytes:
    frame = sound.getsampwidth() * sound.getnchannels()
    # Home Assistant streams speech behind a header that tells of no frames at all.
    frames = sound.readframes(sound.getnframes()) or audio.partition(_DATA)[2][4:]
    return frames[: len(frames) // frame * frame]


def _resampled(frames: bytes, old: int, new: int, channels: int) -> bytes:
    samples = array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    stretched = array("h")
    last = len(samples) - 1
    for index in range(len(samples) * new // old):
        left, part = divmod(index * old, new)
        here, there = samples[min(left, last)], samples[min(left + 1, last)]
        value = here + (there - here) * part // new
        stretched.extend([value] * channels)
    if sys.byteorder == "big":
        stretched.byteswap()
    return stretched.tobytes()


class Sounds(HomeAssistantView):
    """Serves sounds from memory, to whoever knows a name that can't be guessed.

    Players bring no credentials along; Home Assistant serves its own speech likewise.
    """

    url = f"{_FOLDER}/{{name}}"
    name = f"api:{DOMAIN}:sound"
    requires_auth = False

    def __init__(self, hass: HomeAssistant) -> None:
        """Serve for this Home Assistant."""
        self._hass = hass
        self._chime: bytes | None = None
        self._sounds: dict[str, bytes] = {}

    @classmethod
    @callback
    def of(cls, hass: HomeAssistant) -> Self:
        """Return the ones of this Home Assistant."""
        # A view outlives her entry, so it can't be runtime data of it.
        key: HassKey[Self] = HassKey(f"{DOMAIN}_sounds")
        if key not in hass.data:
            hass.data[key] = cls(hass)
            hass.http.register_view(hass.data[key])
        return hass.data[key]

    async def async_put_after_chime(self, speech: bytes) -> tuple[str, bytes]:
        """Put a speech there that begins with the chime; return its path and sound."""
        chime = await self._async_chime()
        sound = await self._hass.async_add_executor_job(after_chime, speech, chime)
        name = f"{secrets.token_urlsafe(16)}.wav"
        self._sounds[name] = sound
        return f"{_FOLDER}/{name}", sound

    @callback
    def take(self, path: str) -> None:
        """Serve it no more."""
        self._sounds.pop(path.rpartition("/")[2], None)

    async def get(self, request: web.Request, name: str) -> web.Response:
        """Serve a sound; players ask for its head, too."""
        if request.path == CHIME_PATH:
            sound: bytes | None = await self._async_chime()
        else:
            sound = self._sounds.get(name)
        if sound is None:
            raise web.HTTPNotFound
        return web.Response(body=sound, content_type="audio/wav")

    head = get

    async def _async_chime(self) -> bytes:
        if self._chime is None:
            self._chime = await self._hass.async_add_executor_job(_FILE.read_bytes)
        return self._chime
