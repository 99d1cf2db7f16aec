"""What the parts reach, in quality and in speed. Run one with python -m benchmarks.NAME; docs/benchmarks.md has the results."""

from pathlib import Path

# The folder of texts to measure on, where --data names no other: it lies beside the repository.
DEFAULT_DATA = Path(__file__).parents[2] / "shared" / "eval"
