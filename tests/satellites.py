"""Two satellites, a pipeline with her in it, and a way to talk to them."""

from collections.abc import AsyncGenerator, AsyncIterable, Generator
from contextlib import contextmanager
import itertools
from typing import Any, Final, override

from homeassistant.components import conversation, stt
from homeassistant.components.assist_pipeline import (
    PipelineEvent,
    PipelineEventType,
)
from homeassistant.components.assist_pipeline.pipeline import PipelineStage
from homeassistant.components.assist_satellite import (
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature as Feature,
)
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_config_flow,
    mock_integration,
    mock_platform,
    setup_test_component_platform,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from tests.mind.home import Lock

HER: Final = "conversation.samantha"
PLATFORMS: Final = [Platform.ASSIST_SATELLITE, Platform.STT]


class Recogniser(stt.SpeechToTextEntity):
    """Hears in the sound of a text that text."""

    _attr_name = "Recogniser"
    said = ""

    @property
    @override
    def supported_languages(self) -> list[str]:
        return ["en"]

    @property
    @override
    def supported_formats(self) -> list[stt.AudioFormats]:
        return [stt.AudioFormats.WAV]

    @property
    @override
    def supported_codecs(self) -> list[stt.AudioCodecs]:
        return [stt.AudioCodecs.PCM]

    @property
    @override
    def supported_bit_rates(self) -> list[stt.AudioBitRates]:
        return [stt.AudioBitRates.BITRATE_16]

    @property
    @override
    def supported_sample_rates(self) -> list[stt.AudioSampleRates]:
        return [stt.AudioSampleRates.SAMPLERATE_16000]

    @property
    @override
    def supported_channels(self) -> list[stt.AudioChannels]:
        return [stt.AudioChannels.CHANNEL_MONO]

    @override
    async def async_process_audio_stream(
        self, metadata: stt.SpeechMetadata, stream: AsyncIterable[bytes]
    ) -> stt.SpeechResult:
        return stt.SpeechResult(self.said, stt.SpeechResultState.SUCCESS)


class Satellite(AssistSatelliteEntity):
    """Does with the microphone what satellites of its kind do."""

    def __init__(self, name: str, features: Feature) -> None:
        """Stand somewhere."""
        self._attr_name = name
        self._attr_unique_id = name
        self._attr_supported_features = self._features = features
        self.microphone_open = False
        self.answer = ""

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        raise NotImplementedError

    @override
    async def async_set_configuration(
        self, config: AssistSatelliteConfiguration
    ) -> None:
        raise NotImplementedError

    @override
    def on_pipeline_event(self, event: PipelineEvent) -> None:
        if event.type is PipelineEventType.INTENT_END and event.data:
            output = event.data["intent_output"]
            self.answer = output["response"]["speech"]["plain"]["speech"]
            # So does ESPHome's, which is told the same.
            can_listen_on = Feature.START_CONVERSATION in self._features
            self.microphone_open = can_listen_on and output["continue_conversation"]


class Home:
    """Two satellites, a front door, and her."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Build it."""
        self.hass = hass
        self.recogniser = Recogniser()
        self.open = Satellite("Open", Feature.ANNOUNCE | Feature.START_CONVERSATION)
        self.plain = Satellite("Plain", Feature.ANNOUNCE)
        self.touches: list[tuple[str, str]] = []
        self._wake_words = itertools.count(1)

    async def wake(self, satellite: Satellite, said: str) -> None:
        """Say a wake word, then something.

        Home Assistant takes the same one within two seconds for an echo.
        """
        word = f"wake word {next(self._wake_words)}"
        await self.say(satellite, said, wake_word_phrase=word)

    async def say(self, satellite: Satellite, said: str, **run: Any) -> None:
        """Say something to a satellite that listens."""
        self.recogniser.said = said
        await satellite.async_accept_pipeline_from_satellite(
            _silence(),
            start_stage=PipelineStage.STT,
            end_stage=PipelineStage.INTENT,
            **run,
        )
        await self.hass.async_block_till_done(wait_background_tasks=True)


async def _silence() -> AsyncGenerator[bytes]:
    yield bytes(3200)


@contextmanager
def voice_flow(hass: HomeAssistant) -> Generator[None]:
    """Let entries of the satellites' integration exist."""
    mock_platform(hass, "test.config_flow")
    with mock_config_flow("test", ConfigFlow):
        yield


async def furnish(hass: HomeAssistant, connect: WebSocketGenerator) -> Home:
    """Set the home up, with her as the agent of its pipeline."""
    home = Home(hass)
    assert await async_setup_component(hass, "assist_pipeline", {})
    setup_test_component_platform(
        hass, Platform.LOCK, [Lock("Front door", home.touches)]
    )
    assert await async_setup_component(hass, "lock", {"lock": {"platform": "test"}})
    await _add_voice(hass, home)
    async_expose_entity(
        hass, conversation.DOMAIN, "lock.front_door", should_expose=True
    )
    client = await connect()
    await client.send_json_auto_id({"type": "assist_pipeline/pipeline/list"})
    (pipeline,) = (await client.receive_json())["result"]["pipelines"]
    pipeline_id = pipeline.pop("id")
    await client.send_json_auto_id(
        pipeline
        | {
            "type": "assist_pipeline/pipeline/update",
            "pipeline_id": pipeline_id,
            "conversation_engine": HER,
            "stt_engine": home.recogniser.entity_id,
            "stt_language": "en",
        }
    )
    assert (await client.receive_json())["success"]
    return home


async def _add_voice(hass: HomeAssistant, home: Home) -> None:
    async def set_up(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
        return True

    mock_integration(hass, MockModule("test", async_setup_entry=set_up))
    setup_test_component_platform(
        hass, Platform.STT, [home.recogniser], from_config_entry=True
    )
    setup_test_component_platform(
        hass,
        Platform.ASSIST_SATELLITE,
        [home.open, home.plain],
        from_config_entry=True,
    )
    entry = MockConfigEntry(domain="test")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
