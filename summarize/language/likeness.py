"""Whether a text has the letters and the small words of a language. Needs no model.

Letters that one alphabet has and another hasn't tell languages of one script apart, and where alphabets are alike the
most frequent words do.
"""

import re

from summarize.language.characters import LETTER
from summarize.language.record import all_languages, language_of

_WORDS = re.compile(f"{LETTER}+")
# A language is another one than expected if its frequent words make up this much more of the text. Sentences of news have
# 30 to 50% of them in their own language, 25% at the most in a related one.
_CLEARLY_MORE = 0.1
_FEWEST_MORE = 2


def foreign_letters(text: str, language: str) -> int:
    """How many letters of `text` are of `language`'s script but not of its alphabet."""
    return sum(map(text.lower().count, language_of(language).foreign_letters))


def other_language(text: str, language: str) -> str | None:
    """Another language that a text is rather in than in `language`, by its most frequent words.

    None where it seems to be in `language`, where that can't be told, and for a language that has no such list.
    """
    if not language_of(language).frequent_words:
        return None
    words = _WORDS.findall(text.lower())
    counts = {
        code: sum(word in other.frequent_words for word in words) for code, other in all_languages().items()
    }
    likeliest = max(counts, key=counts.__getitem__)
    is_clear = counts[likeliest] - counts[language] >= max(_FEWEST_MORE, _CLEARLY_MORE * len(words))
    return likeliest if is_clear else None
