"""Measures how pages are read, on others' public test sets, beside trafilatura at its best.

    python -m benchmarks.reading --trafilatura DIR --benchmark DIR --fundus DIR [--part tune|kept|all] [--failures FILE]

The folders are checkouts of adbar/trafilatura, scrapinghub/article-extraction-benchmark and flairNLP/fundus; none of them
is part of this repository. --part takes two thirds of the publishers (tune), which changes may be made with, or the last
third (kept), which only tells how they hold. Times are of the processor, so that they can be compared in one run.
"""

import argparse
import gzip
import hashlib
import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarize.errors import InputError
from summarize.reading import html_page
from summarize.reading.blocks import spelt
from summarize.reading.content import Input

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4
# A paragraph is lost where less than this share of its shingles is in the text.
_HALF = 0.5
_TABLE = re.compile(r"<(?:td|th)\b", re.I)


@dataclass(frozen=True)
class Page:
    """A page and what should come out: pieces that are in it and pieces that aren't, or a whole text and its parts."""

    name: str
    publisher: str
    url: str | None
    data: bytes
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    text: str = ""
    paragraphs: tuple[str, ...] = ()
    lead: str = ""
    title: str | None = None


@dataclass
class Tally:
    """What one reader did with one set."""

    pages: int = 0
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    failures: list[dict[str, object]] = field(default_factory=list)

    def f1(self) -> float:
        """Of pieces where the set has pieces, else of the means of precision and recall over pages."""
        if self.counts["wanted"]:
            hit, miss, false = (self.counts[key] for key in ("hit", "miss", "false"))
            return 2 * hit / max(2 * hit + miss + false, 1)
        precision, recall = _mean(self.precision), _mean(self.recall)
        return 2 * precision * recall / max(precision + recall, 1e-9)


Reader = Callable[[Page], tuple[str, str | None]]


def by_brief(page: Page) -> tuple[str, str | None]:
    """The text and title that brief reads. Raises InputError where it refuses."""
    content = html_page.read(Input(page.data, page.name, url=page.url))
    return content.text, content.title


