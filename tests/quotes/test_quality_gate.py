"""The quality gate: on small texts of our own, the engine must not fall below what it reached when this was written.

The texts stand in gate/<language>.jsonl, one a line, with the quotes that should come out of them. The large measurement is
benchmarks/quotes.py.
"""

import json
from pathlib import Path

import pytest

from summarize.quotes import extract_quotes

GATE = Path(__file__).parent / "gate"
# language: least F1 of exact spans, and least share of found quotes whose speaker is right; both in percent. Raise them
# when the engine gets better; lower them only with a reason.
PINNED = {"en": (100, 100), "ru": (100, 100), "ar": (100, 100), "de": (100, 100), "fr": (100, 100)}


@pytest.mark.parametrize("language", PINNED)
def test_quality_does_not_fall(language):
    spans, speakers = PINNED[language]
    f1, right, wrong = measure(language)
    assert f1 >= spans, wrong
    assert right >= speakers, wrong


def test_the_gate_notices_a_worse_engine():
    f1, right, _ = measure("en", found=lambda text, language: extract_quotes(text, language)[1:])
    assert f1 < PINNED["en"][0]
    assert right <= PINNED["en"][1]


def measure(language, found=extract_quotes):
    """F1 of exact spans, the share of right speakers among them, and what is wrong, to be read when the gate fails."""
    expected, predicted, matched, right, wrong = 0, 0, 0, 0, []
    for line in (GATE / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        speakers = {(quote["start"], quote["end"]): quote["speaker"] for quote in record["quotes"]}
        quotes = found(record["text"], language)
        expected += len(speakers)
        predicted += len(quotes)
        for quote in quotes:
            wanted = speakers.pop((quote.start, quote.end), None)
            if wanted is None:
                wrong.append(f"not a quote: {quote.text}")
                continue
            matched += 1
            if quote.speaker is not None and wanted in quote.speaker:
                right += 1
            else:
                wrong.append(f"{quote.speaker} instead of {wanted}: {quote.text}")
        wrong += [f"missed: {record['text'][start:end]}" for start, end in speakers]
    return 200 * matched / (expected + predicted), 100 * right / max(matched, 1), wrong
