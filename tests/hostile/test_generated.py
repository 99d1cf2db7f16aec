"""Generated inputs of every kind: a briefing or one line that refuses them, never a fault, never for long."""

import pytest

from tests.hostile.generators import KINDS, Sample, sample
from tests.hostile.trial import tried

# A few of each kind here; `python -m benchmarks.hostile` tries any number.
_EACH = 4
# Seconds of processor time; a model that is loaded for the first input that needs it takes some of them.
_MOST = 10.0


@pytest.mark.parametrize("kind", KINDS)
def test_a_generated_input_is_read_or_refused(kind: str) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    for seed in range(_EACH):
        verdict = tried(sample(kind, seed))
        assert verdict.fault is None, f"{kind} {seed}"
        assert verdict.seconds < _MOST, f"{kind} {seed}"


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"parquet"}))
def test_a_seed_makes_the_same_input_again(kind: str) -> None:
    assert sample(kind, 7) == sample(kind, 7)
    assert sample(kind, 7).data != sample(kind, 8).data


@pytest.mark.parametrize("seed", [10_044, 10_074])
def test_a_message_of_a_piece_of_a_page_is_read_or_refused(seed: int) -> None:
    assert tried(sample("mail", seed)).fault is None


def test_a_letter_of_print_that_another_took_is_no_letter_any_more() -> None:
    assert tried(sample("pdf-mutated", 1_001_072)).fault is None


def test_parquet_that_lies_about_its_levels_ends_no_process() -> None:
    # What goes wrong in a thread of the library's own ends the process; in the thread that asks it is an error.
    pytest.importorskip("pyarrow")
    assert tried(sample("parquet", 1_002_547)).fault is None


@pytest.mark.parametrize("tag", ["video", "q", "td", "p"])
def test_a_page_may_begin_with_any_element(tag: str) -> None:
    sentence = "The council met on Monday and said so to everyone who came, whatever the paper wrote of it. "
    page = f"<{tag}>{sentence * 3}<!-- <html> --><p>{sentence * 9}</p></{tag}>"
    assert tried(Sample("html", 0, "a.html", page.encode())).fault is None
