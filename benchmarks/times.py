"""How well times in speech are read: libraries as they are, and her own grammar.

A candidate gets what can be said for it: where two moments may be meant, either counts;
where there is none, silence counts, whatever the reason; a moment that is over counts
where the table says that it is. Where no clock was said, the hour is hers to choose, so
the day is enough. What comes again and again counts where its next five times are
right.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
import re
from statistics import median
import sys
from time import perf_counter
from typing import Any, Final

from dateutil.rrule import rrulestr

from custom_components.samantha.family.times.spoken import understand
from tests.family.times.table import TABLE, Line, english, lines, written

from .figures import Figure

LIBRARIES: Final = Path(__file__).parents[1] / ".cache" / "times"
DOCS: Final = Path(__file__).parents[1] / "docs" / "times.md"
GROUPS: Final = ("one moment", "again and again", "either of two", "no time")
BAR_WRONG: Final = 2.0
_TIMES: Final = 5
_MINUTE: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")

# What a candidate makes of an expression: a moment, a rule with its first, or nothing.
type Found = datetime | str | None
type Candidate = Callable[[str, datetime], Found]


def _dateparser() -> Candidate:
    parse: Any = import_module("dateparser").parse
    settings = {"PREFER_DATES_FROM": "future"}

    def read(said: str, now: datetime) -> Found:
        base = {**settings, "RELATIVE_BASE": now}
        found: datetime | None = parse(said, languages=["en"], settings=base)
        return found

    return read


def _parsedatetime() -> Candidate:
    calendar: Any = import_module("parsedatetime").Calendar()

    def read(said: str, now: datetime) -> Found:
        found, status = calendar.parseDT(said, sourceTime=now)
        return found if status else None

    return read


def _recurrent() -> Candidate:
    module: Any = import_module("recurrent")

    def read(said: str, now: datetime) -> Found:
        found: Found = module.RecurringEvent(now_date=now).parse(said)
        return found

    return read


def _ctparse() -> Candidate:
    ctparse: Any = import_module("ctparse").ctparse

    def read(said: str, now: datetime) -> Found:
        found = ctparse(said, ts=now, timeout=1)
        dated = found and getattr(found.resolution, "dt", None)
        return dated if isinstance(dated, datetime) else None

    return read


def _timefhuman() -> Candidate:
    module: Any = import_module("timefhuman")

    def read(said: str, now: datetime) -> Found:
        found = module.timefhuman(said, config=module.tfhConfig(now=now))
        first = found[0] if found else None
        return first if isinstance(first, datetime) else None

    return read


def _dateutil() -> Candidate:
    parser: Any = import_module("dateutil.parser")

    def read(said: str, now: datetime) -> Found:
        day = now.replace(hour=9, minute=0)
        found: datetime = parser.parse(said, default=day)
        return found

    return read


CANDIDATES: Final[dict[str, Callable[[], Candidate]]] = {
    "ctparse 0.3.6": _ctparse,
    "dateparser 1.5.0": _dateparser,
    "parsedatetime 2.6": _parsedatetime,
    "python-dateutil (its parser)": _dateutil,
    "recurrent 0.4.1": _recurrent,
    "timefhuman 0.1.5": _timefhuman,
}


async def measure() -> list[Figure]:
    """Return what each candidate gets right, and in what time."""
    sys.path.append(str(LIBRARIES))
    table = list(lines(TABLE))
    figures: list[Figure] = []
    for name, load in CANDIDATES.items():
        started = perf_counter()
        candidate = load()
        figures.append(_figure(name, "import", (perf_counter() - started) * 1000, "ms"))
        figures += _judged(name, table, partial(_is_right, candidate))
    figures += _judged("hers", table, _is_right_hers)
    wrong = 100 - next(it.value for it in figures if it.name == "hers: all")
    figures.append(Figure(name="hers: wrong", value=wrong, unit="%", bar=BAR_WRONG))
    return figures


def write(figures: list[Figure]) -> None:
    """Write the table of scores."""
    values = {figure.name: figure.value for figure in figures}
    text = DOCS.read_text("utf-8")
    head = f"| | all | {' | '.join(GROUPS)} | import | each |"
    rows = [
        _row(name, values)
        for name in sorted(CANDIDATES, key=lambda it: -values[f"{it}: all"])
    ]
    written_anew = "\n".join(
        [head, "|---|" + "---|" * (len(GROUPS) + 3), *rows, _row("hers", values)]
    )
    begin, end = "<!-- scores -->\n", "\n<!-- /scores -->"
    before, after = text.partition(begin)[0], text.partition(end)[2]
    DOCS.write_text(f"{before}{begin}{written_anew}{end}{after}", "utf-8")


def _row(name: str, values: dict[str, float]) -> str:
    scores = " | ".join(f"{values[f'{name}: {it}']:.1f} %" for it in ("all", *GROUPS))
    loaded = values.get(f"{name}: import")
    took = "" if loaded is None else f"{loaded:.0f} ms"
    label = "**her grammar, python-dateutil below**" if name == "hers" else name
    return f"| {label} | {scores} | {took} | {values[f'{name}: each']:.2f} ms |"


def _figure(name: str, what: str, value: float, unit: str) -> Figure:
    return Figure(name=f"{name}: {what}", value=value, unit=unit)


def _judged(
    name: str, table: list[Line], is_right: Callable[[Line], bool]
) -> Iterator[Figure]:
    right: dict[str, list[bool]] = {group: [] for group in GROUPS}
    took: list[float] = []
    for line in table:
        started = perf_counter()
        right[_group(line)].append(is_right(line))
        took.append((perf_counter() - started) * 1000)
    every = [one for group in right.values() for one in group]
    yield _figure(name, "all", 100 * sum(every) / len(every), "%")
    for group, judged in right.items():
        yield _figure(name, group, 100 * sum(judged) / len(judged), "%")
    yield _figure(name, "each", median(took), "ms")


def _group(line: Line) -> str:
    if " or " in line.meant:
        return "either of two"
    if "FREQ=" in line.meant:
        return "again and again"
    return "one moment" if line.meant[0].isdigit() else "no time"


def _is_right_hers(line: Line) -> bool:
    return written(understand(line.said, line.now, english())) == line.meant


def _is_right(candidate: Candidate, line: Line) -> bool:
    now = line.now.replace(tzinfo=None)
    try:
        found = candidate(line.said, now)
    except Exception:  # noqa: BLE001 # they raise all sorts; it counts as silence
        found = None
    match _group(line), found:
        case "no time", None:
            return True
        case "no time", datetime():
            return line.meant == "past" and found.replace(tzinfo=None) <= now
        case "again and again", str():
            return _next_times(found, now) == _next_times(_rule(line), now)
        case "one moment" | "either of two", datetime():
            meant = _MINUTE.findall(line.meant)
            if _says_no_clock(line):
                return f"{found:%Y-%m-%d}" in {one[:10] for one in meant}
            return f"{found:%Y-%m-%d %H:%M}" in meant
    return False


def _says_no_clock(line: Line) -> bool:
    tokens = english().tokens(line.said) or ()
    clocks = {"at", "clock", "exact", "meridiem", "past", "to"}
    lengths = {"minute", "hour"}
    return not any(
        token.kind in clocks or (token.kind == "unit" and token.value in lengths)
        for token in tokens
    )


def _rule(line: Line) -> str:
    first = datetime.fromisoformat(line.meant[:16])
    return f"DTSTART:{first:%Y%m%dT%H%M%S}\nRRULE:{line.meant.rpartition(' ')[2]}"


def _next_times(rule: str, now: datetime) -> list[datetime]:
    found: list[datetime] = []
    rules: Any = rrulestr(rule, dtstart=now.replace(second=0, microsecond=0))
    at = rules.after(now)
    while at is not None and len(found) < _TIMES and at < now + timedelta(days=9_000):
        found.append(at)
        at = rules.after(at)
    return found
