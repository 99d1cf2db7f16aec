"""Weights are rounded as CTranslate2 does it, in little more memory than what comes out."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ctranslate2.converters import TransformersConverter

from summarize.models.conversion import convert
from tests.models.chat_checkpoint import FOLDER
from tests.models.test_local_chat import ENTRY

# What is needed of memory: pages of a file that is only read come and go.
MEMORY = """
import dataclasses, re, sys, threading, time
from pathlib import Path
import torch, transformers
from ctranslate2.converters import TransformersConverter
from summarize.models.conversion import convert
from tests.models.test_local_chat import ENTRY

def anonymous():
    return int(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024

folder, target = Path(sys.argv[1]), Path(sys.argv[2])
# What the libraries take is no part of it, so they do all of it once before.
convert(ENTRY.folder, ENTRY, target / "small", "int8")
before, peak, ended = anonymous(), 0, threading.Event()

def watch():
    global peak
    while not ended.wait(0.005):
        peak = max(peak, anonymous())

watching = threading.Thread(target=watch)
watching.start()
convert(folder, dataclasses.replace(ENTRY, folder=folder), target / "large", "int8")
ended.set()
watching.join()
print((peak - before) / (folder / "model.safetensors").stat().st_size)
"""


def test_weights_become_what_the_converter_makes_of_them(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    convert(FOLDER, ENTRY, tmp_path / "ours", "int8", lambda *step: told.append(step))
    TransformersConverter(str(FOLDER)).convert(str(tmp_path / "plain"), quantization="int8")
    assert (tmp_path / "ours" / "model.bin").read_bytes() == (tmp_path / "plain" / "model.bin").read_bytes()
    steps = [(done, total) for what, done, total in told if what == "converting"]
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1] > 0
    assert told[-1] == ("comparing", 0, 0)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
def test_a_large_checkpoint_is_converted_within_its_own_size(tmp_path: Path) -> None:
    import transformers

    folder = tmp_path / "large"
    shutil.copytree(FOLDER, folder)
    config = json.loads((FOLDER / "config.json").read_text())
    config |= {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 8, "dtype": "float32"}
    config.pop("layer_types", None)
    (folder / "config.json").write_text(json.dumps(config))
    made = transformers.AutoModelForCausalLM.from_config(transformers.AutoConfig.from_pretrained(folder))
    made.save_pretrained(folder)
    assert (folder / "model.safetensors").stat().st_size > 200e6
    command = [sys.executable, "-c", MEMORY, str(folder), str(tmp_path / "converted")]
    (tmp_path / "converted").mkdir()
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(run.stdout.split()[-1]) < 1.3
