"""A conversion that fails is told once and remembered; the model runs on torch until somebody pulls it again."""

import dataclasses
import logging
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from summarize.errors import ModelError
from summarize.models import room
from summarize.models.catalogue import user_file
from summarize.models.converting import ConversionFailed, Converter
from summarize.models.entry import ModelEntry
from summarize.models.home import Progress
from summarize.models.store import Store
from summarize.opening import open_translator
from summarize.request import ModelOptions
from tests.models.tiny_models import ENTRIES, TRAINED

NAME = "opus-mt-en-ar"
DISK_USAGE = shutil.disk_usage
ENTRY = """
[lantern]
task = "translation"
family = "marian"
folder = {folder!r}
licence = "mit"
sources = ["en"]
targets = {{ ar = ">>ara<<" }}
prefix = "{{target}} "
"""


class Disk(NamedTuple):
    """What shutil.disk_usage gives."""

    total: int
    used: int
    free: int


@pytest.fixture
def full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model in a folder, and a disk without room for its conversion."""
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text(ENTRY.format(folder=str(TRAINED / NAME)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**9, 10**9, 1000))


def translated(options: ModelOptions | None = None) -> str:
    translator = open_translator("en", "ar", "lantern", options)
    assert translator.use.engine == "torch"
    return translator.translate(["The judge left the school."], "en", "ar")[0].text


@pytest.mark.usefixtures("full_disk")
def test_a_failed_conversion_is_said_once_and_not_tried_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.WARNING):
        assert translated() == "غادر القاضي المدرسة."
    (said,) = [record.getMessage() for record in caplog.records]
    assert "are free" in said
    assert said.endswith("brief models pull lantern")
    caplog.clear()
    # There is room again, and still nothing is tried unasked.
    monkeypatch.setattr(shutil, "disk_usage", DISK_USAGE)
    with caplog.at_level(logging.WARNING):
        translated()
        with pytest.raises(ModelError, match="brief models pull lantern"):
            open_translator("en", "ar", "lantern", ModelOptions(engine="ctranslate2"))
    assert caplog.records == []


def failing(error: Exception) -> Converter:
    def convert(folder: Path, entry: ModelEntry, target: Path, quantization: str, report: Progress) -> None:
        raise error

    return convert


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), MemoryError(), ModelError("no loader")]
)
def test_whatever_fails_is_kept_until_the_next_pull(error: Exception, tmp_path: Path) -> None:
    entry = dataclasses.replace(ENTRIES[NAME], repo=None, revision=None, folder=TRAINED / NAME)
    store = Store(tmp_path / "models", converter=failing(error))
    with pytest.raises(ConversionFailed) as first:
        store.convert(store.require(entry))
    assert not first.value.is_known
    # Another converter would succeed, but isn't asked.
    mended = Store(tmp_path / "models", converter=lambda folder, entry, target, *_: target.mkdir())
    with pytest.raises(ConversionFailed) as second:
        mended.convert(mended.require(entry))
    assert second.value.is_known
    assert str(second.value) == str(first.value) == mended.failure(mended.require(entry))
    assert mended.pull(entry).converted is not None
    assert mended.failure(mended.require(entry)) is None


def test_memory_that_wont_suffice_is_said_before_the_conversion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = room.parameters(TRAINED / "bart-large-cnn")
    monkeypatch.setattr(room, "available_memory", lambda: int(numbers))
    with pytest.raises(ModelError, match=r"needs [\d.]+ GB of memory"):
        room.require_room(ENTRIES["bart-large-cnn"], TRAINED / "bart-large-cnn", tmp_path, "int8")


def test_the_numbers_of_a_checkpoint_are_counted_in_either_kind_of_file() -> None:
    import torch
    from safetensors.torch import load_file

    stored = load_file(TRAINED / "bart-large-cnn" / "model.safetensors")
    assert room.parameters(TRAINED / "bart-large-cnn") == sum(tensor.numel() for tensor in stored.values())
    pickled = torch.load(TRAINED / NAME / "pytorch_model.bin", weights_only=True)
    counted = sum(tensor.numel() for tensor in pickled.values())
    assert room.parameters(TRAINED / NAME) == pytest.approx(counted, rel=0.2)
