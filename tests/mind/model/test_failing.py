"""Every way in which a model fails: what she says, how soon, and that she goes on."""

from collections.abc import Callable
import socket
from time import monotonic
from typing import Final

from homeassistant.helpers import intent
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.mind.model import client
from custom_components.samantha.mind.phrases import load
from tests.mind.conftest import Talk
from tests.model_server import (
    GARBAGE,
    Answer,
    ModelServer,
    calls,
    counts,
    cut_short,
    ends_early,
    gives_up,
    half_closes,
    hangs_up,
    never_ends,
    says,
    silence,
    slams,
    stalls,
    status,
)

PHRASES: Final = load("en")
REPLIES: Final = PHRASES.replies
PLAIN_WORDS: Final = PHRASES.model.prompt["plain_words"]
AWAY: Final = REPLIES["model_away"][0]
LOST: Final = REPLIES["lost_thread"][0]
RIDDLE: Final = "tell me a riddle about owls"

# Seconds, in place of those that people wait.
PATIENCE: Final = 0.4
BOUND: Final = 8.0

BEFORE_A_WORD: Final[dict[str, Answer]] = {
    "401": status(401, "invalid_api_key"),
    "403": status(403),
    "404": status(404, "model_not_found"),
    "429": status(429, "rate_limit_exceeded"),
    "quota": status(429, "insufficient_quota"),
    "402": status(402),
    "400": status(400),
    "500": status(500),
    "503": status(503),
    "silent": silence(),
    "stalled": stalls(),
    "hung up": hangs_up(),
    "slammed": slams(),
    "gave up": gives_up(),
    "half closed": half_closes(),
    "ended early": ends_early(),
    "cut short": cut_short("Owls are"),
    "only thinking": says("<think>What would an owl say"),
    "half a word": hangs_up("Why"),
    "an endless thought": never_ends("<think>owl "),
    **{f"garbage: {name}": answer for name, answer in GARBAGE.items()},
}


# A connection that is closed on a request may just have been kept for too long, and who
# gives up with tools is asked once more without.
ASKED_TWICE: Final = {BEFORE_A_WORD["slammed"], BEFORE_A_WORD["gave up"]}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less long than people do."""
    monkeypatch.setattr(client, "GAP_TIMEOUT", PATIENCE)
    monkeypatch.setattr(client, "WHOLE_TIMEOUT", 2 * PATIENCE)


@pytest.fixture
def model(add_model: Callable[..., str], server: ModelServer) -> str:
    """Add a model that is not waited for long."""
    return add_model(server, patience=PATIENCE)


@pytest.mark.parametrize("answer", BEFORE_A_WORD.values(), ids=BEFORE_A_WORD.keys())
async def test_says_so_in_time_and_goes_on(
    chat: Talk, server: ModelServer, answer: Answer
) -> None:
    """She says honestly that she can't, soon; what she can herself, she still does."""
    server.answers(answer)
    began = monotonic()
    said = await chat(RIDDLE)

    assert said.speech == AWAY
    assert said.kind is intent.IntentResponseType.ERROR
    assert monotonic() - began < BOUND
    assert (await chat("is the kitchen light on")).speech == (
        "No, the kitchen light is off."
    )


@pytest.mark.parametrize(
    "answer",
    [silence(), stalls(), hangs_up(), status(500), GARBAGE["no JSON"]],
    ids=["silent", "stalled", "hung up", "500", "garbage"],
)
async def test_recovers_by_itself(
    chat: Talk, server: ModelServer, answer: Answer
) -> None:
    """A failure by chance costs the turn that it happens in, and no other."""
    server.answers(answer, says("Whoo is it."))
    assert (await chat(RIDDLE)).speech == AWAY
    assert (await chat(RIDDLE)).speech == "Whoo is it."


@pytest.mark.parametrize("answer", BEFORE_A_WORD.values(), ids=BEFORE_A_WORD.keys())
async def test_next_model_answers(
    chat: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    second: ModelServer,
    answer: Answer,
) -> None:
    """Where nothing was said yet, the next in the owner's order takes over."""
    add_model(second, title="Second", position=2)
    server.answers(answer)
    second.answers(says("Because they give a hoot."))

    assert (await chat(RIDDLE)).speech == "Because they give a hoot."
    assert len(server.chats) == (2 if answer in ASKED_TWICE else 1)
    assert len(second.chats) == 1


@pytest.mark.parametrize(
    "answer",
    [
        hangs_up("Owls are wise. They see at night, and"),
        half_closes("Owls are wise. They see at night, and"),
        stalls("Owls are wise. They see at night, and"),
        ends_early("Owls are wise. They see at night, and"),
        cut_short("Owls are wise. They see at night, and"),
    ],
    ids=["hung up", "half closed", "stalled", "ended early", "cut short"],
)
async def test_no_other_model_says_the_first_half_again(
    chat: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    second: ModelServer,
    answer: Answer,
) -> None:
    """What was said was said; she ends it honestly, and no half sentence is heard."""
    add_model(second, title="Second", position=2)
    server.answers(answer, says("Still here."))

    assert (await chat(RIDDLE)).speech == f"Owls are wise. {LOST}"
    assert second.chats == []
    assert (await chat(RIDDLE)).speech == "Still here."


