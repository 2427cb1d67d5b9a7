"""What a script reaches is read from its actions, in every form they may have."""

from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    config_validation as cv,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.util.yaml import parse_yaml
import pytest

from custom_components.samantha.mind.actions import ANY_DOMAIN, reach_of

LOCK: Final = "lock.front_door"
LIGHT: Final = "light.hall_light"


@pytest.fixture(autouse=True)
def hall(hass: HomeAssistant) -> None:
    """Furnish a hall downstairs with a lock, labelled a door, and a light."""
    floor = fr.async_get(hass).async_create("Downstairs")
    area = ar.async_get(hass).async_create("Hall", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Doors")
    registry = er.async_get(hass)
    for entity_id, labels in ((LOCK, {label.label_id}), (LIGHT, set())):
        domain, name = entity_id.split(".")
        entry = registry.async_get_or_create(
            domain, "test", name, suggested_object_id=name
        )
        registry.async_update_entity(entry.entity_id, area_id=area.id, labels=labels)


def script(text: str) -> list[dict[str, Any]]:
    """Read a script as Home Assistant reads one."""
    sequence: list[dict[str, Any]] = cv.SCRIPT_SCHEMA(parse_yaml(text))
    return sequence


@pytest.mark.parametrize(
    "text",
    [
        "[{action: lock.unlock, target: {entity_id: lock.front_door}}]",
        "[{action: lock.unlock, target: {entity_id: [lock.front_door]}}]",
        "[{action: lock.unlock, entity_id: lock.front_door}]",
        "[{action: lock.unlock, data: {entity_id: lock.front_door}}]",
        "[{action: lock.unlock, data: {entity_id: ' Lock.Front_Door '}}]",
        "[{action: LOCK.Unlock, target: {entity_id: LOCK.FRONT_DOOR}}]",
        "[{action: lock.unlock, data_template: {entity_id: lock.front_door}}]",
        "[{service: lock.unlock, entity_id: lock.front_door}]",
        "[{service_template: lock.unlock, target: {entity_id: lock.front_door}}]",
        "[{action: lock.unlock, target: {area_id: hall}}]",
        "[{action: lock.unlock, target: {floor_id: downstairs}}]",
        "[{action: lock.unlock, target: {label_id: doors}}]",
        "[{action: lock.unlock, data: {area_id: [hall]}}]",
        "[{action: maker.unlatch, target: {entity_id: lock.front_door}}]",
        "[{action: homeassistant.turn_off, target: {entity_id: lock.front_door}}]",
        "[{action: scene.apply, data: {entities: {lock.front_door: unlocked}}}]",
        (
            "[{action: scene.create, data: {scene_id: x, snapshot_entities: light.x,"
            " entities: {lock.front_door: unlocked}}}]"
        ),
        (
            "[{choose: [{conditions: [], sequence:"
            " [{action: lock.unlock, target: {entity_id: lock.front_door}}]}]}]"
        ),
        (
            "[{choose: [], default:"
            " [{action: lock.unlock, target: {entity_id: lock.front_door}}]}]"
        ),
        (
            "[{if: '{{ true }}', then:"
            " [{action: lock.unlock, target: {entity_id: lock.front_door}}]}]"
        ),
        (
            "[{if: '{{ true }}', then: [{delay: 1}], else:"
            " [{action: lock.unlock, target: {entity_id: lock.front_door}}]}]"
        ),
        "[{parallel: [{action: lock.unlock, target: {entity_id: lock.front_door}}]}]",
        "[{sequence: [{action: lock.unlock, target: {entity_id: lock.front_door}}]}]",
        (
            "[{repeat: {count: 2, sequence:"
            " [{action: lock.unlock, target: {entity_id: lock.front_door}}]}}]"
        ),
    ],
)
def test_entity(hass: HomeAssistant, text: str) -> None:
    """However an action names a lock, the lock is reached, and all is known."""
    reach = reach_of(hass, script(text))
    assert reach.entities == {LOCK}
    assert not reach.unresolved


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("[]", set()),
        ("[{delay: 1}]", set()),
        ("[{event: unlock, event_data: {entity_id: lock.front_door}}]", set()),
        ("[{wait_template: \"{{ is_state('lock.front_door', 'locked') }}\"}]", set()),
        ("[{condition: state, entity_id: lock.front_door, state: locked}]", set()),
        ("[{wait_for_trigger: {trigger: state, entity_id: lock.front_door}}]", set()),
        ("[{variables: {door: lock.front_door}}]", set()),
        ("[{stop: enough}]", set()),
        ("[{action: light.turn_on, target: {area_id: hall}}]", {LIGHT}),
        ("[{action: light.turn_on, target: {floor_id: downstairs}}]", {LIGHT}),
        ("[{action: light.turn_on, target: {entity_id: none}}]", set()),
        ("[{action: homeassistant.turn_on, target: {area_id: hall}}]", {LIGHT, LOCK}),
        ("[{action: maker.reset, target: {area_id: hall}}]", {LIGHT, LOCK}),
        ("[{action: script.welcome}]", {"script.welcome"}),
        (
            "[{action: script.turn_on, target: {entity_id: script.welcome}}]",
            {"script.turn_on", "script.welcome"},
        ),
        (
            "[{action: automation.trigger, target: {entity_id: automation.x}}]",
            {"automation.x"},
        ),
        ("[{scene: scene.leaving}]", {"scene.leaving"}),
        ("[{action: scene.turn_on, data: {entity_id: scene.a}}]", {"scene.a"}),
        (
            "[{action: lock.unlock, data: {entity_id: 'lock.front_door, lock.back'}}]",
            {LOCK, "lock.back"},
        ),
        (
            "[{action: light.turn_on, target: {entity_id: group.all}}]",
            {"group.all"},
        ),
    ],
)
def test_entities(hass: HomeAssistant, text: str, entities: set[str]) -> None:
    """What is named, or is in a place and of the action's kind, is reached."""
    reach = reach_of(hass, script(text))
    assert reach.entities == entities
    assert not reach.unresolved


