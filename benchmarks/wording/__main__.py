"""Train, calibrate, say how well it does, and write the weights."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from custom_components.samantha.manners.addressee import Language, WordLists
from custom_components.samantha.manners.addressee.form import form_of
from custom_components.samantha.manners.addressee.wording import (
    Wording,
    features,
    form_features,
)
from custom_components.samantha.mind.phrases import SENTENCES, load as load_phrases

from .regression import Example, calibrated, train
from .sources import Source, load

WRITTEN: Final = SENTENCES / "en" / "wording.bin"
# The same data gives the same weights.
_SEED: Final = 8
_PERCENT: Final = 100


def main() -> None:
    """Train from the packages in a folder."""
    parser = argparse.ArgumentParser(prog="script/train")
    parser.add_argument("packages", type=Path)
    parser.add_argument("--keep", action="store_true", help="do not write the file")
    arguments = parser.parse_args()
    language = load_phrases("en").addressing
    if language is None or language.lists is None:
        parser.error("English has no addressing.yaml")
    random = Random(_SEED)  # noqa: S311  # nothing is secret here
    data = load(arguments.packages, random)
    reader = _Reader(language, language.lists)
    examples = [*reader.examples(data.sources)]
    wording = train(examples, random)
    wording = calibrated(wording, reader.scored(wording, data.aside))
    for source in (*data.sources, *data.aside):
        hits = sum(score > 0 for score, *_ in reader.scored(wording, [source]))
        kind = "requests" if source.directed else "talk"
        share = _PERCENT * hits / len(source.lines)
        print(f"{source.name:<24}{len(source.lines):>7} {kind:<9}{share:>6.1f} % taken")
    content = wording.to_bytes()
    print(f"{len(wording.hashes)} weights, {len(content)} bytes")
    if not arguments.keep:
        WRITTEN.write_bytes(content)


class _Reader:
    """Reads sentences as she does."""

    def __init__(self, language: Language, lists: WordLists) -> None:
        self._language = language
        self._lists = lists

    def examples(self, sources: Iterable[Source]) -> Iterator[Example]:
        """Yield the sentences of sources, each source weighing its share."""
        count = sum(len(source.lines) for source in sources)
        shares = sum(source.share for source in sources)
        for source in sources:
            weight = source.share / shares * count / len(source.lines)
            for line in source.lines:
                words = self._language.read(line).words
                form = form_of(words, self._lists)
                yield Example(
                    features(words, self._lists).union(form_features(form)),
                    source.directed,
                    weight,
                )

    def scored(
        self, wording: Wording, sources: Iterable[Source]
    ) -> list[tuple[float, bool, float]]:
        """Return the score of each sentence, what it is, and what it weighs."""
        found = []
        for source in sources:
            for line in source.lines:
                words = self._language.read(line).words
                score = wording.score(words, form_of(words, self._lists), self._lists)
                found.append((score, source.directed, source.share / len(source.lines)))
        return found


if __name__ == "__main__":
    main()
