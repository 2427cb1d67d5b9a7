"""What a sentence is before it is understood: a question, or one with exceptions."""

from .phrases import Phrases


def is_question(text: str, phrases: Phrases) -> bool:
    """Return whether a sentence opens as questions do, politeness aside.

    A question mark decides nothing: speech recognition puts one after many a request.
    """
    text = text.casefold()
    lexicon = phrases.house
    if lexicon is not None:
        text = lexicon.sentence(text)
        if match := lexicon.going_on.match(text):
            text = lexicon.sentence(text[match.end() :])
    words = text.split()
    return bool(words) and words[0] in phrases.words.questions


def leaves_out(text: str, phrases: Phrases) -> bool:
    """Return whether a sentence makes an exception, which Home Assistant knows none of.

    It would understand "all the lights but the night light" as all the lights.
    """
    if phrases.house is None:
        return False
    said = f" {' '.join(phrases.house.words(text))} "
    return any(f" {word} " in said for word in phrases.house.vocabulary["except"])
