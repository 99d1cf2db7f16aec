"""Languages by the names people type: a code, the English name, or the language's own name."""

import difflib

from summarize.errors import UsageError

# code: (English name, own name). Codes are ISO 639-1.
LANGUAGES = {
    "ar": ("Arabic", "العربية"),
    "be": ("Belarusian", "беларуская"),
    "bg": ("Bulgarian", "български"),
    "ca": ("Catalan", "català"),
    "cs": ("Czech", "čeština"),
    "da": ("Danish", "dansk"),
    "de": ("German", "Deutsch"),
    "el": ("Greek", "ελληνικά"),
    "en": ("English", "English"),
    "es": ("Spanish", "español"),
    "fa": ("Persian", "فارسی"),
    "fi": ("Finnish", "suomi"),
    "fr": ("French", "français"),
    "he": ("Hebrew", "עברית"),
    "hi": ("Hindi", "हिन्दी"),
    "hu": ("Hungarian", "magyar"),
    "id": ("Indonesian", "Bahasa Indonesia"),
    "it": ("Italian", "italiano"),
    "ja": ("Japanese", "日本語"),
    "ko": ("Korean", "한국어"),
    "nl": ("Dutch", "Nederlands"),
    "pl": ("Polish", "polski"),
    "pt": ("Portuguese", "português"),
    "ro": ("Romanian", "română"),
    "ru": ("Russian", "русский"),
    "sr": ("Serbian", "српски"),
    "sv": ("Swedish", "svenska"),
    "tr": ("Turkish", "Türkçe"),
    "uk": ("Ukrainian", "українська"),
    "ur": ("Urdu", "اردو"),
    "vi": ("Vietnamese", "Tiếng Việt"),
    "zh": ("Chinese", "中文"),
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})

_BY_NAME = {name.casefold(): code for code, names in LANGUAGES.items() for name in (code, *names)}


def language_code(name: str) -> str:
    """The ISO 639-1 code for what somebody typed: "ar", "Arabic" and "العربية" are the same; "pt-BR" is "pt".

    Raises UsageError for anything unknown, with the nearest known name.
    """
    wanted = name.strip().casefold()
    found = _BY_NAME.get(wanted) or _BY_NAME.get(wanted.replace("_", "-").partition("-")[0])
    if found:
        return found
    near = difflib.get_close_matches(wanted, _BY_NAME, n=1)
    hint = f"did you mean {near[0]}?" if near else "give a code such as ar, ru or en"
    raise UsageError(f"unknown language {name!r}; {hint}")


def language_name(code: str) -> str:
    """The English name of a language code; the code itself where it has none here."""
    return LANGUAGES.get(code, (code, code))[0]