def by_trafilatura(page: Page) -> tuple[str, str | None]:
    """The text and title of trafilatura with its fallbacks, in the settings of its own evaluation."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        page.data,
        url=page.url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
    )
    return (
        (found.text or "", found.title) if found is not None and not isinstance(found, dict) else ("", None)
    )


def measure(pages: list[Page], reader: Reader) -> Tally:
    """What `reader` makes of `pages`."""
    tally = Tally()
    for page in pages:
        tally.pages += 1
        started = time.process_time()
        refused = None
        try:
            text, title = reader(page)
        except InputError as error:
            text, title, refused = "", None, str(error)
        tally.seconds += time.process_time() - started
        if refused is not None:
            # A page that shows what is wanted was whole.
            shown = spelt(html.unescape(page.data.decode("utf-8", "replace")))
            pieces = page.wanted or page.paragraphs or (page.text[-80:],)
            is_whole = all(spelt(piece)[:60] in shown for piece in pieces)
            tally.counts["refused whole" if is_whole else "refused"] += 1
        _count(tally, page, text, title, refused)
    return tally


def _count(tally: Tally, page: Page, text: str, title: str | None, refused: str | None) -> None:
    counts, key = tally.counts, spelt(text)
    missed = [piece for piece in page.wanted if spelt(piece) not in key]
    false = [piece for piece in page.unwanted if spelt(piece) in key]
    counts["wanted"] += len(page.wanted)
    counts["hit"] += len(page.wanted) - len(missed)
    counts["miss"] += len(missed)
    counts["false"] += len(false)
    if missed:
        cells = "".join(re.findall(r"<t[dh]\b.*?</t[dh]>", page.data.decode("utf-8", "replace"), re.I | re.S))
        bare = spelt(html.unescape(re.sub(r"<[^>]*>", "", cells)))
        counts["miss in tables"] += sum(spelt(piece) in bare for piece in missed)
    lost: list[str] = []
    if page.text:
        true, found = _shingles(page.text), _shingles(text)
        common = (true & found).total()
        tally.precision.append(common / found.total() if found else 0.0 if true else 1.0)
        tally.recall.append(common / max(true.total(), 1))
        lost = [part for part in page.paragraphs if _is_lost(part, found)]
        counts["paragraphs"] += len(page.paragraphs)
        counts["paragraphs lost"] += len(lost)
        counts["leads"] += bool(page.lead)
        counts["leads lost"] += bool(page.lead) and _is_lost(page.lead, found)
    counts["site in title"] += _names_site(title, page)
    counts["titles"] += page.title is not None
    counts["titles right"] += (
        page.title is not None and spelt(title or "").casefold() == spelt(page.title).casefold()
    )
    if (
        missed
        or false
        or lost
        or refused
        or _names_site(title, page)
        or (page.text and tally.precision[-1] < 0.8)
    ):
        tally.failures.append(
            {
                "page": page.name,
                "refused": refused,
                "missed": missed,
                "false": false,
                "lost": [part[:100] for part in lost],
                "lead": page.lead[:100] if page.lead and _is_lost(page.lead, _shingles(text)) else "",
                "title": title if _names_site(title, page) else None,
                "precision": round(tally.precision[-1], 2) if page.text else None,
            }
        )


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text.replace("\u00ad", ""))
    count = max(len(tokens) - _SHINGLE + 1, 1 if tokens else 0)
    return Counter(tuple(tokens[start : start + _SHINGLE]) for start in range(count))


def _is_lost(part: str, found: Counter[tuple[str, ...]]) -> bool:
    shingles = _shingles(part)
    if len(_TOKEN.findall(part)) < _SHINGLE:
        return False
    return sum(shingle in found for shingle in shingles) < _HALF * len(shingles)


def _names_site(title: str | None, page: Page) -> bool:
    if not title:
        return False
    if page.title is not None:
        got, gold = spelt(title).casefold(), spelt(page.title).casefold()
        return got != gold and len(gold) > 8 and (got.startswith(gold) or got.endswith(gold))
    parts = re.split(r"\s[|·•»«–—-]\s", title)
    name = page.publisher.replace("-", "")
    keys = [re.sub(r"\W", "", part).casefold() for part in (parts[0], parts[-1])] if len(parts) > 1 else []
    return any(len(key) > 2 and (key in name or name in key) for key in keys)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def adbar(folder: Path) -> Iterator[Page]:
    """The evaluation of adbar/trafilatura: pieces of the text, and of what surrounds it."""
    entries = json.loads((folder / "tests" / "evaldata.json").read_text(encoding="utf-8"))
    for url, entry in entries.items():
        places = (folder / "tests" / part / entry["file"] for part in ("cache", "eval"))
        path = next((place for place in places if place.is_file()), None)
        if path is not None:
            yield Page(
                entry["file"],
                _publisher(url),
                url,
                path.read_bytes(),
                tuple(entry["with"]),
                tuple(entry["without"]),
            )


def benchmark(folder: Path) -> Iterator[Page]:
    """scrapinghub/article-extraction-benchmark: the whole text of each page."""
    entries = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for key, entry in entries.items():
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        yield Page(key, _publisher(entry["url"]), entry["url"], data, text=entry["articleBody"])


def fundus(folder: Path) -> Iterator[Page]:
    """The test pages of flairNLP/fundus, with paragraphs, leads and titles."""
    root = folder / "tests" / "resources" / "parser" / "test_data"
    for path in sorted(root.glob("*/*.json")):
        metas = json.loads((path.parent / "meta.info").read_text(encoding="utf-8"))
        entries = json.loads(path.read_text(encoding="utf-8"))
        pages = sorted(path.parent.glob(f"{path.stem}_*.html.gz"))
        for version, page in _versions(entries, pages):
            body = version.get("body") or {}
            parts = [part for section in body.get("sections", ()) for part in section["paragraphs"]]
            heads = [head for section in body.get("sections", ()) for head in section["headline"]]
            lead = " ".join(body.get("summary", ()))
            if parts:
                yield Page(
                    page.name,
                    path.stem.casefold(),
                    metas.get(page.name, {}).get("url"),
                    gzip.decompress(page.read_bytes()),
                    text="\n".join([lead, *heads, *parts]),
                    paragraphs=tuple(parts),
                    lead=lead,
                    title=version.get("title"),
                )


def _versions(entries: dict[str, dict[str, Any]], pages: list[Path]) -> Iterator[tuple[dict[str, Any], Path]]:
    """Each version of a publisher's parser with its page: in the order of their dates where nothing names them."""
    yield from zip(entries.values(), pages, strict=False) if len(entries) == len(pages) else ()


