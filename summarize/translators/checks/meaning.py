"""A translation that means something else, as far as an encoder tells; where none is installed nothing is said."""

from collections.abc import Iterator

from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

# How much nearer source and translation are to each other than to sentences on other things, the least first, with the share
# of the professional translations of NTREX and FLORES below that (English into Arabic and Russian); None where hardly one is.
_NEARNESS = ((0.0265, None), (0.0385, 0.01), (0.0495, 0.03))
# Shorter segments have too little to compare.
_FEWEST_WORDS = 4


def check(pair: Pair) -> Iterator[Finding]:
    """meaning."""
    if not pair.is_translated or len(pair.source_words) < _FEWEST_WORDS:
        return
    # Imported here: without a translation there is nothing to compare.
    from summarize.models.encoder import nearness

    near = nearness(pair.source, pair.translation)
    if near is None:
        return
    for limit, share in _NEARNESS:
        if near < limit:
            yield Finding(WarningCode.MEANING, share=share)
            return
