"""Promises about what all files of the project may say."""

from pathlib import Path
import re
from typing import Final

import pytest

from .files import INTEGRATION, ROOT, project_files, read_json, text_of

# Where whoever builds this may work; split, so that this file names neither.
MACHINE: Final = re.compile(r"(?<![\w.$)}*-])/(?:wo" r"rk|ro" r"ot)(?:/|\b(?![\w-]))")

# Where her code and her texts may send anyone.
HOSTS: Final = {"api.openai.com", "github.com", "openrouter.ai"}
# What an owner runs at home answers here at first.
THIS_MACHINE: Final = "localhost"
ADDRESS: Final = re.compile(r"\b(https?)://([\w.-]+)")
JSON: Final = sorted(INTEGRATION.rglob("*.json"))


def test_no_file_names_the_machine_it_was_made_on() -> None:
    """A path of the machine that built the project means nothing elsewhere."""
    assert [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in project_files()
        if (found := MACHINE.search(text_of(path)))
    ] == []


def test_she_names_only_hosts_that_are_documented() -> None:
    """Every address in the integration is a secure one of a known host."""
    assert [
        f"{path.relative_to(ROOT)}: {address[0]}"
        for path in project_files()
        if path.is_relative_to(INTEGRATION)
        for address in ADDRESS.finditer(text_of(path))
        if address[2] != THIS_MACHINE
        if address[1] != "https" or address[2] not in HOSTS
    ] == []


@pytest.mark.parametrize("path", JSON, ids=lambda path: path.name)
def test_json_can_be_read(path: Path) -> None:
    """Every JSON file of the integration is one object, and says nothing twice."""
    assert isinstance(read_json(path), dict)
