"""Words of Home Assistant that say nothing, replaced by words that are so."""

from functools import cache
import re
from typing import Final

from hassil import RecognizeResult
from hassil.recognize import MISSING_ENTITY
from hassil.string_matcher import (  # type: ignore[attr-defined]  # not re-exported
    UnmatchedTextEntity,
)
from home_assistant_intents import ErrorKey
from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.helpers import intent

from .foresight import home_assistants_agent, interpret, recognize
from .soundalikes import as_said
from .turn import Reply, Turn

_SAYS_NOTHING: Final = re.compile(r"(not any|\W*)[.!]?", re.IGNORECASE)
_SAYS_ZERO: Final = re.compile(r"(0|none|zero)[.!]?", re.IGNORECASE)

# Errors about what exists but is not exposed end so; without it, they say that there
# is no such thing.
_EXPOSED: Final = "_exposed"
_ENTITY: Final = "entity"
_PLACEHOLDER: Final = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")


def found_nothing(reply: Reply) -> bool:
    """Return whether the answer to a question has nothing in it."""
    return (
        reply.response.response_type is intent.IntentResponseType.QUERY_ANSWER
        and _SAYS_NOTHING.fullmatch(reply.speech) is not None
    )


def honest(turn: Turn, reply: Reply) -> Reply:
    """Replace words that say nothing; an intent that is silent on purpose stays so."""
    response = reply.response
    if not turn.phrases.speaks(turn.heard.language):
        return reply
    if gone := _out_of_reach(turn, response):
        names = turn.phrases.words.enumerate(gone)
        response.async_set_error(
            intent.IntentResponseErrorCode.FAILED_TO_HANDLE,
            turn.mind.word(turn, "out_of_reach", names=names),
        )
        return reply
    if found_nothing(reply):
        response.async_set_speech(turn.mind.word(turn, "none_found"))
    elif (
        response.response_type is intent.IntentResponseType.QUERY_ANSWER
        and _SAYS_ZERO.fullmatch(reply.speech)
    ):
        response.async_set_speech(turn.mind.word(turn, "zero_found"))
    return reply


def _out_of_reach(turn: Turn, response: intent.IntentResponse) -> list[str]:
    """Return the names of what was acted on, where nothing of that can be reached."""
    if response.response_type is not intent.IntentResponseType.ACTION_DONE:
        return []
    targets = [
        target
        for target in response.success_results
        if target.id and target.type is intent.IntentResponseTargetType.ENTITY
    ]
    states = [turn.hass.states.get(target.id or "") for target in targets]
    if any(state is None or state.state != STATE_UNAVAILABLE for state in states):
        return []
    return [
        turn.phrases.words.the.format(name=as_said(target.name)) for target in targets
    ]


async def hide_unexposed(turn: Turn, reply: Reply) -> None:
    """Say of what is not exposed just what is said of what does not exist."""
    if reply.response.response_type is not intent.IntentResponseType.ERROR:
        return
    agent = home_assistants_agent(turn.hass)
    intents = await agent.async_get_or_load_intents(turn.heard.language)
    errors = intents.error_responses if intents else {}
    for key, template in errors.items():
        plain = errors.get(str(key).removesuffix(_EXPOSED), template)
        said = _pattern(template).match(reply.speech)
        if said and (plain != template or _ENTITY in _PLACEHOLDER.findall(template)):
            reply.response.async_set_speech(_filled(turn, plain, template, said))
            return


def names_hidden(turn: Turn, reply: Reply) -> bool:
    """Return whether an error gives away the name of something that is not exposed.

    What the person has said is given away by nobody.
    """
    if reply.response.response_type is not intent.IntentResponseType.ERROR:
        return False
    speech, heard = reply.speech.casefold(), turn.text.casefold()
    said = {
        async_should_expose(turn.hass, CONVERSATION_DOMAIN, state.entity_id)
        for state in turn.hass.states.async_all()
        if (name := state.name.casefold()) not in heard
        and re.search(rf"\b{re.escape(name)}\b", speech)
    }
    return said == {False}


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Return the pattern of what an error's template makes."""
    literals = _PLACEHOLDER.sub("\0", template).split("\0")
    return re.compile("(.+)".join(map(re.escape, literals)) + "$")


def _filled(turn: Turn, template: str, source: str, said: re.Match[str]) -> str:
    """Return a template filled with what another one was filled with."""
    names = _PLACEHOLDER.findall(source)
    values = dict(zip(names, said.groups(), strict=True))
    if _ENTITY in values:
        values[_ENTITY] = _as_called(turn, values[_ENTITY])
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), template)


def _as_called(turn: Turn, name: str) -> str:
    """Return a name as the sentence has it, with the word for its kind beside it.

    Home Assistant takes "pantry" alone for the name where there is no pantry light.
    """
    lexicon = turn.phrases.house
    if lexicon is None:
        return name
    words = turn.text.rstrip(" .!?").split()
    plain = [word.casefold() for word in words]
    named = [word for word in name.casefold().split() if word not in _articles(turn)]
    for start in range(len(plain) - len(named) + 1):
        end = start + len(named)
        if not named or plain[start:end] != named:
            continue
        while end < len(plain) and lexicon.joined([plain[end]]) in lexicon.kinds:
            end += 1
        return " ".join(words[start:end])
    return name


def _articles(turn: Turn) -> list[str]:
    lexicon = turn.phrases.house
    return lexicon.vocabulary["articles"] if lexicon else []


def _is_all_that_was_said(turn: Turn, speech: str) -> bool:
    """Return whether an error repeats the whole sentence as if it were a name."""
    words = [
        word
        for word in turn.text.casefold().rstrip(" .!?").split()
        if word not in _articles(turn)
    ]
    return bool(words) and speech.casefold().endswith(f" {' '.join(words)}")


async def says_nothing_of_use(turn: Turn, reply: Reply) -> bool:
    """Return whether Home Assistant's agent only says that it did not understand.

    It also takes parts of sentences that it doesn't understand for names: what it is
    not aware of then is "a joke", or an area called "is". It means something only in a
    command.
    """
    if reply.response.response_type is not intent.IntentResponseType.ERROR:
        return False
    agent = home_assistants_agent(turn.hass)
    intents = await agent.async_get_or_load_intents(turn.heard.language)
    if intents is None or reply.speech == intents.error_responses.get(
        ErrorKey.NO_INTENT.value
    ):
        return True
    interpretation = await interpret(turn)
    if (
        interpretation is not None
        and interpretation.refusal_target
        and reply.speech == interpretation.response
    ):
        # It saw a name and no more: where a hidden thing has it, it sees nothing.
        return True
    if _is_all_that_was_said(turn, reply.speech):
        return True
    result = await recognize(turn)
    if result is None or not result.unmatched_entities:
        return False
    return result.intent.name == intent.INTENT_GET_STATE or _is_mostly_unmatched(
        turn, result
    )


def _is_mostly_unmatched(turn: Turn, result: RecognizeResult) -> bool:
    """Return whether names that are none make up the sentence, or it is a question."""
    words = turn.text.casefold().split()
    unmatched = " ".join(
        entity.text
        for entity in result.unmatched_entities_list
        if isinstance(entity, UnmatchedTextEntity) and entity.text != MISSING_ENTITY
    ).split()
    return words[0] in turn.phrases.words.questions or 3 * len(unmatched) >= 2 * len(
        words
    )
