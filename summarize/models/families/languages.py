"""From the codes that models have for languages to those of ISO 639-1."""

import functools
import itertools
import re
from pathlib import Path

from summarize.language import all_languages, language_of
from summarize.models.entry import FamilyName
from summarize.models.models_file import packaged_file, read_layers


def iso_code(code: str) -> str:
    """The ISO 639-1 code of "ara", "ar_AR" or "ar"; "" for a group of languages, or one without a name here."""
    language = code.partition("_")[0].lower()
    return _by_code().get(language, "")


def pair_in_name(folder: Path) -> dict[str, list[str]]:
    """The keys `sources` and `targets` from a folder's name such as "quickmt-en-ar"; empty where it names no pair."""
    parts = re.split("[-_]", folder.name.lower())
    for source, target in reversed(list(itertools.pairwise(parts))):
        if iso_code(source) and iso_code(target):
            return {"sources": [iso_code(source)], "targets": [iso_code(target)]}
    return {"sources": [], "targets": []}


@functools.cache
def _by_code() -> dict[str, str]:
    return {
        code: language for language in all_languages() for code in (language, *language_of(language).codes)
    }


def packaged_codes(family: FamilyName) -> dict[str, str]:
    """The codes of a family whose checkpoints share one vocabulary, from the entry that comes with `brief`."""
    entries = read_layers([packaged_file()]).values()
    return dict(next(entry.targets for entry in entries if entry.family == family))
