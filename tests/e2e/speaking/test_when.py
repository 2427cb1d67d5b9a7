"""She waits where she must, and speaks when she may."""

from datetime import timedelta

from tests.house.plan import SATELLITES
from tests.house.quiet import set_quiet_hours

from .scene import HUSH, WAITING, Home, reasons


async def test_hushed_until_somebody_ends_it(home: Home) -> None:
    """Hushed, she says nothing, counts what waits, and says it after the end."""
    await home.house.act("samantha.hush")
    await home.house.wait_for_state(HUSH, "on")
    told = await home.say("The cake is done.")
    assert (told["verdict"], reasons(told)) == ("wait", ["hushed"])
    await home.house.wait_for_state(WAITING, "1")
    assert home.ears.heard() == []
    await home.house.act("samantha.unhush")
    (sound,) = await home.ears.until_over(1)
    assert (sound.room, sound.text) == ("Kitchen", "The cake is done.")
    await home.house.wait_for_state(WAITING, "0")


async def test_hushed_for_a_time(home: Home) -> None:
    """A hush ends by itself, and what waited is said then."""
    await home.somebody_in("Living Room")
    end = await home.now() + timedelta(seconds=2)
    await home.house.act("samantha.hush", until=end.isoformat())
    told = await home.say("The bread is done.")
    assert reasons(told) == ["hushed"]
    (sound,) = await home.ears.until_over(1)
    assert sound.start >= end


async def test_an_alarm_passes_a_hush(home: Home) -> None:
    """What must be heard is heard, in every room."""
    await home.house.act("samantha.hush")
    await home.say("There is smoke in the kitchen.", kind="alarm")
    sounds = await home.ears.until_over(len(SATELLITES))
    assert {sound.room for sound in sounds} == set(SATELLITES)
    assert {sound.text for sound in sounds} == {"There is smoke in the kitchen."}


async def test_quiet_hours_and_their_end(home: Home) -> None:
    """In the quiet hours it waits; at their end, to the second, it is said."""
    await home.somebody_in("Bedroom")
    end = await set_quiet_hours(home.house, timedelta(seconds=4))
    told = await home.say("The washing machine is done.")
    assert (told["verdict"], reasons(told)) == ("wait", ["quiet_hours"])
    (sound,) = await home.ears.until_over(1)
    assert end <= sound.start < end + timedelta(seconds=5)


async def test_when_somebody_comes_home(home: Home) -> None:
    """What is for Theo waits until he is back."""
    told = await home.say("Your book has come.", **{"for": "person.theo"})
    assert (told["verdict"], reasons(told)) == ("wait", ["person_away"])
    await home.house.wait_for_state("sensor.theo_waiting", "1")
    await home.theo_is("home")
    (sound,) = await home.ears.until_over(1)
    assert sound.text == "Your book has come."
    await home.house.wait_for_state("sensor.theo_waiting", "0")
