"""Article text in Markdown: a backslash or a reference only where a renderer would otherwise show something else.

Read with CommonMark 0.31 and the extensions of GitHub (tables, strikethrough, autolinks, emoji, math) and Obsidian
(wiki links, highlights, comments, block ids, footnotes, math) in mind.
"""

import re

# Inside an address that a renderer makes a link of, it takes backslashes for part of the address: what they were to keep
# from being markup would be just that. So no address may become a link, and what opens HTML is a reference everywhere.
_SPECIAL = re.compile(
    r"""
    [\\`*~^]                        # escapes, code, emphasis, strikethrough, block ids and footnotes
    | (?<![^\W_])_ | _(?![^\W_])    # emphasis; inside a word it is none
    | &(?=\#|[a-z][a-z0-9]*;)       # character references
    | \[(?=[\[^!]) | \](?=[(\[:])   # links, wiki links, footnotes, callouts; “[sic]” is none of these
    | \$(?![0-9])                   # math: what ends it is no price
    | %(?=%) | =(?==)               # comments, highlights
    | %(?=[0-9a-f]{2})            # an address with it would be shown decoded
    | :(?=[\w+-]+:)                 # emoji
    | :(?=//) | (?<=www)\. | (?<=xn-)-  # addresses
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HTML = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
# What opens a block at a line's start: lists, headings, quotes, rules, underlines of headings, a table's second line.
_LINE_START = re.compile(
    r"^([0-9]{1,9})([.)])(?=\s|$)|^([-+](?=\s|$)|\#{1,6}(?=\s|$)|>|=$|[-:|][-:| \t]*$)", re.MULTILINE
)
# A renderer drops white space at a line's ends and takes a carriage return for a line's end.
_BARE_SPACE = re.compile(r"^[ \t]++|(?<![ \t])[ \t]++$|\r", re.MULTILINE)
_PARAGRAPH_BREAK = re.compile(r"(?<=\S)\n\n(?=\S)")
_MORE_BREAKS = re.compile(r"(?<=\n)\n+")


def escape(text: str) -> str:
    """`text` for a paragraph, rendered as itself.

    A line break stays one; a blank line parts two paragraphs. NUL, which CommonMark can't carry, becomes U+FFFD.
    """
    return "\n\n".join(_paragraph(part) for part in _PARAGRAPH_BREAK.split(text.replace("\0", "\ufffd")))


def escape_heading(line: str) -> str:
    """One line of text for a heading; `#` at its end would be taken for the heading's own."""
    return re.sub(r"#$", r"\\#", escape(line))


def _paragraph(text: str) -> str:
    text = _HTML.sub("&lt;", _SPECIAL.sub(r"\\\g<0>", text))
    text = _BARE_SPACE.sub(_references, text)
    text = _LINE_START.sub(lambda m: rf"{m[1]}\{m[2]}" if m[1] else rf"\{m[3]}", text)
    return _MORE_BREAKS.sub(_references, text)


def _references(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in match.group())
