"""Sentences made of templates in hassil's syntax, a few of each at random."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
import re
from typing import Final

from hassil import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    Sentence,
    TextChunk,
    parse_sentence,
)
from hassil.parser import ParseError

from benchmarks.heard import normalised

type Lists = Mapping[str, Sequence[str]]
type Rules = Mapping[str, Sentence]

# Two pairs of braces are Mycroft's; hassil has one.
_DOUBLED: Final = re.compile(r"\{\{|\}\}")
# What a slot stands for that nothing is known of.
_ANYTHING: Final = "thing"


def sentences(
    templates: Iterable[str],
    lists: Lists,
    random: Random,
    *,
    each: int,
    rules: Rules | None = None,
) -> list[str]:
    """Return at most so many different sentences of each template, normalised."""
    made: dict[str, None] = {}
    for template in templates:
        try:
            parsed = parse_sentence(_DOUBLED.sub(lambda m: m[0][0], template))
            for _ in range(each):
                made[
                    normalised(_one(parsed.expression, lists, rules or {}, random))
                ] = None
        # A public package may have a template that is none, or for a rule elsewhere.
        except ParseError, KeyError:
            continue
    made.pop("", None)
    return list(made)


def _one(expression: Expression, lists: Lists, rules: Rules, random: Random) -> str:
    match expression:
        case TextChunk(text=text):
            return text
        case Alternative(items=items):
            return _one(random.choice(items), lists, rules, random)
        case Permutation(items=items):
            parts = [_one(item, lists, rules, random) for item in items]
            random.shuffle(parts)
            return " ".join(parts)
        case ListReference(list_name=name):
            return random.choice(_listed(name.casefold(), lists))
        case RuleReference(rule_name=name):
            return _one(rules[name].expression, lists, rules, random)
        case Group(items=items):
            return "".join(_one(item, lists, rules, random) for item in items)
    msg = f"nothing to say for {expression!r}"
    raise TypeError(msg)


def _listed(name: str, lists: Lists) -> Sequence[str]:
    """Return the words for a slot: of its name, or of a word in it."""
    for key in (name, name.rstrip("s"), *name.split("_")):
        if key in lists:
            return lists[key]
    return lists[_ANYTHING]
