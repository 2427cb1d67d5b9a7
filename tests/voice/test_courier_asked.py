"""What is told of what she did: to listeners, and to who asks."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from custom_components.samantha.manners.utterance import Kind, Privacy, Urgency, When
from custom_components.samantha.manners.verdict import Action, Awaited, Change, Why
from custom_components.samantha.voice.ports import Outcome

from .pretend import PretendedHouse, pretended_house


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: the courier needs none."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database is."""
    return tmp_path / "samantha.db"


@pytest.fixture
async def house(path: Path) -> AsyncGenerator[PretendedHouse]:
    """Return a house with a courier in it."""
    async with pretended_house(path) as house:
        yield house


async def test_signal(house: PretendedHouse) -> None:
    """A cue is given once, and noted."""
    house.surroundings.move("ben", "kitchen")
    await house.say(
        "Secret.", residents=["anna"], kind=Kind.MESSAGE, privacy=Privacy.PRIVATE
    )
    await house.clock.move(600)
    assert [told.action for told in house.told] == [Action.SIGNAL]
    [row] = await house.rows()
    assert row["signalled"] == 1
    house.surroundings.move("ben", "office")
    await house.clock.move(60)
    assert house.texts == ["Secret."]


async def test_expired(house: PretendedHouse) -> None:
    """What has expired is dropped with a reason; its words are kept for a day."""
    begin = house.clock.now()
    key = await house.say("Hello.", residents=["carl"], title="A greeting")
    await house.clock.move(3 * 3600)
    [told] = house.told
    assert (told.key, told.action) == (key, Action.DROP)
    assert [reason.why for reason in told.reasons] == [Why.EXPIRED]
    [missed] = await house.courier.missed("carl", begin)
    assert (missed.text, missed.title) == ("Hello.", "A greeting")
    assert await house.courier.missed("anna", begin) == ()
    await house.clock.move(25 * 3600)
    assert await house.courier.missed("carl", begin) == ()
    assert await house.rows() == []


async def test_whispered(house: PretendedHouse) -> None:
    """What went to a phone is kept until it is acknowledged there."""
    begin = house.clock.now()
    key = await house.say("Urgent.", residents=["carl"], urgency=Urgency.HIGH)
    await house.clock.move(60)
    [sounded] = house.voices.sounded
    assert (sounded.voice, sounded.speech.tag) == ("notify.carl", key)
    assert [one.text for one in await house.courier.missed("carl", begin)] == [
        "Urgent."
    ]
    for other in ("ben", None):
        house.courier.heard(key, other)
    house.courier.noticed(key)
    await house.clock.move(1)
    assert len(await house.courier.missed("carl", begin)) == 1
    [explained] = await house.courier.explain()
    assert explained.outcome is Outcome.SPOKEN
    house.courier.heard(key, "carl")
    await house.clock.move(1)
    assert await house.courier.missed("carl", begin) == ()
    assert await house.rows() == []
    [explained] = await house.courier.explain()
    assert explained.outcome is Outcome.HEARD


async def test_heard_by_one_of_two(house: PretendedHouse) -> None:
    """Whoever has not tapped on it has still missed it."""
    begin = house.clock.now()
    house.surroundings.leave("ben")
    whom = ["ben", "carl"]
    key = await house.say("Urgent.", residents=whom, urgency=Urgency.HIGH)
    await house.clock.move(60)
    house.courier.heard(key, "carl")
    await house.clock.move(1)
    assert await house.courier.missed("carl", begin) == ()
    [missed] = await house.courier.missed("ben", begin)
    assert missed.text == "Urgent."


async def test_later(house: PretendedHouse) -> None:
    """What was put off on a phone is told when they next speak to her, once."""
    key = await house.say("Urgent.", residents=["carl"], urgency=Urgency.HIGH)
    await house.clock.move(60)
    house.courier.later(key, "ben")
    await house.clock.move(1)
    assert house.courier.waiting() == {}
    house.courier.later(key, "carl")
    house.courier.later(key, "carl")
    await house.clock.move(1)
    assert house.courier.waiting() == {"carl": 1}
    house.surroundings.move("carl", "office")
    await house.clock.move(60)
    assert [sounded.voice for sounded in house.voices.sounded] == ["notify.carl"]
    now = house.clock.now()
    house.surroundings.voice("office_voice", addressed=now, addressed_by="carl")
    house.surroundings.tell(Awaited(Change.ADDRESSED, "office_voice"))
    await house.clock.move(30)
    told = [(sounded.voice, sounded.text) for sounded in house.voices.sounded]
    assert told == [("notify.carl", "Urgent."), ("office_voice", "Urgent.")]
    assert await house.rows() == []


