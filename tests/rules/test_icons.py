"""What hassfest asks of icons, and that each is one that Home Assistant can draw."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import hass_frontend
import pytest

from .files import INTEGRATION, TRANSLATIONS, read_json
from .schemas import ICONS

USED: Final[dict[str, Any]] = read_json(INTEGRATION / "icons.json")
ENGLISH: Final[dict[str, Any]] = read_json(TRANSLATIONS / "en.json")


def names(icons: dict[str, Any]) -> Iterator[str]:
    """Yield the name of every icon."""
    for value in icons.values():
        yield from names(value) if isinstance(value, dict) else (value,)


def test_has_the_shape_that_hassfest_asks_for() -> None:
    """The icons stand under known keys and are Material Design icons."""
    ICONS(USED)


def test_icons_exist() -> None:
    """Each icon is one that Home Assistant's own page brings along."""
    drawn = Path(hass_frontend.__file__).parent / "static" / "mdi" / "iconList.json"
    known = {f"mdi:{icon['name']}" for icon in read_json(drawn)}
    assert [name for name in names(USED) if name not in known] == []


@pytest.mark.parametrize("of", [USED, ENGLISH], ids=["icons", "texts"])
def test_entities_exist(of: dict[str, Any]) -> None:
    """An entity with an icon or a text is one that a platform of hers names."""
    assert [
        f"{platform}.{entity}"
        for platform, entities in of.get("entity", {}).items()
        for entity in entities
        if f'"{entity}"' not in (INTEGRATION / f"{platform}.py").read_text("utf-8")
    ] == []
