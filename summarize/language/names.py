"""Languages by the names people type: a code, or a name in any of the languages that brief knows."""

import difflib
import functools
import itertools
import re
import unicodedata
from collections.abc import Mapping

from summarize.errors import UsageError
from summarize.language.files import has_file
from summarize.language.numeral_table import fold
from summarize.language.record import all_languages, language_of

# A name is declined ("на арабском") behind so many letters that it shares with its first form, up to so many at its end.
# Only where it isn't in Latin letters: "Chinook" isn't a form of "chinois".
_STEM, _ENDING = 4, 3
# The scripts that CLDR has a language's words in beside its usual one: "srpski", "簡體中文".
_SCRIPTS = ("Latn", "Hant")
_WORDS = re.compile(r"[\s-]+")


def language_code(name: str) -> str:
    """The ISO 639-1 code for what somebody typed: "ar", "ara", "Arabic", "арабский", "arabe" and "العربية" are the same;
    "pt-BR" is "pt", and "francais" French.

    Raises UsageError for anything unknown, with the nearest known name.
    """
    wanted = _plain(name)
    if not wanted:
        raise UsageError("a language without a name; give a code such as ar, ru or en")
    for code in (wanted, wanted.replace("_", "-").partition("-")[0]):
        if found := code if has_file(code) else _own_names().get(code):
            return found
    named = _every_name()
    if found := named.get(wanted) or _declined(wanted, named):
        return found
    near = difflib.get_close_matches(wanted, _own_names(), n=1) or difflib.get_close_matches(
        wanted, named, n=1
    )
    if not near:
        raise UsageError(f"unknown language {name!r}; give a code such as ar, ru or en")
    language = language_of(_own_names().get(near[0]) or named[near[0]])
    raise UsageError(f"unknown language {name!r}; did you mean {language.name} ({language.code})?")


def language_name(code: str) -> str:
    """The English name of a language code; the code itself where it has none here."""
    return language_of(code).name


def _declined(wanted: str, named: Mapping[str, str]) -> str | None:
    """The language of which a word is a form of its name; None for none, and for several."""
    words = [word for word in _WORDS.split(wanted) if len(word) > _STEM and not word.isascii()]
    found = {
        code
        for word in words
        for name, code in named.items()
        if _shared(word, name) >= max(_STEM, len(name) - _ENDING, len(word) - _ENDING)
    }
    return found.pop() if len(found) == 1 else None


def _shared(word: str, name: str) -> int:
    """With how many letters both begin."""
    pairs = zip(word, name, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


@functools.cache
def _own_names() -> Mapping[str, str]:
    """Codes by the names that the language records have."""
    return {
        _plain(name): code
        for code, language in all_languages().items()
        for name in (code, *language.codes, language.name, language.own_name, *language.other_names)
    }


@functools.cache
def _every_name() -> Mapping[str, str]:
    """Codes by those names, by what every language calls them, and by the older codes, as CLDR has them."""
    # Imported here: a code or an English name needs none of it.
    from babel import Locale
    from babel.core import get_global
    from babel.localedata import exists

    known = all_languages()
    found = {name: code for name, code in get_global("language_aliases").items() if code in known}
    for code in known:
        for locale in filter(exists, (code, *(f"{code}_{script}" for script in _SCRIPTS))):
            names = Locale.parse(locale).languages
            found |= {_plain(name): named for named, name in names.items() if named in known}
    return {**found, **_own_names()}


def _plain(name: str) -> str:
    """A name without what typing varies in: capitals, accents, vowel signs, white space around it."""
    letters = unicodedata.normalize("NFD", fold(name.strip()))
    return fold("".join(letter for letter in letters if not unicodedata.combining(letter)))
