"""What hassfest, the loader and HACS ask of the manifest."""

import re
from typing import Final
from urllib.parse import urlsplit

from awesomeversion import AwesomeVersion, AwesomeVersionStrategy
from homeassistant.const import Platform
from homeassistant.loader import Manifest
import pytest

from .core import COMPONENTS
from .files import INTEGRATION, read_json
from .source import imported_components, modules

MANIFEST: Final = read_json(INTEGRATION / "manifest.json")

# What only the loader sets, and what switches an integration off.
NOT_FOR_FILES: Final = {"disabled", "is_built_in", "overwrites_built_in"}

# Part of every installation, so hassfest lets anyone use them without saying so.
ALWAYS_THERE: Final = {platform.value for platform in Platform} | {
    *("automation", "conversation", "device_automation", "frontend", "group"),
    *("homeassistant", "media_source", "panel_custom", "persistent_notification"),
    *("person", "script", "sun", "system_health", "timer", "webhook", "websocket_api"),
    "zone",
}


@pytest.mark.parametrize(
    "key",
    [
        "codeowners",
        "config_flow",
        "documentation",
        "domain",
        "integration_type",
        "iot_class",
        "issue_tracker",
        "name",
        "version",
    ],
)
def test_says_what_is_asked_for(key: str) -> None:
    """The manifest has every key that hassfest or HACS requires."""
    assert MANIFEST.get(key)


def test_has_no_unknown_key() -> None:
    """Every key is one that the loader knows."""
    assert MANIFEST.keys() <= Manifest.__annotations__.keys() - NOT_FOR_FILES


def test_keys_are_in_order() -> None:
    """The domain comes first, then the name, then the rest by the alphabet."""
    first = ["domain", "name"]
    assert list(MANIFEST) == first + sorted(MANIFEST.keys() - set(first))


def test_domain_is_the_folder_and_free() -> None:
    """The domain is the folder's name, and no integration of core has it."""
    assert MANIFEST["domain"] == INTEGRATION.name
    assert MANIFEST["domain"] not in COMPONENTS


def test_version_is_one_that_the_loader_takes() -> None:
    """The loader blocks a custom integration whose version it can't read."""
    AwesomeVersion(
        MANIFEST["version"],
        ensure_strategy=[
            AwesomeVersionStrategy.CALVER,
            AwesomeVersionStrategy.SEMVER,
            AwesomeVersionStrategy.PEP440,
        ],
    )


def test_code_owners_are_accounts() -> None:
    """Each code owner is an account or a team on GitHub."""
    account = re.compile(r"@[A-Za-z0-9](?:-?[A-Za-z0-9])*(?:/[a-z0-9-]+)?")
    assert [
        name for name in MANIFEST["codeowners"] if not account.fullmatch(name)
    ] == []


@pytest.mark.parametrize("key", ["documentation", "issue_tracker"])
def test_addresses_are_secure_and_our_own(key: str) -> None:
    """An address is an https one, and none of Home Assistant's."""
    address = urlsplit(MANIFEST[key])
    assert address.scheme == "https"
    assert address.hostname
    assert not address.hostname.endswith("home-assistant.io")


@pytest.mark.parametrize(
    ("key", "possible"),
    [
        ("integration_type", {"device", "helper", "hub", "service"}),
        (
            "iot_class",
            {
                "assumed_state",
                "calculated",
                "cloud_polling",
                "cloud_push",
                "local_polling",
                "local_push",
            },
        ),
    ],
)
def test_says_what_home_assistant_understands(key: str, possible: set[str]) -> None:
    """A key with a fixed choice of values has one of them."""
    assert MANIFEST[key] in possible


def test_config_flow_is_where_home_assistant_looks() -> None:
    """A config flow is promised and is there."""
    assert MANIFEST["config_flow"] is True
    assert (INTEGRATION / "config_flow.py").is_file()


def test_dependencies_exist_and_are_named_once() -> None:
    """Each dependency is a component of core, and is in one list only."""
    before = MANIFEST.get("dependencies", [])
    after = MANIFEST.get("after_dependencies", [])
    assert set(before + after) <= COMPONENTS
    assert len(set(before + after)) == len(before + after)


def test_used_components_are_dependencies() -> None:
    """A component whose code is imported is a dependency, or always there.

    The component of a platform is set up before the platform is imported.
    """
    named = {*MANIFEST.get("dependencies", []), *MANIFEST.get("after_dependencies", [])}
    platforms = {path.stem for path in INTEGRATION.glob("*.py")}
    allowed = named | platforms | ALWAYS_THERE
    assert {
        module.name: strangers
        for module in modules()
        if (strangers := imported_components(module) - allowed)
    } == {}
