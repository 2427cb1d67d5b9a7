"""What is sent: capped, and each request begins with the whole of the one before."""

from itertools import pairwise
import json
from typing import Final

from tests.mind.conftest import Home, Talk
from tests.model_server import ModelServer, Request, calls, says

# Bytes of all messages, after ten turns and more.
MOST: Final = 8_000


def sent(request: Request) -> str:
    """Return the messages as they went over the network, up to their end."""
    messages = json.dumps(request.messages, ensure_ascii=False, separators=(",", ":"))
    assert messages in request.body.decode()
    return messages.removesuffix("]")


def changed(server: ModelServer) -> list[Request]:
    """Return the requests that don't begin with all of the one before."""
    return [
        later
        for earlier, later in pairwise(server.chats)
        if not sent(later).startswith(sent(earlier))
    ]


async def test_begin_as_the_last_one_ended(chat: Talk, server: ModelServer) -> None:
    """What was sent stands unchanged, so that servers need not read it again."""
    server.answers(says("Owls are wise."))
    for number in range(40):
        await chat(f"tell me riddle number {number} about owls")
    assert len(server.chats) == 40
    assert len(changed(server)) <= 4
    assert all(
        "Earlier the person said" in request.messages[1]["content"]
        for request in changed(server)
    )
    assert len({request.messages[0]["content"] for request in server.chats}) == 1
    assert max(len(sent(request).encode()) for request in server.chats) < MOST


async def test_calls_and_corrections_stand_as_they_were(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """So does what tools answered, what was held back, and what she said herself."""
    server.answers(
        calls(("llm__GetDateTime", {}), text="Let me see. "),
        says("It is late."),
        calls(("samantha__find_entities", {"words": "hall light"}), ids=False),
        says("The hall light is off."),
        calls(("intent__HassTurnOn", {"name": "Hall light"})),
        says("I've turned on the hall light."),
        says("Of course. I've turned off the hall light. Enjoy."),
        says("I've turned off the hall light."),
        calls(("intent__HassTurnOff", "no JSON")),
        calls(("intent__HassTurnOff", {"name": "Front door"})),
        says("Owls are wise."),
    )
    for text in (
        "tell me a riddle about owls",
        "what do you make of the hall light",
        "make it bright where the coats hang, dear",
        "could you make it less bright where the coats hang",
        "see to it that my friend gets in somehow",
        "no",
        "nice of you, tell me more about aunts",
    ):
        await chat(text)
    assert home.take_touches() == {("light.hall_light", "turn_on")}
    assert len(server.chats) == 11
    assert changed(server) == []


async def test_long_answers_are_cut_away_and_summed_up(
    chat: Talk, server: ModelServer
) -> None:
    """The last turn stays as long as there is room, and what went is told of."""
    for number in range(8):
        owls = (f"Owl {number * 100 + owl} flies at night." for owl in range(100))
        server.answers(says(" ".join(owls)))
        await chat(f"tell me riddle number {number} about owls")
    requests = server.chats
    assert max(len(sent(request).encode()) for request in requests) < MOST
    assert all(len(request.messages) > 2 for request in requests[1:])
    assert len(changed(server)) <= 3
    assert "riddle number 0 about owls" in requests[-1].messages[1]["content"]


async def test_what_is_too_long_by_itself_is_summed_up(
    chat: Talk, server: ModelServer
) -> None:
    """Then the newest message tells of it, and stands so from then on."""
    owls = " ".join(f"Owl number {owl} flies over the house." for owl in range(160))
    server.answers(says(owls))
    await chat("tell me a riddle about owls")
    server.answers(says("Mice are quick."))
    for _ in range(3):
        await chat("tell me a riddle about mice")
    requests = server.chats
    assert changed(server) == [requests[1]]
    assert [len(request.messages) for request in requests] == [2, 2, 4, 6]
    assert "riddle about owls" in requests[1].messages[1]["content"]


async def test_calls_are_numbered_anew(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """A call that can be read is made, though one of its number could not be."""
    server.answers(
        calls(("intent__HassTurnOn", "no JSON")),
        calls(("intent__HassTurnOn", {"name": "Hall light"})),
        says("I've turned on the hall light."),
    )
    said = await chat("make it bright where the coats hang, dear")
    assert said.speech == "I've turned on the hall light."
    assert home.take_touches() == {("light.hall_light", "turn_on")}
