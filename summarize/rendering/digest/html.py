"""A Digest as one page: contents, then the stories with their sources; no script, and nothing is loaded."""

from summarize.rendering.digest.layout import lay_out_digest
from summarize.rendering.html import environment, policy, style
from summarize.story import Digest


def digest_as_html(digest: Digest) -> str:
    """One self-contained page. NUL, which HTML can't carry, becomes U+FFFD."""
    own = style("page.css", "digest.css")
    template = environment().get_template("digest.html.jinja")
    page = template.render(digest=lay_out_digest(digest, repeat_quotes=True), style=own, policy=policy(own))
    return page + "\n"
