"""One turn after another: from what was said to what she answers."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final
from weakref import WeakValueDictionary

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.conversation import (
    ChatLog,
    ConversationInput,
    ConversationResult,
)
from homeassistant.const import CONF_CODE, CONF_NAME
from homeassistant.core import Context, HomeAssistant
from homeassistant.util import dt as dt_util

from ..const import CONF_NICKNAMES, CONF_SPEAKER_TAG, CONF_UNCONFIRMED
from ..data import async_loaded_entry
from ..family.nudges import Asked as Nudged
from ..family.times.meant import Understood
from ..family.times.spoken import understand
from ..manners.speaker import Signs
from ..messages.message import Thread
from ..naming import plain
from .attention import Attention
from .calling import her_calls
from .codes import CodeLock
from .command_words import CommandWords
from .commands.ordering import commands_first, house_commands
from .doubles import Ears, heard_twice
from .fallback import cannot_do, home_assistant_agent
from .foresight import async_prepare_agent
from .gate import not_ready, unreadable
from .grammar import own_grammar
from .house import home_assistant_intents, sentence_triggers
from .introduction import introduction
from .languages import best_match
from .mentions import Mentions
from .messages.cursor import ToldMessages
from .messages.step import ask_to_read, her_messages
from .misheard import hearing_of, misheard_names, numbers_as_heard
from .model import Models, language_model, model_away
from .names import HouseNames
from .not_addressed import not_addressed, why_silent
from .nudged import ask_about_call
from .open_question import answer_overheard, open_question, stray_code
from .phrases import FALLBACK_LANGUAGE, Phrases, available_languages, load
from .questions import Questions
from .reader.reading import Asked, Reader, Told, house_reader
from .reminding import her_reminders
from .said import Said
from .speaking import her_speaking
from .spoken_of import SpokenOf
from .tagged import tagged_speaker
from .tags import SpeakerTag
from .targets import area_heard_in
from .turn import Step, Turn
from .wordings import Wordings

STEPS: Final[tuple[Step, ...]] = (
    tagged_speaker,
    not_addressed,
    unreadable,
    why_silent,
    introduction,
    open_question,
    answer_overheard,
    stray_code,
    heard_twice,
    not_ready,
    sentence_triggers,
    her_messages,
    her_speaking,
    her_calls,
    her_reminders,
    house_reader,
    commands_first,
    home_assistant_intents,
    own_grammar,
    numbers_as_heard,
    house_commands,
    misheard_names,
    language_model,
    home_assistant_agent,
    model_away,
    cannot_do,
)

# Places whose last words she could be asked to repeat.
_PLACES_REMEMBERED: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class MindSettings:
    """What the owner decided about how she answers."""

    name: str
    nicknames: tuple[str, ...] = ()
    unconfirmed: frozenset[str] = field(default_factory=frozenset)
    code: str | None = field(default=None, repr=False)
    tag: SpeakerTag | None = None

    @classmethod
    def from_entry(
        cls, data: Mapping[str, Any], options: Mapping[str, Any]
    ) -> MindSettings:
        """Read the settings from an entry's data and options."""
        return cls(
            name=data[CONF_NAME],
            nicknames=tuple(data.get(CONF_NICKNAMES, ())),
            unconfirmed=frozenset(options.get(CONF_UNCONFIRMED, ())),
            code=options.get(CONF_CODE) or None,
            tag=SpeakerTag.from_form(options.get(CONF_SPEAKER_TAG, "")),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name that she answers to, with and without accents."""
        given = (self.name, *self.nicknames)
        accented = (name for name in given if plain(name) != name.casefold())
        return (*given, *map(plain, accented))


class Mind:
    """What she needs in mind between turns. Nothing of it is kept over a restart."""

    def __init__(self, hass: HomeAssistant, settings: MindSettings) -> None:
        """Start with an empty mind."""
        self.hass = hass
        self.settings = settings
        self.steps = STEPS
        self.questions = Questions()
        self.told_messages = ToldMessages()
        self.spoken_of = SpokenOf()
        self.codes = CodeLock()
        self.ears = Ears(hass)
        self.attention = Attention(hass)
        self.reader = Reader(hass)
        self.names = HouseNames(hass)
        self.mentions = Mentions(hass)
        self.command_words = CommandWords(hass)
        self.models = Models(hass, self.async_may_see)
        self._delegating: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._available: set[str] = set()
        self._prepared: set[str] = set()
        self._languages: dict[str, Phrases] = {}
        self._said: OrderedDict[str, tuple[str, bool]] = OrderedDict()
        self._worded: dict[str, int] = {}
        self.turns: Counter[str] = Counter()

    async def async_prepare(self, language: str | None) -> None:
        """Load what answering in a language needs, so that the first turn is fast."""
        language = language or self.hass.config.language
        phrases = await self.async_phrases(language)
        if phrases.house is not None and phrases.language not in self._prepared:
            # In batches, so that Home Assistant can stop in between.
            for make in phrases.house.preparations():
                await self.hass.async_add_executor_job(make)
            self._prepared.add(phrases.language)
        await async_prepare_agent(self.hass, language)
        await self.names.async_index(language, hearing_of(phrases, language).sounds)
        await self.command_words.async_of(language)
        await self.models.async_prepare()

    async def async_wordings(self, language: str) -> Wordings:
        """Return the words that she adds outside of turns."""
        return Wordings(await self.async_phrases(language))

    async def async_answer(
        self, heard: ConversationInput, chat_log: ChatLog
    ) -> ConversationResult:
        """Answer one sentence."""
        if not heard.language:
            heard = replace(heard, language=self.hass.config.language)
        phrases = await self.async_phrases(heard.language)
        turn = Turn(
            hass=self.hass,
            mind=self,
            phrases=phrases,
            heard=heard,
            chat_log=chat_log,
            said=Said(heard.text, phrases),
            may_see=await self.async_may_see(heard.context),
            signs=Signs(user_id=heard.context.user_id),
        )
        return await turn.run(self.steps)

    async def async_read(
        self,
        question: str,
        *,
        language: str | None,
        context: Context,
        device_id: str | None,
    ) -> Told:
        """Answer a question about the house that stands by itself."""
        phrases = await self.async_phrases(language or self.hass.config.language)
        return await self.reader.async_read(
            Asked(
                said=Said(question, phrases),
                context=context,
                may_see=await self.async_may_see(context),
                area_id=area_heard_in(self.hass, None, device_id),
            )
        )

    async def async_understand_time(
        self, text: str, language: str | None
    ) -> Understood | None:
        """Return what a spoken time means now; None where it is none."""
        phrases = await self.async_phrases(language or self.hass.config.language)
        return understand(text, dt_util.now(), phrases.times)

    def delegating(self, conversation_id: str) -> asyncio.Lock:
        """Return the lock that a conversation's turns delegate under."""
        lock = self._delegating.get(conversation_id)
        if lock is None:
            lock = self._delegating[conversation_id] = asyncio.Lock()
        return lock

    def close(self) -> None:
        """Forget what was heard a moment ago, and the names of the house."""
        self.ears.forget()
        self.attention.close()
        self.reader.close()
        self.names.close()
        self.mentions.close()
        self.models.close()

    def word(self, turn: Turn, key: str, **values: str) -> str:
        """Return the next wording of a reply; wordings take turns."""
        wordings = turn.phrases.replies[key]
        count = self._worded[key] = self._worded.get(key, -1) + 1
        return wordings[count % len(wordings)].format(
            name=self.settings.name, last=self.last_said(turn.place) or "", **values
        )

    def note_addressed(self, turn: Turn) -> None:
        """Let her voice know where, and by whom, she was just spoken to."""
        if entry := async_loaded_entry(self.hass):
            entry.runtime_data.voice.addressed(turn.place, turn.signs)

    def asked_about_messages(
        self, place: str, resident: str, threads: tuple[Thread, ...]
    ) -> None:
        """Wait for the answer where she has asked whether to read messages."""
        ask_to_read(self, place, resident, threads)

    def asked_about_call(self, asked: Nudged) -> None:
        """Wait for the answer where she has reminded somebody of a call."""
        ask_about_call(self, asked)

    def remember(self, place: str, speech: str, *, outside: bool = False) -> None:
        """Keep what was said last in a place, to repeat it."""
        self._said[place] = (speech, outside)
        self._said.move_to_end(place)
        if len(self._said) > _PLACES_REMEMBERED:
            self._said.popitem(last=False)

    def forget_said(self, place: str) -> None:
        """Have nothing to repeat in a place."""
        self._said.pop(place, None)

    def last_said(self, place: str) -> str | None:
        """Return what was said last in a place."""
        return self._said.get(place, (None, False))[0]

    def said_from_outside(self, place: str) -> bool:
        """Return whether it was written outside the house."""
        return self._said.get(place, ("", False))[1]

    async def async_may_see(self, context: Context) -> Callable[[str], bool] | None:
        """Return what the user may see; None where that is everything."""
        if context.user_id is None:
            return None
        user = await self.hass.auth.async_get_user(context.user_id)
        if user is None or user.permissions.access_all_entities(POLICY_READ):
            return None
        return partial(user.permissions.check_entity, key=POLICY_READ)

    async def async_phrases(self, language: str) -> Phrases:
        """Return the sentences of the nearest language that she has."""
        if not self._available:
            self._available = await self.hass.async_add_executor_job(
                available_languages
            )
        nearest = best_match(language, self._available, FALLBACK_LANGUAGE)
        if (phrases := self._languages.get(nearest)) is None:
            phrases = await self.hass.async_add_executor_job(load, nearest)
            self._languages[nearest] = phrases
        return phrases
