"""Adding somebody whom the residents know, and changing what is known of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME, CONF_TIME_ZONE
from homeassistant.data_entry_flow import section
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
    TimeSelector,
)
from homeassistant.util import dt as dt_util
import probatio

from .addresses import read_address
from .call_hours import (
    CALL_ENDS,
    CONF_CALL_DAYS,
    CONF_CALL_START,
    CONF_CALL_UNTIL,
    WEEKDAY_SELECTOR,
)
from .const import CONF_NICKNAMES
from .contacts import (
    CONF_ADDRESSES,
    CONF_BIRTHDAY,
    CONF_CADENCE,
    CONF_NOTIFY,
    CONF_OTHER_DAYS,
    CONF_RELATION,
    CONF_RESIDENTS,
    CONF_SINCE,
    LONGEST_CADENCE,
    RELATIONS,
    Contact,
    are_taken,
    called_so,
    contacts_of,
)
from .house_settings import has_one_end, lasts_all_day
from .naming import clean, distinct, is_name
from .residents import ResidentSettings, residents_of
from .sections import flat, in_sections
from .special_days import read_birthday, read_day
from .time_zones import async_load_zones, async_zone_names

# The section of the form.
CONF_CALLS: Final = "calls"


class ContactFlow(ConfigSubentryFlow):
    """A contact: how they are called, whose they are, and how they are reached."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask who it is and how they are reached."""
        errors: dict[str, str] = {}
        if user_input is not None:
            data, errors = self._checked(user_input)
            if not errors:
                await self._load_zone(data)
                return self.async_create_entry(
                    title=data.pop(CONF_NAME),
                    data={**data, CONF_SINCE: dt_util.utcnow().isoformat()},
                )
        return self.async_show_form(
            step_id="user",
            data_schema=await self._filled_in(user_input or {}),
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change what is known of them."""
        subentry = self._get_reconfigure_subentry()
        errors: dict[str, str] = {}
        if user_input is not None:
            data, errors = self._checked(user_input)
            if not errors:
                await self._load_zone(data)
                return self.async_update_and_abort(
                    self._get_entry(),
                    subentry,
                    title=data.pop(CONF_NAME),
                    data={**data, **_since(subentry.data)},
                )
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=await self._filled_in(
                user_input
                or in_sections({CONF_NAME: subentry.title, **subentry.data}, CONF_CALLS)
            ),
            errors=errors,
        )

    async def _load_zone(self, data: Mapping[str, Any]) -> None:
        if zone := data.get(CONF_TIME_ZONE):
            await async_load_zones(self.hass, [zone])

    async def _filled_in(self, shown: Mapping[str, Any]) -> probatio.Schema:
        """Return the form with what is known; whoever has moved out is left out."""
        residents = residents_of(self._get_entry())
        known = [key for key in shown.get(CONF_RESIDENTS, ()) if key in residents]
        return self.add_suggested_values_to_schema(
            _schema(residents.values(), await async_zone_names(self.hass)),
            {**shown, CONF_RESIDENTS: known},
        )

    def _checked(
        self, user_input: Mapping[str, Any]
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the cleaned data and what is wrong with it, by field."""
        name = clean(user_input[CONF_NAME])
        data = {
            **flat(user_input, CONF_CALLS),
            CONF_NAME: name,
            CONF_NICKNAMES: distinct(user_input[CONF_NICKNAMES], name),
            CONF_ADDRESSES: distinct(user_input[CONF_ADDRESSES], ""),
            CONF_OTHER_DAYS: distinct(user_input[CONF_OTHER_DAYS], ""),
        }
        for key in (CONF_RELATION, CONF_BIRTHDAY):
            if text := clean(data.pop(key, "")):
                data[key] = text
        relation = data.get(CONF_RELATION)
        errors: dict[str, str] = {}
        if not name:
            errors[CONF_NAME] = "name_empty"
        elif not is_name(name):
            errors[CONF_NAME] = "name_invalid"
        elif called_so(self._others(), name):
            errors[CONF_NAME] = "name_taken"
        if not all(map(is_name, data[CONF_NICKNAMES])):
            errors[CONF_NICKNAMES] = "name_invalid"
        if relation and not is_name(relation):
            errors[CONF_RELATION] = "name_invalid"
        addresses = [read_address(address) for address in data[CONF_ADDRESSES]]
        if None in addresses:
            errors[CONF_ADDRESSES] = "address_invalid"
        elif are_taken(
            self._others(), filter(None, addresses), frozenset(data[CONF_RESIDENTS])
        ):
            errors[CONF_ADDRESSES] = "address_taken"
        _check_times(data, errors)
        return data, errors

    def _others(self) -> list[Contact]:
        """Return the contacts beside the one that this flow is about."""
        own = self.context.get("subentry_id")
        return [
            contact
            for key, contact in contacts_of(self._get_entry()).items()
            if key != own
        ]


def _since(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what no form shows, and what therefore stays."""
    return {key: known[key] for key in (CONF_SINCE,) if key in known}


def _check_times(data: Mapping[str, Any], errors: dict[str, str]) -> None:
    """Note what is wrong with days and hours, by field or by section."""
    if CONF_BIRTHDAY in data and read_birthday(data[CONF_BIRTHDAY]) is None:
        errors[CONF_BIRTHDAY] = "birthday_invalid"
    if not all(map(read_day, data[CONF_OTHER_DAYS])):
        errors[CONF_OTHER_DAYS] = "day_invalid"
    if has_one_end(data, *CALL_ENDS):
        errors[CONF_CALLS] = "hours_half"
    elif lasts_all_day(data, *CALL_ENDS):
        errors[CONF_CALLS] = "hours_none"


def _schema(
    residents: Iterable[ResidentSettings], zones: Sequence[str]
) -> probatio.Schema:
    return probatio.Schema(
        {
            probatio.Required(CONF_NAME): TextSelector(),
            probatio.Optional(CONF_NICKNAMES, default=list): _LINES,
            probatio.Optional(CONF_RELATION): SelectSelector(
                SelectSelectorConfig(
                    options=list(RELATIONS),
                    translation_key=CONF_RELATION,
                    custom_value=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            probatio.Optional(CONF_RESIDENTS, default=list): SelectSelector(
                SelectSelectorConfig(
                    options=[
                        SelectOptionDict(value=resident.key, label=resident.title)
                        for resident in residents
                    ],
                    multiple=True,
                )
            ),
            probatio.Optional(CONF_ADDRESSES, default=list): _LINES,
            probatio.Optional(CONF_CADENCE): NumberSelector(
                NumberSelectorConfig(
                    min=1,
                    max=LONGEST_CADENCE,
                    mode=NumberSelectorMode.BOX,
                    unit_of_measurement="d",
                )
            ),
            probatio.Optional(CONF_NOTIFY): EntitySelector(
                EntitySelectorConfig(domain="notify")
            ),
            probatio.Optional(CONF_BIRTHDAY): TextSelector(),
            probatio.Optional(CONF_OTHER_DAYS, default=list): _LINES,
            probatio.Required(CONF_CALLS): section(
                probatio.Schema(
                    {
                        probatio.Optional(
                            CONF_CALL_DAYS, default=list
                        ): WEEKDAY_SELECTOR,
                        probatio.Optional(CONF_CALL_START): TimeSelector(),
                        probatio.Optional(CONF_CALL_UNTIL): TimeSelector(),
                        probatio.Optional(CONF_TIME_ZONE): SelectSelector(
                            SelectSelectorConfig(
                                options=list(zones), mode=SelectSelectorMode.DROPDOWN
                            )
                        ),
                    }
                ),
                {"collapsed": True},
            ),
        }
    )


_LINES: Final = TextSelector(TextSelectorConfig(multiple=True))
