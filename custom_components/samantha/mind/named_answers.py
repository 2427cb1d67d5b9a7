"""The answers that an action waits for, by the sentences that mean them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from hassil import Intents, recognize_best
from hassil.errors import HassilError
from hassil.expression import Expression, Group, ListReference
from hassil.intents import SlotList, WildcardSlotList
from hassil.parser import ParseError

from .phrases import LONGEST_SENTENCE

_ANSWER = "Answer"


class AnswersError(ValueError):
    """The answers given can't be understood; it says which one."""

    def __init__(self, answer: str) -> None:
        """Carry the answer's name."""
        super().__init__(answer)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class NamedAnswer:
    """What was answered: the answer's name, and what its wildcards hold."""

    name: str
    slots: Mapping[str, str]


class NamedAnswers:
    """Sentence templates in hassil's syntax, each group with a name."""

    def __init__(self, intents: Intents) -> None:
        """Take compiled templates; use `compiled` instead."""
        self._intents = intents

    @classmethod
    def compiled(cls, answers: Iterable[Mapping[str, Any]], language: str) -> Self:
        """Compile answers with an `id` and `sentences`; lists in them are wildcards.

        Raises:
            AnswersError: a template of an answer can't be read.

        """
        data: list[dict[str, Any]] = []
        lists: set[str] = set()
        for answer in answers:
            name = str(answer["id"])
            group = {"sentences": answer["sentences"], "metadata": {_ANSWER: name}}
            try:
                alone = _intents([group], language)
                for one in alone.intents[_ANSWER].data:
                    for sentence in one.sentences:
                        lists |= set(_lists(sentence.expression))
                alone.slot_lists.update(_wildcards(lists))
                # Rules that don't exist are missed only when they are needed.
                recognize_best(name, alone)
            # Empty groups are assertions in hassil, not errors.
            except (HassilError, ParseError, AssertionError) as err:
                raise AnswersError(name) from err
            data.append(group)
        intents = _intents(data, language)
        intents.slot_lists.update(_wildcards(lists))
        return cls(intents)

    def read(self, text: str) -> NamedAnswer | None:
        """Return which answer a sentence is; None where it is none of them."""
        if len(text) > LONGEST_SENTENCE:
            return None
        result = recognize_best(text, self._intents)
        if result is None or not result.intent_metadata:
            return None
        return NamedAnswer(
            name=result.intent_metadata[_ANSWER],
            slots={name: str(slot.value) for name, slot in result.entities.items()},
        )


def _intents(data: list[dict[str, Any]], language: str) -> Intents:
    return Intents.from_dict(
        {"language": language, "intents": {_ANSWER: {"data": data}}}
    )


def _wildcards(names: Iterable[str]) -> dict[str, SlotList]:
    return {name: WildcardSlotList(name) for name in names}


def _lists(expression: Expression) -> Iterable[str]:
    if isinstance(expression, Group):
        for item in expression.items:
            yield from _lists(item)
    elif isinstance(expression, ListReference):
        yield expression.slot_name
