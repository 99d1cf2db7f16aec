"""Who is who among the speakers of a story: one person, however articles spell the name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from summarize.language.record import language_of
from summarize.language.sounds import likeness, sound, weight

# A surname in two languages sounds at least so much alike; a first name, which is often another form of it, less.
_SURNAME, _FIRST_NAME = 0.8, 0.6
# Fewer sounds are like too many others.
_SHORTEST = 2.0


@dataclass(slots=True)
class Known:
    """A person by all spellings of the name, each with its language."""

    spellings: dict[tuple[str, str], None] = field(default_factory=dict)

    def name(self, languages: Sequence[str]) -> str:
        """The fullest spelling in the first of the languages that has one."""
        for language in languages:
            own = [name for name, written in self.spellings if written == language]
            if own:
                return max(own, key=lambda name: (len(name.split()), len(name)))
        return max((name for name, _ in self.spellings), key=lambda name: (len(name.split()), len(name)))


def who_is_who(names: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Known]:
    """The person that each name stands for, as (name, language); a name that may be two people's stands for nobody else."""
    people: list[Known] = []
    # Full names first: what stands for a surname alone is told by them.
    ordered = sorted(set(names), key=lambda one: (-len(one[0].split()), one))
    found: dict[tuple[str, str], Known] = {}
    for one in ordered:
        fitting = [person for person in people if all(same_person(one, other) for other in person.spellings)]
        person = fitting[0] if len(fitting) == 1 else Known()
        if not person.spellings:
            people.append(person)
        person.spellings[one] = None
        found[one] = person
    return found


def same_person(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names, each with its language, may be one person's: the surname is the same, and first names agree."""
    if one == other:
        return True
    words, others = _words(*one), _words(*other)
    if not words or not others or not _alike(words[-1], others[-1], one[1], other[1], _SURNAME):
        return False
    if len(words) == 1 or len(others) == 1:
        return True
    return _alike(words[0], others[0], one[1], other[1], _FIRST_NAME) or _initial(words[0], others[0])


def _words(name: str, language: str) -> list[str]:
    particles = language_of(language).checking.particles
    words = []
    for word in name.split():
        particle = next((one for one in particles if word.startswith(one) and len(word) > len(one) + 2), "")
        words.append(word[len(particle) :] if len(particle) > 1 else word)
    return words


def _initial(first: str, other: str) -> bool:
    shorter = min(first, other, key=len)
    return shorter.endswith(".") and sound(first)[:1] == sound(other)[:1]


def _alike(word: str, other: str, language: str, others: str, least: float) -> bool:
    if word.casefold() == other.casefold():
        return True
    if language == others:
        return False
    sounds, theirs = sound(word), sound(other)
    if min(weight(sounds), weight(theirs)) < _SHORTEST or likeness(sounds, theirs) < least:
        return False
    # Ivanov and Ivanova are two.
    longer, shorter = max(sounds, theirs, key=len), min(sounds, theirs, key=len)
    return longer != f"{shorter}a"
