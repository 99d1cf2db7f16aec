"""What the parts reach, in quality and in speed. Run one with python -m benchmarks.NAME; docs/benchmarks.md has the results."""
