"""A call that the guard held becomes a question; a yes carries out just that call."""

from dataclasses import replace
from functools import partial
from typing import Final

from homeassistant.helpers import intent, llm

from ...const import DOMAIN
from ..answers import Answer, Expects, Meaning
from ..confirmation import Action, ask_first
from ..guard import SOMETHING, Touched
from ..questions import OpenQuestion
from ..turn import Reply, Turn
from .guard import Guard, Held
from .plain import one_line
from .reach import Kind, intent_of
from .toolbox import Toolbox

_LONGEST_DETAILS: Final = 80


def ask(turn: Turn, held: Held, toolbox: Toolbox, apis: tuple[str, ...]) -> Reply:
    """Return the question whose yes lets just this call be made.

    Locks and what is like them are asked about as everywhere, with the code where there
    is one. So is what can't be undone.
    """
    action = partial(_carry_out, held=held, toolbox=toolbox, apis=apis)
    if held.reach.touched is not None:
        return ask_first(turn, held.reach.touched, action)
    what = _what(turn, held)
    if held.reach.kind is Kind.DESTROYS:
        unnamed = Touched(frozenset({held.agreement}), SOMETHING)
        asked = ask_first(turn, unnamed, action)
        if asked.question is None:
            return asked
        return replace(turn.say("confirm_held", what=what), question=asked.question)
    question = OpenQuestion(
        expects=Expects.YES_OR_NO, then=partial(_agreed, action=action)
    )
    return turn.say("confirm_held", question=question, what=what)


async def _agreed(
    turn: Turn,
    answer: Answer,
    *,
    action: Action,
) -> Reply:
    if answer.meaning is not Meaning.YES:
        return turn.say("declined")
    reply = await action(turn)
    return reply or turn.refuse(
        "not_done", intent.IntentResponseErrorCode.FAILED_TO_HANDLE
    )


async def _carry_out(
    turn: Turn, *, held: Held, toolbox: Toolbox, apis: tuple[str, ...]
) -> Reply | None:
    """Make the call that was agreed to, if it still reaches just what was named."""
    context = turn.heard.as_llm_context(DOMAIN)
    kit = await toolbox.async_get(apis, context)
    tool = kit.tools.get(held.tool)
    if tool is None:
        return None
    guard = Guard(turn, kit, tainted=True, agreed=frozenset({held.agreement}))
    tool_input = llm.ToolInput(held.tool, dict(held.arguments))
    await guard.async_call(tool, tool_input, context)
    if guard.held is not None:
        return ask(turn, guard.held, toolbox, apis)
    if not guard.deeds:
        return None
    names = [name for deed in guard.deeds for name in deed.names]
    if not names:
        return turn.say("model_done")
    return turn.say("model_did", names=turn.phrases.words.enumerate(names))


def _what(turn: Turn, held: Held) -> str:
    """Return in words what the call would do; whatever a model wrote stays short."""
    words = turn.phrases.words
    tool = turn.mind.models.tool(held.tool)
    names = [words.the.format(name=one_line(name)) for name in held.reach.names]
    worded = turn.phrases.model.held
    key = intent_of(tool) if tool else None
    if names and key is not None and key in worded:
        return worded[key].format(names=words.enumerate(names))
    title = (tool.title if tool else None) or held.tool.split("__")[-1]
    details = ", ".join(
        f"{name} {value}"
        for name, value in held.arguments.items()
        if not intent.is_blank_slot_value(value)
    )
    if not details:
        return worded["plain"].format(title=one_line(title))
    return worded["other"].format(
        title=one_line(title), details=one_line(details)[:_LONGEST_DETAILS]
    )
