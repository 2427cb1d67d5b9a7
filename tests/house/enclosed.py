"""Run Home Assistant without a way to look up a name, its clock so many seconds ahead.

Usage: enclosed.py SECONDS [ARGUMENT OF hass ...]

Its ntfy integration asks GitHub for the newest server each time that it is set up; no
house here asks anybody outside.

It reads the clock by `datetime.now`, a method of a built-in type, and by `time.time`.
Both are replaced before any of it is loaded.
"""

import ctypes
from datetime import UTC, datetime, timedelta, tzinfo
import gc
import sys
import time
from typing import Any, NoReturn


def shift_clock(seconds: float) -> None:
    """Have this process read the time so many seconds ahead."""
    ahead = timedelta(seconds=seconds)
    real_now: Any = vars(datetime)["now"]
    real_time, real_time_ns = time.time, time.time_ns

    def now(cls: type[datetime], tz: tzinfo | None = None) -> datetime:
        instant: datetime = real_now.__get__(None, cls)(UTC) + ahead
        return (
            instant.astimezone(tz) if tz else instant.astimezone().replace(tzinfo=None)
        )

    # A built-in type can't be assigned to, but its dictionary can be changed.
    (methods,) = gc.get_referents(vars(datetime))
    methods["now"] = classmethod(now)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime))
    time.time = lambda: real_time() + seconds
    time.time_ns = lambda: real_time_ns() + round(seconds * 1e9)


def know_no_names() -> None:
    """Have this process find nobody by a name, but by an address."""
    from aiohttp.resolver import AsyncResolver  # noqa: PLC0415  # after the clock

    async def resolve(_: AsyncResolver, host: str, *_rest: object) -> NoReturn:
        raise OSError(None, f"Nobody is asked where {host} is")

    AsyncResolver.resolve = resolve  # type: ignore[assignment,method-assign]


if __name__ == "__main__":
    if ahead := float(sys.argv.pop(1)):
        shift_clock(ahead)
    know_no_names()
    from homeassistant.__main__ import main

    sys.exit(main())
