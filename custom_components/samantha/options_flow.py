"""What the owner decides: how she speaks unprompted, and what needs no question."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.const import CONF_CODE, PERCENTAGE
from homeassistant.helpers.selector import (
    AreaSelector,
    AreaSelectorConfig,
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
    TimeSelector,
)
import probatio

from .const import CONF_SPEAKER_TAG, CONF_UNCONFIRMED
from .house_settings import (
    CONF_AREAS,
    CONF_CHIME,
    CONF_GUESTS,
    CONF_OPEN_PLAN,
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    CONF_VOLUME,
    DEFAULT_VOLUME,
    has_one_end,
    lasts_all_day,
)
from .mind.codes import is_code
from .mind.tags import FORMS, SpeakerTag

OPTIONS_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_CHIME, default=True): BooleanSelector(),
        probatio.Required(CONF_VOLUME, default=DEFAULT_VOLUME): NumberSelector(
            NumberSelectorConfig(
                min=0,
                max=100,
                step=5,
                mode=NumberSelectorMode.SLIDER,
                unit_of_measurement=PERCENTAGE,
            )
        ),
        probatio.Optional(CONF_QUIET_FROM): TimeSelector(),
        probatio.Optional(CONF_QUIET_UNTIL): TimeSelector(),
        probatio.Optional(CONF_GUESTS): EntitySelector(
            EntitySelectorConfig(
                filter=[
                    EntityWithDeviceFilterSelectorConfig(
                        domain=[
                            "binary_sensor",
                            "device_tracker",
                            "group",
                            "input_boolean",
                            "person",
                            "schedule",
                            "switch",
                        ]
                    )
                ]
            )
        ),
        probatio.Optional(CONF_OPEN_PLAN): ObjectSelector(
            ObjectSelectorConfig(
                fields={
                    CONF_AREAS: ObjectSelectorField(
                        required=True,
                        selector=AreaSelector(AreaSelectorConfig(multiple=True)),
                    )
                },
                multiple=True,
                label_field=CONF_AREAS,
                translation_key=CONF_OPEN_PLAN,
            )
        ),
        probatio.Optional(CONF_UNCONFIRMED, default=list): EntitySelector(
            EntitySelectorConfig(
                multiple=True,
                filter=[
                    EntityWithDeviceFilterSelectorConfig(
                        domain=[
                            "alarm_control_panel",
                            "cover",
                            "lock",
                            "scene",
                            "script",
                            "valve",
                        ]
                    )
                ],
            )
        ),
        probatio.Optional(CONF_CODE): TextSelector(
            TextSelectorConfig(type=TextSelectorType.PASSWORD)
        ),
        probatio.Optional(CONF_SPEAKER_TAG): SelectSelector(
            SelectSelectorConfig(
                options=list(FORMS),
                custom_value=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
    }
)


class SamanthaOptionsFlow(OptionsFlow):
    """Her manners in this house, what needs no question, and the code for a yes."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for all of it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            code = user_input.get(CONF_CODE, "").strip()
            tag = user_input.get(CONF_SPEAKER_TAG, "").strip()
            rooms = [group[CONF_AREAS] for group in _groups(user_input)]
            if not is_code(code):
                errors[CONF_CODE] = "invalid_code"
            if tag and SpeakerTag.from_form(tag) is None:
                errors[CONF_SPEAKER_TAG] = "invalid_tag"
            if any(len(set(group)) == 1 for group in rooms):
                errors[CONF_OPEN_PLAN] = "one_area"
            if has_one_end(user_input):
                errors[CONF_QUIET_UNTIL] = "quiet_half"
            elif lasts_all_day(user_input):
                errors[CONF_QUIET_UNTIL] = "quiet_always"
            if not errors:
                kept = {**user_input, CONF_CODE: code, CONF_SPEAKER_TAG: tag}
                return self.async_create_entry(data=_kept(kept, rooms))
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                OPTIONS_SCHEMA, user_input or _shown(self.config_entry.options)
            ),
            errors=errors,
        )


def _groups(user_input: Mapping[str, Any]) -> list[dict[str, list[str]]]:
    groups = user_input.get(CONF_OPEN_PLAN, [])
    # One group alone may come without a list around it.
    return [groups] if isinstance(groups, dict) else groups


def _kept(user_input: Mapping[str, Any], rooms: list[list[str]]) -> dict[str, Any]:
    """Return the options as they are stored: nothing that is empty."""
    options = {
        **user_input,
        CONF_OPEN_PLAN: [group for group in rooms if group],
        CONF_VOLUME: round(user_input[CONF_VOLUME]),
    }
    return {
        option: value
        for option, value in options.items()
        if value or option not in {CONF_CODE, CONF_OPEN_PLAN, CONF_SPEAKER_TAG}
    }


def _shown(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as the form has them."""
    if CONF_OPEN_PLAN not in options:
        return dict(options)
    groups = [{CONF_AREAS: list(group)} for group in options[CONF_OPEN_PLAN]]
    return {**options, CONF_OPEN_PLAN: groups}
