"""What chat models put around what they were asked for: thoughts, fences, lead-ins, notes. It is taken off here."""

import functools
import re

from summarize.language.record import all_languages

_THOUGHT = re.compile(r"<(think|thinking|thought|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_OPEN_THOUGHT = re.compile(r"<(?:think|thinking|thought|reasoning)>.*", re.DOTALL | re.IGNORECASE)
_CLOSED_THOUGHT = re.compile(r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^```[^\n]*\n(?P<inside>.*?)(?:\n```.*)?$", re.DOTALL)
_NOTE = re.compile(r"(?<!\s)\s*+(?:\((?=[^()\n]*[\s:])[^()\n]*+\)|\[(?=[^\[\]\n]*[\s:])[^\[\]\n]*+\])\s*+$")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
_PAIRS = {'"': '"', "“": "”", "«": "»", "„": "“", "'": "'", "‘": "’"}


@functools.cache
def _lead_in() -> re.Pattern[str]:
    """What stands before a colon and calls what follows, in any language: models write it in the reader's or their own."""
    words = "|".join(
        re.escape(word) for language in all_languages().values() for word in language.checking.lead_ins
    )
    return re.compile(rf"^[^:：\n]{{0,80}}?(?:{words})[^:：\n]{{0,80}}[:：]\s*", re.IGNORECASE)


def without_thoughts(answer: str) -> str:
    """The answer without what the model thought before it, also where that begins or ends outside the answer."""
    return _CLOSED_THOUGHT.sub("", _OPEN_THOUGHT.sub("", _THOUGHT.sub("", answer))).strip()


def one_line(answer: str, source: str, tag: str) -> str:
    """An answer that should be the translation of `source`, which is one line: that line, without what stands around it.

    What follows in paragraphs of its own is about the translation and no part of it. `tag` is what the source was given in.
    """
    text = _unfenced(without_thoughts(answer), source)
    text = text.replace(f"<{tag}>", "").replace(f"</{tag}>", "").strip()
    if text.count(":") + text.count("：") > source.count(":") + source.count("："):
        text = _lead_in().sub("", text, count=1)
    paragraph = re.split(r"\n\s*\n", text.strip(), maxsplit=1)[0]
    has_brackets = any(mark in source for mark in "([")
    lines = [line.strip() for line in paragraph.splitlines()]
    text = " ".join(
        line for index, line in enumerate(lines) if index == 0 or has_brackets or line[:1] not in "([*"
    )
    if "**" not in source:
        text = text.replace("**", "")
    if not has_brackets:
        text = _NOTE.sub("", text)
    return _unquoted(text.strip(), source)


def prose(answer: str) -> str:
    """An answer that should be a summary, on one line: without lead-in, headings and bullets."""
    lines = [line.strip() for line in _unfenced(without_thoughts(answer), "").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#") and not set(line) <= set("-*_= ")]
    if len(lines) > 1 and lines[0].rstrip("*").endswith((":", "：")):
        lines = lines[1:]
    text = " ".join(_BULLET.sub("", line) for line in lines).replace("**", "")
    return _lead_in().sub("", text, count=1) if _lead_in().match(text) and _is_lead(text) else text


def _is_lead(text: str) -> bool:
    """Whether what stands before the first colon is no sentence of its own."""
    return not re.search(r"[.!?]\s", re.split("[:：]", text, maxsplit=1)[0])


def _unfenced(text: str, source: str) -> str:
    found = _FENCE.match(text) if "```" not in source else None
    return found["inside"].strip() if found else text


def _unquoted(text: str, source: str) -> str:
    """Without the marks that a model puts around its whole answer where the source has none there."""
    closing = _PAIRS.get(text[:1])
    if closing is None or len(text) < 2 or text[-1] != closing or source.lstrip()[:1] in _PAIRS:
        return text
    inner = text[1:-1]
    return inner.strip() if text[0] not in inner and closing not in inner else text
