"""The tools of Home Assistant that the owner chose, kept between turns.

Home Assistant makes them anew for each turn, with a description of the whole house that
isn't used here. Kept, they cost a turn nothing; after a change the old ones serve until
changes have come to rest. What they may reach is decided when they are called.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
import logging
from typing import Any, Final

from homeassistant.components.intent.timers import async_device_supports_timers
from homeassistant.const import (
    EVENT_COMPONENT_LOADED,
    EVENT_SERVICE_REGISTERED,
    EVENT_SERVICE_REMOVED,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import llm
from probatio import to_openapi

from ...const import DOMAIN
from ..changes import listen_for_changes
from .afterwards import Afterwards
from .pieces import ToolSpec

_LOGGER = logging.getLogger(__name__)

# Answers with the whole house where a model forgets to ask for less.
_REPLACED: Final = frozenset({"homeassistant__GetLiveContext"})
_MOST_TOOLS: Final = 64
_MOST_SCRIPTS: Final = 16
_LONGEST_DESCRIPTION: Final = 400
_MOST_KITS: Final = 8
# Seconds of silence that people take for an answer being thought of.
_SLOW: Final = 1.0


@dataclass(frozen=True, slots=True)
class Kit:
    """Tools by name, and what a model is told of them, in a fixed order."""

    tools: Mapping[str, llm.Tool]
    specs: tuple[ToolSpec, ...]
    # The collections that they are from.
    apis: tuple[str, ...] = ()


NO_TOOLS: Final = Kit({}, ())

type _Key = tuple[tuple[str, ...], bool]


class Toolbox:
    """Keeps the kits."""

    def __init__(
        self, hass: HomeAssistant, own: Callable[[], Iterable[llm.Tool]]
    ) -> None:
        """Take how her own tools are made; listen from the first use on."""
        self._hass = hass
        self._own = own
        self._kits: dict[_Key, Kit] = {}
        self._contexts: dict[_Key, llm.LLMContext] = {}
        self._making: dict[_Key, asyncio.Task[Kit]] = {}
        self._listeners: list[CALLBACK_TYPE] = []
        self._seconds: dict[str, float] = {}
        self._anew = Afterwards(hass, self._make_all, "samantha tools anew")

    async def async_get(self, apis: tuple[str, ...], context: llm.LLMContext) -> Kit:
        """Return the tools of some collections; only at first they're waited for."""
        if not apis:
            return NO_TOOLS
        self._listen()
        timers = context.device_id is not None and async_device_supports_timers(
            self._hass, context.device_id
        )
        key = (apis, timers)
        if (kit := self._kits.get(key)) is not None:
            if kit.apis != self._present(apis):
                # No event tells of a collection that comes or goes, or has failed.
                self._anew.changed()
            return kit
        if key not in self._making:
            # Nobody's context: the tools are for everybody who asks.
            self._contexts[key] = replace(context, context=None)
            self._making[key] = self._hass.async_create_background_task(
                self._make_first(key), "samantha tools"
            )
        return await asyncio.shield(self._making[key])

    def tool(self, name: str) -> llm.Tool | None:
        """Return a tool that is kept now, by its name."""
        for kit in self._kits.values():
            if name in kit.tools:
                return kit.tools[name]
        return None

    def is_slow(self, name: str) -> bool:
        """Return whether people would wait for a call: it took long when last made.

        Of a tool that was never called, its reach tells: the network is slow.
        """
        if (seconds := self._seconds.get(name)) is not None:
            return seconds > _SLOW
        tool = self.tool(name)
        return tool is not None and tool.annotations.open_world

    def note(self, seconds: Mapping[str, float]) -> None:
        """Note how long calls took."""
        self._seconds |= seconds

    @callback
    def close(self) -> None:
        """Listen no more and forget."""
        while self._listeners:
            self._listeners.pop()()
        for task in self._making.values():
            task.cancel()
        self._anew.close()
        self._kits.clear()
        self._contexts.clear()

    def _listen(self) -> None:
        if self._listeners:
            return

        @callback
        def changed(*_: Any) -> None:
            self._anew.changed()

        self._listeners = listen_for_changes(self._hass, changed)
        self._listeners += [
            self._hass.bus.async_listen(event, changed)
            for event in (
                EVENT_COMPONENT_LOADED,
                EVENT_SERVICE_REGISTERED,
                EVENT_SERVICE_REMOVED,
            )
        ]

    async def _make_first(self, key: _Key) -> Kit:
        try:
            return await self._make(key)
        finally:
            self._making.pop(key, None)

    async def _make_all(self) -> None:
        for key in tuple(self._kits):
            await self._make(key)

    async def _make(self, key: _Key) -> Kit:
        wanted = self._present(key[0])
        found = list(self._own())
        serializer: Callable[[Any], Any] = llm.selector_serializer
        if wanted:
            try:
                instance = await llm.async_get_api(
                    self._hass, list(wanted), self._contexts[key]
                )
            except HomeAssistantError as err:
                _LOGGER.warning("The tools of %s are not to be had: %s", wanted, err)
                wanted = ()
            else:
                serializer = instance.custom_serializer or serializer
                found += instance.tools
        kit = _kit(found, serializer, wanted)
        if key not in self._kits and len(self._kits) >= _MOST_KITS:
            self._kits.clear()
        self._kits[key] = kit
        return kit

    def _present(self, apis: tuple[str, ...]) -> tuple[str, ...]:
        """Return the collections of some that there are now."""
        present = {
            api.id
            for api in llm.async_get_apis(self._hass)
            # From 2026.11 on some are for administrators, and kits for everybody.
            if not getattr(api, "requires_admin", False)
        }
        return tuple(api for api in apis if api in present)


def _kit(
    found: Iterable[llm.Tool],
    serializer: Callable[[Any], Any],
    apis: tuple[str, ...],
) -> Kit:
    tools: dict[str, llm.Tool] = {}
    scripts = 0
    for tool in found:
        if tool.name in tools or plain_name(tool) in _REPLACED:
            continue
        if plain_name(tool).startswith("script__"):
            scripts += 1
            if scripts > _MOST_SCRIPTS:
                continue
        if len(tools) < _MOST_TOOLS:
            tools[tool.name] = tool
    specs = tuple(_spec(tools[name], serializer) for name in sorted(tools))
    return Kit(tools, specs, apis)


def unwrapped(tool: llm.Tool) -> llm.Tool:
    """Return the tool within those that only add a namespace."""
    while isinstance(tool, llm.NamespacedTool):
        tool = tool.tool
    return tool


def plain_name(tool: llm.Tool) -> str:
    """Return the name of a tool without namespaces."""
    return unwrapped(tool).name


def is_hers(tool: llm.Tool) -> bool:
    """Return whether a tool is one of her own."""
    return type(unwrapped(tool)).__module__.split(".")[:2] == [
        "custom_components",
        DOMAIN,
    ]


def _spec(tool: llm.Tool, serializer: Callable[[Any], Any]) -> ToolSpec:
    function: dict[str, Any] = {
        "name": tool.name,
        "parameters": to_openapi(
            tool.parameters, custom_serializer=serializer, openapi_version="3.1.0"
        ),
    }
    if tool.description:
        function["description"] = tool.description[:_LONGEST_DESCRIPTION]
    return {"type": "function", "function": function}
