"""The step that hears the answer to what she just asked."""

from dataclasses import replace

from homeassistant.components.conversation import UserContent
from homeassistant.util import dt as dt_util

from .answers import Expects, read_answer, read_code
from .grammar import REPEAT
from .turn import Reply, Turn

# Stands in the chat log where a code was said: no model and no log shall see one.
_UNSAID = "…"
_CODES = frozenset({Expects.CODE, Expects.YES_OR_CODE})


async def open_question(turn: Turn) -> Reply | None:
    """Take the sentence as an answer if a question is open here and it fits.

    Anything else that is said closes the question: a yes that comes later belongs to
    something else. A code that nobody asked for goes no further, right or wrong.
    """
    question = turn.mind.questions.take(turn.place)
    asks_code = question is not None and question.expects in _CODES
    code = turn.mind.settings.code and read_code(turn.text, turn.phrases.words)
    if asks_code or code:
        _take_out_of_chat_log(turn)
    if question is None:
        return turn.say("not_asked") if code else None
    answer = read_answer(
        turn.text, question.expects, turn.phrases, question.choices, question.verb
    )
    if answer is not None:
        return await question.then(turn, answer)
    if turn.phrases.understand(turn.text, turn.mind.settings.names) == REPEAT:
        asked_again = replace(question, asked=dt_util.utcnow())
        return replace(turn.say(REPEAT, question=asked_again), repeats=True)
    return None


def _take_out_of_chat_log(turn: Turn) -> None:
    for index, content in enumerate(turn.chat_log.content):
        if isinstance(content, UserContent) and content.content == turn.heard.text:
            turn.chat_log.content[index] = UserContent(content=_UNSAID)
