"""Where a person's name begins among the capitals before it: “Syria Ana Ruiz”, «мэр Липска Анна Лис»."""

from collections.abc import Sequence

from summarize.language.cues import Role
from summarize.language.record import Language

# A first name and a surname are always left.
_SHORTEST = 2


def person_start(words: Sequence[str], before: Sequence[str], language: Language) -> int:
    """The index in a row of capitalised words (and full stops) at which the person's name begins.

    `before` has the words before the row in its clause. What is cut off is a title, a place, a body, an acronym, or a
    place in the genitive that a role governs. The row of a body's own name stays whole.
    """
    start = 0
    letters = [at for at, word in enumerate(words) if word[0].isalnum()]
    if len(letters) <= _SHORTEST or _role(words[-1], language) & (Role.PERSON | Role.BODY | Role.PLACE):
        return start
    if _is_bodys_own(words, language):
        return start
    governed = any(_role(word, language) & Role.PERSON for word in before)
    for at, word in enumerate(words[: letters[-_SHORTEST]]):
        if _is_first_name(word, language):
            break
        if _is_no_name(word, language) or (governed and _is_genitive(word, words[at + 1 :], language)):
            start = at + 1
        governed = start == at + 1
    return start


def _is_bodys_own(words: Sequence[str], language: Language) -> bool:
    """“Ministerio de Sanidad”, “Organização Mundial da Saúde”: what a preposition links is no person's name."""
    is_linked = any(
        word in language.cues.links and _role(word, language) & Role.OBLIQUE for word in words[1:]
    )
    first_names = any(_is_first_name(word, language) for word in words)
    return bool(_role(words[0], language) & Role.BODY) and is_linked and not first_names


def person_end(words: Sequence[str], language: Language) -> int:
    """The index at which the name ends: “Ruiz RT” was said to RT, and “Ruiz III” is a name."""
    end = next((at for at in range(1, len(words)) if _role(words[at], language) & Role.PRESS), len(words))
    while end > 1 and is_acronym(words[end - 1]) and not is_acronym(words[end - 2]):
        end -= 1
    return end


def is_acronym(word: str) -> bool:
    """“SNCF”, «РАНХиГС», but not “III”."""
    capitals = sum(letter.isupper() for letter in word)
    return 1 < len(word) <= capitals + (capitals > 3) and word.isalpha() and not set(word) <= set("IVX")


def _is_no_name(word: str, language: Language) -> bool:
    # Bodies among English capitals may be a part of the name: “New”, “King”.
    bodies = 0 if language.cues.compounds else Role.BODY
    if _role(word, language) & (Role.TITLE | Role.PERSON | Role.PLACE | bodies):
        return True
    return is_acronym(word) and len(word) > 2


def _is_genitive(word: str, rest: Sequence[str], language: Language) -> bool:
    if language.cues.genitives is None or language.cues.patronymics is None:
        return False
    own_patronymic = any(language.cues.patronymics.search(other.lower()) for other in rest)
    return not own_patronymic and language.cues.genitives.search(word.lower()) is not None


def _is_first_name(word: str, language: Language) -> bool:
    return word.lower() in language.cues.gender and not _role(word, language)


def _role(word: str, language: Language) -> int:
    return language.cues.roles.get(word.rstrip(".").lower(), 0)
