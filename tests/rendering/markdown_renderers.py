"""What shows Markdown elsewhere, each as its users call it, with HTML let through; and what addresses in an attack are made of."""

from collections.abc import Callable, Mapping

import mistune
from cmarkgfm import github_flavored_markdown_to_html, markdown_to_html
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

UNSAFE = Options.CMARK_OPT_UNSAFE
RENDERED: Mapping[str, Callable[[str], str]] = {
    "cmark": lambda text: markdown_to_html(text, UNSAFE),
    "cmark-gfm": lambda text: github_flavored_markdown_to_html(text, UNSAFE),
    "cmark-gfm, safe": github_flavored_markdown_to_html,
    "markdown-it": MarkdownIt("gfm-like", {"html": True}).render,
    "mistune": mistune.create_markdown(escape=False, plugins=["url", "strikethrough", "table"]),  # type: ignore[dict-item]
}
# What addresses are made of, and what stands beside them in an attack.
PIECES = (
    "http://", "https://", "www.", "ftp://", "e.x", "a@b.cd", "mailto:", "xmpp:", "<img src=x onerror=alert(1)>", "<b>", "</p>",
    "<!--", "<?", "<http://a.b>", "[a](javascript:1)", ")", "(", '"', "'", "&lt;", "&#60;", "*", "_", "`", "~", "|", "[", "]",
    "!", "\\", " ", "x", "/", "#", "%3C", "xn--",
)  # fmt: skip
