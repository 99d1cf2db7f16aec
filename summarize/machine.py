"""What this machine gives to this process."""

import os
from pathlib import Path

_PROCESSOR = Path("/proc/cpuinfo")
_VECTORS = "CT2_FORCE_CPU_ISA"
# What CTranslate2's AVX-512 needs; and VNNI, which came with the processors that such instructions no longer slow down.
_NEEDED = {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni"}


def available_cores() -> int:
    """The CPU cores that this process may use: fewer than there are where it was given only some."""
    # Linux alone has it.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def allow_wide_vectors() -> None:
    """Has CTranslate2 use AVX-512 where the processor is good at it: on its own it keeps to AVX2, which takes a sixth longer.

    It asks the environment once, before its first model; what a user has set there stands.
    """
    if _VECTORS not in os.environ and _instructions() >= _NEEDED:
        os.environ[_VECTORS] = "AVX512"


def _instructions() -> set[str]:
    """The processor's instruction sets by Linux's names; none elsewhere."""
    try:
        with _PROCESSOR.open(encoding="utf-8") as lines:
            return next((set(line.split()) for line in lines if line.startswith("flags")), set())
    except OSError:
        return set()
