"""Emoji, which say the same in any language: small models drop them, or break off there."""

import re
from collections import Counter
from collections.abc import Iterator

from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

# Unicode's blocks of pictographs and dingbats, and the letters that flags are made of. What only varies one (a colour of skin,
# the form as an emoji) counts for nothing.
_PICTURE = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf]")


def check(pair: Pair) -> Iterator[Finding]:
    """part-missing, for emoji that the translation has fewer of."""
    lost = Counter(_PICTURE.findall(pair.source)) - Counter(_PICTURE.findall(pair.translation))
    if lost:
        yield Finding(WarningCode.PART_MISSING, source=("".join(lost),))
