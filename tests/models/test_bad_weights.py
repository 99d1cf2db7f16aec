"""Weights that can't be read: one line that says what they are, exit code 4, and no code of theirs is run."""

import os
import shutil
from pathlib import Path

import pytest
import torch

from tests.models.tiny_models import TRAINED

ARTICLE = b"The harbour opens on Monday, said the mayor."


class _RunsCode:
    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.made),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "checkpoint"
    shutil.copytree(TRAINED / "opus-mt-tc-big-en-zle", copy)
    (copy / "model.safetensors").unlink()
    return copy


@pytest.mark.parametrize("engine", ["ctranslate2", "torch"])
def test_a_pickle_with_code_is_refused_without_torchs_advice(
    brief, folder: Path, tmp_path: Path, engine: str
) -> None:
    torch.save({"weights": _RunsCode(tmp_path / "made")}, folder / "pytorch_model.bin")
    done = brief("-", "--from", "en", "--to", "ru", "--translator", folder, "--engine", engine, stdin=ARTICLE)
    message = done.stderr.decode().splitlines()[-1]
    assert done.returncode == 4
    assert "a pickle with more in it than numbers" in message
    assert "weights_only" not in done.stderr.decode()
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", ["model.safetensors", "pytorch_model.bin"])
@pytest.mark.parametrize("engine", ["ctranslate2", "torch"])
def test_an_empty_file_of_weights_is_no_interruption(brief, folder: Path, name: str, engine: str) -> None:
    (folder / name).touch()
    done = brief("-", "--from", "en", "--to", "ru", "--translator", folder, "--engine", engine, stdin=ARTICLE)
    message = done.stderr.decode().splitlines()[-1]
    assert done.returncode == 4
    assert f"copy its folder again: {folder}" in message
    assert message.endswith(str(folder))