async def test_who_has_nothing_to_say_is_asked_again_next_time(
    chat: Talk, server: ModelServer
) -> None:
    """An answer without a word in it costs its turn, however many there are."""
    server.answers(says("<think>Who knows.</think>"))
    for _ in range(4):
        assert (await chat(RIDDLE)).speech == AWAY
    server.answers(says("Whoo is it."))
    assert (await chat(RIDDLE)).speech == "Whoo is it."
    assert len(server.chats) == 5


async def test_who_gives_up_with_tools_talks_without(
    chat: Talk, server: ModelServer
) -> None:
    """A server that can't read what its model calls is asked for plain words."""
    server.answers(gives_up(), says("Whoo is it."))
    assert (await chat(RIDDLE)).speech == "Whoo is it."
    assert ["tools" in request.data for request in server.chats] == [True, False]
    first, again = (request.messages[-1]["content"] for request in server.chats)
    assert again == f"{first}\n{PLAIN_WORDS}"


async def test_next_model_may_call_tools(
    chat: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    second: ModelServer,
) -> None:
    """That the first was asked for plain words is nothing to the next."""
    add_model(second, title="Second", position=2)
    server.answers(gives_up())
    second.answers(says("Whoo is it."))
    assert (await chat(RIDDLE)).speech == "Whoo is it."
    (request,) = second.chats
    assert "tools" in request.data
    assert PLAIN_WORDS not in str(request.messages)


async def test_is_waited_for_as_long_within_an_answer(
    chat: Talk, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has to be waited for is slow throughout, and that is no failure."""
    monkeypatch.setattr(client, "GAP_TIMEOUT", PATIENCE / 8)
    server.answers(says("Whoo is it.", pieces=6, gap=PATIENCE / 3))
    assert (await chat(RIDDLE)).speech == "Whoo is it."


@pytest.mark.parametrize(
    ("usages", "counted"),
    [
        (
            [{"prompt_tokens": 10, "completion_tokens": one} for one in (1, 2, 3)],
            (10, 3),
        ),
        ([{}], (0, 0)),
        ([{"prompt_tokens": 10}], (10, 0)),
        ([{"prompt_tokens": None, "completion_tokens": 3}], (0, 3)),
        ([7], (0, 0)),
    ],
    ids=["each time", "empty", "one only", "none of one", "something else"],
)
async def test_count_of_tokens_is_no_part_of_the_answer(
    samantha: MockConfigEntry,
    chat: Talk,
    server: ModelServer,
    usages: list[object],
    counted: tuple[int, int],
) -> None:
    """Servers count in their own ways, and the answer is as good as any."""
    server.answers(counts("Whoo is it.", *usages))
    assert (await chat(RIDDLE)).speech == "Whoo is it."
    costs = samantha.runtime_data.mind.models.costs
    assert (costs.tokens_in, costs.tokens_out) == counted


async def test_never_ending_answer_ends(chat: Talk, server: ModelServer) -> None:
    """After the time for a whole answer, or too many words, it is enough."""
    server.answers(never_ends("Owls fly. ", gap=0.005), says("Still here."))
    began = monotonic()
    said = await chat(RIDDLE)

    assert said.speech.startswith("Owls fly. Owls fly.")
    assert said.speech.endswith(LOST)
    assert monotonic() - began < BOUND
    assert (await chat(RIDDLE)).speech == "Still here."


async def test_flood_ends(chat: Talk, server: ModelServer) -> None:
    """An answer has a greatest length."""
    server.answers(never_ends("Owls fly. " * 50), says("Still here."))
    said = await chat(RIDDLE)

    assert len(said.speech) < 13_000
    assert said.speech.endswith(LOST)
    assert (await chat(RIDDLE)).speech == "Still here."


async def test_tool_loop_ends(chat: Talk, server: ModelServer) -> None:
    """A model that calls tools for ever is stopped; no call is made twice."""
    server.answers(calls(("llm__GetDateTime", {})))
    said = await chat(RIDDLE)

    assert said.speech == REPLIES["too_many_steps"][0]
    assert ["tools" in request.data for request in server.chats] == [True, True, False]
    results = [
        message["content"]
        for message in server.chats[-1].messages
        if message["role"] == "tool"
    ]
    assert sum("weekday" in result for result in results) == 1
    server.answers(says("Still here."))
    assert (await chat(RIDDLE)).speech == "Still here."


async def test_unreachable(chat: Talk, add_model: Callable[..., str]) -> None:
    """A server that isn't there costs no time."""
    gone = ModelServer(port=9)
    add_model(gone, title="Gone", position=0)
    began = monotonic()

    assert (await chat(RIDDLE)).speech == "Hello."
    assert monotonic() - began < BOUND


async def test_connection_that_does_not_come_about(
    chat: Talk, add_model: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that does not even say no is not waited for as long as a word."""
    monkeypatch.setattr(client, "CONNECT_TIMEOUT", PATIENCE)
    with socket.socket() as full, socket.socket() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        # One more than is taken: whoever comes now hears nothing at all.
        waiting.connect(("127.0.0.1", port))
        add_model(ModelServer(port=port), title="Mute", position=0, patience=60)
        began = monotonic()
        assert (await chat(RIDDLE)).speech == "Hello."
        assert monotonic() - began < BOUND
