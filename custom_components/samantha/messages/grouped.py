"""Pure: whom a text in a group of people is for."""

from ..manners.addressee import Addressed, Circumstances, Language, Opened, decide


def is_for(text: str, names: tuple[str, ...], language: Language) -> bool:
    """Return whether a text that many can read was written to one of these names.

    Args:
        text: what was written.
        names: hers and those of whoever it would be kept for.
        language: the language of the house.

    """
    around = Circumstances(opened=Opened.GROUP_TEXT, names=names)
    return isinstance(decide(text, around, language), Addressed)
