"""Adding somebody who lives here, and changing what is known of them."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_CODE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    AreaSelector,
    BooleanSelector,
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
    TimeSelector,
)
import probatio

from .call_hours import (
    CALL_ENDS,
    CONF_CALL_DAYS,
    CONF_CALL_START,
    CONF_CALL_UNTIL,
    WEEKDAY_SELECTOR,
)
from .const import CONF_NICKNAMES
from .family.nudging import DAILY
from .house_settings import (
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    has_one_end,
    lasts_all_day,
)
from .mind.codes import is_code
from .naming import distinct, is_name
from .residents import (
    CONF_BEFORE_OTHERS,
    CONF_CALL,
    CONF_DAILY_NUDGES,
    CONF_DO_NOT_DISTURB,
    CONF_EMOJI,
    CONF_HEADPHONES,
    CONF_MESSAGES,
    CONF_MESSAGES_SHOWN,
    CONF_PERSON,
    CONF_PHONE,
    CONF_ROLE,
    CONF_SATELLITES,
    CONF_SLEEP,
    CONF_SLEEP_AREA,
    CONF_TRACKER,
    MESSAGES_ADDRESSED,
    MESSAGES_ANNOUNCED,
    MESSAGES_ASKED,
    MESSAGES_READ,
    OTHERS_NOTHING,
    OTHERS_SENDER,
    OTHERS_WAITS,
    ROLE_ADULT,
    ROLE_CHILD,
    ResidentSettings,
    residents_of,
)
from .sections import flat, in_sections
from .suggestions import async_phones, async_suggested, name_of

# The sections of the form.
CONF_CALLS: Final = "calls"
CONF_SENSORS: Final = "sensors"
_SECTIONS: Final = (CONF_SENSORS, CONF_CALLS)

# More often a day nobody wants to be reminded.
_MOST_NUDGES: Final = 5
_TELL_YES_OR_NO: Final = ["binary_sensor", "input_boolean", "schedule", "switch"]


class ResidentFlow(ConfigSubentryFlow):
    """A resident: the person of Home Assistant, and what its registries can't tell."""

    _person: str

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask who it is, among the persons who are no residents yet."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        taken = {one.person for one in self._others().values()}
        persons = sorted(set(self.hass.states.async_entity_ids("person")) - taken)
        if not persons:
            return self.async_abort(reason="no_person_left")
        if user_input is not None:
            self._person = user_input[CONF_PERSON]
            return await self.async_step_about()
        return self.async_show_form(
            step_id="user",
            data_schema=probatio.Schema(
                {
                    probatio.Required(CONF_PERSON, default=persons[0]): EntitySelector(
                        EntitySelectorConfig(include_entities=persons)
                    )
                }
            ),
            last_step=False,
        )

    async def async_step_about(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what was found of them, and ask for the rest."""
        if any(one.person == self._person for one in self._others().values()):
            return self.async_abort(reason="already_resident")
        name = name_of(self.hass, self._person) or self._person
        errors: dict[str, str] = {}
        shown = in_sections(async_suggested(self.hass, self._person), *_SECTIONS)
        if user_input is not None:
            data, errors = self._checked(user_input, name)
            if not errors:
                return self.async_create_entry(
                    title=name,
                    data={CONF_PERSON: self._person, **data},
                    unique_id=self._person,
                )
            shown = user_input
        return self.async_show_form(
            step_id="about",
            data_schema=self.add_suggested_values_to_schema(_schema(self.hass), shown),
            description_placeholders={"name": name},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change what is known of them; who it is stays."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        subentry = self._get_reconfigure_subentry()
        errors: dict[str, str] = {}
        shown = in_sections(subentry.data, *_SECTIONS)
        if user_input is not None:
            data, errors = self._checked(
                user_input, subentry.title, known_phone=subentry.data.get(CONF_PHONE)
            )
            if not errors:
                return self.async_update_and_abort(
                    self._get_entry(),
                    subentry,
                    data={CONF_PERSON: subentry.data[CONF_PERSON], **data},
                )
            shown = user_input
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(_schema(self.hass), shown),
            description_placeholders={"name": subentry.title},
            errors=errors,
        )

    def _others(self) -> Mapping[str, ResidentSettings]:
        """Return the residents beside the one that this flow is about."""
        own = self.context.get("subentry_id")
        return {
            key: resident
            for key, resident in residents_of(self._get_entry()).items()
            if key != own
        }

    def _checked(
        self,
        user_input: Mapping[str, Any],
        name: str,
        *,
        known_phone: str | None = None,
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the cleaned data and what is wrong with it, by field.

        A phone that is known already may be away for the moment.
        """
        data = flat(user_input, *_SECTIONS)
        data[CONF_NICKNAMES] = distinct(data[CONF_NICKNAMES], name)
        others = self._others().values()
        errors: dict[str, str] = {}
        if not is_code(code := data.pop(CONF_CODE, "").strip()):
            errors[CONF_CODE] = "invalid_code"
        elif code:
            data[CONF_CODE] = code
        if not all(map(is_name, data[CONF_NICKNAMES])):
            errors[CONF_NICKNAMES] = "name_invalid"
        if phone := data.pop(CONF_PHONE, "").strip().removeprefix("notify."):
            data[CONF_PHONE] = phone
            if phone != known_phone and phone not in async_phones(self.hass):
                errors[CONF_PHONE] = "phone_unknown"
            elif phone in {one.phone for one in others}:
                errors[CONF_PHONE] = "phone_taken"
        if any(one.satellites & set(data[CONF_SATELLITES]) for one in others):
            errors[CONF_SATELLITES] = "satellite_taken"
        _check_hours(data, errors)
        return data, errors


def _check_hours(data: Mapping[str, Any], errors: dict[str, str]) -> None:
    """Note what is wrong with the hours, by field or by section."""
    if has_one_end(data):
        errors[CONF_QUIET_UNTIL] = "quiet_half"
    elif lasts_all_day(data):
        errors[CONF_QUIET_UNTIL] = "quiet_always"
    if has_one_end(data, *CALL_ENDS):
        errors[CONF_CALLS] = "hours_half"
    elif lasts_all_day(data, *CALL_ENDS):
        errors[CONF_CALLS] = "hours_none"


def _schema(hass: HomeAssistant) -> probatio.Schema:
    return probatio.Schema(
        {
            probatio.Required(CONF_ROLE, default=ROLE_ADULT): SelectSelector(
                SelectSelectorConfig(
                    options=[ROLE_ADULT, ROLE_CHILD], translation_key=CONF_ROLE
                )
            ),
            probatio.Optional(CONF_NICKNAMES, default=list): TextSelector(
                TextSelectorConfig(multiple=True)
            ),
            probatio.Optional(CONF_PHONE): SelectSelector(
                SelectSelectorConfig(
                    options=[
                        SelectOptionDict(value=action, label=label)
                        for action, label in async_phones(hass).items()
                    ],
                    custom_value=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            probatio.Optional(CONF_SATELLITES, default=list): _entities(
                ["assist_satellite"], multiple=True
            ),
            probatio.Optional(CONF_CODE): TextSelector(
                TextSelectorConfig(type=TextSelectorType.PASSWORD)
            ),
            probatio.Optional(CONF_QUIET_FROM): TimeSelector(),
            probatio.Optional(CONF_QUIET_UNTIL): TimeSelector(),
            probatio.Optional(CONF_SLEEP_AREA): AreaSelector(),
            probatio.Required(
                CONF_MESSAGES, default=MESSAGES_ADDRESSED
            ): SelectSelector(
                SelectSelectorConfig(
                    options=[
                        MESSAGES_READ,
                        MESSAGES_ANNOUNCED,
                        MESSAGES_ADDRESSED,
                        MESSAGES_ASKED,
                    ],
                    translation_key=CONF_MESSAGES,
                )
            ),
            probatio.Required(CONF_BEFORE_OTHERS, default=OTHERS_WAITS): SelectSelector(
                SelectSelectorConfig(
                    options=[OTHERS_NOTHING, OTHERS_WAITS, OTHERS_SENDER],
                    translation_key=CONF_BEFORE_OTHERS,
                )
            ),
            probatio.Required(CONF_EMOJI, default=False): BooleanSelector(),
            probatio.Required(CONF_MESSAGES_SHOWN, default=False): BooleanSelector(),
            probatio.Required(CONF_SENSORS): section(
                probatio.Schema(
                    {
                        probatio.Optional(CONF_SLEEP): _entities(_TELL_YES_OR_NO),
                        probatio.Optional(CONF_DO_NOT_DISTURB): _entities(
                            [*_TELL_YES_OR_NO, "sensor"]
                        ),
                        probatio.Optional(CONF_CALL): _entities(
                            [*_TELL_YES_OR_NO, "sensor"]
                        ),
                        probatio.Optional(CONF_HEADPHONES): _entities(_TELL_YES_OR_NO),
                        probatio.Optional(CONF_TRACKER): _entities(
                            ["device_tracker", "sensor"]
                        ),
                    }
                ),
                {"collapsed": True},
            ),
            probatio.Required(CONF_CALLS): section(
                probatio.Schema(
                    {
                        probatio.Optional(
                            CONF_CALL_DAYS, default=list
                        ): WEEKDAY_SELECTOR,
                        probatio.Optional(CONF_CALL_START): TimeSelector(),
                        probatio.Optional(CONF_CALL_UNTIL): TimeSelector(),
                        probatio.Optional(
                            CONF_DAILY_NUDGES, default=DAILY
                        ): NumberSelector(
                            NumberSelectorConfig(
                                min=0,
                                max=_MOST_NUDGES,
                                mode=NumberSelectorMode.SLIDER,
                            )
                        ),
                    }
                ),
                {"collapsed": True},
            ),
        }
    )


def _entities(domains: list[str], *, multiple: bool = False) -> EntitySelector:
    return EntitySelector(EntitySelectorConfig(domain=domains, multiple=multiple))
