"""A nudge in a house, and what people answer to it."""

from collections.abc import Iterator
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.exceptions import ServiceValidationError
import pytest
import yaml

from ..her_house import House
from ..household import add_contact
from .conftest import Time

TALKED: Final = "2026-11-11 18:00:00"
SIX: Final = "18:00:05"
NUDGES: Final = (
    "It's been 14 days since you spoke with your mother. Now would be a good time.",
    "How about a call to your mother? The last one was 14 days ago.",
    "This may be a good moment for your mother. It's been 14 days.",
)
SENTENCES: Final = (
    Path(__file__).parents[2] / "custom_components/samantha/sentences/en/calls.yaml"
)
# No blame, no duty, no haste, no counting of what was left undone.
BLAMES: Final = re.compile(
    r"!|\b(should|must|ought|have to|need to|haven't|hasn't|didn't|again|finally|forgot"
    r"|forgotten|neglect\w*|only|still|already|overdue|late|at last|promise\w*|wait\w*"
    r"|miss\w*|sad|disappoint\w*|shame|please|now or never|immediately)\b",
    re.IGNORECASE,
)


@pytest.fixture
async def mother(time: Time, house: House) -> str:
    """Have a mother whom Anna called two weeks ago."""
    del time
    key = add_contact(
        house.hass,
        house.entry,
        "Maria",
        {"relation": "mother", "nicknames": ["mum"], "cadence": 14},
    )
    await house.act("log_call", **{"contact": "mum", "for": ["person.anna"]}, at=TALKED)
    return key


async def test_a_nudge_and_later(house: House, mother: str, time: Time) -> None:
    """She reminds where Anna is, and comes back to it once when that was asked for."""
    del mother
    await time.to("17:59:00")
    assert house.kitchen.heard == []
    await time.to(SIX)
    await time.until(lambda: bool(house.kitchen.heard))
    assert house.kitchen.heard[0] in NUDGES
    assert (await house.talk("later", house.kitchen)).startswith(("All right", "Fine"))
    await time.to("19:50:00")
    assert len(house.kitchen.heard) == 1
    await time.to("20:01:00")
    await time.until(lambda: len(house.kitchen.heard) > 1)
    assert house.kitchen.heard[1] in NUDGES
    assert house.kitchen.heard[0] != house.kitchen.heard[1]
    assert house.bedroom.heard == []


async def test_i_just_did(house: House, mother: str, time: Time) -> None:
    """What was just done is logged, also some minutes later, and to whoever asks."""
    del mother
    await time.to(SIX)
    await time.until(lambda: bool(house.kitchen.heard))
    await time.to("18:06:00")
    await house.talk("I just did", house.kitchen)
    answer = await house.talk("when did I last talk to mum?", house.kitchen)
    assert answer == "That was just now."
    await time.to("2026-12-02 12:00")
    assert len(house.kitchen.heard) == 1


async def test_other_talk_goes_on(house: House, mother: str, time: Time) -> None:
    """A question in between is answered, and the nudge can still be."""
    del mother
    await time.to(SIX)
    await time.until(lambda: bool(house.kitchen.heard))
    asked = await house.talk("when did I last talk to mum?", house.kitchen)
    assert asked.startswith("That was")
    assert "Maria" in await house.talk("stop asking", house.kitchen)
    await time.to("2026-12-20 12:00")
    assert len(house.kitchen.heard) == 1


async def test_too_late_an_answer_is_none(
    house: House, mother: str, time: Time
) -> None:
    """A yes half an hour later is about something else."""
    del mother
    await time.to(SIX)
    await time.until(lambda: bool(house.kitchen.heard))
    await time.to("18:20:00")
    answer = await house.talk("tomorrow evening", house.kitchen)
    assert "tomorrow" not in answer.casefold()


async def test_no_number(house: House, mother: str, time: Time) -> None:
    """Where no number is known she says so."""
    del mother
    await time.to(SIX)
    await time.until(lambda: bool(house.kitchen.heard))
    answer = await house.talk("yes, call her", house.kitchen)
    assert answer == "I don't know a number of Maria. It's set with the contact."


@pytest.mark.parametrize("known", [{}, {"addresses": ["+49 30 1234567"]}])
async def test_not_put_through(
    house: House, mother: str, time: Time, known: dict[str, list[str]]
) -> None:
    """Whoever can't be put through has answered: they weren't ignoring her."""
    subentry = house.entry.subentries[mother]
    house.hass.config_entries.async_update_subentry(
        house.entry, subentry, data={**subentry.data, **known}
    )
    await house.settle()
    await time.to(SIX)
    await time.until(lambda: house.said() == "spoken")
    answer = await house.talk("yes, call her", house.kitchen)
    assert answer.startswith(("I don't know a number", "I can't reach your phone"))
    await time.to("18:45:00")
    await house.settle()
    [row] = house.entry.runtime_data.family.nudges.book.all()
    assert row.utterance is None
    assert row.ignored == 0


