"""The JSON files of a checkpoint."""

import json
from pathlib import Path
from typing import Any

from summarize.errors import ModelError


def read_json(path: Path, *, needed: bool = False) -> dict[str, Any]:
    """The object in the file; empty where it is missing and isn't `needed`. Raises ModelError."""
    if not needed and not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise ModelError(
            f"{path.parent}: {path.name} is missing; this is no checkpoint of a model"
        ) from problem
    except (OSError, ValueError) as problem:
        raise ModelError(f"{path}: can't be read as JSON: {problem}") from problem
    if not isinstance(found, dict):
        raise ModelError(f"{path}: no JSON object")
    return found


def read_tokens(path: Path) -> list[str]:
    """The list of tokens in a vocabulary of CTranslate2's; empty where it is missing or something else."""
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    except (OSError, ValueError):
        return []
    return [token for token in found if isinstance(token, str)] if isinstance(found, list) else []
