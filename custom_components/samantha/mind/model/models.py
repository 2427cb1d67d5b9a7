"""The models that the owner set up, in their order, and what is kept between turns."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field
import logging
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, cast

from homeassistant.components.conversation import Content
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import intent, llm
from homeassistant.helpers.importlib import async_import_module

from ...data import SamanthaConfigEntry
from .breaker import Breaker
from .costs import Costs
from .failures import FOR_THE_OWNER, Failure, ModelError
from .house_words import HouseWords
from .issues import forget_issues, tell_owner
from .memory import Memory
from .pieces import Message, Source, Text, Usage
from .sentences import Sentences
from .settings import SUBENTRY_MODEL, ModelSettings
from .toolbox import Toolbox
from .truth import is_question

if TYPE_CHECKING:
    from ..turn import Reply, Turn

_LOGGER = logging.getLogger(__name__)

_LONGEST_WORDING: Final = 600
# Seconds that an automation waits for words.
WORDING_TIMEOUT: Final = 30.0

type MaySee = Callable[[str], bool] | None


@dataclass(slots=True)
class Kept:
    """A model that is set up, and how it fares."""

    settings: ModelSettings
    source: Source
    breaker: Breaker = field(default_factory=Breaker)


class Models:
    """Reads the subentries at each turn, so that a change needs no reload."""

    def __init__(
        self, hass: HomeAssistant, may_see: Callable[[Context], Awaitable[MaySee]]
    ) -> None:
        """Take who knows what a user may see."""
        self.hass = hass
        self.words = HouseWords(hass)
        self.toolbox = Toolbox(hass, self._own_tools)
        self.memory = Memory()
        self.costs = Costs()
        self._may_see = may_see
        self._entry: SamanthaConfigEntry | None = None
        self._kept: dict[str, Kept] = {}

    @callback
    def attach(self, entry: SamanthaConfigEntry) -> None:
        """Take the entry whose subentries the models are."""
        self._entry = entry

    @callback
    def close(self) -> None:
        """Forget everything, also what the owner was told: it may be mended."""
        for kept in self._kept.values():
            forget_issues(self.hass, kept.settings)
        self.words.close()
        self.toolbox.close()
        self.memory.forget()
        self._kept.clear()

    @callback
    def async_refresh(self) -> None:
        """Get ready for the models that the owner has just added or changed."""
        if self._entry is not None and self.hass.is_running:
            self._entry.async_create_background_task(
                self.hass, self.async_prepare(), "samantha models"
            )

    async def async_prepare(self) -> None:
        """Make what the first turn with a model would wait for."""
        for kept in await self.async_ready():
            await self.words.async_get()
            await self.toolbox.async_get(kept.settings.tools, _NOBODY)

    async def async_ready(self) -> list[Kept]:
        """Return the models in the owner's order, whether they're up or down."""
        wanted = self._settings()
        for subentry_id in self._kept.keys() - wanted.keys():
            forget_issues(self.hass, self._kept.pop(subentry_id).settings)
        for subentry_id, settings in wanted.items():
            kept = self._kept.get(subentry_id)
            if kept is None or kept.settings != settings:
                if kept is not None:
                    forget_issues(self.hass, settings)
                source = await async_source(self.hass, settings)
                self._kept[subentry_id] = Kept(settings, source)
        return sorted(
            (self._kept[one] for one in wanted if one in self._kept),
            key=lambda kept: kept.settings.position,
        )

    @property
    def is_up(self) -> bool:
        """Return whether a model will most likely answer what nobody else does."""
        return any(kept.breaker.down is None for kept in self._kept.values())

    def _settings(self) -> dict[str, ModelSettings]:
        if self._entry is None:
            return {}
        return {
            subentry.subentry_id: ModelSettings.from_data(
                subentry.data, subentry_id=subentry.subentry_id, title=subentry.title
            )
            for subentry in self._entry.subentries.values()
            if subentry.subentry_type == SUBENTRY_MODEL
        }

    @callback
    def succeeded(self, kept: Kept) -> None:
        """Note that a model answered."""
        if kept.breaker.succeeded():
            _LOGGER.info("The model %s answers again", kept.settings.title)
            forget_issues(self.hass, kept.settings)

    @callback
    def failed(self, kept: Kept, failure: Failure) -> None:
        """Note that a model failed; the first time it is said.

        The owner is asked each time: for one key at a time, and what is told already
        is told once.
        """
        _LOGGER.debug("The model %s failed: %s", kept.settings.title, failure)
        if kept.breaker.failed(failure, monotonic()):
            _LOGGER.warning(
                "The model %s is left alone for a while: %s",
                kept.settings.title,
                failure,
            )
        if failure in FOR_THE_OWNER and self._entry is not None:
            tell_owner(self.hass, self._entry, kept.settings, failure)

    @callback
    def answered(self, turn: Turn, reply: Reply, content: Content) -> None:
        """Note an answer without a model, for models to read later on.

        What people outside wrote is not for them; nor is what Home Assistant says, in
        which anything may stand that an automation or an integration put there.
        """
        self.costs.local()
        speech = reply.speech
        if reply.outside or not reply.hers:
            done = reply.response.response_type is intent.IntentResponseType.ACTION_DONE
            speech = turn.phrases.replies["model_done" if done else "read_out"][0]
        self.memory.of(turn.chat_log.conversation_id).note(content, speech)

    async def async_word(
        self, prompt: str, fallback: str, language: str, *, asks: bool = False
    ) -> str:
        """Return what a model makes of a prompt, or the text to fall back on.

        The call has no tools, and what comes of it is only said: it enters no
        conversation. So the prompt may have anybody's words in it.

        Args:
            prompt: what to say, told to the model.
            fallback: what is said without a model, in time or at all.
            language: what to say it in.
            asks: whether it has to end with a question.

        """
        try:
            async with asyncio.timeout(WORDING_TIMEOUT):
                text = await self._first_wording(prompt, language)
        except TimeoutError:
            return fallback
        finally:
            self.costs.worded()
        return text if text and (is_question(text) or not asks) else fallback

    async def _first_wording(self, prompt: str, language: str) -> str:
        words = await self._wording(language)
        messages: list[Message] = [
            {"role": "user", "content": words.format(language=language, prompt=prompt)}
        ]
        for kept in await self.async_ready():
            if not kept.breaker.may_try(monotonic()):
                continue
            try:
                text = await self._worded(kept, messages)
            except ModelError as err:
                self.failed(kept, err.failure)
                continue
            self.succeeded(kept)
            if text:
                return text
        return ""

    async def _worded(self, kept: Kept, messages: list[Message]) -> str:
        sentences = Sentences("")
        said: list[str] = []
        async with aclosing(kept.source.stream(messages, ())) as pieces:
            async for piece in pieces:
                if isinstance(piece, Text):
                    said += sentences.feed(piece.text)
                elif isinstance(piece, Usage):
                    self.costs.used(piece.tokens_in, piece.tokens_out)
        said += sentences.flush()
        text = " ".join(said)
        return text if len(text) <= _LONGEST_WORDING else ""

    async def _wording(self, language: str) -> str:
        assert self._entry is not None  # noqa: S101  # attached when it was set up
        mind = self._entry.runtime_data.mind
        phrases = await mind.async_phrases(language)
        return phrases.model.prompt["wording"].replace("{name}", mind.settings.name)

    def figures(self) -> dict[str, Any]:
        """Return what helps to find a fault: no address, no key, no names."""
        return {
            "costs": {
                "tokens_in": self.costs.tokens_in,
                "tokens_out": self.costs.tokens_out,
                "answers_local": self.costs.answers_local,
                "answers_model": self.costs.answers_model,
                "first_word": self.costs.first_word,
            },
            "models": [
                {
                    "preset": kept.settings.preset,
                    "position": kept.settings.position,
                    "patience": kept.settings.patience,
                    "tools": len(kept.settings.tools),
                    "down": kept.breaker.down,
                    "failures": kept.breaker.failures,
                }
                for kept in self._kept.values()
            ],
        }

    def tool(self, name: str) -> llm.Tool | None:
        """Return a tool that is offered now."""
        return self.toolbox.tool(name)

    async def async_may_see(self, context: Context) -> MaySee:
        """Return what a user may see; None where that is everything."""
        return await self._may_see(context)

    def _own_tools(self) -> Iterable[llm.Tool]:
        # A tool needs the index, and the index is kept here.
        from .finding import FindEntitiesTool  # noqa: PLC0415

        yield FindEntitiesTool(self)


_NOBODY: Final = llm.LLMContext(
    platform="samantha",
    context=None,
    language=None,
    assistant="conversation",
    device_id=None,
)


async def async_source(hass: HomeAssistant, settings: ModelSettings) -> Source:
    """Return what answers for a model; its libraries are loaded where they're used."""
    if settings.entity_id is not None:
        module = await async_import_module(hass, f"{__package__}.ai_task")
        return cast("Source", module.AITask(hass, settings))
    module = await async_import_module(hass, f"{__package__}.client")
    return cast("Source", module.Endpoint(hass, settings))
