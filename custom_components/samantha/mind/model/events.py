"""Pure: the events of an answer, out of the bytes that it comes in."""

from collections.abc import AsyncGenerator, AsyncIterable
from typing import Final

# What an answer ends with.
DONE: Final = b"[DONE]"

_DATA: Final = b"data:"
# Bytes of one event, its lines together.
_LONGEST: Final = 1 << 20


async def events(blocks: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    """Yield the data of each server-sent event; comments and names are left out.

    Raises:
        ValueError: an event is longer than any honest one.

    """
    rest = b""
    data: list[bytes] = []
    async for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        if len(rest) + sum(map(len, data)) > _LONGEST:
            msg = "an event without an end"
            raise ValueError(msg)
        for line in lines:
            plain = line.removesuffix(b"\r")
            if plain.startswith(_DATA):
                data.append(plain.removeprefix(_DATA).strip())
            elif not plain and data:
                yield b"\n".join(data)
                data.clear()
    if rest.startswith(_DATA):
        data.append(rest.removeprefix(_DATA).strip())
    if data:
        yield b"\n".join(data)
