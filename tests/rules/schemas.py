"""The shapes that hassfest asks of translations, icons and action descriptions.

Written down from script/hassfest of Home Assistant 2026.10 for what a custom
integration of the type "service" may have.
"""

from typing import Any, Final

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import TargetSelector, validate_selector
import probatio

from .wording import fixed_text, icon, key, text


def _optional(**values: Any) -> dict[Any, Any]:
    return {probatio.Optional(name): value for name, value in values.items()}


def _required(**values: Any) -> dict[Any, Any]:
    return {probatio.Required(name): value for name, value in values.items()}


def _keyed(value: Any) -> dict[Any, Any]:
    return {key: value}


_TEXTS: Final = _keyed(text)
_FIXED_TEXTS: Final = _keyed(fixed_text)
_FORM: Final = _optional(data=_TEXTS, data_description=_TEXTS, description=text)


def _described_in_data(step: dict[str, Any]) -> dict[str, Any]:
    """Validate that only fields that a step has are described."""
    for part in (step, *step.get("sections", {}).values()):
        if strangers := part.get("data_description", {}).keys() - part.get("data", {}):
            msg = f"described, but no fields: {sorted(strangers)}"
            raise probatio.Invalid(msg)
    return step


_STEP: Final = probatio.All(
    _FORM
    | _optional(
        title=text,
        submit=text,
        menu_options=_TEXTS,
        menu_option_descriptions=_TEXTS,
        sections=_keyed(_FORM | _optional(name=text)),
    ),
    _described_in_data,
)
_FLOW: Final = _required(step=_keyed(_STEP)) | _optional(
    flow_title=text,
    initiate_flow=_required(user=text),
    error=_TEXTS,
    abort=_TEXTS,
    progress=_TEXTS,
    create_entry=_TEXTS,
)
_SUBENTRY_FLOW: Final = _FLOW | {
    probatio.Required("entry_type"): text,
    probatio.Required("initiate_flow"): {probatio.Required("user"): text, key: text},
}
_ISSUE: Final = probatio.All(
    cv.has_at_least_one_key("description", "fix_flow"),
    cv.has_at_most_one_key("description", "fix_flow"),
    _required(title=text)
    | _optional(short_title=text, description=text, fix_flow=_FLOW),
)
_ATTRIBUTES: Final = _keyed(_optional(name=fixed_text, state=_FIXED_TEXTS))
_ENTITY: Final = _optional(
    name=text,
    state=_FIXED_TEXTS,
    state_attributes=_ATTRIBUTES,
    unit_of_measurement=fixed_text,
)
_DESCRIBED: Final = _required(name=text, description=text)
_ACTION: Final = _DESCRIBED | _optional(
    fields=_keyed(_DESCRIBED | _optional(example=text)),
    sections=_keyed(_required(name=text) | _optional(description=text)),
)
_AUTOMATION: Final = _DESCRIBED | _optional(
    fields=_keyed(_required(name=text) | _optional(description=text, example=text))
)
_SELECTOR: Final = _optional(
    choices=_TEXTS,
    fields=_keyed(probatio.Any(text, _DESCRIBED)),
    options=_TEXTS,
    unit_of_measurement=_TEXTS,
)

TRANSLATION: Final = probatio.Schema(
    _optional(
        title=text,
        config=_FLOW,
        config_panel=probatio.Any(text, dict),
        config_subentries=_keyed(_SUBENTRY_FLOW),
        options=_FLOW,
        conditions=_keyed(_AUTOMATION),
        conversation=_required(agent=_required(done=text)),
        device=_keyed(_optional(name=text)),
        entity=_keyed(_keyed(_ENTITY)),
        exceptions=_keyed(_required(message=text)),
        issues=_keyed(_ISSUE),
        selector=_keyed(_SELECTOR),
        services=_keyed(_ACTION),
        system_health=_optional(info=_TEXTS),
        triggers=_keyed(_AUTOMATION),
    )
)


def _other_than_default(entity: dict[str, Any]) -> dict[str, Any]:
    """Validate that no state repeats the default icon."""
    for part in (entity, *entity.get("state_attributes", {}).values()):
        if part.get("default") in part.get("state", {}).values():
            msg = f"a state has the default icon {part['default']}"
            raise probatio.Invalid(msg)
    return entity


_ICONS: Final = _keyed(icon)
_STATES: Final = _optional(
    default=icon, range={probatio.Coerce(float): icon}, state=_ICONS
)
_FLOW_ICONS: Final = _optional(step=_keyed(_optional(sections=_ICONS)))

ICONS: Final = probatio.Schema(
    _optional(
        conditions=_keyed(_required(condition=icon)),
        config=_FLOW_ICONS,
        entity=_keyed(
            _keyed(
                probatio.All(
                    _STATES | _optional(state_attributes=_keyed(_STATES)),
                    _other_than_default,
                )
            )
        ),
        issues=_keyed(_optional(fix_flow=_FLOW_ICONS)),
        options=_FLOW_ICONS,
        services=_keyed(_required(service=icon) | _optional(sections=_ICONS)),
        triggers=_keyed(_required(trigger=icon)),
    )
)

_FIELD: Final = _optional(
    default=object,
    example=object,
    filter=dict,
    required=bool,
    selector=validate_selector,
)
_SECTION: Final = _required(fields=_keyed(_FIELD)) | _optional(collapsed=bool)

# For services.yaml, triggers.yaml and conditions.yaml; names are in the translations.
DESCRIPTIONS: Final = probatio.Schema(
    _keyed(
        probatio.Any(
            None,
            _optional(
                target=probatio.Any(None, TargetSelector.CONFIG_SCHEMA),
                fields=_keyed(probatio.Any(_FIELD, _SECTION)),
            ),
        )
    )
)
