"""Running processes that are there to be killed, and what they tell before."""

from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
import time
from typing import Any

from tests.store.mortals import mortal_process, pipe

PATIENCE = 60
MOMENT = 0.01

type Target = Callable[..., None]


def messages_of(messages: Connection, seconds: float) -> Iterator[Any]:
    """Yield what is told until then, or until nobody is left to tell."""
    end = time.monotonic() + seconds
    try:
        while messages.poll(max(end - time.monotonic(), 0)):
            yield messages.recv()
    except EOFError:
        return


def run_mortal(
    number: int, seconds: float, target: Target, *args: object
) -> tuple[list[Any], int | None]:
    """Run a process until it has told so much, and so long.

    Return what it told, and how it ended.
    """
    messages, tell = pipe(duplex=False)
    process = mortal_process(target, *args, tell)
    process.start()
    tell.close()
    told = list(islice(messages_of(messages, PATIENCE), number))
    told += messages_of(messages, seconds)
    process.join(MOMENT)
    process.kill()
    process.join()
    return told + list(messages_of(messages, PATIENCE)), process.exitcode
