"""The scripts that languages are written in, by the ranges of Unicode."""

import re

# Letters only, by the ranges of Unicode's blocks. Han stands for Japanese and Chinese both; kana for Japanese alone.
_RANGES = {
    "latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u05d0-\u05ea",
    "devanagari": "\u0904-\u0939",
    "han": "\u3400-\u4dbf\u4e00-\u9fff",
    "kana": "\u3041-\u30ff",
    "hangul": "\uac00-\ud7a3",
}
_RUNS = {script: re.compile(f"[{letters}]+") for script, letters in _RANGES.items()}
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arabic", "hebrew"})


def letters_by_script(text: str) -> dict[str, int]:
    """How many letters of each known script `text` has; scripts with none are left out."""
    counts = {script: sum(map(len, run.findall(text))) for script, run in _RUNS.items()}
    return {script: count for script, count in counts.items() if count}
