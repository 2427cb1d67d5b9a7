"""Names of rooms and residents are found in a sentence, however many there are."""

from collections.abc import Callable
from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
import pytest

from custom_components.samantha.mind.mentions import Mentions, Names
from custom_components.samantha.residents import ResidentSettings

ROOMS = [
    ("Kitchen", "kitchen"),
    ("Living Room", "living"),
    ("Anna's Room", "annas"),
    ("Wi-Fi Room", "wifi"),
    ("Room", "room"),
    ("Küche", "kitchen"),
]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("be quiet in the living room", {"living", "room"}),
        ("Be quiet in the LIVING ROOM.", {"living", "room"}),
        ("hush in anna's room now", {"annas", "room"}),
        ("hush in the wi-fi room", {"wifi", "room"}),
        ("sei still in der küche", {"kitchen"}),
        ("be quiet in the kitchenette", set()),
        ("living is fun in every room", {"room"}),
        ("", set()),
        ("?!", set()),
    ],
)
def test_within(text: str, keys: set[str]) -> None:
    """Whole words count, in their order, in whatever case."""
    assert {key for _, key in Names(ROOMS).within(text)} == keys


def test_one_name_for_two() -> None:
    """Whoever shares a name is found with the others of that name."""
    names = Names([("Alex", "one"), ("Alex", "other")])
    assert names.within("tell Alex that") == [("Alex", "one"), ("Alex", "other")]


def test_nothing_named() -> None:
    """Without names there is nothing to find."""
    assert Names([]).within("be quiet in the kitchen") == []


class _Counted(str):
    """A text that counts how often it is looked at."""

    __slots__ = ()
    times = 0

    @override
    def casefold(self) -> str:
        """Count."""
        _Counted.times += 1
        return super().casefold()


def test_a_sentence_costs_the_same_among_many_names() -> None:
    """No name is looked at again for a sentence."""
    names = Names((_Counted(f"Room {number}"), str(number)) for number in range(5_000))
    before = _Counted.times
    assert names.within("be quiet in room 4711") == [("Room 4711", "4711")]
    assert _Counted.times == before == 5_000


@pytest.fixture
def mentions(hass: HomeAssistant) -> Mentions:
    """Return what is mentioned in a house with a kitchen."""
    ar.async_get(hass).async_create("Kitchen", aliases={"Galley"})
    return Mentions(hass)


async def test_rooms_follow_the_registry(
    hass: HomeAssistant, mentions: Mentions
) -> None:
    """A room that is new, renamed or gone is known as that."""
    areas = ar.async_get(hass)
    assert mentions.rooms("in the galley") == [("Galley", "kitchen")]
    areas.async_create("Attic")
    areas.async_update("kitchen", name="Cookery")
    await hass.async_block_till_done()
    assert mentions.rooms("from the attic to the cookery") == [
        ("Attic", "attic"),
        ("Cookery", "kitchen"),
    ]
    areas.async_delete("attic")
    await hass.async_block_till_done()
    assert mentions.rooms("in the attic") == []
    mentions.close()


def test_residents_follow_the_household(mentions: Mentions) -> None:
    """Whoever is in the new mapping is found, by any of their names."""
    resident: Callable[..., ResidentSettings] = ResidentSettings
    anna = resident(key="a", person="person.anna", title="Anna", nicknames=("Annie",))
    theo = resident(key="t", person="person.theo", title="Theo")
    assert mentions.residents("tell annie", {"a": anna}) == [("Annie", "a")]
    assert mentions.residents("tell theo", {"a": anna}) == []
    assert mentions.residents("tell theo", {"a": anna, "t": theo}) == [("Theo", "t")]
    mentions.close()
