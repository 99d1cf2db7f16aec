"""People whom a summary names and its article doesn't, in a language without capitals: by given names, and by roles beside them."""

import re
from collections.abc import Iterator

from summarize.language.characters import LETTER
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.summarizers.closest import bare_forms
from summarize.summarizers.vocabulary import Vocabulary

# Words in a row, between which nothing but blanks stands.
_RUN = re.compile(rf"{LETTER}+(?:[ \u00a0]+{LETTER}+)*")
# Shorter ones are grammar more often than names.
_LETTERS = 3
# A role and what belongs to it ("the minister of foreign affairs") have so many words.
_LONGEST_ROLE = 4


def unknown_people(sentence: str, vocabulary: Vocabulary, language: Language) -> Iterator[str]:
    """Names in the sentence that the article doesn't have: two words with a given name first, and what follows a role."""
    for run in _RUN.finditer(sentence):
        words = run.group().split()
        unknown = [_is_unknown(word, vocabulary, language) for word in words]
        taken = 0
        for at, word in enumerate(words):
            if at < taken or not unknown[at]:
                continue
            is_pair = at + 1 < len(words) and unknown[at + 1]
            is_given = not language.checking.given_names.isdisjoint(bare_forms(word, language))
            if (is_pair and is_given) or _is_named_by_role(words[: at + 1], is_pair, language):
                taken = at + 1 + is_pair
                yield " ".join(words[at:taken])


def _is_unknown(word: str, vocabulary: Vocabulary, language: Language) -> bool:
    if len(word) < _LETTERS or vocabulary.has_form(word):
        return False
    known = language.function_words | language.frequent_words | language.ordinary_words
    return not any(form in known or language.cues.roles.get(form, 0) for form in bare_forms(word, language))


def _is_named_by_role(words: list[str], is_pair: bool, language: Language) -> bool:
    """Whether the last word stands behind a person's role with the article, and may be a name.

    It is none if it looks like a verb, has an article, or is joined to another word, unless two words are unknown or the
    role is the word before.
    """
    *before, word = words
    if not before or not _is_definite(before[-1], language):
        return False
    roles = [language.cues.roles.get(one, 0) for one in before[-_LONGEST_ROLE:]]
    belongs = [
        role or _is_definite(one, language) for role, one in zip(roles, before[-_LONGEST_ROLE:], strict=True)
    ]
    at = max((index for index, role in enumerate(roles) if role & Role.PERSON), default=None)
    if at is None or not all(belongs[at:]):
        return False
    if word in language.checking.given_names:
        return True
    if word.startswith(language.checking.verbs_begin) or _is_definite(word, language):
        return False
    joints = tuple(language.cues.proclitics) if at == len(roles) - 1 else language.checking.particles
    return is_pair or not word.startswith(joints)


def _is_definite(word: str, language: Language) -> bool:
    prefix = language.cues.definite_prefix
    return bool(prefix) and any(form.startswith(prefix) for form in (word, *bare_forms(word, language)))
