"""What the evidence for a speaker and for a quote weighs, as benchmarks/calibrate_speakers.py fitted it."""

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from summarize.briefing import Speaker
from summarize.language.record import Language
from summarize.quotes.said import Said

# The rules alone claim a speaker from this share of right ones on.
RULES_CLAIMED = 0.85


@dataclass(frozen=True, slots=True)
class Weights:
    """What benchmarks/calibrate_speakers.py writes: weights of the evidence for a speaker and for a quote, and from which
    probability on each is claimed or `kept`; `rules` has, for each way of the rules to a speaker, how often it was right. By language;
    under "" stand the figures of all other ones."""

    speakers: Mapping[str, Sequence[float]]
    quotes: Mapping[str, Sequence[float]]
    claimed: Mapping[str, float]
    kept: Mapping[str, float]
    rules: Mapping[str, Mapping[str, float]]

    def speaker(self, language: str) -> Sequence[float]:
        """What the evidence for a speaker weighs."""
        return self.speakers.get(language, self.speakers[""])

    def quote(self, language: str) -> Sequence[float]:
        """What the evidence for a quote weighs."""
        return self.quotes.get(language, self.quotes[""])

    def has_data(self, language: str) -> bool:
        """Whether the weights were fitted on articles in a language too."""
        return language in self.speakers

    def threshold(self, language: str) -> float:
        """From which probability on a speaker is claimed."""
        return self.claimed.get(language, self.claimed[""])

    def kept_from(self, language: str) -> float:
        """From which probability on a passage between marks is a quote."""
        return self.kept.get(language, self.kept[""])


@functools.cache
def read_weights() -> Weights:
    """The weights in the package."""
    file = resources.files("summarize.quotes") / "model" / "choice.json"
    data = json.loads(file.read_text("utf-8"))
    return Weights(data["speakers"], data["quotes"], data["claimed"], data["kept"], data["rules"])


def way_of(said: Said) -> str:
    """How the rules came to a speaker."""
    how = said.attribution.how if said.attribution else "none"
    return f"{how} {said.speaker.resolved_by}" if said.speaker else how


def claimed_by_rules(said: Said, language: Language) -> Speaker | None:
    """The speaker that the rules alone are sure enough of to name."""
    rules, way = read_weights().rules, way_of(said)
    # What was never seen in a language is as sure as elsewhere.
    rate = rules.get(language.code, {}).get(way, rules[""].get(way, 0.0))
    if said.speaker is None or rate < RULES_CLAIMED:
        return None
    return replace(said.speaker, confidence=rate)


def signatures(found: Sequence[Said], language: Language) -> dict[int, Speaker]:
    """Who signs a quote, by where it begins: they said it, whomever the model would rather hear, and no other quote."""
    signed = {
        said.span.start: claimed_by_rules(said, language)
        for said in found
        if said.attribution is not None and said.attribution.how == "signature"
    }
    return {start: speaker for start, speaker in signed.items() if speaker is not None}


def chance(weights: Sequence[float], evidence: Sequence[float]) -> float:
    """The probability that a logistic regression gives."""
    total = sum(weight * value for weight, value in zip(weights, evidence, strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
