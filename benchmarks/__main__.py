"""Run benchmarks by name."""

import argparse
import asyncio
from importlib import import_module
import sys

from homeassistant.runner import create_event_loop

# Imported when they run: what one patches to stop the clock has no place in another.
BENCHMARKS = {
    "courier": "courier",
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


def main() -> int:
    """Run what was asked for and print its figures; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument(
        "--write", action="store_true", help="write the tables in docs/"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(BENCHMARKS):
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}")
    missed = False
    for name in arguments.names or BENCHMARKS:
        print(f"[bench] {name}", file=sys.stderr)
        with asyncio.Runner(loop_factory=create_event_loop) as runner:
            benchmark = import_module(f".{BENCHMARKS[name]}", __package__)
            figures = runner.run(benchmark.measure())
        for figure in figures:
            print(figure.as_json() if arguments.json else figure.as_text(), flush=True)
            missed = missed or figure.holds is False
        if arguments.write:
            benchmark.write(figures)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
