"""What hassfest asks of actions, triggers and conditions that automations use."""

import re
from typing import Any, Final

import pytest

from .files import INTEGRATION, TRANSLATIONS, read_json, read_yaml
from .schemas import DESCRIPTIONS
from .source import called, keyword, modules

ENGLISH: Final[dict[str, Any]] = read_json(TRANSLATIONS / "en.json")
ICONS: Final[dict[str, Any]] = read_json(INTEGRATION / "icons.json")
DESCRIBED: Final[dict[str, dict[str, Any]]] = {
    kind: read_yaml(INTEGRATION / f"{kind}.yaml")
    for kind in ("conditions", "services", "triggers")
}
REGISTERED: Final = {
    "conditions": r"^async def async_get_conditions\(",
    "services": r"\.services\.(async_)?register\(|async_register_\w*(service|action)\(",
    "triggers": r"^async def async_get_triggers\(",
}


def fields(described: dict[str, Any] | None) -> dict[str, Any]:
    """Return the fields, those in sections among them."""
    found: dict[str, Any] = {}
    for name, field in ((described or {}).get("fields") or {}).items():
        found |= field["fields"] if "fields" in (field or {}) else {name: field}
    return found


def sections(described: dict[str, Any] | None) -> set[str]:
    """Return the names of the sections."""
    every: dict[str, Any] = (described or {}).get("fields") or {}
    return {name for name, field in every.items() if "fields" in (field or {})}


@pytest.mark.parametrize("kind", DESCRIBED)
def test_has_the_shape_that_hassfest_asks_for(kind: str) -> None:
    """A description has known keys, and selectors that Home Assistant understands."""
    DESCRIPTIONS(DESCRIBED[kind])


@pytest.mark.parametrize("kind", DESCRIBED)
def test_is_described_where_it_is_offered(kind: str) -> None:
    """Descriptions are there just when the code offers something to describe."""
    offered = re.compile(REGISTERED[kind], re.MULTILINE)
    assert any(offered.search(module.text) for module in modules()) is bool(
        DESCRIBED[kind]
    )


@pytest.mark.parametrize("kind", DESCRIBED)
def test_has_texts_and_icons(kind: str) -> None:
    """Each one has a name and an icon, and so have its fields and sections."""
    texts: dict[str, Any] = ENGLISH.get(kind, {})
    assert ICONS.get(kind, {}).keys() == DESCRIBED[kind].keys()
    assert {name: text.get("fields", {}).keys() for name, text in texts.items()} == {
        name: fields(described).keys() for name, described in DESCRIBED[kind].items()
    }
    assert {name: text.get("sections", {}).keys() for name, text in texts.items()} == {
        name: sections(described) for name, described in DESCRIBED[kind].items()
    }


def test_selectors_have_texts() -> None:
    """A selector's translation key leads to texts, and no text is left over."""
    described = {
        _translated(field)["translation_key"]
        for kind in DESCRIBED.values()
        for one in kind.values()
        for field in fields(one).values()
        if "translation_key" in _translated(field)
    }
    written = {
        module.value(keyword(call, "translation_key"))
        for module in modules()
        for call in module.calls()
        if called(call) in {"ObjectSelectorConfig", "SelectSelectorConfig"}
        and keyword(call, "translation_key")
    }
    assert ENGLISH.get("selector", {}).keys() == described | written


def _translated(field: dict[str, Any] | None) -> dict[str, Any]:
    """Return the configuration of a selector, where it is of a kind that has texts."""
    selector: dict[str, Any] = (field or {}).get("selector") or {}
    return selector.get("select") or selector.get("object") or {}
