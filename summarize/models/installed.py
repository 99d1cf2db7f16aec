"""Whether what runs models is installed: an install without the extra `models` does everything else."""

from importlib.util import find_spec

from summarize.errors import ModelError

# What each model needs on this machine, by the names of their packages; asked without importing any.
_NEEDED = ("torch", "transformers", "sentencepiece", "safetensors")


def require_installed() -> None:
    """Raise ModelError with the command that installs the rest, unless it is all there."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ModelError(
            f"models on this machine need {', '.join(missing)}; in brief's checkout, type: pip install '.[models]'"
        )
