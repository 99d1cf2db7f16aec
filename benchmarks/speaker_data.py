"""Examples that the speaker model learns from: annotated quotes, and passages between marks that are none."""

import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from summarize.language import split_paragraphs
from summarize.language.record import language_of
from summarize.quotes.spans import find_spans

Place = tuple[int, int]
KINDS = ("none", "direct", "mixed")
# Words of a name that don't tell whose it is.
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "president",
        "senator",
        "sen",
        "rep",
        "gov",
        "governor",
        "secretary",
        "minister",
        "the",
        "der",
        "die",
        "das",
        "herr",
        "frau",
        "von",
        "van",
        "al",
        "el",
        "de",
        "la",
        "le",
        "du",
        "bin",
        "ibn",
        "abu",
        "بن",
        "ابن",
    ]
)


@dataclass(frozen=True, slots=True)
class Example:
    """A passage between marks. `mentions` are the places of the nearest words for its speaker, `names` those of the
    speaker's name; empty where nobody is meant, None where the annotation doesn't tell. `kind` is one of KINDS."""

    article: "Annotated"
    start: int
    end: int
    kind: str
    mentions: tuple[Place, ...] | None
    names: tuple[Place, ...] | None
    speaker: str | None
    mention: str | None
    speaker_type: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with all passages between marks."""

    id: str
    language: str
    text: str
    spans: tuple[Place, ...]


def untouched(identity: str) -> bool:
    """Whether an article of the training halves is kept aside, to be looked at once: by publisher where ids tell it."""
    if identity.startswith("polnear/"):
        return "west-journal" in identity
    if identity.startswith("saudi/"):
        return identity.startswith(("saudi/alweeam", "saudi/almadina"))
    if identity.startswith("factru/"):
        return zlib.crc32(identity.encode()) % 5 < 2
    return not identity.startswith(("nerel/", "rt/")) and zlib.crc32(identity.encode()) % 10 == 0


def for_calibration(identity: str) -> bool:
    """Whether an article of those labelled for the model is kept from training, to fit thresholds on."""
    return zlib.crc32(f"calibration {identity}".encode()) % 7 == 0


def read_examples(path: Path, resolved: Iterable[Path] = ()) -> Iterator[Example]:
    """The examples of a file of annotated articles; `resolved` has the names behind pronouns and roles."""
    names: dict[tuple[str, int, int], str | None] = {}
    for several in resolved:
        for line in several.read_text("utf-8").splitlines() if several.exists() else ():
            record = json.loads(line)
            names.update({(record["id"], q["start"], q["end"]): q["speaker"] for q in record["quotes"]})
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield from _examples(json.loads(line), names)


def _examples(record: dict[str, Any], resolved: dict[tuple[str, int, int], str | None]) -> Iterator[Example]:
    text, quotes = record["text"], record["quotes"]
    language = language_of(record["lang"])
    found = [(s.start, s.end) for s in find_spans(text, list(split_paragraphs(text)), language)]
    article = Annotated(record["id"], record["lang"], text, tuple(found))
    for quote in quotes:  # those of another kind tell nothing
        if quote.get("kind") in {"direct", "mixed"}:
            key = record["id"], quote["start"], quote["end"]
            yield _example(article, quote, key in resolved, resolved.get(key))
    for start, end in found:
        if not any(start < q["end"] and q["start"] < end for q in quotes):
            yield Example(article, start, end, "none", None, None, None, None, "none")


def _example(article: Annotated, quote: dict[str, Any], is_resolved: bool, resolved: str | None) -> Example:
    text, start, end = article.text, quote["start"], quote["end"]
    kind, speaker = quote["speaker_type"], quote["speaker"]
    mention = quote.get("mention")
    mentions: tuple[Place, ...] | None
    names: tuple[Place, ...] | None = None
    named = resolved if is_resolved else speaker if kind == "name" else None
    if named and quote.get("speaker_end"):
        named = _name_in(named)
    everywhere = name_places(text, named) if named else []
    outside = [place for place in everywhere if place[1] <= start or place[0] >= end]
    if named:
        names = tuple(outside) or None
    elif (
        speaker is None
        or (is_resolved and resolved is None)
        or (kind == "nominal" and "speaker_start" not in quote)
    ):
        names = ()
    if speaker is None:
        mentions = ()
    elif "speaker_start" in quote and quote.get("speaker_start") is not None and "mention_start" not in quote:
        whole = quote["speaker_start"], quote["speaker_end"]
        mentions = (whole, *(p for p in outside if whole[0] <= p[0] < p[1] <= whole[1] and p != whole))
    elif mention or kind == "nominal":
        mentions = tuple(_nearest(text, mention or speaker, start, end)) or (tuple(outside) or None)
    else:
        before = [place for place in outside if place[1] <= start][-3:]
        mentions = tuple(before) or tuple(outside[:1]) or None
    return Example(article, start, end, quote["kind"], mentions, names, named or speaker, mention, kind)


def _name_in(phrase: str) -> str:
    """The name in a noun phrase: its first words with capitals in a row, if it has two such, else its first one."""
    runs = re.findall(
        r"[^\W\d_a-zß-ÿ][\w.’'-]*(?: (?:(?:de|van|von|al|bin|la|le) )*[^\W\d_a-zß-ÿ][\w.’'-]*)*", phrase
    )
    bare = [" ".join(_without_titles(run.split())) for run in runs]
    return next((run for run in bare if " " in run), next(filter(None, bare), phrase))


def _without_titles(words: list[str]) -> list[str]:
    while words and words[0].casefold().strip(".") in _TITLES:
        words = words[1:]
    return words


def _nearest(text: str, words: str, start: int, end: int) -> list[Place]:
    """The nearest places of these words before and behind a quote, the nearer one alone where the other is far."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")
    places = [m.span() for m in pattern.finditer(text)]
    places = places or [m.span() for m in re.finditer(re.escape(words.strip()), text)]
    before = [place for place in places if place[1] <= start][-1:]
    behind = [place for place in places if place[0] >= end][:1]
    if before and behind:
        left, right = start - before[0][1], behind[0][0] - end
        if left > 3 * right + 20:
            before = []
        elif right > 3 * left + 20:
            behind = []
    return before + behind