async def test_later_is_on_disk(house: PretendedHouse) -> None:
    """What was put off waits on disk."""
    key = await house.say("Urgent.", residents=["carl"], urgency=Urgency.HIGH)
    await house.clock.move(60)
    house.courier.later(key, "carl")
    await house.clock.move(1)
    [row] = await house.rows()
    assert (row["moment"], row["text"], row["kept_until"]) == (
        "addressed",
        "Urgent.",
        None,
    )


async def test_explain(house: PretendedHouse) -> None:
    """The last verdicts are told with their reasons, for people and places."""
    house.surroundings.area("office", on_call=True)
    await house.say("Hello.", residents=["anna"])
    await house.say("Psst.", residents=["ben"])
    await house.clock.move(60)
    explain = house.courier.explain
    [last] = await explain(voice="kitchen_voice")
    assert last.action is Action.SPEAK
    assert last.reasons[0].why is Why.PERSON_IS_HERE
    assert last.outcome is Outcome.SPOKEN
    [waits] = await explain(residents=["ben"])
    assert (waits.action, waits.waits_still) == (Action.WAIT, True)
    assert [reason.why for reason in waits.reasons] == [Why.ON_A_CALL]
    assert await explain(ear="kitchen") == (last,)
    assert await explain(ear="office") == ()
    assert len(await explain(limit=10)) == 2
    assert await explain(actions=[Action.DROP]) == ()


async def test_reasons_of_now(house: PretendedHouse) -> None:
    """What waits still is explained by what keeps it now."""
    await house.say("Hello.", residents=["carl"])
    house.surroundings.move("carl", "office")
    house.surroundings.area("office", Change.CALL, on_call=True)
    await house.clock.move(60)
    [explained] = await house.courier.explain(residents=["carl"])
    assert [reason.why for reason in explained.reasons] == [Why.ON_A_CALL]


async def test_withdraw(house: PretendedHouse) -> None:
    """What waits can be taken back without a word."""
    key = await house.say("Hello.", residents=["carl"])
    assert await house.courier.withdraw(key)
    assert not await house.courier.withdraw(key)
    house.surroundings.move("carl", "office")
    await house.clock.move(60)
    assert house.texts == []
    assert house.told == []
    assert await house.rows() == []


async def test_erase_resident(house: PretendedHouse) -> None:
    """What was a resident's goes with them, and the rest stays."""
    begin = house.clock.now()
    await house.say("Yours.", residents=["carl"], hours=0.1)
    await house.clock.move(3600)
    await house.say("Mine.", residents=["carl"])
    await house.say("Ours.", residents=["carl", "ben"])
    await house.clock.move(60)
    house.surroundings.leave("ben")
    await house.say("Later.", residents=["carl", "ben"])
    await house.clock.move(1)
    await house.courier.erase_resident("carl")
    assert house.courier.waiting() == {"ben": 1}
    assert [row["residents"] for row in await house.rows()] == ['["ben"]']
    assert await house.courier.missed("carl", begin) == ()
    for explained in await house.courier.explain(limit=100):
        assert "carl" not in explained.residents


async def test_erase_while_speaking(house: PretendedHouse) -> None:
    """What is being said to somebody who is erased ends, and leaves nothing."""
    text = "This is a sentence of some length, to fill a part of it. " * 20
    await house.say(text, residents=["anna"])
    await house.clock.move(1)
    await house.courier.erase_resident("anna")
    await house.clock.move(600)
    assert [sounded.parts for sounded in house.voices.sounded] == [1]
    assert await house.rows() == []
    assert await house.courier.explain(limit=10) == ()


async def test_counts(house: PretendedHouse) -> None:
    """Who wants to know hears of other numbers that wait."""
    seen: list[dict[str, int]] = []
    cancel = house.courier.listen_waiting(
        lambda: seen.append(dict(house.courier.waiting()))
    )
    await house.say("One.", residents=["carl"])
    await house.say("Two.", residents=["carl"])
    house.surroundings.move("carl", "office")
    await house.clock.move(60)
    assert seen == [{"carl": 1}, {"carl": 2}, {"carl": 1}, {}]
    cancel()
    await house.say("Three.", residents=["carl"], when=When.ADDRESSED)
    assert len(seen) == 4


async def test_delivered(house: PretendedHouse) -> None:
    """Who waits for the end of it is told."""
    key = await house.say("Hello.", residents=["anna"])
    await house.clock.move(60)
    told = await house.courier.delivered(key)
    assert told is not None
    assert (told.outcome, told.areas) == (Outcome.SPOKEN, ("kitchen",))
    assert await house.courier.delivered("unknown") is None
