"""A scripted model server: the real protocol on a real socket, and what goes wrong.

It answers `GET /v1/models`, and `POST /v1/chat/completions` with what the script says
next; the last answer is repeated. Requests are kept as they came in.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
from time import perf_counter, process_time
from typing import Any, Final

MODEL: Final = "scripted"

type Writer = asyncio.StreamWriter
type Answer = Callable[[Writer, Request], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    # The moment, by the clock and by the time that this process has worked.
    at: float
    worked: float

    @property
    def data(self) -> Any:
        """Return the body."""
        return json.loads(self.body)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Return the messages."""
        found: list[dict[str, Any]] = self.data["messages"]
        return found


@dataclass(slots=True)
class ModelServer:
    """A server on a loopback port."""

    port: int = 0
    models: Sequence[str] = (MODEL,)
    models_status: int = 200
    script: list[Answer] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    # The moments at which each bit of text was sent.
    sent_at: list[float] = field(default_factory=list)
    # How often somebody has connected.
    connections: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def chats(self) -> list[Request]:
        """Return the chat requests."""
        return [one for one in self.requests if one.path.endswith("/completions")]

    def answers(self, *script: Answer) -> None:
        """Begin a new script."""
        self.script[:] = script

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer the requests of one connection."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            while (request := await _read(reader)) is not None:
                self.requests.append(request)
                if request.path.endswith("/models"):
                    await self._list(writer)
                    continue
                answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
                await answer(writer, request)
        except ConnectionError, asyncio.IncompleteReadError:
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _list(self, writer: Writer) -> None:
        data: dict[str, Any] = {"object": "list", "data": [*map(_model, self.models)]}
        if self.models_status != 200:
            data = {"error": {"message": "no", "code": None}}
        _respond(writer, self.models_status, json.dumps(data).encode())
        await writer.drain()

    async def close(self) -> None:
        """End what hangs."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def model_server(*script: Answer) -> AsyncGenerator[ModelServer]:
    """Run a server."""
    server = ModelServer(script=list(script) or [says("Hello.")])
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        await server.close()


# Good answers


def says(text: str, *, pieces: int = 3, gap: float = 0.0, usage: bool = True) -> Answer:
    """Say something, in pieces of so many characters."""
    return _streams(
        [_delta({"content": one}) for one in _pieces(text, pieces)],
        "stop",
        gap=gap,
        usage=usage,
    )


def calls(
    *called: tuple[str, dict[str, Any] | str], text: str = "", ids: bool = True
) -> Answer:
    """Call tools, the arguments in fragments; text for what is no JSON."""
    chunks = [_delta({"content": one}) for one in _pieces(text, 4)]
    for index, (name, arguments) in enumerate(called):
        written = arguments if isinstance(arguments, str) else json.dumps(arguments)
        function: dict[str, Any] = {"name": name, "arguments": ""}
        first: dict[str, Any] = {"index": index, "function": function}
        if ids:
            first |= {"id": f"c{index}", "type": "function"}
        chunks.append(_delta({"tool_calls": [first]}))
        chunks += [
            _delta({"tool_calls": [{"index": index, "function": {"arguments": one}}]})
            for one in _pieces(written, 7)
        ]
    return _streams(chunks, "tool_calls")


def counts(text: str, *usages: Any) -> Answer:
    """Say something, with these counts of tokens on the way."""
    told = [{**_delta({}), "choices": [], "usage": usage} for usage in usages]
    return _streams([_delta({"content": text}), *told], "stop", usage=False)


def waits(before: str, heard: asyncio.Event, after: str) -> Answer:
    """Say something, and the rest once somebody has heard enough of it."""

    async def answer(writer: Writer, _request: Request) -> None:
        _begin(writer)
        for one in _pieces(before, 4):
            _event(writer, _delta({"content": one}))
        await writer.drain()
        await heard.wait()
        _event(writer, _delta({"content": after}, "stop"))
        _chunk(writer, b"data: [DONE]\n\n")
        _chunk(writer, b"")
        await writer.drain()

    return answer


def each(choose: Callable[[Request], Answer]) -> Answer:
    """Answer by what the request says, as a model does."""

    async def answer(writer: Writer, request: Request) -> None:
        await choose(request)(writer, request)

    return answer


# Bad answers


def status(code: int, error: str | None = None, message: str = "no") -> Answer:
    """Answer with an HTTP error."""

    async def answer(writer: Writer, _request: Request) -> None:
        data = {"error": {"message": message, "code": error, "type": error}}
        _respond(writer, code, json.dumps(data).encode())
        await writer.drain()

    return answer


def silence(seconds: float = 3600.0) -> Answer:
    """Take the request and say nothing, not even that it came."""

    async def answer(_writer: Writer, _request: Request) -> None:
        await asyncio.sleep(seconds)

    return answer


def stalls(text: str = "", seconds: float = 3600.0) -> Answer:
    """Begin an answer, and then say no more."""

    async def answer(writer: Writer, _request: Request) -> None:
        _begin(writer)
        for one in _pieces(text, 4):
            _event(writer, _delta({"content": one}))
        await writer.drain()
        await asyncio.sleep(seconds)

    return answer


def gives_up() -> Answer:
    """Begin an answer, and then report an error in place of the rest."""

    async def answer(writer: Writer, _request: Request) -> None:
        _begin(writer)
        _event(writer, _delta({"role": "assistant", "content": None}))
        _event(writer, {"error": {"code": 500, "message": "Failed to parse"}})
        _chunk(writer, b"")
        await writer.drain()

    return answer


def slams() -> Answer:
    """Close the connection on a request, as one that was kept for too long is."""

    async def answer(_writer: Writer, _request: Request) -> None:
        raise ConnectionAbortedError

    return answer


def hangs_up(text: str = "") -> Answer:
    """Begin an answer and close the connection within it."""

    async def answer(writer: Writer, _request: Request) -> None:
        _begin(writer)
        for one in _pieces(text, 4):
            _event(writer, _delta({"content": one}))
        await writer.drain()
        raise ConnectionAbortedError

    return answer


def half_closes(text: str = "") -> Answer:
    """Begin an answer and close this side only, as a proxy without its server does."""

    async def answer(writer: Writer, _request: Request) -> None:
        _begin(writer)
        for one in _pieces(text, 4):
            _event(writer, _delta({"content": one}))
        await writer.drain()
        writer.write_eof()
        await asyncio.sleep(3600)

    return answer


def ends_early(text: str = "") -> Answer:
    """End an answer in form, but without saying that it is finished."""
    return _streams([_delta({"content": one}) for one in _pieces(text, 4)], None)


def cut_short(text: str) -> Answer:
    """End an answer where the most tokens that it may have are reached."""
    return _streams([_delta({"content": one}) for one in _pieces(text, 4)], "length")


def raw(text: bytes, kind: str = "text/event-stream") -> Answer:
    """Answer with whatever."""

    async def answer(writer: Writer, _request: Request) -> None:
        _begin(writer, kind)
        _chunk(writer, text)
        _chunk(writer, b"")
        await writer.drain()

    return answer


def never_ends(word: str = "word ", gap: float = 0.0) -> Answer:
    """Go on and on."""

    async def answer(writer: Writer, _request: Request) -> None:
        _begin(writer)
        while True:
            _event(writer, _delta({"content": word}))
            await writer.drain()
            await asyncio.sleep(gap)

    return answer


GARBAGE: Final = {
    "no JSON": raw(b"data: {nothing\n\n"),
    "no events": raw(b"<html><body>It works!</body></html>", "text/html"),
    "numbers": raw(b"data: 17\n\ndata: [DONE]\n\n"),
    "a list": raw(b"data: [1, 2]\n\ndata: [DONE]\n\n"),
    "no choices": raw(b'data: {"choices": []}\n\ndata: [DONE]\n\n'),
    "choices of another kind": raw(b'data: {"choices": "yes"}\n\ndata: [DONE]\n\n'),
    "a delta of another kind": raw(
        b'data: {"choices": [{"index": 0, "delta": 5}]}\n\ndata: [DONE]\n\n'
    ),
    "calls of another kind": raw(
        b'data: {"choices": [{"index": 0, "delta": {"tool_calls": [7]}}]}\n\n'
        b"data: [DONE]\n\n"
    ),
    "bytes": raw(bytes(range(256)) * 4),
    "nothing": raw(b""),
}


# The protocol


async def _read(reader: asyncio.StreamReader) -> Request | None:
    line = await reader.readline()
    if not line:
        return None
    method, path, _ = line.decode().split(" ", 2)
    headers: dict[str, str] = {}
    while (line := await reader.readline()) not in {b"\r\n", b""}:
        name, _, value = line.decode().partition(":")
        headers[name.strip().lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, path, headers, body, perf_counter(), process_time())


def _respond(writer: Writer, code: int, body: bytes) -> None:
    writer.write(
        f"HTTP/1.1 {code} Whatever\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def _begin(writer: Writer, kind: str = "text/event-stream") -> None:
    writer.write(
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
        "Transfer-Encoding: chunked\r\n\r\n".encode()
    )


def _chunk(writer: Writer, data: bytes) -> None:
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


def _event(writer: Writer, chunk: dict[str, Any]) -> None:
    _chunk(writer, b"data: " + json.dumps(chunk).encode() + b"\n\n")


def _streams(
    chunks: Iterable[dict[str, Any]],
    finish: str | None,
    *,
    gap: float = 0.0,
    usage: bool = True,
) -> Answer:
    told = list(chunks)

    async def answer(writer: Writer, request: Request) -> None:
        _begin(writer)
        for chunk in told:
            _event(writer, chunk)
            await writer.drain()
            await asyncio.sleep(gap)
        if finish is not None:
            _event(writer, _delta({}, finish))
        if usage:
            counted = {"prompt_tokens": len(request.body) // 4, "completion_tokens": 7}
            _event(writer, {**_delta({}), "choices": [], "usage": counted})
        _chunk(writer, b"data: [DONE]\n\n")
        _chunk(writer, b"")
        await writer.drain()

    return answer


def _delta(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": MODEL,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 1, "owned_by": "nobody"}


def _pieces(text: str, size: int) -> list[str]:
    return [text[place : place + size] for place in range(0, len(text), size)]
