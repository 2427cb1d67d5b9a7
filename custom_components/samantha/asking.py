"""A question of an automation: asked through the one door, answered in a turn."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from homeassistant.core import callback

from .data import SamanthaData
from .manners.verdict import Action, Verdict
from .mind.answers import Answer, Expects, Meaning, read_named
from .mind.named_answers import NamedAnswers
from .mind.questions import OpenQuestion
from .mind.turn import Reply, Turn
from .voice.ports import Draft, Outcome, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of a question; without a sentence, nobody answered."""

    verdict: Verdict
    name: str | None = None
    sentence: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)


class _Asking:
    """Waits for the moment when a question is asked, and for its answer."""

    def __init__(
        self, data: SamanthaData, answers: NamedAnswers | None, patience: timedelta
    ) -> None:
        self._data = data
        self._key: str | None = None
        self._early: list[Told] = []
        self.answered: asyncio.Future[tuple[Answer, str] | None] = (
            asyncio.get_running_loop().create_future()
        )
        self.question = OpenQuestion(
            expects=Expects.CHOICE,
            reads=partial(read_named, named=answers),
            patience=patience,
            stays=answers is not None,
            then=self._hear,
        )

    def is_about(self, key: str) -> None:
        """Take note of the utterance, and of what was told of it meanwhile."""
        self._key = key
        for told in self._early:
            self.told(told)

    @callback
    def told(self, told: Told) -> None:
        """Open the question where it is being asked; give up where it never will be."""
        if self._key is None:
            self._early.append(told)
        if told.key != self._key:
            return
        if told.action is Action.SPEAK and told.outcome is None:
            for voice in told.voices:
                self._data.mind.questions.ask(voice, self.question)
        elif told.outcome is Outcome.FAILED:
            self._data.mind.questions.withdraw(self.question)
        elif told.action in {Action.DROP, Action.WHISPER}:
            self._settle(None)

    async def _hear(self, turn: Turn, answer: Answer) -> Reply:
        self._data.mind.questions.withdraw(self.question)
        self._settle((answer, turn.text))
        return turn.say("answer_taken")

    def _settle(self, answer: tuple[Answer, str] | None) -> None:
        if not self.answered.done():
            self.answered.set_result(answer)


async def async_ask(
    data: SamanthaData, draft: Draft, answers: NamedAnswers | None, patience: timedelta
) -> Answered:
    """Ask, and wait for the answer until patience is at its end."""
    asking = _Asking(data, answers, patience)
    courier = data.voice.courier
    stop_listening = courier.listen(asking.told)
    try:
        accepted = await courier.accept(draft)
        asking.is_about(accepted.utterance.key)
        try:
            async with asyncio.timeout(patience.total_seconds()):
                heard = await asking.answered
        except TimeoutError:
            heard = None
        finally:
            await courier.withdraw(accepted.utterance.key)
    finally:
        stop_listening()
        data.mind.questions.withdraw(asking.question)
    if heard is None or heard[0].meaning is Meaning.CANCEL:
        return Answered(verdict=accepted.verdict)
    answer, sentence = heard
    return Answered(
        verdict=accepted.verdict,
        name=answer.value if answer.meaning is Meaning.NAMED else None,
        sentence=sentence,
        slots=answer.slots,
    )
