"""What the manifest requires, next to what Home Assistant itself pins."""

from pathlib import Path
import re
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
import pytest

from .core import pins
from .files import INTEGRATION, ROOT, read_json

WRITTEN: Final[list[str]] = read_json(INTEGRATION / "manifest.json")["requirements"]
REQUIREMENTS: Final = [Requirement(line) for line in WRITTEN]
LOCKS: Final = tuple(
    ROOT / "script" / "requirements" / f"{name}.txt" for name in ("develop", "newest")
)


def test_core_still_tells_its_pins() -> None:
    """The pins are found where they were: those of core, and those of a component."""
    assert {"aiohttp", "openai", "anthropic"} <= pins().keys()


@pytest.mark.parametrize("line", WRITTEN)
def test_hassfest_can_read_it(line: str) -> None:
    """A requirement is a name and versions, without a space."""
    assert re.fullmatch(
        r"[-_.\w]+(?:\[[-_,\w]+\])?(?:(?:[=<>~!]=|[<>])[\w.*,<>=!~]+)?", line
    )


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_never_moves_what_core_pins(requirement: Requirement) -> None:
    """Every version that core or one of its components pins is good enough for us."""
    pinned = pins().get(canonicalize_name(requirement.name), set())
    assert [it for it in pinned if it not in requirement.specifier] == []


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_is_a_range_with_both_ends(requirement: Requirement) -> None:
    """A range leaves other integrations room, and ends before the next big change."""
    operators = {specifier.operator for specifier in requirement.specifier}
    assert operators & {">", ">=", "~="}
    assert operators & {"<", "<=", "~="}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_locked_version_is_within_range(requirement: Requirement, lock: Path) -> None:
    """What the tests run with is what the manifest allows."""
    locked = re.findall(
        rf"^{re.escape(requirement.name)}==([^\s;\\]+)",
        lock.read_text("utf-8"),
        re.MULTILINE,
    )
    assert locked
    assert [it for it in locked if it not in requirement.specifier] == []
