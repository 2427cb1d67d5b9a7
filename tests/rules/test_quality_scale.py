"""The quality scale: every rule of Home Assistant is there, and none is a boast."""

import re
from typing import Final

from homeassistant.const import Platform
import pytest

from .core import CORE
from .files import INTEGRATION, read_json, read_yaml
from .source import modules

OURS: Final[dict[str, dict[str, str]]] = {
    rule: said if isinstance(said, dict) else {"status": said}
    for rule, said in read_yaml(INTEGRATION / "quality_scale.yaml")["rules"].items()
}

# Core has no list of the rules among its modules; its integrations all name every one.
MODEL: Final = read_yaml(CORE / "components" / "anthropic" / "quality_scale.yaml")[
    "rules"
]

SOURCE: Final = "\n".join(module.text for module in modules())
PLATFORMS: Final = [
    module for module in modules() if module.name in {f"{it}.py" for it in Platform}
]


def status(rule: str) -> str:
    """Return how a rule stands."""
    return str(OURS[rule]["status"])


def test_names_the_rules_of_home_assistant() -> None:
    """Each rule is there, and no other."""
    assert OURS.keys() == MODEL.keys()


def test_says_how_rules_stand() -> None:
    """A rule is done, to do or exempt."""
    assert {status(rule) for rule in OURS} <= {"done", "exempt", "todo"}


def test_says_why_rules_are_not_done() -> None:
    """What is to do or exempt has a comment that says why."""
    assert [
        rule
        for rule in OURS
        if status(rule) != "done" and not OURS[rule].get("comment")
    ] == []


@pytest.mark.parametrize(
    ("rule", "evidence"),
    [
        ("config-entry-unloading", r"^async def async_unload_entry\("),
        ("config-flow", r"\(ConfigFlow, domain=DOMAIN\)"),
        ("diagnostics", r"^async def async_get_config_entry_diagnostics\("),
        (
            "discovery",
            r"def async_step_(bluetooth|dhcp|hassio|mqtt|ssdp|usb|zeroconf)\(",
        ),
        ("has-entity-name", r"_attr_has_entity_name = True"),
        ("reauthentication-flow", r"def async_step_reauth\("),
        ("reconfiguration-flow", r"def async_step_reconfigure\("),
        ("repair-issues", r"async_create_issue\("),
        ("runtime-data", r"entry\.runtime_data = "),
        ("test-before-setup", r"raise ConfigEntry(AuthFailed|Error|NotReady)\("),
    ],
)
def test_says_done_when_it_is(rule: str, evidence: str) -> None:
    """A rule that leaves a mark in the source is done just when the mark is there."""
    assert (status(rule) == "done") is bool(re.search(evidence, SOURCE, re.MULTILINE))


def test_platforms_say_how_many_updates_run_at_once() -> None:
    """Every platform sets the number that the rule parallel-updates asks for."""
    assert PLATFORMS
    assert [it.name for it in PLATFORMS if "\nPARALLEL_UPDATES = " not in it.text] == []


def test_claims_a_tier_that_home_assistant_has() -> None:
    """The manifest claims one of the tiers, or none."""
    claimed = read_json(INTEGRATION / "manifest.json").get("quality_scale", "none")
    assert claimed in {"none", "bronze", "silver", "gold", "platinum"}
