"""Generated inputs of every kind: a briefing or one line that refuses them, never a fault, never for long."""

import pytest

from tests.hostile.generators import KINDS, sample
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
