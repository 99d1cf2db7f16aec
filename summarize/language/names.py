"""Languages by the names people type: a code, the English name, or the language's own name."""

import difflib
import functools

from summarize.errors import UsageError
from summarize.language.files import has_file
from summarize.language.record import all_languages, language_of


def language_code(name: str) -> str:
    """The ISO 639-1 code for what somebody typed: "ar", "Arabic" and "العربية" are the same; "pt-BR" is "pt".

    Raises UsageError for anything unknown, with the nearest known name.
    """
    wanted = name.strip().casefold()
    for code in (wanted, wanted.replace("_", "-").partition("-")[0]):
        found = code if has_file(code) else _by_name().get(code)
        if found:
            return found
    near = difflib.get_close_matches(wanted, _by_name(), n=1)
    hint = f"did you mean {near[0]}?" if near else "give a code such as ar, ru or en"
    raise UsageError(f"unknown language {name!r}; {hint}")


def language_name(code: str) -> str:
    """The English name of a language code; the code itself where it has none here."""
    return language_of(code).name


@functools.cache
def _by_name() -> dict[str, str]:
    return {
        name.casefold(): code
        for code, language in all_languages().items()
        for name in (code, language.name, language.own_name)
    }
