"""What the action `samantha.say` does, and what it refuses."""

from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from ..her_house import WAITING, House


async def test_where_somebody_is(house: House) -> None:
    """It is said in the room where somebody is, and only there."""
    told = await house.say(text="The washing machine is done.")
    assert told["verdict"] == "speak"
    assert told["voices"] == [house.kitchen.entity_id]
    await house.until_heard(house.kitchen, "The washing machine is done.")
    assert house.bedroom.heard == []


async def test_for_a_resident(house: House) -> None:
    """What is for somebody who is away waits until they are home."""
    told = await house.say(text="Your parcel is here.", **{"for": "person.theo"})
    assert told["verdict"] == "wait"
    assert [reason["why"] for reason in told["reasons"]] == ["person_away"]
    assert told["waits_for"]
    assert house.heard == {"kitchen": [], "bedroom": []}
    house.person("theo", "home")
    await house.until_heard(house.kitchen, "Your parcel is here.")


async def test_one_of_several_texts(house: House) -> None:
    """Of a list, one text is said."""
    texts = ["Dinner is ready.", "Dinner is on the table."]
    await house.say(text=[*texts, "  "])
    await house.until(lambda: bool(house.kitchen.heard))
    [heard] = house.kitchen.heard
    assert heard in texts


async def test_in_an_area(house: House) -> None:
    """A target says where."""
    await house.say(text="Time to get up.", area_id="bedroom")
    await house.until_heard(house.bedroom, "Time to get up.")
    assert house.kitchen.heard == []


async def test_a_tag_replaces(house: House) -> None:
    """What still waits under the same tag is replaced."""
    theo = {"for": "person.theo", "tag": "parcel"}
    await house.say(text="One parcel is here.", **theo)
    told = await house.say(text="Two parcels are here.", **theo)
    assert told["replaced"] is True
    house.person("theo", "home")
    await house.until_heard(house.kitchen, "Two parcels are here.")


async def test_at_a_time(house: House) -> None:
    """What is for later waits for its time."""
    soon = (dt_util.now() + timedelta(hours=1)).isoformat()
    told = await house.say(
        text="The film begins.", when="at", at=soon, expires={"hours": 1}
    )
    assert told["verdict"] == "wait"
    assert [reason["why"] for reason in told["reasons"]] == ["not_yet"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"text": ""}, "text_empty"),
        ({"text": ["", " "]}, "text_empty"),
        ({"text": "\u200b"}, "text_empty"),
        ({"text": ["\ufeff\u2060", "\u3164 \u00ad", "\u2800\ufe0f"]}, "text_empty"),
        ({"text": "word " * 10_000}, "text_too_long"),
        ({"text": "Hello.", "title": "word " * 50}, "title_too_long"),
        ({"text": "Hello.", "for": "person.nobody"}, "resident_unknown"),
        ({"text": "Hello.", "area_id": "nowhere"}, "place_unknown"),
        ({"text": "Hello.", "floor_id": "nowhere"}, "place_unknown"),
        ({"text": "Hello.", "device_id": "nothing"}, "place_unknown"),
        ({"text": "Hello.", "entity_id": "assist_satellite.no"}, "voice_unknown"),
        ({"text": "Hello.", "when": "at"}, "time_missing"),
        ({"text": "Hello.", "at": "2099-01-01 20:00:00"}, "time_unused"),
        ({"text": "Hello.", "when": "at", "at": "2020-01-01 20:00"}, "time_past"),
        ({"text": "Hello.", "expires": "2020-01-01 20:00"}, "expires_before_start"),
        ({"text": "Hello.", "expires": {"hours": 0}}, "expires_before_start"),
        ({"text": "Hello.", "expires": {"days": 60}}, "expires_too_late"),
        ({"text": "Hello.", "expires": {"days": 999_999_999}}, "expires_too_late"),
        ({"text": "Hello.", "expires": "9999-12-31 23:59:59"}, "expires_too_late"),
        (
            {"text": "Hello.", "when": "at", "at": "9999-12-31 23:59:59"},
            "expires_too_late",
        ),
        (
            {"text": "Hello.", "expires": "0001-01-01T00:00:00+14:00"},
            "expires_before_start",
        ),
        (
            {"text": "Hello.", "when": "at", "at": "0001-01-01T00:00:00+14:00"},
            "time_past",
        ),
        ({"text": "Hello.", "entity_id": "none"}, "place_empty"),
        ({"text": "Hello.", "area_id": []}, "place_empty"),
    ],
)
async def test_bad_input(
    house: House, data: dict[str, Any], key: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What can't be meant is refused in words, and leaves nothing behind."""
    caplog.clear()
    with pytest.raises(ServiceValidationError) as refused:
        await house.say(**data)
    assert refused.value.translation_key == key
    await house.settle()
    assert house.heard == {"kitchen": [], "bedroom": []}
    assert house.hass.states.is_state(WAITING, "0")
    assert "Traceback" not in caplog.text


async def test_without_any_voice(house: House) -> None:
    """Where every voice is unavailable, the verdict says so."""
    house.kitchen.go()
    house.bedroom.go()
    await house.settle()
    told = await house.say(text="Hello.")
    assert told["verdict"] == "wait"
    assert "voice_unreachable" in [reason["why"] for reason in told["reasons"]]


async def test_not_loaded(house: House) -> None:
    """Unloaded, she refuses in words."""
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    with pytest.raises(ServiceValidationError) as refused:
        await house.say(text="Hello.")
    assert refused.value.translation_key == "not_loaded"


async def test_in_a_house_without_voices(
    hass: HomeAssistant, samantha: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """The verdict says that there is nothing to say it with."""
    caplog.clear()
    told = await hass.services.async_call(
        "samantha", "say", {"text": "Hello."}, blocking=True, return_response=True
    )
    await hass.async_block_till_done()
    assert told
    assert told["verdict"] == "wait"
    assert told["reasons"] == [{"why": "no_voice"}]
    assert "Traceback" not in caplog.text
    assert samantha.state is ConfigEntryState.LOADED
