"""Where `brief` keeps what is the user's: the pulled models, and their own models.toml.

BRIEF_HOME holds both where it is set; otherwise the XDG base directories do.
"""

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder of what was downloaded or made from it. It may not exist yet."""
    return _folder("XDG_DATA_HOME", ".local/share")


def config_folder() -> Path:
    """The folder of what the user wrote. It may not exist yet."""
    return _folder("XDG_CONFIG_HOME", ".config")


def _folder(variable: str, below_home: str) -> Path:
    if own := os.environ.get("BRIEF_HOME"):
        return Path(own).expanduser()
    base = os.environ.get(variable, "")
    # The XDG specification has relative paths ignored.
    return (Path(base) if os.path.isabs(base) else Path.home() / below_home) / "brief"
