"""The events of an answer, in whatever pieces their bytes come."""

from collections.abc import AsyncIterator, Iterable
from itertools import pairwise

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.model.events import events
from tests.mind.conftest import Talk
from tests.model_server import ModelServer, calls, says, slams


async def _read(blocks: Iterable[bytes]) -> list[bytes]:
    async def coming() -> AsyncIterator[bytes]:
        for block in blocks:
            yield block

    return [event async for event in events(coming())]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (b'data: {"a": 1}\n\ndata: [DONE]\n\n', [b'{"a": 1}', b"[DONE]"]),
        (b"data: a\r\n\r\ndata: b\r\n\r\n", [b"a", b"b"]),
        (b"data:a\n\n", [b"a"]),
        (b"data: a\n\ndata: b", [b"a", b"b"]),
        (b"data: a\ndata: b\n\n", [b"a\nb"]),
        (b": still there\n\nevent: ping\nid: 7\nretry: 3\ndata: a\n\n", [b"a"]),
        (b"<html>\n<body>data: a</body>\n\n", []),
        ("data: a\u2028b\x0b\x85c\n\n".encode(), ["a\u2028b\x0b\x85c".encode()]),
        (b"\n\n\n", []),
        (b"", []),
    ],
)
async def test_reads(told: bytes, read: list[bytes]) -> None:
    """Data is what counts; lines end as they do on any system."""
    assert await _read([told]) == read
    assert await _read(bytes([one]) for one in told) == read


@given(
    data=st.lists(st.text("ab\u2028é {}", min_size=1).map(str.strip).filter(bool)),
    cuts=st.lists(st.integers(0, 400)),
    end=st.sampled_from(["\n", "\r\n"]),
)
async def test_does_not_depend_on_the_pieces(
    data: list[str], cuts: list[int], end: str
) -> None:
    """Events are the same wherever the network cuts them."""
    told = "".join(f"data: {one}{end}{end}" for one in data).encode()
    edges = [0, *sorted(cuts), len(told)]
    blocks = [told[a:b] for a, b in pairwise(edges)]
    assert await _read(blocks) == [one.encode() for one in data]


async def test_line_without_an_end() -> None:
    """Nothing is collected for ever."""
    for block in (b"x" * 1_000, b"data: " + b"x" * 1_000 + b"\n"):
        with pytest.raises(ValueError, match="without an end"):
            await _read([block] * 2_000)


async def test_keeps_the_connection(chat: Talk, server: ModelServer) -> None:
    """Turns and the steps of a turn need no new one, which takes time to make."""
    server.answers(calls(("llm__GetDateTime", {})), says("An owl asks who."))
    for _ in range(3):
        assert (await chat("tell me a riddle about owls")).speech == "An owl asks who."
    assert len(server.chats) == 4
    assert server.connections == 1


async def test_connection_that_was_kept_too_long(
    chat: Talk, server: ModelServer
) -> None:
    """A server that closes it on the next request costs no turn."""
    server.answers(says("An owl asks who."), slams(), says("An owl asks why."))
    assert (await chat("tell me a riddle about owls")).speech == "An owl asks who."
    assert (await chat("tell me a riddle about owls")).speech == "An owl asks why."
    assert (len(server.chats), server.connections) == (3, 2)
