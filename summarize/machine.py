"""What this machine gives to this process."""

import os


def available_cores() -> int:
    """The CPU cores that this process may use: fewer than there are where it was given only some."""
    # Linux alone has it.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
