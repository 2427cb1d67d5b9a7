"""Home Assistant's fuzzy matching is not asked for what was not said."""

from .conftest import Home, Talk


async def test_another_name_is_not_taken(home: Home, talk: Talk) -> None:
    """The wall is near the hall by its letters; but it was the wall that was said."""
    said = await talk("turn on the wall")
    assert said.error
    assert "wall" in said.speech
    assert home.touches == []


async def test_a_near_name_is_said(home: Home, talk: Talk) -> None:
    """Where a word is none that is believed, she says which name was taken."""
    assert "kitchen light" in (await talk("turn on teh kitchn light")).speech
    assert home.touches == [("light.kitchen_light", "turn_on")]
