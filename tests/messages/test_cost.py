"""What it takes to tell of messages does not grow with their number."""

from datetime import UTC, datetime
from typing import Any

from hassil.parse_expression import parse_sentence
import pytest

from custom_components.samantha.messages.box import MOST_WAITING
from custom_components.samantha.store.messages import MessageRow, add
from custom_components.samantha.store.worker import Worker

from .conftest import Post

_RECEIVED = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
_INDEX = "SELECT * FROM message_words_data ORDER BY id"


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the first word of every statement that the store runs."""
    run: list[str] = []
    execute = Worker.execute

    async def noted(self: Worker, query: str, *parameters: Any) -> Any:
        run.append(query.split(maxsplit=1)[0])
        return await execute(self, query, *parameters)

    monkeypatch.setattr(Worker, "execute", noted)
    return run


@pytest.fixture
async def asked(post: Post) -> Post:
    """Let Anna learn of messages when she asks."""
    await post.choose(messages="asked")
    return post


async def fill(post: Post, count: int) -> None:
    """Have messages of as many senders wait for Anna."""
    async with post.house.entry.runtime_data.store.transaction() as transaction:
        for number in range(count):
            await add(
                transaction,
                MessageRow(
                    key=f"{number}",
                    resident=post.house.residents["anna"],
                    source="action",
                    thread=f"{number}",
                    sender=f"Sender {number}",
                    text="The water is warm.",
                    received=_RECEIVED,
                    status="waiting",
                    changed=_RECEIVED,
                ),
            )


@pytest.mark.parametrize("count", [1, MOST_WAITING])
async def test_statements(asked: Post, statements: list[str], count: int) -> None:
    """The first asking notes all of them at once, the next one nothing."""
    await fill(asked, count)
    statements.clear()
    await asked.say("any messages?")
    assert statements == ["SELECT", "BEGIN", "UPDATE", "COMMIT"]
    statements.clear()
    await asked.say("any messages?")
    assert statements == ["SELECT"]


async def test_index_is_left_alone(asked: Post) -> None:
    """That messages are announced, then read, writes nothing to the index of words."""
    store = asked.house.entry.runtime_data.store
    await fill(asked, 3)
    before = [tuple(row) for row in await store.fetch(_INDEX)]
    await asked.say("any messages?")
    await asked.say("yes")
    assert [tuple(row) for row in await store.fetch(_INDEX)] == before


async def test_nothing_is_parsed(asked: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first to ask does not wait for the grammar to be read."""
    parsed: list[str] = []

    def noted(text: str, **options: Any) -> Any:
        parsed.append(text)
        return parse_sentence(text, **options)

    monkeypatch.setattr("hassil.intents.parse_sentence", noted)
    await fill(asked, 1)
    assert await asked.say("any messages?") != ""
    assert parsed == []
