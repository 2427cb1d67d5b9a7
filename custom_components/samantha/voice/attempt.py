"""One attempt at something outside, which ends in time and with one word of trouble."""

import asyncio
from collections.abc import Coroutine
from enum import StrEnum
import logging
from typing import Any, Final

from homeassistant.components.assist_satellite import SatelliteBusyError
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import State
from homeassistant.exceptions import ServiceNotFound, ServiceNotSupported

_LOGGER = logging.getLogger(__name__)

# What is cut off may take this long to tidy up after itself.
_TIDYING: Final = 5.0


class Trouble(StrEnum):
    """Why nothing was heard. The values are keys in the ledger."""

    BUSY = "busy"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    # It can't do what is needed.
    UNSUPPORTED = "unsupported"
    # There is no text-to-speech to speak with, or it failed.
    NO_SPEECH = "no_speech"
    SPEECH_FAILED = "speech_failed"
    # The player was told to play, and never began.
    NOT_STARTED = "not_started"
    # Other rooms would hear it too.
    GROUPED = "grouped"
    MUTED = "muted"
    FAILED = "failed"


# What says something about the voice itself, and not about the moment.
LASTING: Final = frozenset(
    {Trouble.UNREACHABLE, Trouble.TIMED_OUT, Trouble.NOT_STARTED, Trouble.FAILED}
)


class DeliveryError(Exception):
    """Something could not be said. It never carries the text."""

    def __init__(self, trouble: Trouble) -> None:
        """Say what kind of trouble it is."""
        super().__init__(trouble.value)
        self.trouble = trouble


def present(state: State | None) -> State:
    """Return the state of a voice; raise DeliveryError where it can't be reached."""
    if state is None or state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN):
        raise DeliveryError(Trouble.UNREACHABLE)
    return state


async def attempt[T](work: Coroutine[Any, Any, T], seconds: float) -> T:
    """Do it, for no longer than that; whatever goes wrong is a DeliveryError.

    Integrations raise what they like, so the task is asked for its exception. What an
    exception says may hold the text of what was being said: only its kind is kept.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=_TIDYING)
    if not done:
        raise DeliveryError(Trouble.TIMED_OUT)
    if task.cancelled():
        raise DeliveryError(Trouble.FAILED)
    if (error := task.exception()) is None:
        return task.result()
    if isinstance(error, DeliveryError):
        raise error
    _LOGGER.debug("An attempt to speak failed with %s", type(error).__name__)
    raise DeliveryError(_trouble_of(error)) from None


def _trouble_of(error: BaseException) -> Trouble:
    match error:
        case SatelliteBusyError():
            return Trouble.BUSY
        case ServiceNotFound() | ServiceNotSupported() | NotImplementedError():
            return Trouble.UNSUPPORTED
        # So are ConnectionError and TimeoutError.
        case OSError():
            return Trouble.UNREACHABLE
        case _:
            return Trouble.FAILED