@pytest.mark.parametrize(
    ("text", "unresolved"),
    [
        ("[{action: lock.unlock, target: {entity_id: '{{ x }}'}}]", "lock"),
        ("[{action: lock.unlock, target: {entity_id: ['{{ x }}']}}]", "lock"),
        ("[{action: lock.unlock, target: {area_id: '{{ x }}'}}]", "lock"),
        ("[{action: lock.unlock, target: {label_id: '{{ x }}'}}]", "lock"),
        ("[{action: lock.unlock, target: '{{ x }}'}]", "lock"),
        ("[{action: lock.unlock, data: '{{ x }}'}]", "lock"),
        ("[{action: lock.unlock, data: {entity_id: '{{ x }}'}}]", "lock"),
        ("[{action: lock.unlock, data_template: {entity_id: '{{ x }}'}}]", "lock"),
        ("[{action: lock.unlock, data_template: '{{ x }}'}]", "lock"),
        ("[{action: lock.unlock, target: {entity_id: all}}]", "lock"),
        ("[{action: lock.unlock, data: {entity_id: ALL}}]", "lock"),
        ("[{action: light.turn_on, target: {entity_id: all}}]", "light"),
        ("[{action: homeassistant.toggle, data: {entity_id: '{{ x }}'}}]", ANY_DOMAIN),
        ("[{action: maker.unlatch, data: {entity_id: '{{ x }}'}}]", ANY_DOMAIN),
        ("[{action: '{{ x }}', target: {entity_id: light.x}}]", ANY_DOMAIN),
        ("[{action: 'lock.{{ x }}', target: {entity_id: light.x}}]", ANY_DOMAIN),
        ("[{service_template: '{{ x }}'}]", ANY_DOMAIN),
        ("[{action: conversation.process, data: {text: unlock the door}}]", ANY_DOMAIN),
        (
            (
                "[{repeat: {for_each: [lock.front_door], sequence:"
                " [{action: lock.unlock, target: {entity_id: '{{ repeat.item }}'}}]}}]"
            ),
            "lock",
        ),
    ],
)
def test_unresolved(hass: HomeAssistant, text: str, unresolved: str) -> None:
    """Where only running it would tell, the domain is told instead."""
    assert reach_of(hass, script(text)).unresolved == {unresolved}


@pytest.mark.parametrize(
    "text",
    [
        "[{action: scene.apply, data: {entities: '{{ x }}'}}]",
        "[{action: scene.apply, data_template: {entities: '{{ x }}'}}]",
        "[{action: scene.turn_on, target: {entity_id: '{{ x }}'}}]",
        "[{action: script.turn_on, target: {entity_id: '{{ x }}'}}]",
        "[{action: group.set, data: {object_id: x, entities: '{{ x }}'}}]",
    ],
)
def test_unresolved_beyond_its_own_domain(hass: HomeAssistant, text: str) -> None:
    """A scene or a script that is not known may reach anything."""
    assert ANY_DOMAIN in reach_of(hass, script(text)).unresolved


def test_entity_by_registry_id(hass: HomeAssistant) -> None:
    """Home Assistant's editor writes registry ids, which are resolved."""
    entry = er.async_get(hass).async_get(LOCK)
    assert entry
    text = f"[{{action: lock.unlock, target: {{entity_id: {entry.id}}}}}]"
    assert reach_of(hass, script(text)).entities == {LOCK}


def test_device_action(hass: HomeAssistant) -> None:
    """A device action reaches its entity, by id or by registry id."""
    entry = er.async_get(hass).async_get(LOCK)
    assert entry
    actions = [
        {"device_id": "x", "domain": "lock", "type": "unlock", "entity_id": entity}
        for entity in (LOCK, entry.id)
    ]
    assert [reach_of(hass, [action]).entities for action in actions] == [{LOCK}] * 2


def test_device_action_without_entity(hass: HomeAssistant) -> None:
    """A device action that names no entity may reach any of its domain."""
    action = {"device_id": "x", "domain": "lock", "type": "unlock"}
    assert reach_of(hass, [action]).unresolved == {"lock"}


@pytest.mark.parametrize("kind", ["condition", "trigger", "platform"])
def test_device_condition(hass: HomeAssistant, kind: str) -> None:
    """A device condition or trigger looks at its entity and changes nothing."""
    node = {kind: "device", "device_id": "x", "domain": "lock", "type": "is_locked"}
    reach = reach_of(hass, [{**node, "entity_id": LOCK}])
    assert not reach.entities | reach.unresolved