def words_of(name: str) -> list[str]:
    """The words of a name, folded, without Arabic's vowel signs."""
    folded = re.sub("[\u064b-\u0652\u0640]", "", unicodedata.normalize("NFKC", name).casefold())
    return re.findall(r"\w+", re.sub(r"[’']s\b", "", folded))


def alike(one: str, other: str) -> bool:
    """Whether two words may be forms of one: the same but for an ending, or for Arabic's prefixes."""
    if one == other or not one or not other:
        return one == other
    if "\u0600" <= one[0] <= "\u06ff":
        return _bare(one) == _bare(other)
    if one[0] != other[0]:
        return False
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    short = min(len(one), len(other))
    return short >= 4 and shared >= max(4, short - 2) and abs(len(one) - len(other)) <= 3


def _bare(word: str) -> str:
    for prefix in ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ل", "ب"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word


def name_places(text: str, name: str) -> list[Place]:
    """Where a text has a name, in full or by its last word (or, of a longer name, by two of its words)."""
    wanted = words_of(name)
    telling = [word for word in wanted if len(word) > 2 and word not in _TITLES]
    if not telling:
        return [m.span() for m in re.finditer(re.escape(name), text)]
    places: list[Place] = []
    run: list[tuple[int, int, str]] = []
    alike_ones = {
        word for word in {w for *_, w in _words(text)} if any(alike(word, other) for other in wanted)
    }
    for start, end, word in [*_words(text), (len(text), len(text), "")]:
        fits = word in alike_ones
        joined = bool(run) and re.fullmatch(r"[\s.\-‑'’]{1,3}", text[run[-1][1] : start])
        if fits and (not run or joined):
            run.append((start, end, word))
            continue
        if run:
            strong = [w for *_, w in run if any(alike(w, other) for other in telling)]
            last = any(alike(w, telling[-1]) for w in strong)
            capital = text[run[0][0]].isupper() or not text[run[0][0]].islower()
            enough = last if len(telling) <= 3 else last or len(strong) >= 2
            if len(run) == 1 and len(telling) > 1 and not capital:
                enough = False
            if strong and enough:
                places.append((run[0][0], run[-1][1]))
        run = [(start, end, word)] if fits else []
    return places


@lru_cache(maxsize=4)
def _words(text: str) -> list[tuple[int, int, str]]:
    matches = re.finditer(r"[\w\u064b-\u0652]+", text)
    return [(m.start(), m.end(), (words_of(m.group()) or [""])[0]) for m in matches]
