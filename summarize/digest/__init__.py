"""Digest: many articles, grouped into stories, each with one briefing, and with what its sources say differently."""

from summarize.digest.making import make_digest
from summarize.digest.studying import Studied

__all__ = ["Studied", "make_digest"]
