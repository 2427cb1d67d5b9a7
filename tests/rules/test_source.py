"""Promises that cut across her source files."""

import ast
from collections.abc import Iterator
import re
from typing import Final

from .files import ROOT, project_files, text_of
from .source import Module, called, modules, where

LOGS: Final = {"critical", "debug", "error", "exception", "info", "log", "warning"}
SQL: Final = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|(CREATE|ALTER|DROP)\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)|PRAGMA\s+\w+)\b",
    re.DOTALL,
)


def logged(module: Module) -> Iterator[tuple[ast.Call, object]]:
    """Yield the calls of a logger, each with its text."""
    for call in module.calls():
        match call.func:
            case ast.Attribute(value=ast.Name(id=name), attr=level) if (
                "logger" in name.lower() and level in LOGS
            ):
                yield call, module.value(call.args[1 if level == "log" else 0])


def strings(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Yield the text of every string."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Constant(value=str(text)):
                yield node, text


def test_logs_are_written_as_home_assistant_does() -> None:
    """What is logged is a constant that values are put into, without a full stop."""
    assert [
        where(module, call)
        for module in modules()
        for call, text in logged(module)
        if not isinstance(text, str) or text.endswith(".") or text != text.strip()
    ] == []


def test_nothing_is_printed() -> None:
    """She speaks through voices and logs through loggers."""
    assert [
        where(module, call)
        for module in modules()
        for call in module.calls()
        if called(call) in {"print", "pprint"}
    ] == []


def test_only_the_store_speaks_sql() -> None:
    """No text outside of the store is a statement of SQL."""
    assert [
        where(module, node)
        for module in modules()
        if not module.name.startswith("store/")
        for node, text in strings(module)
        if SQL.search(text)
    ] == []


def test_the_store_is_recognised() -> None:
    """What SQL looks like is known: the store has some."""
    store = [module for module in modules() if module.name.startswith("store/")]
    assert any(SQL.search(text) for module in store for _, text in strings(module))


def test_only_voices_make_sound() -> None:
    """Only `voice/` calls the actions that can be heard."""
    assert [
        where(module, call)
        for module in modules()
        if not module.name.startswith("voice/")
        for call in module.calls()
        if called(call) == "async_call"
        and _heard([module.value(argument) for argument in call.args[:2]])
    ] == []


def _heard(action: list[object]) -> bool:
    return action[:1] in (["assist_satellite"], ["tts"]) or action == [
        "media_player",
        "play_media",
    ]


def test_python_files_say_what_they_are_for() -> None:
    """Every Python file of the project begins with a docstring."""
    assert [
        path.relative_to(ROOT).as_posix()
        for path in project_files()
        if path.suffix in {".py", ".pyi"}
        and not ast.get_docstring(ast.parse(text_of(path)))
    ] == []
