"""How many utterances wait: for the household, and for each resident."""

from .her_house import WAITING, House
from .household import add_resident

ANNA = "sensor.anna_waiting"
THEO = "sensor.theo_waiting"


def counts(house: House) -> list[str]:
    """Return the numbers for the household, for Anna and for Theo."""
    states = [house.hass.states.get(one) for one in (WAITING, ANNA, THEO)]
    return [state.state for state in states if state]


async def test_counts_for_whom_it_waits(house: House) -> None:
    """What waits is counted for those it is for, and no more once it is said."""
    await house.act("hush")
    await house.say(text="Dinner is ready.")
    await house.say(text="A parcel is here.", **{"for": "person.theo"})
    await house.say(
        text="The train leaves at nine.", **{"for": ["person.anna", "person.theo"]}
    )
    assert counts(house) == ["1", "1", "2"]
    await house.act("unhush")
    await house.until(lambda: len(house.kitchen.heard) > 1)
    assert counts(house) == ["0", "0", "2"]


async def test_tells_a_number_and_no_more(house: House) -> None:
    """Neither state nor attributes tell what waits."""
    await house.say(text="A parcel is here.", title="Ferret", **{"for": "person.theo"})
    state = house.hass.states.get(THEO)
    assert state
    assert state.state == "1"
    assert "arcel" not in str(state.as_dict())
    assert "erret" not in str(state.as_dict())


async def test_outlives_a_restart(house: House) -> None:
    """What waits is counted again after she was loaded anew."""
    await house.say(text="A parcel is here.", **{"for": "person.theo"})
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()
    assert counts(house) == ["0", "0", "1"]


async def test_comes_and_goes_with_a_resident(house: House) -> None:
    """Whoever moves in has one, and takes it along."""
    house.hass.states.async_set("person.mia", "not_home", {"friendly_name": "Mia"})
    mia = add_resident(house.hass, house.entry, "person.mia", "Mia")
    await house.settle()
    await house.say(text="Welcome.", **{"for": "person.mia"})
    assert house.hass.states.is_state("sensor.mia_waiting", "1")
    house.hass.config_entries.async_remove_subentry(house.entry, mia)
    await house.settle()
    assert house.hass.states.get("sensor.mia_waiting") is None
