"""A translation that isn't in its language."""

from collections.abc import Iterator

from summarize.language.likeness import foreign_letters, other_language
from summarize.language.record import language_of
from summarize.language.scripts import letters_by_script
from summarize.translators.checks.pair import LINK, Finding, Pair
from summarize.warning import WarningCode

# Share of the letters that has to be in the target's script. Names and titles may stay as they are.
_OWN_SCRIPT = 0.5
# More than this share of letters from outside the alphabet isn't a name any more.
_FOREIGN_LETTERS = 0.02
# So many words may be a name, which may stay as it is.
_LONGEST_NAME = 3


def check(pair: Pair) -> Iterator[Finding]:
    """untranslated or wrong-language, for the segment as a whole."""
    if not pair.is_translated:
        return
    words = pair.translation_words
    if len(words) > _LONGEST_NAME and words == pair.source_words:
        yield Finding(WarningCode.UNTRANSLATED)
        return
    letters = letters_by_script(LINK.sub("", pair.translation))
    count = sum(letters.values())
    own = sum(letters.get(script, 0) for script in language_of(pair.target_language).scripts)
    of_source = sum(letters.get(script, 0) for script in language_of(pair.source_language).scripts)
    if len(words) <= _LONGEST_NAME and own + of_source >= _OWN_SCRIPT * count:
        return
    if own < _OWN_SCRIPT * count or (
        foreign_letters(pair.translation, pair.target_language) > _FOREIGN_LETTERS * own
    ):
        yield Finding(WarningCode.WRONG_LANGUAGE)
    elif other := other_language(pair.translation, pair.target_language):
        is_source = other == pair.source_language
        yield Finding(WarningCode.UNTRANSLATED if is_source else WarningCode.WRONG_LANGUAGE, language=other)
