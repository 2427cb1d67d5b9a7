"""What is said aloud has the right effect, over all her grammar, by several voices."""

import re

import pytest

from tests.house.furnish import begin

from . import effect
from .score import Outcome, report, task_success
from .sentences import SENTENCES, Sentence
from .speech import spoken
from .stage import Stage

BAR = 0.95


class Conversation:
    """One sentence after another."""

    def __init__(self, stage: Stage) -> None:
        """Begin."""
        self._stage = stage
        self._conversation_id: str | None = None

    async def say(self, sentence: Sentence) -> Outcome:
        """Say one and see what comes of it."""
        house = self._stage.house
        satellite = self._stage.satellites.get(sentence.room or "")
        before = await effect.snapshot(house)
        run = await house.listen(
            await spoken(self._stage.servers.people, sentence.text, sentence.voice),
            device_id=satellite.device_id if satellite else None,
            conversation_id=self._conversation_id if sentence.follows else None,
        )
        complaint = run.error or await effect.complaint(house, before, sentence.changes)
        answer = run.reply.text if run.reply else ""
        self._conversation_id = run.reply.conversation_id if run.reply else None
        if not complaint and not re.search(sentence.answer, answer):
            complaint = f"no {sentence.answer!r} in the answer"
        if not complaint and not run.audio:
            complaint = "no sound"
        return Outcome(sentence.text, sentence.voice, run.heard, answer, complaint)


async def test_sentences(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all sentences, at least 95 % are heard, understood, done and answered."""
    conversation = Conversation(stage)
    outcomes = []
    for sentence in SENTENCES:
        outcomes.append(await conversation.say(sentence))
        if sentence.changes:
            await begin(stage.house)
    with capsys.disabled():
        print(f"\n{report(outcomes)}")  # noqa: T201  # the figures of this test
    assert len(outcomes) >= 60
    assert task_success(outcomes) >= BAR, report(outcomes)
