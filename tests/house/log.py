"""What Home Assistant wrote to its log."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final, override

LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_FIRST_LINE: Final = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* (?P<level>[A-Z]+) \([^)]*\) "
    r"\[(?P<logger>[^\]]*)\] (?P<text>.*)$"
)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of the log; `text` carries its traceback too."""

    level: str
    logger: str
    text: str

    @property
    def message(self) -> str:
        """The entry's first line."""
        return self.text.partition("\n")[0]

    def is_about(self, domain: str) -> bool:
        """Tell whether an integration logged this or is named in it.

        Paths don't count: a checkout may well lie in a folder of that name.
        """
        named = re.compile(rf"(?<![\w/.-]){re.escape(domain)}(?![\w/-])", re.IGNORECASE)
        package = re.compile(rf"custom_components[./]{re.escape(domain)}\b")
        return (
            bool(package.search(self.logger))
            or bool(package.search(self.text))
            or bool(named.search(self.message))
        )

    @override
    def __str__(self) -> str:
        """Show the entry as the log does, without its time."""
        return f"{self.level} [{self.logger}] {self.text}"


def parse(text: str) -> Iterator[LogLine]:
    """Split a log into entries; what Home Assistant didn't format is skipped."""
    level = logger = ""
    lines: list[str] = []
    for line in text.splitlines():
        if first := _FIRST_LINE.match(line):
            if lines:
                yield LogLine(level, logger, "\n".join(lines))
            level, logger = first["level"], first["logger"]
            lines = [first["text"]]
        elif lines:
            lines.append(line)
    if lines:
        yield LogLine(level, logger, "\n".join(lines))


def at_least(level: str) -> frozenset[str]:
    """Name a level and all that are worse."""
    return frozenset(LEVELS[LEVELS.index(level) :])
