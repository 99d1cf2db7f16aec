"""Language detection and sentence splitting beside other libraries, on lines that are one sentence each.

    python -m benchmarks.language [--data ../shared/eval]

Needs `pip install '.[benchmark]'` for the other libraries. Detection: the share of texts told right, whole and cut at 60
characters, and the seconds that the first answer takes in a fresh process. Sentences: NTREX and FLORES lines are joined
ten at a time with a blank, and the boundaries found are compared with where the lines ended (F1).
"""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import DEFAULT_DATA

LANGUAGES = ("en", "ar", "ru")
FIRST_ANSWER = {
    "ours": "from summarize.language import detect_language as f; f(text)",
    "lingua": "from lingua import LanguageDetectorBuilder as B; B.from_all_languages().build().detect_language_of(text)",
    "py3langid": "from py3langid import classify as f; f(text)",
}


def detectors() -> dict[str, Callable[[str], str]]:
    import py3langid
    from lingua import LanguageDetectorBuilder

    from summarize.errors import LanguageError
    from summarize.language import detect_language

    everything = LanguageDetectorBuilder.from_all_languages().build()

    def ours(text: str) -> str:
        try:
            return detect_language(text)
        except LanguageError:
            return ""

    def lingua(text: str) -> str:
        found = everything.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return {"ours": ours, "lingua": lingua, "py3langid": lambda text: str(py3langid.classify(text)[0])}


def splitters(language: str) -> dict[str, Callable[[str], list[int]]]:
    """From a text to the offsets at which its sentences end."""
    import pysbd
    import sentencex

    from summarize.language import split_sentences

    segmenter = pysbd.Segmenter(language=language, clean=False, char_span=True)

    def trimmed(text: str, start: int, end: int) -> int:
        return start + len(text[start:end].rstrip())

    return {
        "ours": lambda text: [s.end for s in split_sentences(text, language)],
        "sentencex": lambda text: [
            trimmed(text, b["start_index"], b["end_index"])
            for b in sentencex.get_sentence_boundaries(language, text)
        ],
        "pysbd": lambda text: [trimmed(text, span.start, span.end) for span in segmenter.segment(text)],
    }


def boundary_f1(split: Callable[[str], list[int]], groups: list[list[str]]) -> float:
    right = found = gold = 0
    for group in groups:
        ends, position = set(), 0
        for line in group:
            position += len(line)
            ends.add(position)
            position += 1
        predicted = set(split(" ".join(group)))
        right += len(ends & predicted)
        found += len(predicted)
        gold += len(ends)
    return 200 * right / (found + gold)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    if not (options.data / "translation").is_dir():
        print(f"skipped: no evaluation data at {options.data}")
        return
    lines: dict[tuple[str, str], list[str]] = {}
    for name in ("ntrex_dev", "flores_devtest"):
        for language in LANGUAGES:
            text = (options.data / "translation" / f"{name}.{language}").read_text(encoding="utf-8")
            lines[name, language] = [line.strip() for line in text.split("\n") if line.strip()]

    print("Detection, % right     " + "".join(f"{language:>8}" for language in LANGUAGES))
    for name, detect in detectors().items():
        for cut in (None, 60):
            shares = [
                100 * sum(detect(line[:cut]) == language for line in texts) / len(texts)
                for language in LANGUAGES
                for texts in [lines["ntrex_dev", language][:500]]
            ]
            print(
                f"  {name:10s} {'whole' if cut is None else '60 chars':9s}"
                + "".join(f"{s:8.1f}" for s in shares)
            )
    print("First answer in a fresh process, seconds beyond starting Python")
    article = " ".join(lines["ntrex_dev", "en"][:12])
    for name, code in FIRST_ANSWER.items():
        script = f"import sys, time; text = sys.argv[1]; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
        taken = [
            float(
                subprocess.run(
                    [sys.executable, "-c", script, article], capture_output=True, check=True
                ).stdout
            )
            for _ in range(3)
        ]
        print(f"  {name:10s} {min(taken):8.3f}")

    print("Sentence boundaries, F1" + "".join(f"{name[:5]}/{language:>3}" for name, language in lines))
    for name in ("ours", "sentencex", "pysbd"):
        row = []
        for (_, language), texts in lines.items():
            groups = [texts[i : i + 10] for i in range(0, len(texts), 10)]
            row.append(boundary_f1(splitters(language)[name], groups))
        print(f"  {name:20s}" + "".join(f"{value:9.1f}" for value in row))


if __name__ == "__main__":
    main()