def _publisher(url: str) -> str:
    host = re.sub(r"^https?://(?:www\.)?", "", url).partition("/")[0]
    parts = host.split(".")
    return parts[-2] if len(parts) > 1 and len(parts[-2]) > 3 else parts[0]


def _is_kept(page: Page) -> bool:
    """Whether a page's publisher is one of the third that nothing is tuned on."""
    return hashlib.sha256(page.publisher.encode()).digest()[0] % 3 == 0


def main(arguments: list[str] | None = None) -> int:
    """Print the table; ends with 1 where nothing was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--trafilatura", type=Path)
    parser.add_argument("--benchmark", type=Path)
    parser.add_argument("--fundus", type=Path)
    parser.add_argument("--part", choices=("tune", "kept", "all"), default="all")
    parser.add_argument("--sample", type=int, default=1, help="every so many pages only")
    parser.add_argument("--only", choices=("brief", "trafilatura"))
    parser.add_argument("--failures", type=Path, help="where to write what went wrong, as JSON lines")
    options = parser.parse_args(arguments)
    sources = [(adbar, options.trafilatura), (benchmark, options.benchmark), (fundus, options.fundus)]
    readers: dict[str, Reader] = {"brief": by_brief, "trafilatura": by_trafilatura}
    failures: list[dict[str, object]] = []
    print(
        f"{'set':<10} {'reader':<12} {'pages':>5} {'F1':>6}  refused  whole  site in title  paragraphs lost   leads lost  titles right  s"
    )
    measured = 0
    for source, folder in sources:
        if folder is None:
            continue
        pages = [
            page
            for page in source(folder)
            if options.part == "all" or _is_kept(page) is (options.part == "kept")
        ]
        pages = pages[:: options.sample]
        for name, reader in readers.items():
            if options.only not in (None, name):
                continue
            tally = measure(pages, reader)
            measured += tally.pages
            counts = tally.counts
            if name == "brief":
                failures += [{"set": source.__name__, **failure} for failure in tally.failures]
            print(
                f"{source.__name__:<10} {name:<12} {tally.pages:>5} {tally.f1():>6.3f}"
                f" {counts['refused'] + counts['refused whole']:>8} {counts['refused whole']:>6} {counts['site in title']:>14}"
                f" {counts['paragraphs lost']:>8} of {counts['paragraphs']:<5} {counts['leads lost']:>3} of {counts['leads']:<4}"
                f" {counts['titles right']:>5} of {counts['titles']:<4} {tally.seconds:>6.1f}"
                + (
                    f"  (missed {counts['miss']}, in tables {counts['miss in tables']}, false {counts['false']})"
                    if counts["wanted"]
                    else ""
                ),
                flush=True,
            )
    if options.failures:
        options.failures.write_text(
            "".join(json.dumps(failure, ensure_ascii=False) + "\n" for failure in failures), encoding="utf-8"
        )
    return 0 if measured else 1


if __name__ == "__main__":
    sys.exit(main())
