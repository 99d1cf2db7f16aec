"""A Briefing as Markdown (CommonMark): what a renderer shows of a quote is the article's own characters."""

import re

from summarize.briefing import Briefing, Quote, SummarySentence
from summarize.rendering.parts import attribution, marks, quotes_below, reference, warnings_at
from summarize.rendering.words import words

# Characters that can mean something in CommonMark, GitHub's Markdown (strikethrough, tables, emoji) or Obsidian's.
_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|$=%^:#@{}])")
# Characters at a line's start that open a list, a heading or a rule; a number does with the mark behind it.
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=])")
# White space that a renderer would fold or take for a line's end, as references that it shows as themselves.
_BARE_SPACE = re.compile(r"^[ \t]+|[ \t]+$|\t|[ \t]{2,}|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_COLON = re.compile(r"\\:(?!\w+:)")


def render_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown: title, summary, key quotes as block quotes with their speakers, warnings."""
    term = words(briefing.language)
    blocks: list[str] = []
    if briefing.title:
        blocks.append("# " + escape(" ".join(briefing.title.split())))
    summary = " ".join(_sentence(briefing, sentence) for sentence in briefing.summary)
    if summary:
        blocks.append(summary)
    blocks += [_warning(message) for message in warnings_at(briefing, "summary")]
    shown = quotes_below(briefing)
    if shown:
        blocks.append(f"## {term['quotes']}")
        blocks += [_quote(briefing, index, quote) for index, quote in shown]
    blocks += [_warning(message) for message in warnings_at(briefing, None)]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """`text` for a place inside a paragraph, so that it is rendered as itself; line breaks become hard ones."""
    return "\\\n".join(_escape_line(line) for line in text.split("\n"))


def _escape_line(line: str) -> str:
    line = _COLON.sub(":", _SPECIAL.sub(r"\\\1", line))
    line = _LINE_START.sub(lambda m: rf"{m[1]}\{m[2]}" if m[1] else rf"\{m[3]}", line)
    return _BARE_SPACE.sub(lambda m: "".join(f"&#{ord(char)};" for char in m.group()), line)


def _sentence(briefing: Briefing, sentence: SummarySentence) -> str:
    text = escape(sentence.text)
    return f"{text} {escape(mark)}" if (mark := reference(briefing, sentence)) else text


def _quote(briefing: Briefing, index: int, quote: Quote) -> str:
    opening, closing = marks(briefing.article, quote)
    lines = [*escape(f"{opening}{quote.text}{closing}").split("\n")]
    term = words(briefing.language)
    if quote.gloss is not None:
        lines += ["", f"*{term['gloss']}:* {escape(quote.gloss)}"]
    lines += ["", f"— {escape(attribution(briefing, index, quote))}"]
    lines += [f"\n{_warning(message)}" for message in warnings_at(briefing, f"quotes[{index}]")]
    return "\n".join(f"> {line}".rstrip(" ") for line in "\n".join(lines).split("\n"))


def _warning(message: str) -> str:
    return f"⚠ {escape(message)}"
