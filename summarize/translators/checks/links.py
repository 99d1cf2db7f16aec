"""Links and addresses, which no translation changes."""

from collections.abc import Iterator

from summarize.translators.checks.pair import LINK, Finding, Pair
from summarize.warning import WarningCode


def check(pair: Pair) -> Iterator[Finding]:
    """link-mismatch."""
    lost = [link for link in LINK.findall(pair.source) if link.rstrip(".,;:!?)") not in pair.translation]
    if lost:
        yield Finding(WarningCode.LINK_MISMATCH, source=(lost[0],))
