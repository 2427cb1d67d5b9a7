"""Everything that the code shows has a text, and every text is shown."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
import inspect
from typing import Any, Final

from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.samantha.const import DOMAIN

from .files import TRANSLATIONS, read_json
from .flows import Flow, flows
from .source import Module, called, keyword, modules, where
from .wording import flat, placeholders

ENGLISH: Final[dict[str, Any]] = read_json(TRANSLATIONS / "en.json")
FLOWS: Final = [flow for module in modules() for flow in flows(module)]


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the code that names a text, and what it fills in."""

    where: str
    key: object
    filled_in: frozenset[object]


def read(module: Module, call: ast.Call) -> Use:
    """Read a call that names a text."""
    filled_in: set[object] = set()
    match keyword(call, "translation_placeholders"):
        case ast.Dict(keys=keys):
            filled_in |= {module.value(key) for key in keys}
        case ast.expr() as other:
            filled_in.add(f"not readable: {ast.unparse(other)}")
    key = module.value(keyword(call, "translation_key"))
    return Use(where(module, call), key, frozenset(filled_in))


def named() -> Iterator[tuple[Module, ast.Call]]:
    """Yield the calls that name a text."""
    for module in modules():
        for call in module.calls():
            if keyword(call, "translation_key"):
                yield module, call


def texts_at(path: tuple[str, ...]) -> dict[str, Any]:
    """Return the texts at a path of the English translation."""
    found = ENGLISH
    for key in path:
        found = found.get(key, {})
    return found


ISSUES: Final = [
    read(module, call)
    for module, call in named()
    if called(call) == "async_create_issue"
]
EXCEPTIONS: Final = [
    read(module, call)
    for module, call in named()
    if keyword(call, "translation_domain")
]
OTHERS: Final = [
    (module, call)
    for module, call in named()
    if called(call) != "async_create_issue" and not keyword(call, "translation_domain")
]


@pytest.mark.parametrize(
    ("kind", "uses"), [("exceptions", EXCEPTIONS), ("issues", ISSUES)]
)
def test_texts_are_those_that_the_code_names(kind: str, uses: list[Use]) -> None:
    """No text is missing, and none is left over."""
    assert {use.key for use in uses} == ENGLISH.get(kind, {}).keys()


@pytest.mark.parametrize("use", EXCEPTIONS, ids=lambda use: use.where)
def test_exception_fills_in_its_text(use: Use) -> None:
    """The placeholders given are those of the text."""
    assert use.filled_in == placeholders(ENGLISH["exceptions"][use.key]["message"])


@pytest.mark.parametrize("use", ISSUES, ids=lambda use: use.where)
def test_issue_fills_in_its_text(use: Use) -> None:
    """The placeholders given are those of the issue's texts and of its fix flow."""
    texts = flat(ENGLISH["issues"][use.key])
    assert use.filled_in == placeholders(*texts.values())


def test_issue_that_can_be_fixed_has_a_flow() -> None:
    """An issue has a fix flow where the code says that it is fixable."""
    assert {
        where(module, call)
        for module, call in named()
        if called(call) == "async_create_issue"
        and module.value(keyword(call, "is_fixable"))
        is not ("fix_flow" in ENGLISH["issues"][read(module, call).key])
    } == set()


def test_errors_have_texts_of_hers() -> None:
    """What Home Assistant shows people when she fails is a text of her translation."""
    assert [
        where(module, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        if _is_home_assistants(module.value(node.exc.func))
        and module.value(keyword(node.exc, "translation_domain")) != DOMAIN
    ] == []


def _is_home_assistants(raised: object) -> bool:
    return (
        inspect.isclass(raised)
        and issubclass(raised, HomeAssistantError)
        and raised.__module__.startswith("homeassistant.")
    )


def test_descriptions_and_selectors_have_texts() -> None:
    """The key of an entity, a selector or a device leads to a text."""
    assert [
        where(module, call)
        for module, call in OTHERS
        if module.value(keyword(call, "translation_key"))
        not in texts_at(_texts_of(module, call))
    ] == []


def _texts_of(module: Module, call: ast.Call) -> tuple[str, ...]:
    match called(call):
        case name if name.endswith("EntityDescription"):
            return ("entity", module.path.stem)
        case "DeviceInfo":
            return ("device",)
        case "ObjectSelectorConfig" | "SelectSelectorConfig":
            return ("selector",)
    return ("nowhere known",)


def test_flows_are_found() -> None:
    """The reading of flows has not come apart from how they are written."""
    assert ("config",) in {flow.texts for flow in FLOWS}


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: ".".join(flow.texts))
def test_forms_have_texts(flow: Flow) -> None:
    """Each step has a title, each field a name and a description, and nothing more."""
    steps = texts_at(flow.texts)["step"]
    assert {step: _fields(texts, "data") for step, texts in steps.items()} == flow.steps
    assert {
        step: _fields(texts, "data_description") for step, texts in steps.items()
    } == flow.steps
    assert [step for step, texts in steps.items() if "title" not in texts] == []


def _fields(texts: dict[str, Any], kind: str) -> set[str]:
    sections: dict[str, Any] = texts.get("sections", {})
    fields = {field for section in sections.values() for field in section.get(kind, {})}
    return fields | set(sections) | set(texts.get(kind, {}))


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: ".".join(flow.texts))
def test_errors_and_aborts_have_texts(flow: Flow) -> None:
    """Each error and each reason that the code gives has a text, and no other."""
    texts = texts_at(flow.texts)
    assert texts.get("error", {}).keys() == flow.errors
    assert texts.get("abort", {}).keys() == flow.aborts


def test_system_health_lines_have_texts() -> None:
    """Each line on the system health page has a name."""
    lines = {
        module.value(key)
        for module in modules()
        if module.name == "system_health.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict)
        for key in node.value.keys
    }
    assert lines == texts_at(("system_health", "info")).keys()
