"""Adding a model, and changing it: an endpoint, or an AI Task entity."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_API_KEY, CONF_ENTITY_ID, CONF_MODEL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import probatio

from .mind.model.failures import Failure, ModelError
from .mind.model.models import async_source
from .mind.model.presets import OTHER, PRESETS
from .mind.model.settings import (
    CONF_BASE_URL,
    CONF_PATIENCE,
    CONF_POSITION,
    CONF_PRESET,
    CONF_TOOLS,
    DEFAULT_PATIENCE,
    DEFAULT_POSITION,
    ModelSettings,
)

_ENDPOINT: Final = probatio.Schema(
    {
        probatio.Required(CONF_PRESET, default=OTHER): SelectSelector(
            SelectSelectorConfig(
                options=list(PRESETS),
                translation_key="preset",
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        probatio.Optional(CONF_BASE_URL): TextSelector(
            TextSelectorConfig(type=TextSelectorType.URL)
        ),
        probatio.Optional(CONF_API_KEY): TextSelector(
            TextSelectorConfig(type=TextSelectorType.PASSWORD)
        ),
    }
)
_POSITION: Final = NumberSelector(
    NumberSelectorConfig(min=1, max=20, step=1, mode=NumberSelectorMode.BOX)
)
_PATIENCE: Final = NumberSelector(
    NumberSelectorConfig(
        min=3, max=120, step=1, unit_of_measurement="s", mode=NumberSelectorMode.BOX
    )
)
_TASK: Final = probatio.Schema(
    {
        probatio.Required(CONF_ENTITY_ID): EntitySelector(
            EntitySelectorConfig(domain="ai_task")
        ),
        probatio.Required(CONF_POSITION, default=DEFAULT_POSITION): _POSITION,
        probatio.Required(CONF_PATIENCE, default=DEFAULT_PATIENCE): _PATIENCE,
    }
)

# Enough of a tool to find out whether the server takes any.
_SOME_TOOL: Final = {
    "type": "function",
    "function": {
        "name": "look_around",
        "description": "Tells what is to be seen.",
        "parameters": {"type": "object", "properties": {}},
    },
}


class ModelSubentryFlow(ConfigSubentryFlow):
    """The flow of one model. Nothing is saved that has not answered."""

    def __init__(self) -> None:
        """Start without anything known."""
        self._data: dict[str, Any] = {}
        self._listed: list[str] = []

    async def async_step_user(
        self, _user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what kind of model it is."""
        return self.async_show_menu(
            step_id="user", menu_options=["endpoint", "ai_task"]
        )

    async def async_step_reconfigure(
        self, _user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Go on with the form that the model was made by."""
        self._data = dict(self._get_reconfigure_subentry().data)
        if CONF_ENTITY_ID in self._data:
            return await self.async_step_ai_task()
        return await self.async_step_endpoint()

    async def async_step_endpoint(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where the server is, and for the key."""
        errors: dict[str, str] = {}
        if user_input is not None:
            data = self._data | _cleaned(user_input, self._data)
            if not _is_url(data[CONF_BASE_URL]):
                errors[CONF_BASE_URL] = "invalid_url"
            else:
                try:
                    self._listed = await _models(self.hass, data)
                except ModelError as err:
                    errors = _told(err.failure)
                else:
                    self._data = data
                    return await self.async_step_model()
        shown = user_input or {
            key: self._data[key]
            for key in (CONF_PRESET, CONF_BASE_URL)
            if key in self._data
        }
        return self.async_show_form(
            step_id="endpoint",
            data_schema=self.add_suggested_values_to_schema(_ENDPOINT, shown),
            errors=errors,
        )

    async def async_step_model(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which model of the server, and what it may use."""
        errors: dict[str, str] = {}
        if user_input is not None:
            data = self._data | user_input
            errors = await _tried(self.hass, data)
            if not errors:
                return self._save(data[CONF_MODEL], data)
        return self.async_show_form(
            step_id="model",
            data_schema=self.add_suggested_values_to_schema(
                _model_schema(self.hass, self._listed), user_input or self._data
            ),
            errors=errors,
        )

    async def async_step_ai_task(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the entity."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await _tried(self.hass, user_input)
            if not errors:
                state = self.hass.states.get(user_input[CONF_ENTITY_ID])
                title = state.name if state else user_input[CONF_ENTITY_ID]
                return self._save(title, user_input)
        return self.async_show_form(
            step_id="ai_task",
            data_schema=self.add_suggested_values_to_schema(
                _TASK, user_input or self._data
            ),
            errors=errors,
        )

    def _save(self, title: str, data: dict[str, Any]) -> SubentryFlowResult:
        if self.source == "reconfigure":
            return self.async_update_and_abort(
                self._get_entry(),
                self._get_reconfigure_subentry(),
                title=title,
                data=data,
            )
        return self.async_create_entry(title=title, data=data)


def _model_schema(hass: HomeAssistant, listed: list[str]) -> probatio.Schema:
    collections = [
        SelectOptionDict(value=api.id, label=api.name)
        for api in llm.async_get_apis(hass)
        # From 2026.11 on some are for administrators; who speaks is rarely known.
        if not getattr(api, "requires_admin", False)
    ]
    return probatio.Schema(
        {
            probatio.Required(
                CONF_MODEL, default=listed[0] if listed else probatio.UNDEFINED
            ): SelectSelector(
                SelectSelectorConfig(
                    options=listed, custom_value=True, mode=SelectSelectorMode.DROPDOWN
                )
            ),
            probatio.Optional(CONF_TOOLS, default=[llm.LLM_API_ASSIST]): SelectSelector(
                SelectSelectorConfig(options=collections, multiple=True)
            ),
            probatio.Required(CONF_POSITION, default=DEFAULT_POSITION): _POSITION,
            probatio.Required(CONF_PATIENCE, default=DEFAULT_PATIENCE): _PATIENCE,
        }
    )


async def async_try(hass: HomeAssistant, data: Mapping[str, Any]) -> Failure | None:
    """Have a model say something; return what went wrong."""
    settings = ModelSettings.from_data(data)
    source: Any = await async_source(hass, settings)
    try:
        if settings.entity_id is not None:
            await source.async_test()
        else:
            await source.async_test([_SOME_TOOL] if settings.tools else ())
    except ModelError as err:
        return err.failure
    return None


async def _tried(hass: HomeAssistant, data: Mapping[str, Any]) -> dict[str, str]:
    failure = await async_try(hass, data)
    return {} if failure is None else _told(failure)


async def _models(hass: HomeAssistant, data: Mapping[str, Any]) -> list[str]:
    """Return what the server lists, which is nothing where it knows no lists."""
    source: Any = await async_source(hass, ModelSettings.from_data(data))
    try:
        models: list[str] = await source.async_models()
    except ModelError as err:
        if err.failure in {Failure.UNKNOWN_MODEL, Failure.REFUSED, Failure.GARBAGE}:
            return []
        raise
    return sorted(models)


def _told(failure: Failure) -> dict[str, str]:
    errors: dict[str, str] = {}
    if failure is Failure.UNREACHABLE:
        errors["base"] = "unreachable"
    elif failure is Failure.WRONG_KEY:
        errors["base"] = "wrong_key"
    elif failure is Failure.UNKNOWN_MODEL:
        errors["base"] = "unknown_model"
    elif failure is Failure.QUOTA:
        errors["base"] = "quota"
    elif failure in {Failure.SLOW, Failure.TOO_LONG}:
        errors["base"] = "slow"
    else:
        errors["base"] = "no_answer"
    return errors


def _cleaned(
    user_input: Mapping[str, Any], before: Mapping[str, Any]
) -> dict[str, Any]:
    """Fill in what a preset knows. A key stays as long as the server does."""
    url = user_input.get(CONF_BASE_URL, "").strip().rstrip("/")
    url = url.removesuffix("/chat/completions")
    url = url or PRESETS[user_input[CONF_PRESET]].url
    if _is_url(url) and not urlsplit(url).path:
        url += "/v1"
    key = user_input.get(CONF_API_KEY, "").strip()
    if not key and before.get(CONF_BASE_URL) == url:
        key = before.get(CONF_API_KEY, "")
    return {
        CONF_PRESET: user_input[CONF_PRESET],
        CONF_BASE_URL: url,
        CONF_API_KEY: key,
    }


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
