import dataclasses
import json
import shutil
import tomllib
from pathlib import Path

import pytest
import torch
import transformers
from ctranslate2.converters import TransformersConverter
from safetensors.torch import load_file

from benchmarks import news_grammar
from summarize.errors import ModelError
from summarize.models.conversion import compare, convert
from summarize.models.engines import decoding_of, open_engine
from tests.models.tiny_models import ENTRIES, TRAINED, converted, engine, tokenizer

SENTENCES = news_grammar.sentences(6, seed=11, unseen=True)


@pytest.mark.parametrize("name", list(ENTRIES))
@pytest.mark.parametrize("quantization", ["float32", "int8"])
def test_a_conversion_computes_what_the_checkpoint_does(name: str, quantization: str) -> None:
    found = compare(TRAINED / name, ENTRIES[name], converted(name, quantization), quantization)
    assert found.agrees
    assert found.difference < (0.001 if quantization == "float32" else 0.1)
    assert found.output


def plainly_converted(name: str, target: Path) -> Path:
    TransformersConverter(str(TRAINED / name)).convert(str(target), quantization="float32")
    return target


def translations(name: str, target: str, folder: Path) -> list[str]:
    framing = tokenizer(name).framing("en", target, engine(name).knows)
    ours = open_engine(ENTRIES[name], TRAINED / name, folder, precision="float32", threads=1)
    sources = [tokenizer(name).encode(made["en"], framing) for made in SENTENCES]
    outputs = ours.generate(sources, framing.forced, decoding_of(ENTRIES[name]))
    return [tokenizer(name).decode(output) for output in outputs]


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_the_stale_head_of_tc_big_garbles_a_plain_conversion_and_not_ours(tmp_path) -> None:
    name = "opus-mt-tc-big-en-zle"
    plain = transformers.AutoModelForSeq2SeqLM.from_pretrained(TRAINED / name, dtype=torch.float32)
    assert not torch.equal(plain.lm_head.weight, plain.model.shared.weight)
    garbled = plainly_converted(name, tmp_path / "plain")
    expected = [made["ru"] for made in SENTENCES]
    assert not set(translations(name, "ru", garbled)) & set(expected)
    assert translations(name, "ru", converted(name)) == expected
    with pytest.raises(ModelError, match="doesn't compute what the checkpoint does"):
        compare(TRAINED / name, ENTRIES[name], garbled, "float32")


def test_a_head_that_the_configuration_unties_is_kept(tmp_path) -> None:
    name = "opus-mt-tc-big-en-zle"
    folder = tmp_path / name
    shutil.copytree(TRAINED / name, folder)
    config = json.loads((folder / "config.json").read_text()) | {"tie_word_embeddings": False}
    (folder / "config.json").write_text(json.dumps(config))
    with_own = open_engine(ENTRIES[name], folder, None, "torch", "cpu", threads=1)
    framing = tokenizer(name).framing("en", "ru", with_own.knows)
    source = tokenizer(name).encode(SENTENCES[0]["en"], framing)
    tied = engine(name, "torch").score(source, ["▁Министр"], None)
    assert with_own.score(source, ["▁Министр"], None) != pytest.approx(tied, abs=0.1)


@pytest.mark.parametrize("name", ["madlad400-3b-mt", "mT5_multilingual_XLSum"])
def test_an_untied_t5_is_scaled_wrongly_by_a_plain_conversion_and_not_by_ours(name: str, tmp_path) -> None:
    plain = plainly_converted(name, tmp_path / "plain")
    with pytest.raises(ModelError, match="doesn't compute what the checkpoint does"):
        compare(TRAINED / name, ENTRIES[name], plain, "float32")
    # Even rounded to 8 bits, what is let pass is far below what that costs.
    with pytest.raises(ModelError, match="doesn't compute what the checkpoint does"):
        compare(TRAINED / name, ENTRIES[name], plain, "int8")
    assert compare(TRAINED / name, ENTRIES[name], converted(name), "float32").agrees


def test_a_tied_t5_keeps_its_scale(tmp_path) -> None:
    name = "madlad400-3b-mt"
    folder = tmp_path / "t5-small"
    shutil.copytree(TRAINED / name, folder, ignore=shutil.ignore_patterns("model.safetensors"))
    settings = json.loads((folder / "config.json").read_text()) | {"tie_word_embeddings": True}
    config = transformers.T5Config(**settings)
    torch.manual_seed(0)
    model = transformers.T5ForConditionalGeneration(config)
    model.save_pretrained(folder)
    assert model.config.scale_decoder_outputs
    entry = dataclasses.replace(ENTRIES[name], name="t5-small")
    convert(folder, entry, tmp_path / "converted", "float32")
    assert compare(folder, entry, tmp_path / "converted", "float32").difference < 0.001


def test_madlad_without_a_shared_embedding_loads_its_own_and_not_its_head() -> None:
    stored = load_file(TRAINED / "madlad400-3b-mt" / "model.safetensors")
    assert "shared.weight" not in stored
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(TRAINED / "madlad400-3b-mt")
    for embedding in (model.encoder.embed_tokens, model.decoder.embed_tokens):
        assert torch.equal(embedding.weight, stored["decoder.embed_tokens.weight"])
    # That is so from this version on, which is why none before it may be installed.
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert "transformers>=5.23,<6" in project["optional-dependencies"]["models"]


def test_mbart50_has_no_bos_token_in_transformers_and_has_one_in_our_conversion(tmp_path) -> None:
    name = "mbart-large-50-many-to-many-mmt"
    assert transformers.AutoTokenizer.from_pretrained(TRAINED / name).bos_token is None
    plain = plainly_converted(name, tmp_path / "plain")
    with pytest.raises(ModelError, match="can't be loaded"):
        compare(TRAINED / name, ENTRIES[name], plain, "float32")


@pytest.mark.parametrize("name", ["bart-large-cnn", "pegasus-cnn_dailymail"])
def test_a_configuration_saved_by_transformers_5_converts_too(name: str, tmp_path) -> None:
    folder = tmp_path / name
    shutil.copytree(TRAINED / name, folder)
    config = json.loads((folder / "config.json").read_text())
    for key in ("normalize_before", "normalize_embedding"):
        config.pop(key, None)
    (folder / "config.json").write_text(json.dumps(config))
    convert(folder, ENTRIES[name], tmp_path / "converted", "float32")
    assert compare(folder, ENTRIES[name], tmp_path / "converted", "float32").difference < 0.001


def test_what_ctranslate2_cannot_convert_is_a_model_error_and_leaves_nothing(tmp_path) -> None:
    config = transformers.LEDConfig(vocab_size=50, d_model=8, encoder_layers=1, decoder_layers=1)
    config.save_pretrained(tmp_path / "led")
    with pytest.raises(ModelError, match="CTranslate2 can't convert"):
        convert(tmp_path / "led", ENTRIES["bart-large-cnn"], tmp_path / "converted", "int8")
    assert not (tmp_path / "converted").exists()


def test_a_damaged_checkpoint_is_a_model_error_and_leaves_nothing(tmp_path) -> None:
    name = "bart-large-cnn"
    shutil.copytree(TRAINED / name, tmp_path / name)
    (tmp_path / name / "model.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(ModelError, match=f"brief models pull {name}"):
        convert(tmp_path / name, ENTRIES[name], tmp_path / "converted", "int8")
    assert not (tmp_path / "converted").exists()
