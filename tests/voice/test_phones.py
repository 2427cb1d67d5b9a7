"""Reaching people on their phones."""

from pathlib import Path

from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.samantha.manners.situation import VoiceKind, VoiceState
from custom_components.samantha.voice.phones import Tap
from custom_components.samantha.voice.ports import Outcome, Speech
from custom_components.samantha.voice.reach import HouseVoices

from .home import Words
from .phone import ANNAS, add_phone, pushed, run_push_server


@pytest.fixture
def server(aioclient_mock: AiohttpClientMocker) -> AiohttpClientMocker:
    """Return the server that pushes to phones."""
    run_push_server(aioclient_mock)
    return aioclient_mock


@pytest.fixture
async def voices(hass: HomeAssistant, config_folder: Path) -> HouseVoices:
    """Return the ways to reach people, without anything that sounds."""
    assert hass.config.path() == str(config_folder)
    assert await async_setup_component(hass, "http", {})
    return HouseVoices(hass, Words())


async def test_a_notification_can_be_answered(
    hass: HomeAssistant, server: AiohttpClientMocker, voices: HouseVoices
) -> None:
    """It has two buttons, which tell which notification it was."""
    await add_phone(hass)
    speech = Speech(parts=("Your mother", "called."), title="Samantha", tag="abc")
    delivery = await voices.deliver(ANNAS, speech)
    assert (delivery.outcome, delivery.error) == (Outcome.SPOKEN, None)
    assert pushed(server) == [
        {
            "message": "Your mother called.",
            "title": "Samantha",
            "data": {
                "ttl": 0,
                "priority": "high",
                "tag": "abc",
                "actions": [
                    {"action": "samantha_heard_abc", "title": "Heard it"},
                    {"action": "samantha_later_abc", "title": "Later"},
                ],
            },
        }
    ]


async def test_what_may_not_begin_is_not_sent(
    hass: HomeAssistant, server: AiohttpClientMocker, voices: HouseVoices
) -> None:
    """It looks again right before."""
    await add_phone(hass)
    speech = Speech(parts=("Hello.",), may_begin=lambda: False)
    assert (await voices.deliver(ANNAS, speech)).outcome is Outcome.STOPPED
    assert pushed(server) == []


async def test_a_private_one_is_hidden_on_a_locked_screen(
    hass: HomeAssistant, server: AiohttpClientMocker, voices: HouseVoices
) -> None:
    """Whoever passes by doesn't read it."""
    await add_phone(hass)
    await voices.deliver(ANNAS, Speech(parts=("Hello.",), private=True))
    (notification,) = pushed(server)
    assert notification["data"]["visibility"] == "private"


async def test_it_speaks_into_the_ear(
    hass: HomeAssistant, server: AiohttpClientMocker, voices: HouseVoices
) -> None:
    """Where the app can speak."""
    await add_phone(hass, "Android")
    await voices.deliver(ANNAS, Speech(parts=("One.", "Two."), earpiece=True, tag="a"))
    assert pushed(server) == [
        {
            "message": "TTS",
            "data": {
                "ttl": 0,
                "priority": "high",
                "tts_text": "One. Two.",
                "media_stream": "music_stream",
            },
        }
    ]


async def test_where_the_app_cannot_speak_it_is_shown(
    hass: HomeAssistant, server: AiohttpClientMocker, voices: HouseVoices
) -> None:
    """Even into headphones."""
    await add_phone(hass, "iOS")
    await voices.deliver(ANNAS, Speech(parts=("One.",), earpiece=True))
    (notification,) = pushed(server)
    assert notification["message"] == "One."


async def test_only_the_phone_meant_is_reached(
    hass: HomeAssistant, server: AiohttpClientMocker, voices: HouseVoices
) -> None:
    """The one object behind the actions serves all phones."""
    await add_phone(hass)
    await add_phone(hass, name="Theos phone")
    await voices.deliver(ANNAS, Speech(parts=("Hello.",)))
    (call,) = server.mock_calls
    assert call[2]["registration_info"]["webhook_id"] == "webhook of Annas phone"


@pytest.mark.parametrize(
    ("system", "messages"),
    [("iOS", ["Maria"]), ("Android", ["Maria", "command_activity"])],
)
async def test_a_number_is_put_on_the_phone(
    hass: HomeAssistant,
    server: AiohttpClientMocker,
    voices: HouseVoices,
    system: str,
    messages: list[str],
) -> None:
    """A tap calls it; where the app can, the dialler opens by itself."""
    await add_phone(hass, system)
    assert await voices.dial(ANNAS, "+4930123456", "Maria", "Call")
    found = pushed(server)
    assert [one["message"] for one in found] == messages
    assert found[0]["data"]["actions"] == [
        {"action": "URI", "title": "Call", "uri": "tel:+4930123456"}
    ]
    assert found[0]["data"]["visibility"] == "private"
    intents = [one["data"]["intent_uri"] for one in found[1:]]
    assert intents == ["tel:+4930123456"] * len(intents)


async def test_a_number_for_no_phone(
    hass: HomeAssistant, server: AiohttpClientMocker, voices: HouseVoices
) -> None:
    """It goes nowhere."""
    await add_phone(hass)
    assert not await voices.dial("notify.mobile_app_nobodys", "1", "Maria", "Call")
    assert pushed(server) == []


@pytest.mark.parametrize("voice", ["notify.mobile_app_nobodys", "notify.attic"])
async def test_no_such_phone(
    hass: HomeAssistant, voices: HouseVoices, voice: str
) -> None:
    """It may have been replaced since."""
    await add_phone(hass)
    delivery = await voices.deliver(voice, Speech(parts=("Hello.",)))
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "unreachable")


async def test_whether_it_can_be_reached(
    hass: HomeAssistant, voices: HouseVoices
) -> None:
    """As long as its app is registered."""
    before = voices.condition(ANNAS, VoiceKind.PHONE, dt_util.utcnow())
    assert before.state is VoiceState.UNREACHABLE
    await add_phone(hass)
    after = voices.condition(ANNAS, VoiceKind.PHONE, dt_util.utcnow())
    assert after.state is VoiceState.FREE


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("samantha_heard_abc", [("abc", Tap.HEARD)]),
        ("samantha_later_abc_1", [("abc_1", Tap.LATER)]),
        ("samantha_heard_", []),
        ("samantha_other_abc", []),
        ("OPEN_GARAGE", []),
        (None, []),
    ],
)
async def test_a_tap_is_told(
    hass: HomeAssistant,
    voices: HouseVoices,
    action: str | None,
    expected: list[tuple[str, Tap]],
) -> None:
    """Hers, and no other."""
    taps: list[tuple[str, Tap]] = []
    users: set[str | None] = set()

    def note(tag: str, tap: Tap, user_id: str | None) -> None:
        taps.append((tag, tap))
        users.add(user_id)

    voices.on_tap(note)
    voices.async_start()
    hass.bus.async_fire(
        "mobile_app_notification_action",
        {"action": action},
        context=Context(user_id="anna"),
    )
    await hass.async_block_till_done()
    voices.async_close()
    hass.bus.async_fire("mobile_app_notification_action", {"action": action})
    await hass.async_block_till_done()
    assert taps == expected
    assert users == {"anna" for _ in expected}
