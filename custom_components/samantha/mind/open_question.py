"""The steps that hear the answer to what she just asked, here or next door."""

from dataclasses import replace

from homeassistant.components.conversation import AssistantContent
from homeassistant.util import dt as dt_util

from .address import without_her_name
from .answers import Answer, Meaning, read_answer, read_code
from .doubles import note_heard
from .grammar import REPEAT
from .questions import OpenQuestion
from .targets import are_near
from .turn import Reply, Turn

# Stands in the chat log where a code was said: no model and no log shall see one.
UNSAID = "…"
_WITH_DIGITS = frozenset({Meaning.VALUE, Meaning.UNCLEAR})


async def open_question(turn: Turn) -> Reply | None:
    """Take the sentence as an answer if a question is open here and it fits.

    Anything else that is said closes the question: a yes that comes later belongs to
    something else.
    """
    question = turn.mind.questions.take(turn.place)
    if question is None or _answers_somebody_else(turn):
        return None
    answer = _answer_to(question, turn)
    if answer is not None:
        if answer.meaning in _WITH_DIGITS:
            turn.rewrite(UNSAID)
        else:
            note_heard(turn)
        return await question.then(turn, answer)
    if turn.said.of_hers(turn.mind.settings.names) == REPEAT:
        asked_again = replace(question, asked=dt_util.utcnow())
        return replace(turn.say(REPEAT, question=asked_again), repeats=True)
    if question.stays:
        turn.mind.questions.ask(turn.place, question)
    return None


async def answer_overheard(turn: Turn) -> Reply | None:
    """Stay silent where the answer to a question asked nearby is heard.

    Where anything at all would be one, what is said here is no answer: it is for her.
    """
    satellite = turn.heard.satellite_id
    if satellite is None:
        return None
    for place, question in turn.mind.questions.waiting().items():
        if not are_near(turn.hass, satellite, place):
            continue
        answer = _answer_to(question, turn)
        if answer is not None and answer.meaning is not Meaning.ANYTHING:
            return turn.silence()
    return None


async def stray_code(turn: Turn) -> Reply | None:
    """Let a code that nobody asked for go no further, right or wrong."""
    if not (turn.mind.settings.code and read_code(turn.text, turn.phrases.words)):
        return None
    turn.rewrite(UNSAID)
    return turn.say("not_asked")


def answer_to(question: OpenQuestion, turn: Turn) -> Answer | None:
    """Return what a sentence would be taken for as the answer to a question here."""
    return None if _answers_somebody_else(turn) else _answer_to(question, turn)


def _answer_to(question: OpenQuestion, turn: Turn) -> Answer | None:
    # "Okay, Samantha" greets her elsewhere; here it answers her.
    text = without_her_name(turn.text, turn.mind.settings.names, ())
    if question.reads is not None:
        return question.reads(text, turn.phrases)
    return read_answer(
        text, question.expects, turn.phrases, question.choices, question.verb
    )


def _answers_somebody_else(turn: Turn) -> bool:
    """Return whether another's question came between: an automation's, say."""
    if turn.heard.extra_system_prompt is not None:
        return True
    speakers = [
        content.agent_id
        for content in turn.chat_log.content
        if isinstance(content, AssistantContent) and content.content
    ]
    return bool(speakers) and speakers[-1] != turn.heard.agent_id
