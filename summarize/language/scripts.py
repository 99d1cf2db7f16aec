"""Whether a text is in the script and the letters of a language, and has its small words. Needs no model.

The ranges of Unicode tell the script, letters that one alphabet has and another hasn't tell languages of one script
apart, and where alphabets are alike the most frequent words do.
"""

import re

from summarize.language.tables import all_frequent_words

# Letters only, by the ranges of Unicode's blocks. Han stands for Japanese and Chinese both; kana for Japanese alone.
_RANGES = {
    "latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u05d0-\u05ea",
    "devanagari": "\u0904-\u0939",
    "han": "\u3400-\u4dbf\u4e00-\u9fff",
    "kana": "\u3041-\u30ff",
    "hangul": "\uac00-\ud7a3",
}
_RUNS = {script: re.compile(f"[{letters}]+") for script, letters in _RANGES.items()}
_WORDS = re.compile(r"[^\W\d_]+")
# The scripts of the languages that aren't written in Latin letters.
_SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ur"), frozenset({"arabic"})),
    **dict.fromkeys(("be", "bg", "ru", "uk"), frozenset({"cyrillic"})),
    "sr": frozenset({"cyrillic", "latin"}),
    "el": frozenset({"greek"}),
    "he": frozenset({"hebrew"}),
    "hi": frozenset({"devanagari"}),
    "zh": frozenset({"han"}),
    "ja": frozenset({"han", "kana"}),
    "ko": frozenset({"hangul", "han"}),
}

# Letters that a language's neighbours have and it doesn't.
_FOREIGN_LETTERS = {
    "ru": "іїєґўјљњћђџ",
    "uk": "ыэёъўјљњћђџ",
    "ar": "پچژگکیےٹڈڑ",
    "fa": "ےٹڈڑىيكة",
}
# A language is another one than expected if its frequent words make up this much more of the text. Sentences of news have
# 30 to 50% of them in their own language, 25% at the most in a related one.
_CLEARLY_MORE = 0.1
_FEWEST_MORE = 2


def scripts_of(language: str) -> frozenset[str]:
    """The scripts that `language` (ISO 639-1) is written in; Latin for one that isn't in the table."""
    return _SCRIPTS.get(language, frozenset({"latin"}))


def letters_by_script(text: str) -> dict[str, int]:
    """How many letters of each known script `text` has; scripts with none are left out."""
    counts = {script: sum(map(len, run.findall(text))) for script, run in _RUNS.items()}
    return {script: count for script, count in counts.items() if count}


def foreign_letters(text: str, language: str) -> int:
    """How many letters of `text` are of `language`'s script but not of its alphabet."""
    return sum(map(text.lower().count, _FOREIGN_LETTERS.get(language, "")))


def other_language(text: str, language: str) -> str | None:
    """Another language that a text in Latin letters is rather in than in `language`, by its most frequent words.

    None where it seems to be in `language`, where that can't be told, and for a language that has no such list.
    """
    frequent = all_frequent_words()
    if language not in frequent:
        return None
    words = _WORDS.findall(text.lower())
    counts = {other: sum(word in listed for word in words) for other, listed in frequent.items()}
    likeliest = max(counts, key=counts.__getitem__)
    is_clear = counts[likeliest] - counts[language] >= max(_FEWEST_MORE, _CLEARLY_MORE * len(words))
    return likeliest if is_clear else None
