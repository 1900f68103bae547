"""How common English words are: pyspellchecker's counts (MIT), from films and books. Read once a process, from disk."""

from functools import lru_cache

ORDINARY = 250  # counted as ordinary: a word that stands in films and books this often


@lru_cache(maxsize=1)
def counts() -> dict[str, int]:
    """Each word that is known, in small letters, and how often it was counted."""
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="en").word_frequency.dictionary)


def is_known(word: str) -> bool:
    """Whether a word in small letters was ever counted: well-known names and rare words too."""
    return word in counts()


def is_counted(word: str, *, least: int = ORDINARY) -> bool:
    """Whether a word in small letters was counted at least so often."""
    return counts().get(word, 0) >= least
