"""The guard between models and tools: it decides within each call, as things are then.

Home Assistant starts a call as soon as a model has written it. So no list of tools that
was offered protects anything; what is in this file does.
"""

import asyncio
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
import hashlib
import json
import logging
from time import monotonic
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent, llm
import probatio

from ...const import DOMAIN
from ..turn import Turn
from .plain import name_of, one_line
from .reach import Kind, Reach, answers_plainly, intent_of, reach_of_call
from .toolbox import Kit

_LOGGER = logging.getLogger(__name__)

MOST_CALLS: Final = 8
# Seconds. What takes longer goes on, and counts as not done.
_PATIENCE: Final = 20.0
_LONGEST_RESULT: Final = 1_500
_FAILED: Final = "It failed."
_NOTHING: Final = (
    "Nothing exposed fits. Use samantha__find_entities for the right name."
)
_MADE: Final = "This very call was made already. Answer now."
_UNFIT: Final = "The arguments don't fit."
# What there is, but not together with what else was given. Nothing that isn't exposed
# is told of.
_TOO_NARROW: Final[dict[intent.MatchFailedReason | None, str]] = {
    intent.MatchFailedReason.AREA: "area",
    intent.MatchFailedReason.INVALID_AREA: "area",
    intent.MatchFailedReason.FLOOR: "floor",
    intent.MatchFailedReason.INVALID_FLOOR: "floor",
    intent.MatchFailedReason.DOMAIN: "domain",
    intent.MatchFailedReason.DEVICE_CLASS: "device_class",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """A call that changed something."""

    intent: str | None
    # What it reached: entities, each with its name.
    targets: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A call that waits for the person's yes."""

    tool: str
    arguments: Mapping[str, Any]
    reach: Reach
    # What a yes is given to: this call, as long as it reaches just this.
    agreement: str


@dataclass(slots=True)
class Guard:
    """What holds for the tool calls of one turn."""

    turn: Turn
    kit: Kit
    # Whether the model sees, or has just been given, what people outside wrote.
    tainted: bool = False
    # Calls that the person has said yes to.
    agreed: frozenset[str] = field(default_factory=frozenset)
    deeds: list[Deed] = field(default_factory=list)
    # What calls answered, and what was asked of those that succeeded.
    results: list[str] = field(default_factory=list)
    failed: bool = False
    # Whether something goes on of which nobody knows how it ends.
    goes_on: bool = False
    held: Held | None = None
    closed: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    # The calls of the last answer whose arguments nobody could read.
    unreadable: set[str] = field(default_factory=set)
    # Whether the last answer had no call in it that was not made before.
    goes_round: bool = True
    _calls: int = 0
    _made: set[str] = field(default_factory=set)

    async def async_call(
        self,
        tool: llm.Tool,
        tool_input: llm.ToolInput,
        llm_context: llm.LLMContext,
    ) -> llm.ToolResult:
        """Run a call, refuse it, or hold it for the person."""
        # A copy: what was looked at is what is carried out.
        arguments = deepcopy(tool_input.tool_args)
        digest = digest_of(tool.name, arguments)
        if self._is_over():
            return _refused("Nothing more is done in this turn.")
        if digest in self._made:
            return _refused(_MADE)
        self.goes_round = False
        if self._calls >= MOST_CALLS:
            return _refused("Too many calls in this turn.")
        self._calls += 1
        self._made.add(digest)
        if tool_input.id in self.unreadable:
            return _refused("The arguments are no JSON object.")
        tainted = bool(self.tainted)
        reach = await reach_of_call(self.turn, tool, arguments)
        # That took a moment, in which another call of the same message came back, or
        # the turn ended.
        tainted = tainted or self.tainted
        if self._is_over():
            return _refused("Nothing more is done in this turn.")
        if reach.kind is Kind.FORBIDDEN:
            return _refused("This can't be done.")
        agreement = digest_of(digest, {"entities": sorted(reach.entities)})
        agreed = agreement in self.agreed
        if reach.touched is not None or (
            _needs_a_yes(reach, tainted=tainted) and not agreed
        ):
            self.held = Held(tool.name, arguments, reach, agreement)
            return _refused("Not done. The person is asked whether to do it.")
        call = replace_arguments(tool_input, arguments)
        return await self._run(tool, call, llm_context, reach)

    def _is_over(self) -> bool:
        return self.closed or self.held is not None

    async def _run(
        self,
        tool: llm.Tool,
        tool_input: llm.ToolInput,
        llm_context: llm.LLMContext,
        reach: Reach,
    ) -> llm.ToolResult:
        began = monotonic()
        if not answers_plainly(tool):
            # Before it runs: whatever comes back, and an error too, may be anybody's.
            self.tainted = True
        try:
            async with asyncio.timeout(_PATIENCE):
                result = await tool.async_call(self.turn.hass, tool_input, llm_context)
        except TimeoutError:
            self.goes_on = self.goes_on or reach.kind is not Kind.READS
            return _refused("It took too long. Whether it was done is not known.")
        except asyncio.CancelledError:
            # The turn is over, and it may be done all the same.
            self.goes_on = self.goes_on or reach.kind is not Kind.READS
            raise
        except (HomeAssistantError, probatio.Invalid) as err:
            self.failed = self.failed or reach.kind is not Kind.READS
            return _refused(_reason(tool, err))
        except Exception as err:
            # A tool of somebody else's may fail in any way, as Home Assistant itself
            # takes it of intents; the turn goes on without it.
            _LOGGER.warning("The tool %s failed", tool.name, exc_info=err)
            self.failed = self.failed or reach.kind is not Kind.READS
            return _refused(_FAILED)
        finally:
            self.seconds[tool.name] = monotonic() - began
        if not isinstance(result, llm.ToolResult):
            result = llm.ToolResult(data=result)
        done = len(self.deeds)
        taken = self._taken(tool, result, reach)
        if len(self.deeds) > done:
            # What it was set to is so now, and may be said.
            self.results.append(json.dumps(tool_input.tool_args, ensure_ascii=False))
        return taken

    def _taken(
        self, tool: llm.Tool, result: llm.ToolResult, reach: Reach
    ) -> llm.ToolResult:
        """Note what came of a call, and cut down what a model gets to see of it."""
        data = result.data
        if data.get("written_by_others"):
            self.tainted = True
        failed = result.error or _says_that_it_failed(data)
        if isinstance(data, llm.IntentResponseDict):
            result, failed = self._of_intent(tool, data)
        elif reach.kind is not Kind.READS and not failed:
            self.deeds.append(Deed(None, names=reach.names))
        if failed and reach.kind is not Kind.READS:
            self.failed = True
        text = json.dumps(result.data, ensure_ascii=False, default=str)
        if len(text) > _LONGEST_RESULT:
            result = llm.ToolResult(
                data={"beginning": text[:_LONGEST_RESULT], "cut": True},
                error=result.error,
            )
        self.results.append(text[:_LONGEST_RESULT])
        return result

    def _of_intent(
        self, tool: llm.Tool, data: llm.IntentResponseDict
    ) -> tuple[llm.ToolResult, bool]:
        """Say in a few words what an intent did, which may be only some of it."""
        response: intent.IntentResponse = data.original
        named = partial(_named, self.turn.hass)
        failed = [*map(named, response.failed_results)]
        if response.response_type is intent.IntentResponseType.ERROR:
            unknown = intent.IntentResponseErrorCode.NO_VALID_TARGETS
            return _refused(
                _NOTHING if response.error_code is unknown else _FAILED
            ), True
        if response.response_type is not intent.IntentResponseType.ACTION_DONE:
            return llm.ToolResult(data=data), False
        done = [
            target
            for target in response.success_results
            if target.type is intent.IntentResponseTargetType.ENTITY
        ]
        everything_failed = bool(failed) and not done
        if not everything_failed:
            self.deeds.append(
                Deed(
                    intent_of(tool),
                    tuple((target.id, named(target)) for target in done if target.id),
                    tuple(map(named, done)),
                )
            )
        summary: dict[str, Any] = {"done": [*map(named, done)] or True}
        if everything_failed:
            summary = {"error": _FAILED}
        if failed:
            summary["failed"] = failed
        if not answers_plainly(tool):
            # A script of the owner's may have something to say.
            summary["answer"] = response.speech.get("plain", {}).get("speech") or ""
        return llm.ToolResult(data=summary, error=everything_failed), everything_failed


class GuardedTool(llm.Tool):
    """A tool as a model gets it: each call goes through the guard."""

    def __init__(self, tool: llm.Tool, guard: Guard) -> None:
        """Look like the tool."""
        self._tool = tool
        self._guard = guard
        self.name = tool.name
        self.title = tool.title
        self.description = tool.description
        self.parameters = tool.parameters
        self.annotations = tool.annotations
        self.integration = tool.integration or DOMAIN

    @override
    async def async_call(
        self,
        hass: HomeAssistant,
        tool_input: llm.ToolInput,
        llm_context: llm.LLMContext,
    ) -> llm.ToolResult:
        """Have the guard decide."""
        return await self._guard.async_call(self._tool, tool_input, llm_context)


class GuardedAPI(llm.API):
    """What the tools of a turn are said to belong to. It is offered to nobody else."""

    @override
    async def async_get_api_instance(
        self, llm_context: llm.LLMContext
    ) -> llm.APIInstance:
        """Return an instance without any tool."""
        return self.instance(llm_context, [])

    def instance(
        self, llm_context: llm.LLMContext, tools: list[llm.Tool]
    ) -> llm.APIInstance:
        """Return an instance for one turn."""
        return llm.APIInstance(
            api=self,
            api_prompt="",
            llm_context=llm_context,
            tools=tools,
            custom_serializer=llm.selector_serializer,
        )


def digest_of(tool: str, arguments: Mapping[str, Any]) -> str:
    """Return what tells a call from every other."""
    text = json.dumps([tool, arguments], sort_keys=True, default=str)
    return f"call.{hashlib.sha256(text.encode()).hexdigest()}"


def replace_arguments(
    tool_input: llm.ToolInput, arguments: Mapping[str, Any]
) -> llm.ToolInput:
    """Return the call with arguments that nobody else holds."""
    return llm.ToolInput(
        tool_name=tool_input.tool_name, tool_args=dict(arguments), id=tool_input.id
    )


def _needs_a_yes(reach: Reach, *, tainted: bool) -> bool:
    return reach.kind is Kind.DESTROYS or (tainted and reach.kind is not Kind.READS)


def _refused(why: str) -> llm.ToolResult:
    return llm.ToolResult(data={"error": why}, error=True)


def _says_that_it_failed(data: Mapping[str, Any]) -> bool:
    """Return whether a result is an error in the way of tools that know no other."""
    return bool(data.get("error")) or data.get("success") is False


def _reason(tool: llm.Tool, error: Exception) -> str:
    """Return why a call failed, in words that are nobody's from outside."""
    invalid = error.__cause__ if isinstance(error, intent.InvalidSlotInfo) else error
    if isinstance(invalid, probatio.Invalid):
        return _unfit(invalid)
    if isinstance(error, intent.MatchFailedError):
        narrow = _TOO_NARROW.get(error.result.no_match_reason)
        return f"{_NOTHING} {_leave_out(narrow)}" if narrow else _NOTHING
    return _FAILED if answers_plainly(tool) else one_line(str(error))


def _unfit(error: probatio.Invalid) -> str:
    """Return which arguments don't fit, so that a model can do without them."""
    errors = error.errors if isinstance(error, probatio.MultipleInvalid) else [error]
    names = dict.fromkeys(str(one.path[0]) for one in errors if one.path)
    return " ".join([_UNFIT, *map(_leave_out, names)])


def _leave_out(argument: str) -> str:
    return f"Leave out {argument}."


def _named(hass: HomeAssistant, target: intent.IntentResponseTarget) -> str:
    """Return what was reached, in no words that an integration put into a state."""
    is_entity = target.type is intent.IntentResponseTargetType.ENTITY
    state = hass.states.get(target.id) if is_entity and target.id else None
    return one_line(target.name) if state is None else name_of(hass, state)
