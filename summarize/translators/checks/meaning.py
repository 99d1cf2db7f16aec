"""A translation that means something else, as far as an encoder tells; where none is installed nothing is said."""

from collections.abc import Iterator

from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

# Cosines of source and translation, the lowest first, with the share of the professional translations of NTREX and FLORES
# below them (English with Arabic and Russian, either way); None where hardly one is.
_COSINES = ((0.824, None), (0.84, 0.01), (0.852, 0.03))
# Shorter segments have too little to compare.
_FEWEST_WORDS = 4


def check(pair: Pair) -> Iterator[Finding]:
    """meaning."""
    if not pair.is_translated or len(pair.source_words) < _FEWEST_WORDS:
        return
    # Imported here: without a translation there is nothing to compare.
    from summarize.models.encoder import similarity

    cosine = similarity(pair.source, pair.translation)
    if cosine is None:
        return
    for limit, share in _COSINES:
        if cosine < limit:
            yield Finding(WarningCode.MEANING, share=share)
            return
