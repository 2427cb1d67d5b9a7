"""Questions that she asks, and questions about what she said."""

import asyncio
from typing import Any

import pytest

from tests.house.connection import HouseError
from tests.house.plan import SATELLITES

from .scene import HUSH, SAID, WAITING, Home, reasons

ANSWERS = [
    {"id": "close", "sentences": ["yes [please]", "close them"]},
    {"id": "leave", "sentences": ["no [thanks]"]},
]

BAD: list[tuple[dict[str, Any], str]] = [
    ({"text": " "}, "text_empty"),
    ({"text": "a" * 50_000}, "text_too_long"),
    ({"text": "Hi.", "for": "person.nobody"}, "resident_unknown"),
    ({"text": "Hi.", "area_id": "attic"}, "place_unknown"),
    ({"text": "Hi.", "entity_id": "media_player.none"}, "voice_unknown"),
    ({"text": "Hi.", "when": "at", "at": "2020-01-01 08:00:00"}, "time_past"),
    ({"text": "Hi.", "expires": "2020-01-01 08:00:00"}, "expires_before_start"),
]


@pytest.mark.parametrize(
    ("room", "opens", "said", "name"),
    [
        ("Living Room", True, "Yes, please", "close"),
        ("Bedroom", False, "No", "leave"),
    ],
)
async def test_a_question_and_its_answer(
    home: Home, room: str, said: str, name: str, *, opens: bool
) -> None:
    """That room's answer is taken, whether or not its microphone opens by itself."""
    await home.somebody_in(room)
    asking = asyncio.create_task(
        home.house.act(
            "samantha.ask",
            return_response=True,
            question="Shall I close the blinds?",
            answers=ANSWERS,
        )
    )
    (asked,) = await home.ears.until_over(1)
    assert (asked.room, asked.listens) == (room, opens)
    await home.house.converse(said, satellite_id=SATELLITES[room])
    answered = await asking
    assert (answered["id"], answered["sentence"]) == (name, said)


async def test_why(home: Home) -> None:
    """Asked in the room, she says why she spoke; the action says it for machines."""
    told = await home.say("The oven is hot.")
    await home.ears.until_over(1)
    reply = await home.house.converse(
        "why did you say that?", satellite_id=SATELLITES["Kitchen"]
    )
    assert "people in the kitchen" in reply.text
    explained = await home.house.act("samantha.explain", return_response=True, limit=5)
    mine = [one for one in explained["verdicts"] if one["key"] == told["key"]]
    assert mine[0]["verdict"] == "speak"
    assert mine[0]["areas"] == ["kitchen"]
    assert "oven" not in str(explained)


async def test_why_not(home: Home) -> None:
    """Asked why she kept something, she says what kept her, by voice."""
    await home.house.act("samantha.hush")
    await home.say("The soup is hot.")
    reply = await home.house.converse(
        "why didn't you tell me?", satellite_id=SATELLITES["Kitchen"]
    )
    assert "asked to be quiet" in reply.text
    await home.house.converse("you can speak again", satellite_id=SATELLITES["Kitchen"])
    await home.house.wait_for_state(HUSH, "off")
    await home.ears.until_over(1)


@pytest.mark.parametrize(("data", "key"), BAD, ids=[key for _, key in BAD])
async def test_bad_input(
    home: Home, data: dict[str, Any], key: str, expected_complaints: list[str]
) -> None:
    """It is refused in words that are translated, and leaves nothing behind."""
    # Home Assistant logs what it refuses a browser, in one line with an id before it.
    expected_complaints.append("[")
    since = home.process.log_size()
    with pytest.raises(HouseError) as refused:
        await home.say(**data)
    assert (refused.value.code, refused.value.key) == ("service_validation_error", key)
    await home.house.wait_for_state(WAITING, "0")
    logged = home.process.log_lines("WARNING", since=since)
    assert [line.text for line in logged if line.text != line.message] == []


async def test_no_voice_can_be_reached(home: Home) -> None:
    """She tries once; after that the verdict says so, and the log is quiet."""
    await home.somebody_in("Bedroom")
    await home.plug_in("Bedroom", gone=True)
    await home.say("Is anybody there?", expires={"seconds": 2})
    await home.house.wait_for_state(
        SAID, lambda state: state.attributes.get("event_type") == "failed"
    )
    told = await home.say("Nobody?", expires={"seconds": 2})
    assert (told["verdict"], reasons(told)) == ("wait", ["voice_unreachable"])
    dropped = await home.house.wait_for_state(
        SAID, lambda state: state.attributes.get("event_type") == "dropped"
    )
    assert dropped.attributes["reasons"] == ["expired"]
    await home.house.wait_for_state(WAITING, "0")
    assert home.ears.heard() == []
