"""Characters that could drive a terminal, shown instead of sent."""

import re

# C0 but for line break and tab, DEL and C1 (U+009B opens a control sequence as ESC [ does), and lone surrogates.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# What turns the order of the text behind it: embeddings, overrides, isolates and their ends (UAX #9), and the old symbols
# that shape digits.
DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069\u206a-\u206f]")
# Unicode has pictures for C0 and DEL.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}


def visible(text: str) -> str:
    """`text` with control characters as pictures ("␛") or code points ("<U+009B>"); CRLF becomes a line break."""
    return _CONTROL.sub(_shown, text.replace("\r\n", "\n"))


def undirected(text: str) -> str:
    """`text` with what would turn the order of others' words as code points ("<U+202E>")."""
    return DIRECTING.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    return _PICTURES.get(code, f"<U+{code:04X}>")
