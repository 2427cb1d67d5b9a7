"""The few words that she adds outside of turns, in the house's language."""

from .phrases import Phrases
from .speech import fit_for_voice


class Wordings:
    """Words for what is said unprompted and for notifications."""

    def __init__(self, phrases: Phrases) -> None:
        """Take the phrases of the house's language."""
        self._phrases = phrases

    def interrupted(self, title: str | None) -> str:
        """Return that she may have been cut off by a restart."""
        if title:
            return self._word("interrupted_title").format(title=title)
        return self._word("interrupted")

    def merged(self, texts: tuple[str, ...]) -> str:
        """Return several short utterances as one."""
        # Lines become sentences where they are none yet.
        joined = fit_for_voice("\n".join(texts), self._phrases.words.link)
        return self._word("merged").format(count=len(texts), text=joined)

    def later(self) -> str:
        """Return the button by which somebody asks to be told later."""
        return self._word("later")

    def heard_it(self) -> str:
        """Return the button by which somebody says that they know now."""
        return self._word("heard_it")

    def _word(self, key: str) -> str:
        return self._phrases.replies[key][0]
