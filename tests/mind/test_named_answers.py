"""The answers that an action waits for."""

import pytest

from custom_components.samantha.mind.named_answers import (
    AnswersError,
    NamedAnswer,
    NamedAnswers,
)

ANSWERS = NamedAnswers.compiled(
    [
        {"id": "close", "sentences": ["yes [please]", "close (it|them)"]},
        {"id": "leave", "sentences": ["no [thanks]", "leave (it|them)"]},
        {"id": "later", "sentences": ["ask me {when}"]},
    ],
    "en",
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Yes, please.", NamedAnswer("close", {})),
        ("close them", NamedAnswer("close", {})),
        ("no", NamedAnswer("leave", {})),
        ("ask me after dinner", NamedAnswer("later", {"when": "after dinner"})),
        ("turn on the light", None),
        ("", None),
        ("yes " * 200, None),
    ],
)
def test_reads(text: str, wanted: NamedAnswer | None) -> None:
    """A sentence is the answer whose sentences it matches, or none."""
    assert ANSWERS.read(text) == wanted


@pytest.mark.parametrize("sentence", ["(yes", "yes]", "{", "<agree>", "[]", "()"])
def test_unreadable(sentence: str) -> None:
    """A template that can't be read is told, with the answer it belongs to."""
    with pytest.raises(AnswersError) as raised:
        NamedAnswers.compiled([{"id": "close", "sentences": [sentence]}], "en")
    assert raised.value.answer == "close"
