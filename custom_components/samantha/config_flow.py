"""Setting her up: her name, the names she also answers to, her language."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentry,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import CONF_API_KEY, CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    LanguageSelector,
    LanguageSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import probatio

from .const import CONF_NICKNAMES, DEFAULT_NAME, DOMAIN
from .contact_flow import ContactFlow
from .contacts import SUBENTRY_CONTACT
from .data import SamanthaConfigEntry
from .messages.sources.settings import SUBENTRY_SOURCE
from .mind.languages import best_match, supported_languages
from .mind.model.failures import Failure
from .mind.model.issues import DATA_SUBENTRY_ID
from .mind.model.settings import CONF_BASE_URL, SUBENTRY_MODEL
from .model_flow import ModelSubentryFlow, async_try
from .naming import clean, distinct, is_name
from .options_flow import SamanthaOptionsFlow
from .resident_flow import ResidentFlow
from .residents import SUBENTRY_RESIDENT
from .source_flow import SourceFlow


class SamanthaConfigFlow(ConfigFlow, domain=DOMAIN):
    """Her set-up, and its change later on."""

    _subentry_id: str = ""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: SamanthaConfigEntry) -> OptionsFlow:
        """Return the flow for how she speaks and what she may do."""
        return SamanthaOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: SamanthaConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flows of what an entry may have several of."""
        return {
            SUBENTRY_RESIDENT: ResidentFlow,
            SUBENTRY_CONTACT: ContactFlow,
            SUBENTRY_SOURCE: SourceFlow,
            SUBENTRY_MODEL: ModelSubentryFlow,
        }

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for her name, nicknames and language."""
        errors: dict[str, str] = {}
        if user_input is not None:
            data, errors = _checked(user_input)
            if not errors:
                return self.async_create_entry(title=data[CONF_NAME], data=data)
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                _schema(self.hass), user_input or {CONF_NAME: DEFAULT_NAME}
            ),
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change her name, nicknames and language."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            data, errors = _checked(user_input)
            if not errors:
                return self.async_update_and_abort(
                    entry, title=data[CONF_NAME], data=data
                )
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                _schema(self.hass), user_input or entry.data
            ),
            errors=errors,
        )

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Ask for another key of a model that did not accept the one it has."""
        self._subentry_id = entry_data[DATA_SUBENTRY_ID]
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the key, and try it."""
        entry = self._get_reauth_entry()
        subentry = entry.subentries.get(self._subentry_id)
        if subentry is None:
            return self.async_abort(reason="model_removed")
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {**subentry.data, CONF_API_KEY: user_input[CONF_API_KEY].strip()}
            failure = await async_try(self.hass, data)
            if failure is None:
                for model in _models_with_the_key_of(entry, subentry):
                    self.hass.config_entries.async_update_subentry(
                        entry,
                        model,
                        data={**model.data, CONF_API_KEY: data[CONF_API_KEY]},
                    )
                return self.async_abort(reason="reauth_successful")
            if failure is Failure.WRONG_KEY:
                errors[CONF_API_KEY] = "wrong_key"
            else:
                errors["base"] = "model_no_answer"
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=probatio.Schema(
                {
                    probatio.Required(CONF_API_KEY): TextSelector(
                        TextSelectorConfig(type=TextSelectorType.PASSWORD)
                    )
                }
            ),
            description_placeholders={"title": subentry.title},
            errors=errors,
        )


def _models_with_the_key_of(
    entry: SamanthaConfigEntry, subentry: ConfigSubentry
) -> list[ConfigSubentry]:
    """Return the models of one server that share a key, which is asked for once."""
    shared = (CONF_BASE_URL, CONF_API_KEY)
    return [
        other
        for other in entry.subentries.values()
        if other.subentry_type == SUBENTRY_MODEL
        and all(other.data.get(key) == subentry.data.get(key) for key in shared)
    ]


def _schema(hass: HomeAssistant) -> probatio.Schema:
    languages = supported_languages()
    return probatio.Schema(
        {
            probatio.Required(CONF_NAME): TextSelector(),
            probatio.Optional(CONF_NICKNAMES, default=list): TextSelector(
                TextSelectorConfig(multiple=True)
            ),
            probatio.Required(
                CONF_LANGUAGE,
                default=best_match(hass.config.language, set(languages), "en"),
            ): LanguageSelector(LanguageSelectorConfig(languages=languages)),
        }
    )


def _checked(user_input: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the cleaned data and what is wrong with it, by field."""
    name = clean(user_input[CONF_NAME])
    nicknames = distinct(user_input[CONF_NICKNAMES], name)
    errors: dict[str, str] = {}
    if not name:
        errors[CONF_NAME] = "name_empty"
    elif not is_name(name):
        errors[CONF_NAME] = "name_invalid"
    if not all(is_name(nickname) for nickname in nicknames):
        errors[CONF_NICKNAMES] = "name_invalid"
    if user_input[CONF_LANGUAGE] not in supported_languages():
        errors[CONF_LANGUAGE] = "language_unknown"
    data = {
        CONF_NAME: name,
        CONF_NICKNAMES: nicknames,
        CONF_LANGUAGE: user_input[CONF_LANGUAGE],
    }
    return data, errors
