"""One turn with a model: ask, run what it calls, check what it says, say it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from homeassistant.components.conversation import (
    AssistantContentDeltaDict,
    Content,
    SystemContent,
    ToolResultContent,
)
from homeassistant.helpers import intent, llm

from ...const import DOMAIN
from ..turn import Reply, Turn
from .context import Surroundings, surroundings, system_prompt
from .failures import Failure, ModelError
from .guard import Guard, GuardedAPI, GuardedTool
from .held import ask
from .history import Passage, is_said_once_more, parrots
from .known import known_of
from .memory import Recollection
from .messages import add_assistant, add_to_user, as_message
from .models import Kept, Models
from .outcome import lost_thread, really, told_deeds, too_many_steps
from .pieces import Call, Message, Text, Usage
from .retrieval import Retrieval
from .sentences import Sentences
from .toolbox import NO_TOOLS, Kit
from .truth import Verdict, is_question, judge

MOST_REQUESTS: Final = 6
# Seconds. Nobody waits longer for an answer, whatever goes on, but for an owner who
# gave a model more than half of it for its first word.
TURN_TIMEOUT: Final = 90.0

_CORRECTIONS: Final = {
    Verdict.FALSE_CLAIM: "correct_claim",
    Verdict.FALSE_VALUE: "correct_value",
    Verdict.REPEATED: "correct_repeated",
}


@dataclass(slots=True)
class Conversing:
    """What one turn with models has come to so far."""

    models: Models
    turn: Turn
    retrieval: Retrieval
    around: Surroundings
    recollection: Recollection
    guard: Guard
    began: float
    # The messages of this turn as they were sent.
    sent: list[Message] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    filler: str = ""
    first_word: float | None = None
    _held_back: list[tuple[Verdict, str]] = field(default_factory=list)
    _corrected: bool = False

    @property
    def is_begun(self) -> bool:
        """Return whether something was said or done that no other model may repeat."""
        guard = self.guard
        return bool(self.said or guard.deeds or guard.failed or guard.goes_on)

    async def async_with(self, kept: Kept) -> Reply:
        """Have one model answer.

        Raises:
            ModelError: it failed. What was said and done until then stands.

        """
        turn, chat_log = self.turn, self.turn.chat_log
        context = turn.heard.as_llm_context(DOMAIN)
        kit = NO_TOOLS
        if kept.source.uses_tools:
            kit = await self.models.toolbox.async_get(kept.settings.tools, context)
        self.guard.kit = kit
        before = chat_log.llm_api, chat_log.content[0]
        system = self._system()
        api = GuardedAPI(hass=turn.hass, id=DOMAIN, name="Samantha")
        chat_log.llm_api = api.instance(
            context, [GuardedTool(tool, self.guard) for tool in kit.tools.values()]
        )
        chat_log.content[0] = SystemContent(content=system)
        try:
            async with asyncio.timeout_at(self._end(kept.settings.patience)):
                try:
                    return await self._rounds(kept, kit, system)
                except ModelError as err:
                    gave_up = err.failure is Failure.GAVE_UP and kit.specs
                    if self.is_begun or not gave_up:
                        raise
                return await self._in_plain_words(kept, system)
        except TimeoutError as err:
            raise ModelError(Failure.TOO_LONG) from err
        finally:
            self.models.toolbox.note(self.guard.seconds)
            chat_log.llm_api, chat_log.content[0] = before

    async def _in_plain_words(self, kept: Kept, system: str) -> Reply:
        """Ask without tools: small models write calls that their server can't read.

        Or make the same call for ever.
        """
        sent = [*self.sent]
        add_to_user(self.sent, self.turn.phrases.model.prompt["plain_words"])
        try:
            return await self._rounds(kept, NO_TOOLS, system)
        except ModelError, asyncio.CancelledError:
            # The next model may call some.
            self.sent = sent
            raise

    def _end(self, patience: float) -> float:
        left = max(TURN_TIMEOUT, 2 * patience) - (monotonic() - self.began)
        return asyncio.get_running_loop().time() + max(left, 1.0)

    def _system(self) -> str:
        return system_prompt(
            self.turn.mind.settings.name,
            self.turn.heard.language,
            self.models.words.areas,
            self.turn.phrases.model,
        )

    async def _rounds(self, kept: Kept, kit: Kit, system: str) -> Reply:
        """Ask until there is an answer; a few times at most."""
        words = self.turn.phrases.model
        first: Message = {"role": "system", "content": system}
        if not self.sent:
            context = words.prompt["context"].format(context=self.around.text)
            self.sent = [{"role": "user", "content": f"{self.turn.text}\n{context}"}]
        history = self.recollection.history
        history.make_room([first, *self.sent])
        for _ in range(MOST_REQUESTS):
            messages = history.messages(self.sent, words.prompt["earlier"])
            called = await self._ask([first, *messages], kept, kit)
            if self.guard.held is not None:
                return await self._question(kept)
            if called:
                if not self.guard.goes_round:
                    continue
                if kit.specs:
                    return await self._in_plain_words(kept, system)
                break
            if (reply := await self._answered()) is not None:
                return reply
        return await self._close_with(too_many_steps(self.turn, self.guard))

    async def _answered(self) -> Reply | None:
        """Return the reply to an answer that calls nothing; None is to ask again."""
        if self._held_back:
            if not self._corrected:
                self._correct()
                return None
            verdict = self._held_back[0][0]
            return await self._close_with(really(self.turn, self.guard, verdict))
        if self.said:
            return self._reply()
        if self.is_begun:
            return await self._close_with(really(self.turn, self.guard))
        raise ModelError(Failure.NOTHING)

    async def _ask(self, messages: list[Message], kept: Kept, kit: Kit) -> bool:
        """Send one request and take in its answer; return whether tools were called."""
        self._held_back = []
        self.guard.goes_round = True
        failure: list[ModelError] = []
        new: list[Content] = [
            content
            async for content in self.turn.chat_log.async_add_delta_content_stream(
                self.turn.heard.agent_id,
                self._deltas(messages, kept, kit, failure),
            )
        ]
        self.sent += map(as_message, new)
        if failure:
            raise failure[0]
        return any(isinstance(content, ToolResultContent) for content in new)

    async def _deltas(
        self,
        messages: list[Message],
        kept: Kept,
        kit: Kit,
        failure: list[ModelError],
    ) -> AsyncGenerator[AssistantContentDeltaDict]:
        """Yield what may be said as it comes, then the calls.

        A failure ends it without an exception: what was said until then is kept.
        """
        sentences = Sentences(self.turn.phrases.words.link)
        calls: list[Call] = []
        begun = False
        try:
            async for sentence in self._sentences(
                messages, kept, kit, sentences, calls
            ):
                if not begun:
                    begun = True
                    yield {"role": "assistant"}
                yield {"content": f"{sentence} "}
        except ModelError as err:
            failure.append(err)
            return
        if not calls:
            return
        # What it said about what it was about to do; the tools will tell.
        self._held_back = []
        if not begun:
            yield {"role": "assistant"}
        slow = any(self.models.toolbox.is_slow(call.name) for call in calls)
        if slow and not self.said and not self.filler:
            self.filler = self.turn.mind.word(self.turn, "let_me_look")
            self._note_first_word()
            yield {"content": f"{self.filler} "}
        # Not added to those before: some servers number the calls of each answer anew.
        self.guard.unreadable = {
            call.call_id for call in calls if call.arguments is None
        }
        yield {
            "tool_calls": [
                llm.ToolInput(call.name, dict(call.arguments or {}), id=call.call_id)
                for call in calls
            ]
        }

    async def _sentences(
        self,
        messages: list[Message],
        kept: Kept,
        kit: Kit,
        sentences: Sentences,
        calls: list[Call],
    ) -> AsyncIterator[str]:
        """Yield what may be said, until it begins anew; collect the calls."""
        written: set[str] = set()
        async with aclosing(kept.source.stream(messages, kit.specs)) as pieces:
            async for piece in pieces:
                match piece:
                    case Text(text):
                        for sentence in sentences.feed(text):
                            if is_said_once_more(sentence, written):
                                return
                            if self._may_be_said(sentence):
                                yield sentence
                    case Call():
                        calls.append(piece)
                    case Usage(tokens_in, tokens_out):
                        self.models.costs.used(tokens_in, tokens_out)
        for sentence in sentences.flush():
            if self._may_be_said(sentence):
                yield sentence

    def _may_be_said(self, sentence: str) -> bool:
        """Judge a sentence; what follows one that may not be said waits with it."""
        if self._corrected and sentence in self.said:
            # The first half of what is now put right was heard already.
            return False
        if self._held_back:
            self._held_back.append((self._held_back[0][0], sentence))
            return False
        known = known_of(self.turn, self.guard, self.retrieval, self.around)
        verdict = judge(sentence, known, self.turn.phrases.model)
        if verdict is Verdict.FINE and self._only_repeats(sentence):
            verdict = Verdict.REPEATED
        if verdict is not Verdict.FINE:
            self._held_back.append((verdict, sentence))
            return False
        self.said.append(sentence)
        self._note_first_word()
        return True

    def _only_repeats(self, sentence: str) -> bool:
        """Return whether it was the last answer too, or was said or told to it."""
        said = self.turn.text
        told = (self._system(), *self.turn.phrases.model.instructions)
        repeats = self.recollection.history.repeats
        return repeats(sentence, said) or parrots(sentence, said, told)

    def _note_first_word(self) -> None:
        if self.first_word is None:
            self.first_word = (monotonic() - self.began) * 1000

    def _correct(self) -> None:
        """Tell the model what was wrong, once."""
        self._corrected = True
        verdict = self._held_back[0][0]
        if verdict is Verdict.REPEATED and len(self.sent) == 1:
            # It takes after what it has said before, whatever it is told of that.
            self.recollection.history.forget()
            return
        untrue = " ".join(sentence for _, sentence in self._held_back)
        prompt = self.turn.phrases.model.prompt[_CORRECTIONS[verdict]]
        add_assistant(self.sent, untrue)
        self.sent.append({"role": "user", "content": prompt})

    async def async_break_off(self) -> Reply:
        """End after a failure in the middle; nobody says the first half again."""
        return await self._close_with(lost_thread(self.turn, self.guard))

    async def _question(self, kept: Kept) -> Reply:
        assert self.guard.held is not None  # noqa: S101  # asked for right before
        reply = ask(
            self.turn, self.guard.held, self.models.toolbox, kept.settings.tools
        )
        if self.guard.deeds:
            # What else was asked for, and needed no question.
            told = told_deeds(self.turn, self.guard)
            reply.response.async_set_speech(f"{told} {reply.speech}")
        await self._add_to_log(reply.speech)
        return self._finish(reply)

    async def _close_with(self, speech: str) -> Reply:
        """Say something that is no model's."""
        await self._add_to_log(speech)
        return self._reply()

    async def _add_to_log(self, speech: str) -> None:
        """Say it the way the model's words went, so that a voice goes on with it."""

        async def deltas() -> AsyncGenerator[AssistantContentDeltaDict]:
            yield {"role": "assistant"}
            yield {"content": speech}

        async for _ in self.turn.chat_log.async_add_delta_content_stream(
            self.turn.heard.agent_id, deltas()
        ):
            pass
        self.said.append(speech)
        add_assistant(self.sent, speech)

    def _reply(self) -> Reply:
        reply = self.turn.tell(" ".join(self.said))
        reply.response.async_set_results(
            [
                intent.IntentResponseTarget(
                    name=name,
                    type=intent.IntentResponseTargetType.ENTITY,
                    id=entity_id,
                )
                for deed in self.guard.deeds
                for entity_id, name in deed.targets
            ]
        )
        if self.guard.deeds:
            reply.response.response_type = intent.IntentResponseType.ACTION_DONE
        return self._finish(reply)

    def _finish(self, reply: Reply) -> Reply:
        """Remember the turn, for the next one."""
        self.recollection.history.add(
            Passage(
                tuple(self.sent),
                self.turn.text,
                tainted=self.guard.tainted,
                said=tuple(self.said),
            )
        )
        listens = bool(self.said) and is_question(self.said[-1])
        return Reply(
            response=reply.response,
            question=reply.question,
            listens=listens,
            logged=True,
            hers=True,
            outside=self.guard.tainted,
        )


def begin(
    models: Models, turn: Turn, retrieval: Retrieval, recollection: Recollection
) -> Conversing:
    """Look around, and begin a turn."""
    around = surroundings(turn, retrieval, turn.phrases.model)
    tainted = around.tainted or recollection.history.tainted
    guard = Guard(turn, NO_TOOLS, tainted=tainted)
    return Conversing(
        models, turn, retrieval, around, recollection, guard, began=monotonic()
    )
