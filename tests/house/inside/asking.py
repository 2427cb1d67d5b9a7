"""Say the lines of a set to an agent in a built home, and judge what comes of each."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from homeassistant.components import conversation
from homeassistant.components.conversation import ConversationResult
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Context, Event, callback
from homeassistant.helpers.intent import IntentResponseType
from homeassistant.util import dt as dt_util

from . import effects
from .home import Home
from .judging import Finding, expectation, judge
from .lines import Level, Line

HERS = "conversation.samantha"
THEIRS = conversation.HOME_ASSISTANT_AGENT
# A home where nobody asks back can't be asked twice.
_CALL_OFF = "never mind"


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of a line."""

    line: Line
    answer: str
    finding: Finding
    strict: bool
    lenient: bool
    # What changed that should not have.
    wrong: list[str] = field(default_factory=list)

    @property
    def why(self) -> str:
        """Say what was expected and did not come."""
        told = [f"misses {', '.join(self.finding.missing)}"] * bool(
            self.finding.missing
        )
        told += [f"says {', '.join(self.finding.false)}"] * bool(self.finding.false)
        told += [f"WRONG ACTION: {'; '.join(self.wrong)}"] * bool(self.wrong)
        return "; ".join(told) or "an error"


async def ask_all(
    home: Home, lines: Iterable[Line], agent: str, *, asks_first: bool
) -> list[Outcome]:
    """Say each line, in a home that is put back after each."""
    return [
        await ask(home, line, agent, asks_first=asks_first and line.guarded)
        for line in lines
    ]


async def ask(home: Home, line: Line, agent: str, *, asks_first: bool) -> Outcome:
    """Say one line and what belongs before it; put the home back."""
    talk = _Talk(home, agent, line.area)
    for earlier in line.after:
        await talk.say(earlier)
    before = home.condition()
    finding = Finding()
    with actions_of(home) as actions:
        answer = await talk.say(line.text)
    # A question that acts is wrong even where all is so already.
    wrong = actions if line.level is Level.QUESTION else []
    if asks_first:
        if changed := effects.unwanted(before, home.condition(), {}):
            wrong += changed
        if not talk.asks:
            finding.missing.append("the question whether to do it")
        else:
            await talk.say("yes")
    after = home.condition()
    wanted = _wanted(line, before, after)
    wrong += [
        change
        for change in effects.unwanted(before, after, wanted)
        if change not in wrong
    ]
    facts = expectation(line.facts, dt_util.now())
    told = judge(answer, facts, dt_util.now())
    finding.missing += effects.undone(before, after, wanted)
    if line.level is Level.QUESTION or line.facts:
        finding.missing += told.missing
        finding.false += told.false
    may_fail = facts.absent or facts.unreadable or facts.asks or facts.refuses
    error = talk.kind is IntentResponseType.ERROR and not may_fail
    if talk.asks:
        await talk.say(_CALL_OFF)
    await home.put_back()
    forget(home)
    return Outcome(
        line=line,
        answer=answer,
        finding=finding,
        wrong=wrong,
        strict=not (error or wrong or finding.missing or finding.false),
        lenient=_is_lenient(line, finding, told, wrong=wrong, error=error),
    )


def _is_lenient(
    line: Line, finding: Finding, told: Finding, *, wrong: list[str], error: bool
) -> bool:
    """Return whether it passes for those who don't look closely.

    A question passes without a false claim, a command where what was wanted is so.
    """
    if error:
        return False
    if line.level is Level.QUESTION:
        return not (wrong or told.false)
    return not (wrong if not (line.does or line.some) else finding.missing)


def _wanted(
    line: Line, before: effects.Conditions, after: effects.Conditions
) -> Mapping[str, Any]:
    """Return what should have changed; where any will do, those that did."""
    if line.some is None:
        return line.does
    count, spec = line.some["count"], line.some["is"]
    chosen = [
        entity_id
        for entity_id in line.some["of"]
        if effects.meets(before[entity_id], after[entity_id], spec)
    ]
    return dict.fromkeys(
        chosen[:count] if len(chosen) >= count else line.some["of"][:count], spec
    )


def forget(home: Home) -> None:
    """Let her forget what she heard, as a moment later she would."""
    for entry in home.hass.config_entries.async_loaded_entries("samantha"):
        entry.runtime_data.mind.ears.forget()


@contextmanager
def actions_of(home: Home) -> Iterator[list[str]]:
    """Note the actions that are called meanwhile, but for those that only read."""
    called: list[str] = []

    @callback
    def note(event: Event[dict[str, Any]]) -> None:
        data = event.data
        if not data["service"].startswith("get_"):
            called.append(f"calls {data['domain']}.{data['service']}")

    stop = home.hass.bus.async_listen(EVENT_CALL_SERVICE, note)
    yield called
    stop()


async def say(home: Home, text: str, agent: str, area: str | None = None) -> str:
    """Say one sentence in a new conversation and return the words of the answer."""
    return await _Talk(home, agent, area).say(text)


class _Talk:
    """A conversation from one place."""

    def __init__(self, home: Home, agent: str, area: str | None) -> None:
        self._home = home
        self._agent = agent
        self._device = home.satellites[area] if area else None
        self._id: str | None = None
        self.asks = False
        self.kind = IntentResponseType.ERROR

    async def say(self, text: str) -> str:
        """Say something and return the words of the answer."""
        try:
            result: ConversationResult = await conversation.async_converse(
                self._home.hass,
                text,
                self._id,
                Context(),
                "en",
                self._agent,
                self._device,
            )
        except Exception as crash:  # noqa: BLE001  # one more miss to report
            self.asks, self.kind = False, IntentResponseType.ERROR
            return f"CRASH {crash!r}"
        await self._home.hass.async_block_till_done()
        self._id = result.conversation_id
        self.asks = result.continue_conversation
        if result.response.response_type is not None:
            self.kind = result.response.response_type
        speech: str = result.response.speech.get("plain", {}).get("speech") or ""
        return speech
