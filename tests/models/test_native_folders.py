"""Models in CTranslate2's own form, as quickmt publishes them and others convert them: run as they are, without torch."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import news_grammar
from summarize.errors import ModelError
from summarize.models.catalogue import find_model
from summarize.models.entry import ModelEntry
from summarize.models.store import Store
from summarize.opening import open_translator
from summarize.request import ModelOptions
from summarize.translators import Translation
from tests.models.hub import Hub, Repository
from tests.models.tiny_models import TRAINED, converted

MADE = news_grammar.sentences(4, seed=61, unseen=True)
CPU = ModelOptions(device="cpu", threads=1)
COMMIT = "c" * 40


def native(name: str, folder: Path, **tokenizer_files: str) -> Path:
    """A conversion of one of the tiny checkpoints with its tokenizer's files under other names."""
    shutil.copytree(converted(name), folder)
    for source, target in tokenizer_files.items():
        shutil.copy(TRAINED / name / source, folder / target)
    return folder


def quickmt(folder: Path) -> Path:
    return native("opus-mt-en-ar", folder, **{"source.spm": "src.spm.model", "target.spm": "tgt.spm.model"})


def test_a_quickmt_folder_tells_its_pair_by_its_name(tmp_path: Path) -> None:
    folder = quickmt(tmp_path / "quickmt-en-ar")
    entry = find_model({}, str(folder), "translation")
    assert (entry.family, dict(entry.sources), dict(entry.targets)) == ("quickmt", {"en": ""}, {"ar": ""})
    assert (entry.prefix, entry.max_tokens, dict(entry.decoding)) == ("", 256, {"num_beams": 5})
    with pytest.raises(ModelError, match="don't tell the languages"):
        find_model({}, str(shutil.copytree(folder, tmp_path / "lantern")), "translation")


def test_a_joint_model_of_pieces_serves_both_sides(tmp_path: Path) -> None:
    folder = native("opus-mt-en-ar", tmp_path / "quickmt_fr_en", **{"source.spm": "joint.spm.model"})
    entry = find_model({}, str(folder), "translation")
    assert (entry.family, [*entry.sources], [*entry.targets]) == ("quickmt", ["fr"], ["en"])


@pytest.mark.parametrize(
    ("name", "files", "target"),
    [
        ("opus-mt-en-ar", {"source.spm": "source.spm", "target.spm": "target.spm"}, "ar"),
        ("nllb-200-distilled-600M", {"tokenizer.json": "tokenizer.json"}, "ru"),
        ("m2m100_418M", {"sentencepiece.bpe.model": "sentencepiece.bpe.model"}, "ar"),
    ],
)
def test_what_others_converted_translates_with_its_tokenizers_files(
    name: str, files: dict[str, str], target: str, tmp_path: Path
) -> None:
    folder = native(name, tmp_path / "lantern", **files)
    translator = open_translator("en", target, str(folder), CPU)
    assert translator.use.engine == "ctranslate2"
    found = translator.translate([made["en"] for made in MADE], "en", target)
    assert found == [Translation(made[target]) for made in MADE]


def test_a_conversion_without_a_tokenizer_says_so(tmp_path: Path) -> None:
    folder = native("opus-mt-en-ar", tmp_path / "lantern")
    with pytest.raises(ModelError, match="without the tokenizer"):
        find_model({}, str(folder), "translation")


def test_a_quickmt_repository_is_pulled_verified_and_run_as_it_is(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = quickmt(tmp_path / "quickmt-en-ar")
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    unwanted = {"eole-config.yaml": b"x", "README.md": b"x"}
    hub.repositories["quickmt/quickmt-en-ar"] = Repository(files | unwanted, COMMIT)
    entry = ModelEntry(
        "quickmt-en-ar",
        "translation",
        "quickmt",
        "quickmt/quickmt-en-ar",
        COMMIT,
        "cc-by-4.0",
        {"en": ""},
        {"ar": ""},
    )
    store = Store(tmp_path / "models")
    said: list[str] = []
    local = store.pull(entry, lambda what, done, total: said.append(what))
    assert local.converted == local.checkpoint
    assert {path.name for path in local.checkpoint.iterdir()} == {*files, "manifest.json"}
    assert set(said) == {"downloading"}
    assert store.verify(entry) == []
    assert store.convert(local, "float16") == local
    (local.checkpoint / "src.spm.model").write_bytes(b"")
    with pytest.raises(ModelError, match="damaged"):
        store.locate(entry)


def test_a_native_folder_needs_neither_torch_nor_transformers(tmp_path: Path) -> None:
    folder = quickmt(tmp_path / "quickmt-en-ar")
    script = f"""
import sys
from summarize.opening import open_translator
from summarize.request import ModelOptions
translator = open_translator("en", "ar", {str(folder)!r}, ModelOptions(device="cpu", threads=1))
print(translator.translate(["The judge left the school."], "en", "ar")[0].text)
assert not {{"torch", "transformers"}} & set(sys.modules), "imported"
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.stderr == ""
    assert run.stdout.strip()
    assert json.loads((folder / "config.json").read_text())
