"""The steps for what speech recognition wrote otherwise: numbers, and names."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from hassil import RecognizeResult

from .foresight import recognize
from .hearing import Hearing
from .house import home_assistant_intents
from .phrases import LONGEST_SENTENCE, Phrases
from .reader.reading import house_reader
from .said import Said
from .soundalikes import Candidate, OrdinaryWords, words_of
from .turn import Reply, Turn

# What people say to the house is shorter; the cost has an end.
_MOST_WORDS: Final = 20

# Candidates beyond these were never the right ones.
_MOST_TRIES: Final = 3

_UNKNOWN: Final = Hearing()


async def numbers_as_heard(turn: Turn) -> Reply | None:
    """Try numbers and times as Home Assistant takes them: "5 min." is five minutes."""
    plain = _plain_numbers(turn)
    if plain == turn.text or await _is_understood(turn):
        return None
    return await _answer(turn, plain)


async def misheard_names(turn: Turn) -> Reply | None:
    """Try the names of the house that sound like what was heard.

    Only where the sentence is not understood as it stands, only in place of words that
    are no name, and only if it is understood, word for word, with the name.
    """
    if await _is_understood(turn):
        return None
    text = _plain_numbers(turn)
    if len(text) > LONGEST_SENTENCE or len(words_of(text)) > _MOST_WORDS:
        return None
    language = turn.heard.language
    hearing = hearing_of(turn.phrases, language)
    index = await turn.mind.names.async_index(language, hearing.sounds)
    commands = await turn.mind.command_words.async_of(language)
    ordinary = OrdinaryWords(anywhere=hearing.ordinary or commands, alone=commands)
    candidates = index.candidates(text, ordinary)
    for taken in _choices(candidates[:_MOST_TRIES]):
        reply = await _answer(turn, _corrected(text, taken), taken)
        if reply is not None:
            return naming(turn, reply, [each.name for each in taken])
    return None


def hearing_of(phrases: Phrases, language: str) -> Hearing:
    """Return what is known of how a language is heard."""
    return (phrases.hearing if phrases.speaks(language) else None) or _UNKNOWN


def _plain_numbers(turn: Turn) -> str:
    hearing = hearing_of(turn.phrases, turn.heard.language)
    return hearing.plain_numbers(turn.text, turn.hass.config.units.temperature_unit)


async def _is_understood(turn: Turn) -> bool:
    """Return whether Home Assistant has understood the sentence as it was heard.

    Also where it names what is not exposed: then no other name was meant.
    """
    result = await recognize(turn)
    return result is not None and not result.unmatched_entities


async def _answer(
    turn: Turn, text: str, taken: tuple[Candidate, ...] = ()
) -> Reply | None:
    """Have a sentence answered in place of what was heard, as strictly and guarded."""
    corrected = replace(turn, said=Said(text, turn.phrases))
    # It has declined what was heard, so what it answers now is about the difference.
    if (reply := await house_reader(corrected)) is not None:
        return reply
    result = await recognize(corrected, strict=True)
    if result is None or not all(_is_used(name.name, result) for name in taken):
        return None
    heard_so_far = len(turn.chat_log.content)
    reply = await home_assistant_intents(corrected)
    if reply is None:
        del turn.chat_log.content[heard_so_far:]
    return reply


def _is_used(name: str, result: RecognizeResult) -> bool:
    """Return whether a name was understood as one, and not as part of a free text."""
    said = [word.text for word in words_of(name)]
    return any(
        not entity.is_wildcard
        and said
        in (
            [word.text for word in words_of(str(text))]
            for text in (entity.text, entity.value)
        )
        for entity in result.entities_list
    )


def _choices(candidates: list[Candidate]) -> list[tuple[Candidate, ...]]:
    """Return what to try: each alone, then all that do not touch each other."""
    apart: list[Candidate] = []
    for candidate in candidates:
        if all(
            candidate.end <= other.start or other.end <= candidate.start
            for other in apart
        ):
            apart.append(candidate)
    choices: list[tuple[Candidate, ...]] = [(each,) for each in candidates]
    return [*choices, tuple(apart)] if len(apart) > 1 else choices


def _corrected(text: str, taken: tuple[Candidate, ...]) -> str:
    for candidate in sorted(taken, key=lambda each: -each.start):
        text = text[: candidate.start] + candidate.name + text[candidate.end :]
    return text


def naming(turn: Turn, reply: Reply, taken: Iterable[str]) -> Reply:
    """Say which names were taken, unless the answer does, so that a wrong one shows."""
    answer = reply.speech.casefold()
    unsaid = [name for name in taken if name.casefold() not in answer]
    if reply.question or not unsaid or not turn.phrases.speaks(turn.heard.language):
        return reply
    names = turn.phrases.words.enumerate(unsaid)
    speech = turn.mind.word(turn, "heard_as", names=names, answer=reply.speech)
    reply.response.async_set_speech(speech)
    return reply
