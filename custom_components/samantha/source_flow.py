"""Adding where messages come from, among what Home Assistant has set up."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import ATTR_FRIENDLY_NAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)
import probatio

from .contacts import contacts_of
from .messages.cleaning import LONGEST_TEXT
from .messages.rules import Aloud
from .messages.sources.settings import (
    CONF_ALOUD,
    CONF_APPS,
    CONF_CONTACTS,
    CONF_IGNORED,
    CONF_KIND,
    CONF_LONGEST,
    CONF_QUIET_WORDS,
    CONF_RESIDENTS,
    CONF_WHERE,
    SourceKind,
    sources_of,
)
from .naming import distinct
from .residents import residents_of

_EVENT: Final = "event"
_LAST_NOTIFICATION: Final = "_last_notification"
_SHORTEST: Final = 100
_MESSENGERS: Final = (
    "com.whatsapp",
    "org.thoughtcrime.securesms",
    "org.telegram.messenger",
    "ch.threema.app",
    "com.google.android.apps.messaging",
)


class SourceFlow(ConfigSubentryFlow):
    """A source of messages: where they come from, whose they are, what is told."""

    _where: str

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where messages come from, among what is there and not taken yet."""
        if not residents_of(self._get_entry()):
            return self.async_abort(reason="no_resident")
        taken = {source.where for source in sources_of(self._get_entry()).values()}
        found = {
            where: label
            for where, (_, label) in _found(self.hass).items()
            if where not in taken
        }
        if not found:
            return self.async_abort(reason="nothing_found")
        if user_input is not None:
            self._where = user_input[CONF_WHERE]
            return await self.async_step_about()
        return self.async_show_form(
            step_id="user",
            data_schema=probatio.Schema(
                {probatio.Required(CONF_WHERE): _choice(found)}
            ),
            last_step=False,
        )

    async def async_step_about(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for whom the messages are, and what is told of them."""
        found = _found(self.hass).get(self._where)
        if found is None:
            return self.async_abort(reason="nothing_found")
        kind, label = found
        errors: dict[str, str] = {}
        if user_input is not None:
            data, errors = _checked(user_input, kind)
            if not errors:
                return self.async_create_entry(
                    title=label,
                    data={CONF_KIND: kind.value, CONF_WHERE: self._where, **data},
                    unique_id=self._where,
                )
        return self.async_show_form(
            step_id="about",
            data_schema=self._filled_in(kind, user_input or {}),
            description_placeholders={"name": label},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change for whom the messages are, and what is told of them."""
        subentry = self._get_reconfigure_subentry()
        kind = SourceKind(subentry.data[CONF_KIND])
        errors: dict[str, str] = {}
        if user_input is not None:
            data, errors = _checked(user_input, kind)
            if not errors:
                fixed = {key: subentry.data[key] for key in (CONF_KIND, CONF_WHERE)}
                return self.async_update_and_abort(
                    self._get_entry(), subentry, data={**fixed, **data}
                )
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self._filled_in(kind, user_input or subentry.data),
            description_placeholders={"name": subentry.title},
            errors=errors,
        )

    def _filled_in(self, kind: SourceKind, shown: Mapping[str, Any]) -> probatio.Schema:
        """Return the form; who has moved out or is no contact any more is left out."""
        entry = self._get_entry()
        people = {key: one.title for key, one in residents_of(entry).items()}
        contacts = {key: one.name for key, one in contacts_of(entry).items()}
        return self.add_suggested_values_to_schema(
            _schema(kind, people, contacts),
            {
                **shown,
                CONF_RESIDENTS: _known(shown.get(CONF_RESIDENTS, ()), people),
                CONF_CONTACTS: _known(shown.get(CONF_CONTACTS, ()), contacts),
            },
        )


def _checked(
    user_input: Mapping[str, Any], kind: SourceKind
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the cleaned data and what is wrong with it, by field."""
    data = {
        **user_input,
        CONF_LONGEST: int(user_input[CONF_LONGEST]),
        CONF_IGNORED: distinct(user_input[CONF_IGNORED], ""),
        CONF_QUIET_WORDS: distinct(user_input[CONF_QUIET_WORDS], ""),
    }
    errors: dict[str, str] = {}
    if not data[CONF_RESIDENTS]:
        errors[CONF_RESIDENTS] = "residents_empty"
    if data[CONF_ALOUD] == Aloud.LISTED and not data[CONF_CONTACTS]:
        errors[CONF_CONTACTS] = "contacts_empty"
    if kind is SourceKind.PHONE and not data[CONF_APPS]:
        errors[CONF_APPS] = "apps_empty"
    return data, errors


def _found(hass: HomeAssistant) -> dict[str, tuple[SourceKind, str]]:
    """Return what messages can come from, with its kind and what it is called."""
    found: dict[str, tuple[SourceKind, str]] = {}
    for kind in SourceKind:
        for entry in hass.config_entries.async_entries(kind.value):
            if kind is SourceKind.MAIL:
                found[entry.entry_id] = kind, entry.title
                continue
            for one in er.async_entries_for_config_entry(
                er.async_get(hass), entry.entry_id
            ):
                if _brings_messages(kind, one):
                    found[one.entity_id] = kind, _label(hass, one)
    return found


def _brings_messages(kind: SourceKind, entry: er.RegistryEntry) -> bool:
    if entry.disabled_by is not None:
        return False
    if kind is SourceKind.PHONE:
        return entry.unique_id.endswith(_LAST_NOTIFICATION)
    return entry.domain == _EVENT


def _label(hass: HomeAssistant, entry: er.RegistryEntry) -> str:
    state = hass.states.get(entry.entity_id)
    name = state.attributes.get(ATTR_FRIENDLY_NAME) if state else None
    return name or entry.entity_id


def _known(keys: Iterable[str], known: Mapping[str, str]) -> list[str]:
    return [key for key in keys if key in known]


def _choice(options: Mapping[str, str], *, multiple: bool = False) -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=value, label=label)
                for value, label in options.items()
            ],
            multiple=multiple,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def _schema(
    kind: SourceKind, residents: Mapping[str, str], contacts: Mapping[str, str]
) -> probatio.Schema:
    fields: dict[Any, Any] = {
        probatio.Optional(CONF_RESIDENTS, default=list): _choice(
            residents, multiple=True
        ),
        probatio.Required(CONF_ALOUD, default=Aloud.EVERYONE.value): SelectSelector(
            SelectSelectorConfig(
                options=[aloud.value for aloud in Aloud], translation_key=CONF_ALOUD
            )
        ),
        probatio.Optional(CONF_CONTACTS, default=list): _choice(
            contacts, multiple=True
        ),
        probatio.Optional(CONF_IGNORED, default=list): _LINES,
        probatio.Optional(CONF_QUIET_WORDS, default=list): _LINES,
        probatio.Required(CONF_LONGEST, default=LONGEST_TEXT): NumberSelector(
            NumberSelectorConfig(
                min=_SHORTEST, max=LONGEST_TEXT, mode=NumberSelectorMode.BOX
            )
        ),
    }
    if kind is SourceKind.PHONE:
        fields[probatio.Optional(CONF_APPS, default=list)] = SelectSelector(
            SelectSelectorConfig(
                options=list(_MESSENGERS), multiple=True, custom_value=True
            )
        )
    return probatio.Schema(fields)


_LINES: Final = TextSelector(TextSelectorConfig(multiple=True))
