"""Words of any language: what sentences are compared by, and what a budget in words counts."""

import re

# Chinese, Japanese and Thai set no spaces between words, so there each character counts as one.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+"
)


def words_of(text: str) -> list[str]:
    """The words of `text` in order, lower-cased."""
    return _WORD.findall(text.lower())


def count_words(text: str) -> int:
    """How many words `text` has; a character counts as a word in scripts that set no spaces."""
    return len(_WORD.findall(text))
