"""What hostile texts are made of: the words of every language that brief knows, marks, blanks, and what is seldom typed."""

import functools
import tomllib
from pathlib import Path
from random import Random
from typing import Any

import summarize

LANGUAGES = Path(summarize.__file__).parent / "language" / "data"
ROOT = Path(__file__).parents[2]

_MARKS = "\"'“”„‟‘’‚‹›«»「」『』〝〞＂`´"
_STOPS = (
    ". ",
    "! ",
    "? ",
    "… ",
    "... ",
    ".",
    "。",
    "؟ ",
    "۔ ",
    "।",
    ": ",
    "; ",
    ", ",
    "، ",
    " — ",
    " – ",
    "-",
    "?!",
    ".”",
    ",» ",
)
_BLANKS = (
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u3000",
    "\r\n",
    "\r",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
)
_SELDOM = (
    "\0", "\x01", "\x1b[31m", "\x1b]8;;http://e.x\x07", "\x7f", "\x9b31m", "\u200b", "\u200d", "\u200e", "\u200f", "\u202a",
    "\u202e", "\u2066", "\u2069", "\ufeff", "\ufffd", "\ufffe", "\u0301" * 5, "e\u0301", "👩‍👩‍👧‍👦", "🇩🇪", "🇩", "ﷺ", "ﬁ", "İ", "ı",
    "ß", "ẞ", "Ǆ", "ſ", "K", "Ω", "𝕏", "①", "٣٫٥", "१२", "三十", "½", "1,234.5", "1.234,5", "10%", "$5m", "€", "12:30", "--", "---",
    "http://e.x)<img src=x onerror=alert(1)>", "<b>", "</p>", "&lt;", "&#0;", "<!--", "]]>", "[a](javascript:alert(1))", "{{ 7*7 }}",
    "{% x %}", "%s", "${x}", "../../etc/passwd", "A" * 40, "M. ", "Dr. ", "U.S. ", "e.g. ", "Nr. 3 ", "a.m. ", "J. R. R. ", "O’", "d'",
)  # fmt: skip


@functools.cache
def words(language: str) -> tuple[str, ...]:
    """All words of a language's file: its verbs of saying, titles, abbreviations, numerals, labels."""
    found: list[str] = []

    def collect(value: Any) -> None:
        if isinstance(value, str):
            found.extend(value.replace("|", " ").split())
        elif isinstance(value, dict):
            for key, each in value.items():
                collect(key)
                collect(each)
        elif isinstance(value, list):
            for each in value:
                collect(each)

    collect(tomllib.loads((LANGUAGES / f"{language}.toml").read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(found))


@functools.cache
def languages() -> tuple[str, ...]:
    """The codes of all languages with a file."""
    return tuple(sorted(path.stem for path in LANGUAGES.glob("*.toml") if path.stem != "default"))


@functools.cache
def samples(suffix: str) -> tuple[bytes, ...]:
    """The examples of the repository with this suffix: what mutations begin with."""
    places = [ROOT / "examples", *(ROOT / "tests" / "reading" / name for name in ("pages", "documents"))]
    return tuple(path.read_bytes() for place in places for path in sorted(place.glob(f"*{suffix}")))


def word(random: Random, language: str) -> str:
    """A word, or something in its place."""
    chance = random.random()
    if chance < 0.86:
        found = random.choice(words(language))
        return found.title() if random.random() < 0.2 else found
    if chance < 0.93:
        return str(random.randrange(10 ** random.randint(1, 7)))
    if chance < 0.98:
        return random.choice(_SELDOM)
    return chr(random.choice((random.randrange(0x20, 0x3000), random.randrange(0xE000, 0x30000))))


def prose(random: Random, language: str | None = None, most: int = 120, oddity: float = 0.1) -> str:
    """Words with marks, stops and blanks between them; `oddity` is the share of blanks that aren't plain ones."""
    language = language or random.choice(languages())
    marks = random.sample(_MARKS, random.randint(1, 4))
    made: list[str] = []
    for _ in range(random.randint(1, most)):
        if random.random() < 0.12:
            made.append(random.choice(marks))
        made.append(word(random, language))
        if random.random() < 0.12:
            made.append(random.choice(marks))
        made.append(random.choice(_STOPS) if random.random() < 0.18 else " ")
        if random.random() < oddity:
            made.append(random.choice(_BLANKS) * random.choice((1, 1, 1, 2, 30)))
    return "".join(made).encode("utf-8", "replace").decode()


def noise(random: Random, most: int = 300) -> str:
    """Any characters at all, with few different ones so that they meet."""
    pool = [chr(random.choice((random.randrange(0x250), random.randrange(0xD800), random.randrange(0xE000, 0x110000)))) for _ in range(12)]  # fmt: skip
    pool += random.sample(_SELDOM, 6) + random.sample(_BLANKS, 3) + random.sample(_MARKS, 3)
    return "".join(random.choice(pool) for _ in range(random.randint(1, most)))


def mutated(random: Random, data: bytes, other: bytes = b"") -> bytes:
    """Data with parts lost, doubled, moved, exchanged with another's, flipped, or replaced by what readers stumble over."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        if not made:
            return bytes(made)
        start = random.randrange(len(made))
        end = min(len(made), start + random.choice((1, 2, 8, 60, 600)))
        way = random.randrange(8)
        if way == 0:
            del made[start:end]
        elif way == 1:
            made[start:start] = made[start:end] * random.choice((1, 2, 50))
        elif way == 2:
            made[start] ^= 1 << random.randrange(8)
        elif way == 3:
            made[start:end] = random.randbytes(end - start)
        elif way == 4 and other:
            begin = random.randrange(len(other))
            made[start:end] = other[begin : begin + random.choice((5, 60, 600))]
        elif way == 5:
            made[start:end] = random.choice(_SELDOM).encode("utf-8", "replace") * random.choice((1, 3))
        elif way == 6:
            del made[start:]
        else:
            made[start:end] = random.choice(
                (b"0", b"-1", b"99999999999", b"4294967295", b"\xff\xff\xff\xff", b"\0\0\0\0")
            )
    return bytes(made)
