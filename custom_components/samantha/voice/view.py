"""A situation as it holds for one utterance or another."""

from collections.abc import Iterable
from dataclasses import replace

from ..manners.judge import judge
from ..manners.situation import Situation, VoiceState
from ..manners.utterance import Kind
from ..manners.verdict import Rules, Verdict
from .waiting import Waiting


class View:
    """One instant; what is worked out for it is shared by all who are judged in it."""

    def __init__(self, situation: Situation, rules: Rules) -> None:
        """Look at a situation."""
        self.situation = situation
        self._rules = rules
        self._others: dict[tuple[bool, frozenset[str]], Situation] = {
            (False, frozenset()): situation
        }

    def judge(self, waiting: Waiting) -> Verdict:
        """Return the verdict on an utterance."""
        alarm = waiting.utterance.kind is Kind.ALARM
        situation = self._for(frozenset(waiting.failed), alarm=alarm)
        return judge(waiting.utterance, situation, self._rules)

    def _for(self, failed: frozenset[str], *, alarm: bool) -> Situation:
        known = self._others.get((alarm, failed))
        if known is None:
            known = _without(self.situation, failed)
            if alarm:
                # She lets an alarm cut in herself.
                known = replace(known, speaking=frozenset())
            self._others[alarm, failed] = known
        return known


def _without(situation: Situation, failed: Iterable[str]) -> Situation:
    """Return a situation in which some voices can't be reached."""
    voices = dict(situation.voices)
    for key in failed:
        if key in voices:
            voices[key] = replace(voices[key], state=VoiceState.UNREACHABLE)
    return replace(situation, voices=voices)
