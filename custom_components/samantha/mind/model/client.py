"""The client of one model endpoint: chat completions, streamed."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing, contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, cast

from homeassistant.core import HomeAssistant
from homeassistant.helpers.httpx_client import get_async_client
from homeassistant.helpers.json import json_bytes
from homeassistant.util.json import json_loads
from homeassistant.util.ulid import ulid_now
import httpx2
import openai
from openai.types.chat import ChatCompletionChunk

from .calls import Fragments
from .events import DONE, events
from .failures import Failure, ModelError, failure_of_status
from .pieces import Message, Piece, Text, ToolSpec, Usage
from .presets import OTHER, PRESETS
from .settings import ModelSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    # What Home Assistant's shared client is made of up to 2026.10.
    from httpx import HTTPError
except ImportError:
    HTTPError = httpx2.HTTPError  # type: ignore[misc, assignment]

# Seconds.
CONNECT_TIMEOUT: Final = 4.0
GAP_TIMEOUT: Final = 15.0
WHOLE_TIMEOUT: Final = 60.0
LIST_TIMEOUT: Final = 10.0

_MOST_TOKENS: Final = 1_500
_LONGEST_ANSWER: Final = 12_000

# Seconds for what may follow an answer's end, so that its connection can be kept.
_REST_TIMEOUT: Final = 0.5

# What is wrong with a connection that was kept and that the server has just closed.
_CLOSED: Final = frozenset({"ReadError", "RemoteProtocolError", "WriteError"})

# Why an answer ended that its limit of tokens ended, within a sentence or a call.
_CUT_SHORT: Final = "length"

# The library wants a key, and servers without one take any.
_NO_KEY: Final = "none"

_TRANSPORT_ERRORS: Final = (HTTPError, httpx2.HTTPError, httpx2.StreamError, OSError)

type _Stream = openai.AsyncStream[ChatCompletionChunk]


class Endpoint:
    """One model behind an OpenAI-compatible endpoint."""

    uses_tools = True

    def __init__(self, hass: HomeAssistant, settings: ModelSettings) -> None:
        """Take the settings; nothing is sent yet."""
        self._hass = hass
        self._settings = settings
        self._client: openai.AsyncOpenAI | None = None

    async def _connected(self) -> openai.AsyncOpenAI:
        if self._client is None:
            client = openai.AsyncOpenAI(
                api_key=self._settings.api_key or _NO_KEY,
                base_url=self._settings.base_url,
                http_client=cast("Any", get_async_client(self._hass)),
                max_retries=0,
            )
            await self._hass.async_add_executor_job(_warm_up, client)
            self._client = client
        return self._client

    async def async_models(self) -> list[str]:
        """Return the models that the server lists.

        Raises:
            ModelError: it doesn't.

        """
        client = await self._connected()
        with _failures():
            async with asyncio.timeout(LIST_TIMEOUT):
                page = await client.models.list(timeout=_timeout(LIST_TIMEOUT))
        models = [getattr(model, "id", None) for model in page.data or ()]
        return [model for model in models if isinstance(model, str) and model]

    async def async_test(self, tools: Sequence[ToolSpec] = ()) -> None:
        """Have the model say something, given tools.

        Raises:
            ModelError: it doesn't.

        """
        messages: list[Message] = [
            {"role": "system", "content": "Answer in one sentence."},
            {"role": "user", "content": "Look around. What do you see?"},
        ]
        async with aclosing(self.stream(messages, tools)) as pieces:
            async for piece in pieces:
                if not isinstance(piece, Usage):
                    return
        raise ModelError(Failure.GARBAGE)

    async def stream(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec]
    ) -> AsyncGenerator[Piece]:
        """Answer the messages, piece by piece; tool calls come last, complete."""
        settings = self._settings
        # All of it is in the protocol's form already. As parameters, the library would
        # walk through it, for longer than the rest of a turn takes.
        body: dict[str, Any] = {
            "model": settings.model,
            "messages": messages,
            "stream": True,
            "stream_options": {"include_usage": True},
            PRESETS.get(settings.preset, PRESETS[OTHER]).limit: _MOST_TOKENS,
        }
        if tools:
            body["tools"] = tools
        client = await self._connected()
        end = monotonic() + max(WHOLE_TIMEOUT, settings.patience)
        first = monotonic() + settings.patience
        with _failures():
            async with asyncio.timeout(settings.patience):
                stream = await self._begin(client, json_bytes(body))
        answer = _Answer()
        # The library would build an object of each bit and its parts, for longer than
        # all the rest takes; and it closes the connection, which the next turn needs.
        coming = events(stream.response.aiter_bytes())
        try:
            while True:
                now = monotonic()
                # Who is waited for longer may also think for longer in between.
                limit = now + max(GAP_TIMEOUT, settings.patience)
                if not answer.begun:
                    limit = first
                with _failures(late=Failure.TOO_LONG if end < limit else Failure.SLOW):
                    async with asyncio.timeout(max(min(limit, end) - now, 0)):
                        event = await anext(coming, DONE)
                    if event == DONE:
                        break
                    pieces = list(answer.read(json_loads(event)))
                for piece in pieces:
                    yield piece
            await _read_on(coming)
        finally:
            await coming.aclose()
            await _close(stream)
        if answer.usage is not None:
            yield answer.usage
        if answer.cut_short:
            raise ModelError(Failure.TOO_LONG)
        if not answer.finished:
            raise ModelError(Failure.CUT_OFF if answer.begun else Failure.GARBAGE)
        for call in answer.fragments.calls():
            yield call

    async def _begin(self, client: openai.AsyncOpenAI, body: bytes) -> _Stream:
        """Send a request: once more where a kept connection turns out to be closed."""
        try:
            return await self._send(client, body)
        except openai.APIConnectionError as err:
            if type(err.__cause__).__name__ not in _CLOSED:
                raise
        return await self._send(client, body)

    async def _send(self, client: openai.AsyncOpenAI, body: bytes) -> _Stream:
        return await client.post(
            "/chat/completions",
            content=body,
            options={"timeout": _timeout(self._settings.patience)},
            cast_to=ChatCompletionChunk,
            stream=True,
            stream_cls=openai.AsyncStream[ChatCompletionChunk],
        )


class _Answer:
    """What has come of an answer so far."""

    def __init__(self) -> None:
        self.begun = False
        self.finished = False
        self.cut_short = False
        # Some servers count anew with each bit: the last count is the whole.
        self.usage: Usage | None = None
        self.fragments = Fragments(f"call_{ulid_now()}_")
        self._length = 0

    def read(self, event: Any) -> Iterator[Piece]:
        """Yield what an event brings.

        Raises:
            ModelError: it says that the server has given up, or it is too much.
            AttributeError, LookupError, TypeError, ValueError: it is something else.

        """
        if event.get("error"):
            raise ModelError(Failure.GAVE_UP)
        self.usage = _usage(event.get("usage")) or self.usage
        for choice in (event.get("choices") or ())[:1]:
            self.begun = True
            if (reason := choice.get("finish_reason")) is not None:
                self.finished = True
                self.cut_short = reason == _CUT_SHORT
            if (delta := choice.get("delta")) is None:
                continue
            text = delta.get("content")
            if isinstance(text, str) and text:
                self._length += len(text)
                if self._length > _LONGEST_ANSWER:
                    raise ModelError(Failure.TOO_LONG)
                yield Text(text)
            for fragment in delta.get("tool_calls") or ():
                function: Mapping[str, Any] = fragment.get("function") or {}
                self.fragments.add(
                    fragment.get("index"),
                    fragment.get("id"),
                    function.get("name"),
                    function.get("arguments"),
                )


def _usage(told: Any) -> Usage | None:
    """Return what an answer took; no answer is worth less without a count of it."""
    counts = told if isinstance(told, Mapping) else {}
    sent, came = counts.get("prompt_tokens"), counts.get("completion_tokens")
    if not isinstance(sent, int) and not isinstance(came, int):
        return None
    return Usage(
        sent if isinstance(sent, int) else 0, came if isinstance(came, int) else 0
    )


async def _read_on(coming: AsyncIterator[bytes]) -> None:
    """Read what may follow the end; what is read to its end keeps its connection."""
    with suppress(TimeoutError, ValueError, *_TRANSPORT_ERRORS):
        async with asyncio.timeout(_REST_TIMEOUT):
            async for _ in coming:
                pass


def _warm_up(client: openai.AsyncOpenAI) -> None:
    """Load what the library puts off: files to read and a second of imports."""
    client.platform_headers()
    for part in (client.chat.completions, client.models):
        assert part is not None  # noqa: S101  # reading it was the point


async def _close(stream: openai.AsyncStream[Any]) -> None:
    """Close what may be closed already, in whatever way."""
    try:
        await stream.close()
    except _TRANSPORT_ERRORS:
        return


def _timeout(seconds: float) -> openai.Timeout:
    return openai.Timeout(seconds, connect=min(CONNECT_TIMEOUT, seconds))


@contextmanager
def _failures(*, late: Failure = Failure.SLOW) -> Iterator[None]:
    """Say of whatever goes wrong on the way what it means."""
    try:
        yield
    except openai.APITimeoutError as err:
        raise ModelError(_of_timeout(err)) from err
    except openai.APIConnectionError as err:
        raise ModelError(Failure.UNREACHABLE) from err
    except openai.APIStatusError as err:
        code = err.code if isinstance(err.code, str) else None
        raise ModelError(failure_of_status(err.status_code, code)) from err
    except openai.APIError as err:
        # An error event in a stream that had begun well.
        raise ModelError(Failure.SERVER) from err
    except TimeoutError as err:
        raise ModelError(late) from err
    except _TRANSPORT_ERRORS as err:
        raise ModelError(Failure.CUT_OFF) from err
    except (
        openai.OpenAIError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as err:
        # It may be JSON of any kind, if it is JSON.
        raise ModelError(Failure.GARBAGE) from err


def _of_timeout(error: openai.APITimeoutError) -> Failure:
    """Tell no connection from no answer."""
    name = type(error.__cause__).__name__
    return Failure.UNREACHABLE if "Connect" in name else Failure.SLOW
