"""Run benchmarks by name."""

import argparse
import asyncio
from importlib import import_module
from pathlib import Path
import sys

from homeassistant.runner import create_event_loop

# Imported when they run: what one patches to stop the clock has no place in another.
BENCHMARKS = {
    "addressee": "addressee",
    "courier": "courier",
    "family": "family",
    "house": "house_reader",
    "local": "local",
    "manners": "manners",
    "messages": "messages",
    "model": "model",
    "names": "names",
    "times": "times",
    "turn": "turn",
    "voice": "voice",
}
# Those that read their sentences from a folder, if one is named.
TAKE_FOLDERS = {"addressee"}


def main() -> int:
    """Run what was asked for and print its figures; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument(
        "--write", action="store_true", help="write the tables in docs/"
    )
    arguments = parser.parse_args()
    folders = [Path(name) for name in arguments.names if Path(name).is_dir()]
    names = [name for name in arguments.names if Path(name) not in folders]
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}")
    missed = False
    for name in names or BENCHMARKS:
        print(f"[bench] {name}", file=sys.stderr)
        with asyncio.Runner(loop_factory=create_event_loop) as runner:
            benchmark = import_module(f".{BENCHMARKS[name]}", __package__)
            given = folders if name in TAKE_FOLDERS else []
            figures = runner.run(benchmark.measure(*given))
        for figure in figures:
            print(figure.as_json() if arguments.json else figure.as_text(), flush=True)
            missed = missed or figure.holds is False
        if arguments.write:
            benchmark.write(figures)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
