"""What the workflows may do, and that they fit the project."""

from pathlib import Path
import re
from typing import Any, Final

import pytest

from .files import ROOT, WORKFLOWS, read_json, read_yaml

PATHS: Final = sorted(WORKFLOWS.glob("*.yml"))

# Neither of these has tags for major versions.
UNTAGGED: Final = {"hacs/action@main", "home-assistant/actions/hassfest@master"}


def steps(path: Path) -> list[dict[str, Any]]:
    """Return the steps of all jobs."""
    jobs: dict[str, Any] = read_yaml(path)["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def commands(path: Path) -> str:
    """Return what a workflow runs."""
    return "\n".join(step.get("run", "") for step in steps(path))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_may_do_little(path: Path) -> None:
    """A workflow reads at most; a job says what else it needs."""
    permissions: dict[str, str] = read_yaml(path)["permissions"]
    assert set(permissions.values()) <= {"read"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_pins_actions_by_major_version(path: Path) -> None:
    """An action moves within a major version only, and is one of GitHub's own."""
    used = {step["uses"] for step in steps(path) if "uses" in step} - UNTAGGED
    assert [it for it in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", it)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_runs_nothing_that_others_wrote(path: Path) -> None:
    """What an event says reaches a command as a variable, never as a part of it."""
    assert "${{" not in commands(path)


def test_validation_asks_both() -> None:
    """Both validators run, and no check of theirs is ignored."""
    path = WORKFLOWS / "validate.yml"
    assert {step["uses"] for step in steps(path)} >= UNTAGGED
    assert [step for step in steps(path) if "ignore" in step.get("with", {})] == []


def test_tests_run_the_script() -> None:
    """The tests that run there are those that run here."""
    assert "script/test" in commands(WORKFLOWS / "test.yml").split()


def test_release_attaches_what_hacs_installs() -> None:
    """The zip of a release has the name that HACS looks for."""
    name = read_json(ROOT / "hacs.json")["filename"]
    assert f'gh release upload "$TAG" {name}' in commands(WORKFLOWS / "release.yml")
