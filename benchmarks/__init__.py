"""Benchmarks: quality and speed, each a command that prints a table."""
