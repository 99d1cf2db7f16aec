"""Every regular expression of the package, and texts on which a slow one would show.

A pattern is noted as the engine compiles it, wherever in the package that is. The texts are made from the pattern itself:
each of its loops runs long, behind what leads to it and before what ends the match.
"""

import functools
import importlib
import inspect
import pickle
import pkgutil
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import summarize

# Loops of at most so many turns can't grow with the text.
_FEW = 400
_USE = re.compile(r"\b(_?[A-Za-z]\w*)(?:\(\))?\.(search|match|fullmatch|finditer|findall|split|subn?)\b")
_ENDS = ("\0", "\n")
# Texts that no pattern suggests, and that people have.
_ALWAYS = (
    "a",
    " ",
    "\n",
    "\t",
    "-",
    "'",
    '"',
    "<",
    "A",
    "1",
    ".",
    ",",
    "a ",
    "a-",
    "A. ",
    "1,",
    "\n ",
    "«a",
    "\u0301",
    "一",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern and the line of the package that compiled it."""

    pattern: re.Pattern[Any]
    module: str
    line: int
    function: str = ""

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {str(self.pattern.pattern)[:120]!r}"


def all_patterns(exercise: Callable[[], None]) -> list[Found]:
    """What is compiled while the whole package is imported anew, its caches are filled, and `exercise` runs."""
    found: dict[tuple[Any, int], Found] = {}
    plain = compiler.compile

    def noting(pattern: Any, flags: int = 0) -> Any:
        made = plain(pattern, flags)
        frame = sys._getframe(1)
        while frame and frame.f_globals.get("__name__", "").split(".")[0] in ("re", "functools"):
            frame = frame.f_back  # type: ignore[assignment]
        module = frame.f_globals.get("__name__", "") if frame else ""
        if module.split(".")[0] == "summarize":
            found.setdefault(
                (made.pattern, made.flags), Found(made, module, frame.f_lineno, frame.f_code.co_name)
            )
        return made

    compiler.compile = noting
    re.purge()
    try:
        for module in import_all():
            _fill_caches(module)
        exercise()
    finally:
        compiler.compile = plain
    return list(found.values())


def import_all() -> list[ModuleType]:
    """Every module of the package."""
    return [importlib.import_module(name) for name in _names()]


@functools.cache
def _names() -> tuple[str, ...]:
    walked = pkgutil.walk_packages(summarize.__path__, "summarize.")
    return tuple(module.name for module in walked if not module.name.endswith("__main__"))


def _fill_caches(module: ModuleType) -> None:
    """Call what makes patterns once: functions without arguments, and records of languages with all they hold."""
    from summarize.language.record import all_languages

    for value in vars(module).values():
        if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
            value()
    for language in all_languages().values():
        for name, value in vars(type(language)).items():
            if isinstance(value, functools.cached_property):
                getattr(language, name)


def hostile_texts(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Texts of about `size` characters, on which a pattern that isn't linear is slow."""
    tree = parser.parse(
        pattern.pattern, pattern.flags & ~re.DEBUG if isinstance(pattern.pattern, str) else pattern.flags
    )
    seeds = {("", seed) for seed in _ALWAYS}
    seeds |= {(lead, body) for lead, body in _loops(list(tree), "") if body}
    whole = _example(list(tree))
    if whole:
        seeds.add(("", whole))
    for lead, body in sorted(seeds):
        for end in _ENDS:
            yield lead + body * (size // len(body)) + end
            # Not at the start of the text or of a line, where another branch may take it.
            yield "a" + lead + body * (size // len(body)) + "a" + end
        # What begins at every place and goes on to the end of the text.
        if lead:
            yield (lead + body) * (size // (len(lead) + len(body)))


def _loops(items: list[Any], lead: str) -> Iterator[tuple[str, str]]:
    """What leads to each loop of a pattern, and one turn of it."""
    for kind, argument in items:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, inner = argument
            if most > _FEW:
                for each in _examples(list(inner)):
                    yield lead, each
            yield from _loops(list(inner), lead)
        elif kind is op.SUBPATTERN:
            yield from _loops(list(argument[3]), lead)
        elif kind is op.ATOMIC_GROUP:
            yield from _loops(list(argument), lead)
        elif kind is op.BRANCH:
            for branch in argument[1][:40]:
                yield from _loops(list(branch), lead)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _loops(list(argument[1]), lead)
        lead += _example([(kind, argument)])


def _examples(items: list[Any]) -> Iterator[str]:
    yield _example(items)
    yield _example(items, last=True)
    for kind, argument in items:
        if kind is op.IN:
            for one in argument[:8]:
                yield _character([one])
        elif kind is op.NOT_LITERAL or kind is op.ANY:
            yield from (" ", "a", '"', "<", "-")


def _example(items: list[Any], last: bool = False) -> str:
    """A text that the items match, or nearly; the first branch, or the `last`."""
    made = ""
    for kind, argument in items:
        if kind is op.LITERAL:
            made += chr(argument)
        elif kind is op.NOT_LITERAL:
            made += "a" if argument != ord("a") else "b"
        elif kind is op.ANY:
            made += "a"
        elif kind is op.IN:
            made += _character(argument[::-1] if last else argument)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            made += _example(list(argument[2]), last) * max(1 if argument[1] else 0, argument[0])
        elif kind is op.SUBPATTERN:
            made += _example(list(argument[3]), last)
        elif kind is op.ATOMIC_GROUP:
            made += _example(list(argument), last)
        elif kind is op.BRANCH:
            made += _example(list(argument[1][-1 if last else 0]), last)
    return made


_CATEGORIES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_WORD: "-",
}


def _character(choices: list[Any]) -> str:
    refused = choices[:1] == [(op.NEGATE, None)] or choices[-1:] == [(op.NEGATE, None)]
    if refused:
        taken = [choice for choice in choices if choice[0] is not op.NEGATE]
        return next((each for each in "a 1-\nA.é" if not any(_holds(one, each) for one in taken)), "\u4e00")
    kind, argument = choices[0]
    if kind is op.LITERAL:
        return chr(argument)
    if kind is op.RANGE:
        return chr(argument[0])
    return _CATEGORIES.get(argument, "a")


def _holds(choice: Any, character: str) -> bool:
    kind, argument = choice
    if kind is op.LITERAL:
        return chr(argument) == character
    if kind is op.RANGE:
        return argument[0] <= ord(character) <= argument[1]
    if kind is op.CATEGORY:
        return {
            op.CATEGORY_DIGIT: character.isdigit(),
            op.CATEGORY_SPACE: character.isspace(),
            op.CATEGORY_WORD: character.isalnum() or character == "_",
            op.CATEGORY_NOT_DIGIT: not character.isdigit(),
            op.CATEGORY_NOT_SPACE: not character.isspace(),
            op.CATEGORY_NOT_WORD: not (character.isalnum() or character == "_"),
        }.get(argument, False)
    return False


# How patterns are used that a function makes anew for each language.
_BY_FUNCTIONS = {
    "author_pattern": {"match"},
    "datelines": {"match"},
    "_full_names": {"finditer"},
    "_word_pattern": {"finditer"},
}
# Patterns that see so many characters at most.
_WINDOWS = {
    ("summarize.summarizers.vocabulary", "_OPENING"): 20,
    ("summarize.translators.checks.names", "_OPENING"): 20,
    ("summarize.translators.checks.additions", "_BEFORE_NOTE"): 20,
}


def window(found: Found) -> int | None:
    """How many characters a pattern sees at most; None where that is as many as there are."""
    for (module, name), size in _WINDOWS.items():
        if getattr(importlib.import_module(module), name) == found.pattern:
            return size
    return None


@functools.cache
def _uses() -> dict[tuple[str, str], set[str]]:
    """(module, name) -> how patterns of that name, or from a function of that name, are used there: "search", …"""
    uses: dict[tuple[str, str], set[str]] = {}
    for module in _names():
        source = Path(str(importlib.import_module(module).__file__)).read_text(encoding="utf-8")
        for name, way in _USE.findall(source):
            uses.setdefault((module, name), set()).add(way)
    return uses


def ways(found: Found) -> set[str]:
    """How the package uses a pattern; all ways where that can't be told."""
    used = set(_BY_FUNCTIONS.get(found.function, ()))
    for module in _names():
        for name, value in vars(sys.modules[module]).items():
            if value == found.pattern or _gives(value, found):
                used |= _uses().get((module, name), set())
    return used or {"finditer", "match", "fullmatch"}


def _gives(value: object, found: Found) -> bool:
    """Whether a value is a cached function without arguments that returns the pattern."""
    made = hasattr(value, "cache_info") and getattr(value, "__module__", "") == found.module
    return made and not inspect.signature(value).parameters and value() == found.pattern  # type: ignore[operator,arg-type]


def seconds(pattern: re.Pattern[Any], text: str, way: str) -> float:
    """Processor time that a pattern takes on a text in one of its ways."""
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8")
    start = time.thread_time()
    if way in ("match", "fullmatch", "search"):
        getattr(pattern, way)(given)
    else:
        for _ in pattern.finditer(given):
            pass
    return time.thread_time() - start


def _work_in_all_languages() -> None:
    """What compiles patterns only as it works."""
    from summarize import check_summary, check_translation, extract_quotes, summarize_text
    from summarize.language.record import all_languages

    for code in all_languages():
        text = "“Yes,” said Ann Lee, 3 May 2024. «Да», — сказал он. 「はい」と李明は述べた。 PARIS (AFP) — It rained.\nBy Ann Lee"
        extract_quotes(text, code)
        summarize_text(text, 1, code)
        check_summary(text, "Ann Lee came, 5 times.", code)
        check_translation(text, "Анна пришла.", code, "ru")


if __name__ == "__main__":
    # By its own name, so that what is written can be read by whoever imports it.
    from tests.hostile import patterns

    sys.stdout.buffer.write(pickle.dumps(patterns.all_patterns(_work_in_all_languages)))
