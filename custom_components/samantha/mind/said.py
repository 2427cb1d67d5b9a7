"""What was said, put into plain words once for all the steps that read it."""

from functools import cached_property

from .commands.wording import Clause
from .phrases import Phrases


class Said:
    """One sentence; what is found out about it is kept as long as the turn is."""

    def __init__(self, text: str, phrases: Phrases) -> None:
        """Take the words as they were heard, and the language that they are in."""
        self.text = text
        self.phrases = phrases
        self._clauses: dict[str, Clause] = {}
        self._of_hers: dict[tuple[str, ...], str | None] = {}

    @cached_property
    def sentence(self) -> str:
        """Return plain words, without what is polite; in lower case at least."""
        lexicon = self.phrases.house
        return lexicon.sentence(self.text) if lexicon else self.text.casefold()

    @cached_property
    def is_question(self) -> bool:
        """Return whether the sentence opens as questions do, politeness aside.

        A question mark decides nothing: speech recognition puts one after many a
        request.
        """
        return opens_as_question(self.sentence, self.phrases)

    @cached_property
    def asks_why(self) -> bool:
        """Return whether it asks for a reason, which Home Assistant knows none of.

        It would say "yes" to "why is the hall light on?".
        """
        sentence = _itself(self.sentence, self.phrases)
        return f"{sentence} ".startswith(
            tuple(f"{word} " for word in self.phrases.words.reasons)
        )

    @cached_property
    def leaves_out(self) -> bool:
        """Return whether it makes an exception, which Home Assistant knows none of.

        It would understand "all the lights but the night light" as all the lights.
        """
        lexicon = self.phrases.house
        if lexicon is None:
            return False
        said = f" {' '.join(lexicon.words(self.text))} "
        return any(f" {word} " in said for word in lexicon.vocabulary["except"])

    def clause(self, text: str) -> Clause:
        """Return a part of the sentence as a command; the language has commands.

        Raises:
            ValueError: the language has none.

        """
        if self.phrases.house is None:
            msg = f"no commands in {self.phrases.language}"
            raise ValueError(msg)
        if (clause := self._clauses.get(text)) is None:
            clause = self._clauses[text] = self.phrases.house.commands.clause(text)
        return clause

    def of_hers(self, names: tuple[str, ...]) -> str | None:
        """Return the intent of hers that the sentence is, if it is one."""
        if names not in self._of_hers:
            self._of_hers[names] = self.phrases.understand(self.text, names)
        return self._of_hers[names]


def opens_as_question(sentence: str, phrases: Phrases) -> bool:
    """Return whether plain words open as questions do, "and" aside."""
    words = _itself(sentence, phrases).split(maxsplit=1)
    return bool(words) and words[0] in phrases.words.questions


def _itself(sentence: str, phrases: Phrases) -> str:
    """Return a sentence without the "and" that it goes on with."""
    lexicon = phrases.house
    if lexicon is not None and (match := lexicon.going_on.match(sentence)):
        return lexicon.to_the_point(sentence[match.end() :])
    return sentence
