"""The weights of the evidence, in log-odds, and how they were found.

Those of the form of a sentence are a logistic regression (L2, strength 1) over the
sentences in tests/manners/heard/development, which were written for it, with talk and
requests weighing the same; `script/bench addressee` measures them on others. The rest
is set by hand: her name, an answer to her and an echo decide alone; the circumstances
tip what the form leaves open.
"""

from collections.abc import Mapping
from typing import Final

from .evidence import Evidence

WEIGHTS: Final[Mapping[Evidence, float]] = {
    Evidence.WOKEN: 6.0,
    Evidence.ASKED_BEFORE: 3.16,
    Evidence.SPOKE_BEFORE: 0.91,
    Evidence.OPEN_MICROPHONE: -0.7,
    Evidence.TYPED: 12.0,
    Evidence.IN_A_GROUP: -0.7,
    Evidence.NAMED: 11.0,
    Evidence.SOUNDS_LIKE_HER_NAME: 10.0,
    Evidence.TALKED_ABOUT: -1.0,
    Evidence.NAME_MISSING: -20.0,
    Evidence.ANSWERS_HER: 12.0,
    # More than any form, less than her own voice or nobody's.
    Evidence.MAY_ANSWER: 6.0,
    Evidence.ABOUT_A_SILENCE: 6.0,
    Evidence.IN_HER_GRAMMAR: 1.5,
    Evidence.IN_THIS_HOUSE: 5.0,
    Evidence.SAID_AGAIN: 2.5,
    Evidence.HER_OWN_VOICE: -10.0,
    Evidence.NOBODY_SPOKE: -12.0,
    Evidence.TALK_GOES_ON: -0.4,
    Evidence.WATCHING: -1.0,
    Evidence.ON_A_CALL: -2.0,
    Evidence.ALONE: 0.5,
    Evidence.COMPANY: -0.5,
    Evidence.BEGINS_AS_ORDER: 1.5,
    Evidence.BEGINS_AS_MAYBE_ORDER: 0.83,
    Evidence.BEGINS_AS_LOOKUP: 2.27,
    Evidence.BEGINS_AS_MAYBE_LOOKUP: 0.53,
    Evidence.BEGINS_AS_WISH: 1.27,
    Evidence.BEGINS_AS_QUESTION_TO_PEOPLE: -0.64,
    Evidence.BEGINS_AS_STATEMENT: -2.09,
    Evidence.BEGINS_AS_REPLY: -1.98,
    Evidence.GOES_ON: -0.79,
    Evidence.BEGINS_OTHERWISE: -0.89,
    Evidence.REQUEST: -1.22,
    Evidence.OWN_REQUEST: -0.92,
    Evidence.MAYBE_ORDER_FOR_A_THING: 1.31,
    Evidence.MAYBE_LOOKUP_OF_A_THING: 0.73,
    Evidence.ORDER_FOR_A_THING: 0.64,
    Evidence.LOOKUP_OF_A_THING: -0.05,
    Evidence.STATEMENT_OF_A_THING: -0.04,
    Evidence.HOUSE_THINGS: 1.21,
    Evidence.ROOMS_AND_MACHINES: 1.35,
    Evidence.LOOSE_THINGS: 0.22,
    Evidence.LOOKUP_THINGS: 1.19,
    Evidence.REQUESTING: 0.15,
    Evidence.OTHERS: -1.61,
    Evidence.YOU: -1.2,
    Evidence.WE: -1.35,
    Evidence.I: -0.23,
    Evidence.BEFORE: -0.01,
    Evidence.HEDGES: -0.96,
    Evidence.FEELINGS: -0.44,
    Evidence.FILLERS: -1.41,
    Evidence.TAGS: -0.55,
    Evidence.STUMBLES: -0.05,
    Evidence.NODS: -0.51,
    Evidence.ONE_WORD: -0.38,
    Evidence.FEW_WORDS: -0.49,
    Evidence.LONG: 0.0,
    Evidence.VERY_LONG: 0.0,
    Evidence.FORM: -8.0,
}

# Form alone is worth no less: her name outweighs it, whatever is said.
FORM_LEAST: Final = -7.0

# After a wake word, a form from here down is not what people say to a device.
STRANGE: Final = -6.0
# … or a wording from here down, learned (docs/wording.md). At -3 requests begin to go.
STRANGELY_WORDED: Final = -4.0
# … unless there is some of this in it.
OF_A_REQUEST: Final = frozenset(
    {
        Evidence.BEGINS_AS_LOOKUP,
        Evidence.BEGINS_AS_MAYBE_LOOKUP,
        Evidence.BEGINS_AS_MAYBE_ORDER,
        Evidence.BEGINS_AS_ORDER,
        Evidence.BEGINS_AS_WISH,
        Evidence.FEW_WORDS,
        Evidence.HOUSE_THINGS,
        Evidence.LOOKUP_THINGS,
        Evidence.NODS,
        Evidence.ONE_WORD,
        Evidence.OWN_REQUEST,
        Evidence.REQUEST,
        Evidence.ROOMS_AND_MACHINES,
    }
)

# What an answer to a question has in common with what people say to each other.
OF_AN_ANSWER: Final = frozenset(
    {
        Evidence.BEGINS_AS_REPLY,
        Evidence.BEGINS_OTHERWISE,
        Evidence.FEW_WORDS,
        Evidence.FILLERS,
        Evidence.NODS,
        Evidence.ONE_WORD,
    }
)

# Talk heard this many seconds ago still goes on; more than so much of it adds nothing.
TALK_LASTS: Final = 45.0
MOST_TALK: Final = 3
