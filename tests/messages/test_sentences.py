"""Every way to talk about messages means one thing."""

from itertools import islice
from typing import Final

from hassil.intents import TextSlotList
from hassil.sample import sample_expression
import pytest

from custom_components.samantha.mind.phrases import load

PHRASES: Final = load("en")
SENDERS: Final = (("Anna", "anna"), ("my mother", "carla"), ("Tom Berg", "tom"))
MOST: Final = 150
# What a wildcard stands for in the samples.
FREE: Final = {"words": "I am on my way", "topic": "the dentist"}
GRAMMAR: Final = PHRASES.messages.grammar
TEMPLATES: Final = [
    pytest.param(intent, number, id=f"{intent} {number}")
    for intent, content in GRAMMAR.intents.items()
    for number in range(sum(len(data.sentences) for data in content.data))
]


def sentences_of(intent: str, number: int) -> list[str]:
    """Return sentences of a template, or a spread of them where there are many."""
    template = [s for data in GRAMMAR.intents[intent].data for s in data.sentences]
    lists = {
        **GRAMMAR.slot_lists,
        "sender": TextSlotList.from_tuples(SENDERS, allow_template=False),
        **{
            name: TextSlotList.from_strings([text], allow_template=False)
            for name, text in FREE.items()
        },
    }
    everything = list(
        islice(
            sample_expression(
                template[number].expression, lists, GRAMMAR.expansion_rules
            ),
            100_000,
        )
    )
    return everything[:: -(-len(everything) // MOST)]


@pytest.mark.parametrize(("intent", "number"), TEMPLATES)
def test_understood(intent: str, number: int) -> None:
    """Each sentence is understood as what its template means."""
    heard = {
        said: PHRASES.understand_message(said, SENDERS)
        for said in sentences_of(intent, number)
    }
    assert heard
    assert {said: found and found[0] for said, found in heard.items()} == dict.fromkeys(
        heard, intent
    )
