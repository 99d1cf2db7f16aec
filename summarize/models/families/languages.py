"""From the codes that models have for languages to those of ISO 639-1."""

from summarize.models.models_file import packaged_file, read_layers

# ISO 639-3 codes, as in >>ara<<, for the languages that `brief` names.
_THREE_LETTERS = {
    "ara": "ar", "bel": "be", "bul": "bg", "cat": "ca", "ces": "cs", "cmn": "zh", "dan": "da", "deu": "de",
    "ell": "el", "eng": "en", "fas": "fa", "fin": "fi", "fra": "fr", "heb": "he", "hin": "hi", "hun": "hu",
    "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "pes": "fa", "pol": "pl", "por": "pt",
    "ron": "ro", "rus": "ru", "spa": "es", "srp": "sr", "swe": "sv", "tur": "tr", "ukr": "uk", "urd": "ur",
    "vie": "vi", "zho": "zh",
}  # fmt: skip
TWO_LETTERS = frozenset(_THREE_LETTERS.values())


def iso_code(code: str) -> str:
    """The ISO 639-1 code of "ara", "ar_AR" or "ar"; "" for a group of languages, or one without a name here."""
    language = code.partition("_")[0].lower()
    return _THREE_LETTERS.get(language, language if language in TWO_LETTERS else "")


def packaged_codes(family: str) -> dict[str, str]:
    """The codes of a family whose checkpoints share one vocabulary, from the entry that comes with `brief`."""
    entries = read_layers([packaged_file()]).values()
    return dict(next(entry.targets for entry in entries if entry.family == family))