async def test_silent_while_it_is_not_known_who_is_home(
    house: House, mother: str, time: Time
) -> None:
    """Nobody is reminded who isn't surely at home."""
    del mother
    house.person("anna", "unknown")
    house.is_in("kitchen", somebody=False)
    await time.to(SIX)
    await time.to("18:45:00")
    assert house.kitchen.heard == []
    assert house.bedroom.heard == []


async def test_silent_just_back(house: House, mother: str, time: Time) -> None:
    """Whoever comes home is left to arrive."""
    del mother
    house.person("anna", "not_home")
    await time.to(SIX)
    house.person("anna", "home")
    await time.to("18:10:00")
    assert house.kitchen.heard == []
    await time.to("18:15:30")
    await time.until(lambda: bool(house.kitchen.heard))
    assert house.kitchen.heard[0] in NUDGES


@pytest.mark.parametrize("cadence", [None, 90, 14])
async def test_another_cadence_meanwhile(
    house: House, mother: str, time: Time, cadence: int | None
) -> None:
    """What waits is taken back where a call is not due any more."""
    house.is_in("kitchen", somebody=False)
    await time.to(SIX)
    assert house.hass.states.is_state("sensor.anna_waiting", "1")
    subentry = house.entry.subentries[mother]
    data = {key: one for key, one in subentry.data.items() if key != "cadence"}
    house.hass.config_entries.async_update_subentry(
        house.entry, subentry, data=data | ({"cadence": cadence} if cadence else {})
    )
    await house.settle()
    house.is_in("kitchen", somebody=True)
    await time.until(lambda: len(house.kitchen.heard) >= int(cadence == 14))
    await time.to("18:10:00")
    assert len(house.kitchen.heard) == int(cadence == 14)


async def test_no_contact_any_more(house: House, mother: str, time: Time) -> None:
    """Of whom the owner has removed nothing is said, though it waited."""
    house.is_in("kitchen", somebody=False)
    await time.to(SIX)
    assert house.hass.states.is_state("sensor.anna_waiting", "1")
    house.hass.config_entries.async_remove_subentry(house.entry, mother)
    await house.settle()
    assert house.hass.states.is_state("sensor.anna_waiting", "0")
    house.is_in("kitchen", somebody=True)
    await time.to("18:10:00")
    assert house.kitchen.heard == []
    store = house.entry.runtime_data.store
    assert await store.fetch("SELECT * FROM nudge") == []


# The last day of all is an end like any other, and can be taken back.
@pytest.mark.parametrize("until", ["2026-12-10 00:00:00", "9999-12-31 23:00:00"])
async def test_a_pause(house: House, mother: str, time: Time, until: str) -> None:
    """While calls are paused nobody is reminded; resumed, they are."""
    del mother
    await house.act("pause_calls", until=until)
    await time.to(SIX)
    await time.to("18:30:00")
    assert house.kitchen.heard == []
    await house.act("resume_calls")
    await time.until(lambda: bool(house.kitchen.heard))
    assert house.kitchen.heard[0] in NUDGES


async def test_an_old_call_noted_late(house: House, mother: str, time: Time) -> None:
    """What is noted of a time before the last call changes nothing that is promised."""
    del mother
    await time.to(SIX)
    await time.until(lambda: bool(house.kitchen.heard))
    await house.talk("later", house.kitchen)
    await house.act("log_call", contact="mum", at="2026-10-01 12:00:00")
    await time.to("20:01:00")
    await time.until(lambda: len(house.kitchen.heard) > 1)
    assert len(house.kitchen.heard) == 2


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"until": "2026-11-01 00:00:00"}, "time_past"),
        ({"until": "2027-11-01 00:00:00", "for": "person.nobody"}, "resident_unknown"),
    ],
)
async def test_no_such_pause(
    house: House, time: Time, data: dict[str, Any], key: str
) -> None:
    """What can't be meant is refused in words."""
    del time
    with pytest.raises(ServiceValidationError) as raised:
        await house.act("pause_calls", **data)
    assert raised.value.translation_key == key


def wordings() -> Iterator[str]:
    """Yield every wording of a nudge."""
    responses = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))["responses"]
    for key in ("nudge", "nudge_first", "nudge_cadence"):
        yield from responses[key]


def test_never_guilt() -> None:
    """No wording blames, hurries or presses; there are several, and each is short."""
    found = list(wordings())
    assert len(found) == len(set(found)) >= 5
    for wording in found:
        assert not BLAMES.search(wording), wording
        assert "{person}" in wording
        assert len(wording) <= 100
