"""Her Python source, parsed, and what expressions in it stand for."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from .files import INTEGRATION, ROOT

UNKNOWN: Final = object()


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file of the integration."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Return its path within the integration."""
        return self.path.relative_to(INTEGRATION).as_posix()

    def calls(self) -> Iterator[ast.Call]:
        """Yield every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def value(self, expression: ast.expr | None) -> object:
        """Return what an expression stands for: a constant, or what a name is bound to.

        UNKNOWN is returned for anything that only running the code would tell.
        """
        match expression:
            case ast.Constant(value=constant):
                return constant
            case ast.Name(id=name):
                return getattr(self._imported(), name, UNKNOWN)
            case ast.Attribute(value=owner, attr=name):
                return getattr(self.value(owner), name, UNKNOWN)
        return UNKNOWN

    def _imported(self) -> object:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return import_module(".".join(parts).removesuffix(".__init__"))


@cache
def modules() -> tuple[Module, ...]:
    """Return the modules of the integration."""
    return tuple(
        Module(path, text, ast.parse(text))
        for path in sorted(INTEGRATION.rglob("*.py"))
        for text in (path.read_text("utf-8"),)
    )


def called(call: ast.Call) -> str:
    """Return the last part of the name that is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return the value of a keyword argument."""
    return next((kw.value for kw in call.keywords if kw.arg == name), None)


def where(module: Module, node: ast.expr | ast.stmt) -> str:
    """Return a place that an editor can jump to."""
    return f"{module.name}:{node.lineno}"


def imported_components(module: Module) -> set[str]:
    """Return the components of core whose code a module imports when it runs."""
    found = set()
    for node in _outside_type_checking(module.tree):
        match node:
            case ast.ImportFrom(module="homeassistant.components", names=names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(module=str(name)):
                found |= _component(name)
            case ast.Import(names=names):
                for alias in names:
                    found |= _component(alias.name)
    return found


def _component(name: str) -> set[str]:
    return (
        {name.split(".")[2]} if name.startswith("homeassistant.components.") else set()
    )


def _outside_type_checking(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
        yield from _outside_type_checking(child)
