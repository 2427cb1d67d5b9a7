"""What a voice gets of a stream, wherever the network and the model cut it."""

from itertools import pairwise
from typing import Final

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.model.sentences import Sentences

SAID: Final = {
    "bold over two": (
        "**Owls are wise. Mice are quick.**",
        "Owls are wise. Mice are quick.",
    ),
    "bracket first": ("[1] Owls are wise.", "[1] Owls are wise."),
    "brace first": ("{Owls} are wise.", "{Owls} are wise."),
    "link first": ("[Owls](https://owls.example) are wise.", "Owls are wise."),
    "only a call": ('{"name": "look", "arguments": {}}', ""),
    "list of calls": ('[{"name": "look", "arguments": {}}]', ""),
    "call on a new line": (
        'Sure.\n{"name": "look", "arguments": {"a": "B. C"}}',
        "Sure.",
    ),
    "call behind": ('Sure. {"name": "look"}', "Sure."),
    "call laid out": ('Sure.\n{\n  "name": "look"\n}\n', "Sure."),
    "table": ("| Owls. Are | wise |\n|---|---|\nMice too.", "Mice too."),
    "open table": ("Owls | wise\n--- | ---\nMice too.", "Mice too."),
    "token first": ("<|im_start|>Owls are wise.", "Owls are wise."),
    "token last": ("Owls are wise.<|im_end|>", "Owls are wise."),
    "token between": ("Owls.<|eot_id|>\nMice.", "Owls. Mice."),
    "thought": ("<think>Hm. Well.</think>Owls are wise.", "Owls are wise."),
    "thought in capitals": ("<THINK>Hm.</THINK>Owls.", "Owls."),
    "call in tags": ('<tool_call>{"name": "x"}</tool_call>Owls.', "Owls."),
    "family": (
        "\U0001f469\u200d\U0001f469\u200d\U0001f467 Owls. 1\ufe0f\u20e3 nest.",
        "Owls. 1 nest.",
    ),
    "flag": ("Owls \U0001f1e9\U0001f1ea are wise.", "Owls are wise."),
    "code": ("```py\nprint('Hi. Ho.')\n```\nOwls `hoot`.", "Owls hoot."),
    "address": (
        "Go to www.owls.example/a.b now. Then rest.",
        "Go to a link now. Then rest.",
    ),
    "heading": ("# Owls\n- Wise\n- Quick", "Owls. Wise. Quick."),
}


@pytest.mark.parametrize(("text", "said"), SAID.values(), ids=SAID.keys())
@given(cuts=st.lists(st.integers(0, 80)))
def test_what_is_said_of_it(text: str, said: str, cuts: list[int]) -> None:
    """It is the same in pieces of any size."""
    sentences = Sentences("a link")
    edges = sorted({0, *(cut for cut in cuts if cut < len(text)), len(text)})
    found: list[str] = []
    for begin, end in pairwise(edges):
        found += sentences.feed(text[begin:end])
    assert " ".join(found + sentences.flush()) == said


@pytest.mark.parametrize(("text", "said"), SAID.values(), ids=SAID.keys())
def test_letter_by_letter(text: str, said: str) -> None:
    """As small models send it."""
    sentences = Sentences("a link")
    found = [sentence for letter in text for sentence in sentences.feed(letter)]
    assert " ".join(found + sentences.flush()) == said
