"""One turn: what somebody said, and the steps that it takes to an answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from gazetteer_matcher import Interpretation
from hassil import RecognizeResult
from homeassistant.components.conversation import (
    AssistantContent,
    ChatLog,
    ConversationInput,
    ConversationResult,
    UserContent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from ..manners.speaker import NO_SIGNS, Signs
from .listening import listens_on
from .phrases import Phrases
from .questions import OpenQuestion
from .said import Said
from .speech import fit_for_voice

if TYPE_CHECKING:
    from . import Mind


class Step(Protocol):
    """A way to answer, or to decline and leave no trace."""

    __name__: str

    async def __call__(self, turn: Turn, /) -> Reply | None:
        """Answer the turn, or return None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a step answers."""

    response: intent.IntentResponse
    question: OpenQuestion | None = None
    silent: bool = False
    repeats: bool = False
    listens: bool = False
    # What people outside wrote is in it: it is said, and kept out of the chat log.
    outside: bool = False
    # For the ears that it was told to: nobody has it repeated.
    private: bool = False
    # Whether the words are her own, and whether the chat log has them already.
    hers: bool = False
    logged: bool = False

    @property
    def speech(self) -> str:
        """Return the words of the reply."""
        plain: str = self.response.speech.get("plain", {}).get("speech") or ""
        return plain


@dataclass(slots=True, kw_only=True)
class Turn:
    """What somebody said, where, and what is at hand to answer it."""

    hass: HomeAssistant
    mind: Mind
    phrases: Phrases
    heard: ConversationInput
    chat_log: ChatLog
    said: Said
    confirmed: frozenset[str] = field(default_factory=frozenset)
    # What the sentence asks about as if it were here, where nothing exposed is it.
    unseen: str | None = None
    # What the user of the app may see, where that is not everything.
    may_see: Callable[[str], bool] | None = None
    # What tells who speaks.
    signs: Signs = NO_SIGNS
    # Whether there is a model that should have answered.
    model_failed: bool = False
    # What Home Assistant's agent recognises in a text, asked once in a turn.
    recognized: dict[str, RecognizeResult | None] = field(default_factory=dict)
    # What Home Assistant's fuzzy matcher makes of a text, asked once in a turn.
    fuzzy: dict[str, Interpretation] = field(default_factory=dict)
    # It ends the talk: she does not listen on after her answer.
    dismisses: bool = False

    @property
    def text(self) -> str:
        """Return the words of what was said."""
        return self.said.text

    @property
    def place(self) -> str:
        """Return where the answer to a question would come from."""
        return (
            self.heard.satellite_id
            or self.heard.device_id
            or self.chat_log.conversation_id
        )

    @property
    def request(self) -> ConversationInput:
        """Return what was said, without her name, as Home Assistant takes it."""
        return replace(
            self.heard,
            text=self.text,
            conversation_id=self.chat_log.conversation_id,
        )

    def say(
        self, key: str, *, question: OpenQuestion | None = None, **values: str
    ) -> Reply:
        """Return a reply in her own words."""
        response = intent.IntentResponse(language=self.heard.language)
        response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_speech(self.mind.word(self, key, **values))
        return Reply(response=response, question=question, hers=True)

    def tell(self, speech: str, *, outside: bool = False) -> Reply:
        """Return a reply with an answer that has been put into words."""
        response = intent.IntentResponse(language=self.heard.language)
        response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_speech(speech)
        return Reply(response=response, outside=outside, hers=True)

    def refuse(
        self, key: str, code: intent.IntentResponseErrorCode, **values: str
    ) -> Reply:
        """Return a reply in her own words that tells callers that nothing was done."""
        response = intent.IntentResponse(language=self.heard.language)
        response.async_set_error(code, self.mind.word(self, key, **values))
        return Reply(response=response, hers=True)

    def silence(self) -> Reply:
        """Return the reply that Home Assistant turns into no sound at all."""
        response = intent.IntentResponse(language=self.heard.language)
        response.async_set_speech("")
        return Reply(response=response, silent=True)

    async def run(self, steps: tuple[Step, ...]) -> ConversationResult:
        """Take the steps until one answers; the last always does."""
        step, reply = await self.take(steps)
        self.mind.turns[step.__name__] += 1
        return self._forget(reply) if reply.silent else self._finish(reply)

    async def take(self, steps: tuple[Step, ...]) -> tuple[Step, Reply]:
        """Return the first step that answers, and what it does."""
        for step in steps:
            heard_so_far = len(self.chat_log.content)
            if (reply := await step(self)) is not None:
                return step, reply
            del self.chat_log.content[heard_so_far:]
        msg = "the last step of a turn has to answer"
        raise RuntimeError(msg)

    def hear(self, text: str) -> None:
        """Take a text for what was heard, in the chat log too."""
        self.rewrite(text)
        self.heard = replace(self.heard, text=text)
        self.said = Said(text, self.phrases)

    def rewrite(self, text: str) -> None:
        """Have the chat log hold something else than what was heard."""
        for index, content in enumerate(self.chat_log.content):
            if isinstance(content, UserContent) and content.content == self.heard.text:
                self.chat_log.content[index] = UserContent(content=text)

    def _forget(self, reply: Reply) -> ConversationResult:
        """Leave nothing of the turn behind, not even what was heard."""
        while self.chat_log.content and isinstance(
            self.chat_log.content[-1], UserContent
        ):
            self.chat_log.content.pop()
        return ConversationResult(
            response=reply.response, conversation_id=self.chat_log.conversation_id
        )

    def _finish(self, reply: Reply) -> ConversationResult:
        """Say the reply, note it in the chat log and wait where it asks something."""
        speech = fit_for_voice(reply.speech, self.phrases.words.link)
        reply.response.async_set_speech(speech)
        if not reply.logged:
            content = AssistantContent(
                agent_id=self.heard.agent_id,
                content=self.mind.word(self, "read_out") if reply.outside else speech,
            )
            self.chat_log.async_add_assistant_content_without_tools(content)
            self.mind.models.answered(self, reply, content)
        if reply.question is not None:
            self.mind.questions.ask(self.place, reply.question)
        self.mind.reader.note(
            self,
            [
                target.id
                for target in reply.response.success_results
                if target.id and target.type is intent.IntentResponseTargetType.ENTITY
            ],
        )
        self.mind.note_addressed(self)
        if reply.private:
            self.mind.forget_said(self.place)
        elif not reply.repeats:
            self.mind.remember(self.place, speech, outside=reply.outside)
        return ConversationResult(
            response=reply.response,
            conversation_id=self.chat_log.conversation_id,
            continue_conversation=listens_on(self, reply, speech),
        )
