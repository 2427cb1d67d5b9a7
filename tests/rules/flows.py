"""What her config flows show, read from their source."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from .source import Module, called, keyword, modules

_SHOWS_A_FORM: Final = {"async_show_form", "async_show_menu"}
_STEP: Final = "async_step_"


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow: where its texts are, and what needs one.

    The fields of a step include its sections and their fields.
    """

    texts: tuple[str, ...]
    steps: Mapping[str, set[object]]
    errors: set[object]
    aborts: set[object]


def flows(module: Module) -> Iterator[Flow]:
    """Yield the flows of a module."""
    subentries = _subentries()
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and (texts := _texts(node, subentries)):
            yield _flow(module, node, texts)


def _texts(flow: ast.ClassDef, subentries: dict[str, str]) -> tuple[str, ...] | None:
    """Return the path of a flow's texts, or None for a class that is no flow."""
    for base in flow.bases:
        match base:
            case ast.Name(id="ConfigFlow"):
                return ("config",)
            case ast.Name(id="ConfigSubentryFlow"):
                return ("config_subentries", subentries[flow.name])
            case ast.Name(id="OptionsFlow" | "OptionsFlowWithReload"):
                return ("options",)
    return None


@cache
def _subentries() -> dict[str, str]:
    """Return the kinds of subentries by the class of their flow, in any module."""
    return {
        flow.id: str(module.value(kind))
        for module in modules()
        for method in ast.walk(module.tree)
        if isinstance(method, ast.FunctionDef)
        and method.name == "async_get_supported_subentry_types"
        for kinds in ast.walk(method)
        if isinstance(kinds, ast.Dict)
        for kind, flow in zip(kinds.keys, kinds.values, strict=True)
        if isinstance(flow, ast.Name)
    }


def _flow(module: Module, flow: ast.ClassDef, texts: tuple[str, ...]) -> Flow:
    methods = {
        node.name: node
        for node in flow.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    steps = {}
    everything: set[ast.AST] = set()
    for name, method in methods.items():
        if name.startswith(_STEP):
            nodes = set(_reached(module, method, methods))
            everything |= nodes
            if any(called(call) in _SHOWS_A_FORM for call in _calls(nodes)):
                steps[name.removeprefix(_STEP)] = set(_fields(module, nodes))
    return Flow(
        texts=texts,
        steps=steps,
        errors=set(_errors(module, everything)),
        aborts=set(_aborts(module, everything)),
    )


def _reached(
    module: Module, start: ast.AST, methods: Mapping[str, ast.AST]
) -> Iterator[ast.AST]:
    """Yield the nodes of a step and of what it uses in its class and its module."""
    names = {
        name: node
        for node in module.tree.body
        for name in _bound(node)
        if not isinstance(node, ast.ClassDef)
    }
    seen: set[ast.AST] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for part in ast.walk(node):
            yield part
            match part:
                case ast.Name(id=name) if name in names:
                    waiting.append(names[name])
                case ast.Attribute(value=ast.Name(id="self"), attr=name) if (
                    name in methods and not name.startswith(_STEP)
                ):
                    waiting.append(methods[name])


def _bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield name
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)]):
            yield name


def _calls(nodes: set[ast.AST]) -> Iterator[ast.Call]:
    return (node for node in nodes if isinstance(node, ast.Call))


def _fields(module: Module, nodes: set[ast.AST]) -> Iterator[object]:
    """Yield the keys of the schemas, by `Required(...)` and `Optional(...)`."""
    for call in _calls(nodes):
        if called(call) in {"Required", "Optional"}:
            yield module.value(call.args[0])


def _errors(module: Module, nodes: set[ast.AST]) -> Iterator[object]:
    """Yield what `errors` is given: by key, or as a whole."""
    for node in nodes:
        match node:
            case ast.Assign(
                targets=[ast.Subscript(value=ast.Name(id="errors"))], value=value
            ):
                yield module.value(value)
            case (
                ast.keyword(arg="errors", value=ast.Dict(values=values))
                | ast.Assign(
                    targets=[ast.Name(id="errors")], value=ast.Dict(values=values)
                )
                | ast.AnnAssign(
                    target=ast.Name(id="errors"), value=ast.Dict(values=values)
                )
            ):
                yield from map(module.value, values)


def _aborts(module: Module, nodes: set[ast.AST]) -> Iterator[object]:
    """Yield the reasons given; where none is, Home Assistant has a text of its own."""
    for call in _calls(nodes):
        if "abort" in called(call) and (reason := keyword(call, "reason")):
            yield module.value(reason)
