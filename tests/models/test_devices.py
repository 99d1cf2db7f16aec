"""Which device and number format a model gets: a GPU that is counted needn't be one that works."""

import logging
from collections.abc import Iterator

import ctranslate2
import pytest

from summarize.errors import ModelError, UsageError
from summarize.models.engines import default_quantization, open_engine
from summarize.models.engines.cuda import available_device, compute_problem, usable_device
from tests.models.tiny_models import ENTRIES, TRAINED, converted

NAME = "opus-mt-en-ar"


@pytest.fixture
def counted_gpu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose driver counts a device, and where nothing can be computed on it, as this one has none."""
    if not compute_problem("cuda"):
        pytest.skip("CUDA works here")
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    available_device.cache_clear()
    yield
    monkeypatch.undo()
    available_device.cache_clear()


def test_the_probe_computes_where_it_can() -> None:
    assert compute_problem("cpu") is None


@pytest.mark.usefixtures("counted_gpu")
def test_a_gpu_that_cant_compute_is_left_alone_and_the_reader_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        running = open_engine(ENTRIES[NAME], TRAINED / NAME, converted(NAME, "int8"), threads=1)
        assert (running.device, running.precision) == ("cpu", "int8")
        assert default_quantization(ENTRIES[NAME]) == "int8"
    (record,) = caplog.records
    said = record.getMessage()
    assert "run on the CPU" in said
    assert "CUDA 12" in said
    assert "\n" not in said


@pytest.mark.usefixtures("counted_gpu")
def test_a_gpu_that_was_asked_for_and_cant_compute_is_exit_4() -> None:
    with pytest.raises(ModelError, match="leave out --device"):
        open_engine(ENTRIES[NAME], TRAINED / NAME, converted(NAME, "int8"), device="cuda")


def test_a_gpu_that_isnt_there_is_a_usage_error() -> None:
    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is one")
    with pytest.raises(UsageError, match="leave out --device"):
        usable_device("cuda")


@pytest.mark.parametrize("name", list(ENTRIES))
def test_what_overflows_in_half_precision_runs_in_whole_on_a_gpu(name: str) -> None:
    overflows = ENTRIES[name].family in ("t5", "pegasus")
    assert default_quantization(ENTRIES[name], "cuda") == ("float32" if overflows else "float16")
    assert default_quantization(ENTRIES[name], "cpu") == "int8"
