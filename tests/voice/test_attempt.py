"""Attempts that end in time."""

import asyncio
from typing import Never

from homeassistant.components.assist_satellite import SatelliteBusyError
from homeassistant.exceptions import HomeAssistantError, ServiceNotFound
import pytest

from custom_components.samantha.voice.attempt import DeliveryError, Trouble, attempt


async def _fail(error: BaseException) -> Never:
    raise error


async def _answer() -> str:
    return "done"


async def _forever(tidied: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        tidied.append("tidied")


async def test_it_returns_what_came_of_it() -> None:
    """Nothing is lost on the way."""
    assert await attempt(_answer(), 1) == "done"


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (SatelliteBusyError(), Trouble.BUSY),
        (ServiceNotFound("assist_satellite", "announce"), Trouble.UNSUPPORTED),
        (NotImplementedError(), Trouble.UNSUPPORTED),
        (ConnectionResetError(), Trouble.UNREACHABLE),
        (TimeoutError(), Trouble.UNREACHABLE),
        (HomeAssistantError("secret"), Trouble.FAILED),
        (ZeroDivisionError("secret"), Trouble.FAILED),
        (asyncio.CancelledError(), Trouble.FAILED),
        (DeliveryError(Trouble.MUTED), Trouble.MUTED),
    ],
)
async def test_an_error_becomes_one_word(
    error: BaseException, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    """What it says is kept from the log: it may hold the text."""
    with pytest.raises(DeliveryError) as raised:
        await attempt(_fail(error), 1)
    assert raised.value.trouble is trouble
    assert "secret" not in caplog.text
    assert raised.value.__cause__ is None


async def test_it_is_given_up_in_time() -> None:
    """And may tidy up after itself."""
    tidied: list[str] = []
    with pytest.raises(DeliveryError) as raised:
        await attempt(_forever(tidied), 0.01)
    assert raised.value.trouble is Trouble.TIMED_OUT
    assert tidied == ["tidied"]


async def test_nothing_goes_on_when_it_is_cancelled() -> None:
    """An entry that is unloaded leaves nothing running."""
    tidied: list[str] = []
    task = asyncio.ensure_future(attempt(_forever(tidied), 60))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert tidied == ["tidied"]
