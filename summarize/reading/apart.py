"""Reading in a process of its own: for libraries that know no limits, over files that come from anywhere.

The process has so much time and memory, and ends with the one that started it: standard input is the line to it, and
stays open.
"""

import contextlib
import json
import math
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from summarize.errors import InputError
from summarize.reading.limits import MEMORY_PER_BYTE, SECONDS_PER_MB

# A busy machine gives a process so small a part of its time. Where the system limits no processor time this is all there is.
_PATIENCE = 6


@dataclass(frozen=True, slots=True)
class Share:
    """What a process may take: seconds of processor time, and bytes of memory."""

    seconds: float
    memory: int


def share_of(size: int, seconds: float, memory: int) -> Share:
    """What reading so many bytes may take, where `seconds` and `memory` are for the smallest input."""
    return Share(seconds + SECONDS_PER_MB * size / 1e6, memory + MEMORY_PER_BYTE * size)


def read_apart(
    module: str, data: bytes, facts: object, share: Share, *, patience: float | None = None
) -> Mapping[str, Any] | None:
    """What `module` makes of `data` with `serve`; None where that takes more than its share, or than `patience` seconds.

    Raises InputError as the module does, RuntimeError for a bug in it.
    """
    seconds = min(_PATIENCE * share.seconds, patience or math.inf)
    # Not the current folder first: what lies there is the reader's, and no part of the program.
    command = (sys.executable, "-P", "-m", module)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(seconds, process.kill)
        late.daemon = True
        late.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                head = json.dumps([len(data), facts, asdict(share)])
                process.stdin.write(head.encode("ascii") + b"\n")
                process.stdin.write(data)
                process.stdin.flush()
            said = process.stdout.read()
        finally:
            late.cancel()
            process.kill()
    try:
        answer = dict(json.loads(said))
    except ValueError:
        return None
    if "refused" in answer:
        raise InputError(answer["refused"])
    if "bug" in answer:
        raise RuntimeError(answer["bug"])
    return answer


def serve(work: Callable[[bytes, Any], Mapping[str, Any]]) -> None:
    """The life of such a process: take what is to be read, and say what `work` makes of it and of its facts."""
    stream = sys.stdin.buffer
    size, facts, share = json.loads(stream.readline())
    data = stream.read(size)
    threading.Thread(target=lambda: (stream.read(1), os._exit(1)), daemon=True).start()
    _limit(Share(**share))
    try:
        said = work(data, facts)
    except InputError as error:
        said = {"refused": str(error)}
    except MemoryError:
        os._exit(1)
    except Exception:
        said = {"bug": traceback.format_exc()}
    sys.stdout.buffer.write(json.dumps(said).encode("ascii"))
    sys.stdout.buffer.flush()
    # At once: the thread above waits in a stream that Python would lock at its end.
    os._exit(0)


def _limit(share: Share) -> None:
    """Limit what this process may take, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {
        resource.RLIMIT_CPU: math.ceil(share.seconds),
        resource.RLIMIT_AS: share.memory,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        # ValueError: a limit that holds already is lower, or the system has no such limit.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
