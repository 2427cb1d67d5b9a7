"""What a question asks by its words alone: of now, of the weather, of the past."""

from datetime import UTC, datetime
from typing import Final

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.reader.gist import gists
from custom_components.samantha.mind.reader.past_gist import past_gists
from custom_components.samantha.mind.reader.sky_gist import sky_gists

from .english import english

NOW: Final = datetime(2026, 10, 13, 15, 40, tzinfo=UTC)
_SAID: Final = (
    "is are what which how many the a kitchen light lights on off open not or "
    "temperature humidity will it rain tomorrow when did last yesterday why"
)
WORDS: Final = _SAID.split()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "is there any chance the garden gate is still open",
            ("is", {"state": "open", "what": "any the garden gate"}),
        ),
        ("which lamps are not on", ("which", {"state": "on", "what": "lamps"})),
        (
            "how many of them are left open",
            ("count", {"state": "open", "what": "them"}),
        ),
        (
            "how much power is the oven using",
            ("measure", {"measure": "power", "what": "the oven"}),
        ),
        (
            "what temperature did we set the thermostat at",
            ("measure", {"measure": "target_temperature", "what": "the thermostat"}),
        ),
        (
            "how bright did we leave the hall light",
            ("measure", {"adjective": "illuminance", "what": "the hall light"}),
        ),
        ("is the gate open or closed", ("state", {"what": "the gate"})),
        (
            "has the washer got a leak",
            (
                "is",
                {
                    "state": "detected",
                    "quantity": "any",
                    "guess": "1",
                    "what": "the washer a leak",
                },
            ),
        ),
        (
            "will I get wet if I go out tomorrow",
            ("sky_will", {"when": "tomorrow", "phenomenon": "wet"}),
        ),
        (
            "how cold do you think it will be on friday",
            ("sky_degrees", {"when": "on friday", "edge": "low"}),
        ),
        (
            "what time was the garage opened today",
            ("last_time", {"happened": "open", "what": "garage"}),
        ),
        (
            "how often did we get the gate opened yesterday",
            ("how_often", {"span": "yesterday", "happened": "open", "what": "gate"}),
        ),
    ],
)
def test_gist(question: str, first: tuple[str, dict[str, str]]) -> None:
    """The likeliest meaning comes first."""
    lexicon = english()
    ask, slots = next(gists(lexicon.sentence(question), lexicon, NOW))
    slots.pop("negated", None)
    assert (ask, slots) == first


@pytest.mark.parametrize(
    "question",
    ["why is the light on", "will you turn on the light", "who opened it", ""],
)
def test_beyond(question: str) -> None:
    """Reasons, deeds and people are not asked of how things are."""
    lexicon = english()
    assert not [*gists(lexicon.sentence(question), lexicon, NOW)]


@pytest.mark.parametrize("question", ["is it cold in the kitchen", "is the light on"])
def test_not_the_weather(question: str) -> None:
    """A word that is of no weather makes it no question about that."""
    assert not [*sky_gists(question.split(), english(), NOW)]


def test_nothing_past_without_a_deed() -> None:
    """What names no deed and no state asks for nothing that was."""
    assert not [*past_gists(["when", "did", "the", "kitchen"], english(), NOW)]


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_any_words(words: list[str]) -> None:
    """Each meaning is a kind of question with words in its slots."""
    for ask, slots in gists(" ".join(words), english(), NOW):
        assert ask
        assert all(isinstance(value, str) for value in slots.values())
