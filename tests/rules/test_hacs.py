"""What HACS asks of the repository, as far as its files tell."""

from typing import Any, Final

from awesomeversion import AwesomeVersion
from homeassistant.const import __version__ as installed
import pytest

from .files import BRAND, INTEGRATION, ROOT, read_json

HACS: Final[dict[str, Any]] = read_json(ROOT / "hacs.json")


def test_has_only_keys_that_hacs_knows() -> None:
    """HACS refuses a file with any other key."""
    assert HACS.keys() <= {
        "content_in_root",
        "country",
        "filename",
        "hacs",
        "hide_default_branch",
        "homeassistant",
        "name",
        "persistent_directory",
        "render_readme",
        "zip_release",
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("content_in_root", False),
        ("filename", "samantha.zip"),
        ("homeassistant", "2026.10.0"),
        ("name", "Samantha"),
        ("zip_release", True),
    ],
)
def test_says_what_to_install(key: str, value: object) -> None:
    """A release's zip, in a Home Assistant that has what she needs."""
    assert HACS[key] == value


def test_oldest_home_assistant_is_the_tested_one() -> None:
    """The tests run on the month of the floor, so that it is true."""
    floor, tested = AwesomeVersion(HACS["homeassistant"]), AwesomeVersion(installed)
    assert (floor.major, floor.minor) == (tested.major, tested.minor)
    assert floor <= tested


def test_is_the_only_integration() -> None:
    """HACS installs one folder of custom_components, and takes the first."""
    folders = [path for path in INTEGRATION.parent.iterdir() if path.is_dir()]
    assert [path.name for path in folders if path.name != "__pycache__"] == ["samantha"]


def test_brings_what_hacs_looks_for() -> None:
    """There are a page about her, an icon, and a licence that GitHub knows."""
    assert (ROOT / "README.md").is_file()
    assert (BRAND / "icon.png").is_file()
    licence = (ROOT / "LICENSE").read_text("utf-8").split()
    assert licence[:5] == ["Apache", "License", "Version", "2.0,", "January"]
