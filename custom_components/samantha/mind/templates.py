"""Pure: templates of sentences, parsed when they are read, not in somebody's turn."""

from collections.abc import Mapping
from typing import Any

from hassil import Intents


def read_templates(content: Mapping[str, Any]) -> Intents:
    """Return the intents of a language's file, with every template parsed.

    Left alone, hassil parses a template when a sentence first may be it.
    """
    grammar = Intents.from_dict(dict(content))
    for intent in grammar.intents.values():
        for data in intent.data:
            rules = {**grammar.expansion_rules, **data.expansion_rules}
            for sentence in data.sentences:
                sentence.get_required_clauses(rules)
    return grammar
