"""One question is open in a place, for a minute."""

from datetime import timedelta
from typing import Final
from unittest.mock import AsyncMock

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.samantha.mind.answers import Expects
from custom_components.samantha.mind.questions import OpenQuestion, Questions

NOW: Final = "2026-11-23T12:00:00+00:00"


@pytest.fixture
def questions(freezer: FrozenDateTimeFactory) -> Questions:
    """Return questions of which none is open."""
    freezer.move_to(NOW)
    return Questions()


def ask() -> OpenQuestion:
    """Return a new question; each has a sequel of its own and equals no other."""
    return OpenQuestion(expects=Expects.YES_OR_NO, then=AsyncMock())


def test_no_question(questions: Questions) -> None:
    """Where nothing was asked nothing is open."""
    assert questions.take("hall") is None


def test_is_taken_once(questions: Questions) -> None:
    """Taking a question closes it."""
    question = ask()
    questions.ask("hall", question)
    assert questions.take("hall") is question
    assert questions.take("hall") is None


def test_belongs_to_its_place(questions: Questions) -> None:
    """A question is open only where it was asked."""
    hall, kitchen = ask(), ask()
    questions.ask("hall", hall)
    questions.ask("kitchen", kitchen)
    assert questions.take("bath") is None
    assert questions.take("kitchen") is kitchen
    assert questions.take("hall") is hall


def test_new_question_withdraws_the_old_one(questions: Questions) -> None:
    """Two questions are never open in one place."""
    new = ask()
    questions.ask("hall", ask())
    questions.ask("hall", new)
    assert questions.take("hall") is new
    assert questions.take("hall") is None


@pytest.mark.parametrize(
    ("waited", "is_open"),
    [
        (timedelta(0), True),
        (timedelta(seconds=60), True),
        (timedelta(seconds=60, microseconds=1), False),
        (timedelta(days=1), False),
    ],
)
def test_ends(
    questions: Questions,
    freezer: FrozenDateTimeFactory,
    waited: timedelta,
    *,
    is_open: bool,
) -> None:
    """A question waits a minute for its answer."""
    question = ask()
    questions.ask("hall", question)
    freezer.tick(waited)
    assert (questions.take("hall") is question) is is_open


def test_asking_elsewhere_keeps_what_is_open(
    questions: Questions, freezer: FrozenDateTimeFactory
) -> None:
    """A question asked later elsewhere takes away only what is over already."""
    hall, kitchen = ask(), ask()
    questions.ask("hall", hall)
    freezer.tick(timedelta(seconds=50))
    questions.ask("kitchen", kitchen)
    freezer.tick(timedelta(seconds=5))
    questions.ask("bath", ask())
    assert questions.take("hall") is hall
    assert questions.take("kitchen") is kitchen
