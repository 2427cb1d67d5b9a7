"""A model in a real Home Assistant: set up by its API, heard, guarded, missed."""

from tests.house.client import House
from tests.model_server import MODEL, ModelServer, calls, says, status


async def test_talks_acts_and_counts(house: House, server: ModelServer) -> None:
    """What she says is the model's, what is done is done, and the sensors know."""
    server.answers(
        calls(("intent__HassTurnOn", {"name": "Kitchen light"})),
        says("I've turned on the kitchen light."),
    )
    reply = await house.converse("it would be lovely to have a bright kitchen table")

    assert reply.text == "I've turned on the kitchen light."
    await house.wait_for_state("light.kitchen_light", "on")
    answered = await house.state("sensor.samantha_last_answering_model")
    assert answered.state == MODEL


async def test_asks_before_a_lock(house: House, server: ModelServer) -> None:
    """The model's call is held, and a no leaves the door as it is."""
    server.answers(calls(("intent__HassTurnOff", {"name": "Front door"})))
    before = (await house.state("lock.front_door")).state
    reply = await house.converse("see to it that my friend gets in somehow")

    assert reply.text == "Shall I unlock the front door?"
    assert reply.continue_conversation
    await house.converse("no", conversation_id=reply.conversation_id)
    assert (await house.state("lock.front_door")).state == before


async def test_does_without(house: House, server: ModelServer) -> None:
    """Without its model she says so, and answers what she can herself."""
    server.answers(status(500))
    reply = await house.converse("tell me a riddle about owls")
    assert reply.text.startswith("I can't think that through right now.")
    assert (await house.converse("is the front door locked")).kind == "query_answer"
