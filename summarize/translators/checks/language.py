"""A translation that isn't in its language."""

from collections.abc import Iterator

from summarize.language.detection import surely_another_language
from summarize.language.likeness import foreign_letters, other_language
from summarize.language.record import language_of
from summarize.language.scripts import letters_by_script
from summarize.translators.checks.pair import LETTERS, LINK, Finding, Pair
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
    other = other_language(pair.translation, pair.target_language) or surely_another_language(
        _own_words(pair), pair.target_language
    )
    is_foreign = own < _OWN_SCRIPT * count or (
        foreign_letters(pair.translation, pair.target_language) > _FOREIGN_LETTERS * own
    )
    if is_foreign or other:
        is_source = other == pair.source_language
        yield Finding(WarningCode.UNTRANSLATED if is_source else WarningCode.WRONG_LANGUAGE, language=other)


def _own_words(pair: Pair) -> list[str]:
    """The translation's words in its language's script, without those that were kept as they are: names say nothing."""
    kept, scripts = set(pair.source_words), language_of(pair.target_language).scripts
    words = LETTERS.findall(LINK.sub("", pair.translation).lower())
    return [word for word in words if word not in kept and letters_by_script(word).keys() <= scripts]
