import dataclasses
import json
import os
import shutil
import subprocess
import sys

import pytest
import torch
import transformers

from benchmarks import news_grammar
from summarize.errors import ModelError, UsageError
from summarize.models.conversion import convert
from summarize.models.engines import Decoding, EngineName, decoding_of, open_engine
from tests.models import checkpoints
from tests.models.tiny_models import (
    ENTRIES,
    SUMMARIZERS,
    TRAINED,
    TRANSLATORS,
    converted,
    engine,
    source_of,
    target_of,
    tokenizer,
)

SENTENCES = news_grammar.sentences(10, seed=21, unseen=True)
ARTICLES = {
    language: news_grammar.articles(10, seed=21, unseen=True, language=language) for language in ("en", "ru")
}
KINDS: tuple[EngineName, ...] = ("torch", "ctranslate2")
# What each family writes, letter for letter, for these two.
PINNED_SENTENCE = "The judge bought the museum in Berlin on Friday, and the coach left the market in Cairo."
PINNED = {
    "ar": "اشترى القاضي المتحف في برلين يوم الجمعة، وغادر المدرب السوق في القاهرة.",
    "ru": "Судья купил музей в Берлине в пятницу, и тренер покинул рынок в Каире.",
}
PINNED_ARTICLE = {
    "en": "The engineer closed the bridge in Moscow on Sunday. The mayor praised the library. The doctor left.",
    "ru": "Инженер закрыл мост в Москве в воскресенье. Мэр похвалил библиотеку. Врач покинул рынок.",
}
PINNED_HEADLINE = {"en": "The engineer closed the bridge.", "ru": "Инженер закрыл мост."}


def plain_generate(name: str, text: str, target: str | None, beams: int, **settings: object) -> str:
    """What somebody writes who calls transformers as the model's card says, with the known repairs by hand."""
    family = ENTRIES[name].family
    words = checkpoints.load_tokenizer(TRAINED / name, family)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(TRAINED / name, dtype=torch.float32)
    if family == "marian":
        model.lm_head.weight = model.model.shared.weight
    if target is None:
        ids = words(text).input_ids
    else:
        ids, _ = checkpoints.translation_ids(family, words, text, "", target)
    if target is not None and family in checkpoints.ENGLISH:
        code = checkpoints.TARGETS[family][target]
        token = f"__{code}__" if family == "m2m100" else code
        settings["forced_bos_token_id"] = words.convert_tokens_to_ids(token)
    output = model.generate(torch.tensor([ids]), num_beams=beams, max_length=200, **settings)[0]
    text = words.decode(output, skip_special_tokens=True)
    return " ".join(text.replace("<n>", " ").split())


def ours(name: str, kind: EngineName, texts: list[str], target: str | None, decoding: Decoding) -> list[str]:
    running = engine(name, kind)
    framing = tokenizer(name).framing(source_of(name), target, running.knows)
    sources = [tokenizer(name).encode(text, framing) for text in texts]
    outputs = running.generate(sources, framing.forced, decoding)
    return [tokenizer(name).decode(output) for output in outputs]


@pytest.mark.parametrize(("name", "target"), TRANSLATORS)
@pytest.mark.parametrize("beams", [1, 4])
def test_both_engines_translate_as_a_plain_generate_does(name: str, target: str, beams: int) -> None:
    texts = [made["en"] for made in SENTENCES[:4]]
    plain = [plain_generate(name, text, target, beams) for text in texts]
    for kind in KINDS:
        assert ours(name, kind, texts, target, Decoding(beams=beams, max_tokens=199)) == plain


@pytest.mark.parametrize("name", SUMMARIZERS)
@pytest.mark.parametrize("beams", [1, 4])
def test_both_engines_summarise_as_a_plain_generate_does(name: str, beams: int) -> None:
    texts = [text for text, _ in ARTICLES[source_of(name)][:4]]
    settings = {"length_penalty": 2.0, "no_repeat_ngram_size": 3}
    plain = [plain_generate(name, text, None, beams, min_length=0, **settings) for text in texts]
    decoding = Decoding(beams=beams, max_tokens=199, length_penalty=2.0, no_repeat_ngram_size=3)
    for kind in KINDS:
        assert ours(name, kind, texts, None, decoding) == plain


@pytest.mark.parametrize(("name", "target"), TRANSLATORS)
@pytest.mark.parametrize("kind", KINDS)
def test_sentences_that_no_training_saw_are_translated_right(
    name: str, target: str, kind: EngineName
) -> None:
    texts = [PINNED_SENTENCE, *(made["en"] for made in SENTENCES)]
    expected = [PINNED[target], *(made[target] for made in SENTENCES)]
    assert ours(name, kind, texts, target, decoding_of(ENTRIES[name])) == expected


@pytest.mark.parametrize("name", SUMMARIZERS)
@pytest.mark.parametrize("kind", KINDS)
def test_articles_that_no_training_saw_get_their_headlines(name: str, kind: EngineName) -> None:
    language = source_of(name)
    texts = [PINNED_ARTICLE[language], *(text for text, _ in ARTICLES[language])]
    expected = [PINNED_HEADLINE[language], *(headline for _, headline in ARTICLES[language])]
    decoding = dataclasses.replace(decoding_of(ENTRIES[name]), min_tokens=0)
    assert ours(name, kind, texts, None, decoding) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["opus-mt-en-ar", "m2m100_418M"])
def test_one_at_a_time_and_many_together_give_the_same(name: str, kind: EngineName) -> None:
    texts = [made["en"] for made in SENTENCES]
    decoding = decoding_of(ENTRIES[name])
    single = [ours(name, kind, [text], "ar", decoding)[0] for text in texts]
    assert ours(name, kind, texts, "ar", decoding) == single
    assert ours(name, kind, texts[::-1], "ar", decoding) == single[::-1]


def test_without_a_length_transformers_stops_a_t5_after_twenty_tokens_and_we_do_not() -> None:
    name = "madlad400-3b-mt"
    text = f"{PINNED_SENTENCE[:-1]}, and the mayor visited the bridge in Cairo on Tuesday."
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(TRAINED / name, dtype=torch.float32)
    words = checkpoints.load_tokenizer(TRAINED / name, "t5")
    with pytest.warns(UserWarning, match="max_length"):
        cut = model.generate(torch.tensor([words(f"<2ru> {text}").input_ids]), min_length=21)[0]
    assert words.eos_token_id not in cut[1:]
    assert len(cut) <= 21
    running = engine(name, "torch")
    framing = tokenizer(name).framing("en", "ru", running.knows)
    whole = running.generate(
        [tokenizer(name).encode(text, framing)], None, Decoding(min_tokens=30, max_tokens=60)
    )
    assert len(whole[0]) >= 30


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_word_that_transformers_writes_is_no_gap_in_ours(kind: EngineName, tmp_path) -> None:
    name = "opus-mt-en-ar"
    folder = tmp_path / name
    shutil.copytree(TRAINED / name, folder)
    weights = torch.load(folder / "pytorch_model.bin", weights_only=True)
    words = checkpoints.load_tokenizer(folder, "marian")
    weights["final_logits_bias"][0, words.unk_token_id] = 50
    torch.save(weights, folder / "pytorch_model.bin")
    ids, _ = checkpoints.translation_ids("marian", words, PINNED_SENTENCE, "", "ar")
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32)
    assert set(model.generate(torch.tensor([ids]), max_length=20)[0][1:-1].tolist()) == {words.unk_token_id}
    if kind == "ctranslate2":
        convert(folder, ENTRIES[name], tmp_path / "converted", "float32")
    running = open_engine(
        ENTRIES[name], folder, tmp_path / "converted", kind, "cpu", precision="float32", threads=1
    )
    framing = tokenizer(name).framing("en", "ar", running.knows)
    source = tokenizer(name).encode(PINNED_SENTENCE, framing)
    output = running.generate([source], None, decoding_of(ENTRIES[name]))[0]
    assert tokenizer(name).decode(output) == PINNED["ar"]


def test_sampling_that_a_checkpoint_asks_for_is_obeyed_by_transformers_and_not_by_us(tmp_path) -> None:
    name = "opus-mt-en-ar"
    folder = tmp_path / name
    shutil.copytree(TRAINED / name, folder)
    settings = json.loads((folder / "generation_config.json").read_text())
    settings |= {"do_sample": True, "num_beams": 1, "temperature": 3.0, "top_k": 0}
    (folder / "generation_config.json").write_text(json.dumps(settings))
    words = checkpoints.load_tokenizer(folder, "marian")
    ids, _ = checkpoints.translation_ids("marian", words, PINNED_SENTENCE, "", "ar")
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32)
    sampled = set()
    for seed in range(3):
        torch.manual_seed(seed)
        sampled.add(words.decode(model.generate(torch.tensor([ids]))[0], skip_special_tokens=True))
    assert len(sampled) == 3
    running = open_engine(ENTRIES[name], folder, None, "torch", "cpu", threads=1)
    framing = tokenizer(name).framing("en", "ar", running.knows)
    source = tokenizer(name).encode(PINNED_SENTENCE, framing)
    for beams in (1, 4):
        output = running.generate([source], None, Decoding(beams=beams))[0]
        assert tokenizer(name).decode(output) == PINNED["ar"]


@pytest.mark.parametrize("kind", KINDS)
def test_lengths_are_those_asked_for_and_count_the_same_in_both_engines(kind: EngineName) -> None:
    for name in ("opus-mt-en-ar", "bart-large-cnn"):
        running = engine(name, kind)
        framing = tokenizer(name).framing("en", target_of(name), running.knows)
        source = tokenizer(name).encode(PINNED_SENTENCE, framing)
        forced = 1 if framing.forced else 0
        for length in (5, 25):
            decoding = Decoding(beams=2, min_tokens=length, max_tokens=length)
            assert len(running.generate([source], framing.forced, decoding)[0]) + forced == length


def test_nothing_to_do_is_no_work() -> None:
    for kind in KINDS:
        assert engine("opus-mt-en-ar", kind).generate([], None, Decoding()) == []


def test_int8_is_the_default_on_the_cpu() -> None:
    name = "opus-mt-en-ar"
    running = open_engine(ENTRIES[name], TRAINED / name, converted(name, "int8"), device="cpu", threads=1)
    assert (running.name, running.device, running.precision) == ("ctranslate2", "cpu", "int8")
    framing = tokenizer(name).framing("en", "ar", running.knows)
    outputs = running.generate(
        [tokenizer(name).encode(PINNED_SENTENCE, framing)], None, decoding_of(ENTRIES[name])
    )
    assert tokenizer(name).decode(outputs[0]) == PINNED["ar"]


def test_what_is_not_converted_runs_on_torch() -> None:
    name = "opus-mt-en-ar"
    assert open_engine(ENTRIES[name], TRAINED / name, None, device="cpu").name == "torch"
    with pytest.raises(ModelError, match=f"brief models pull {name}"):
        open_engine(ENTRIES[name], TRAINED / name, None, engine="ctranslate2")


def test_a_precision_or_a_device_that_is_not_there_is_a_usage_error() -> None:
    name = "opus-mt-en-ar"
    for kind in KINDS:
        with pytest.raises(UsageError, match="use one of"):
            open_engine(ENTRIES[name], TRAINED / name, converted(name), kind, "cpu", "int3")
    with pytest.raises(UsageError, match="--engine torch"):
        open_engine(ENTRIES[name], TRAINED / name, converted(name), "ctranslate2", "mps")


def test_a_conversion_that_is_damaged_is_a_model_error(tmp_path) -> None:
    (tmp_path / "model.bin").write_bytes(b"nothing")
    broken = open_engine(ENTRIES["opus-mt-en-ar"], tmp_path, tmp_path, "ctranslate2", "cpu")
    with pytest.raises(ModelError, match="brief models pull"):
        broken.generate([["a"]], None, Decoding())


def test_a_cached_conversion_needs_neither_torch_nor_transformers() -> None:
    name = "opus-mt-en-ar"
    script = f"""
import sys
from pathlib import Path
from summarize.models.engines import open_engine
from summarize.models.entry import ModelEntry
from summarize.models.tokenization import Tokenizer
from summarize.translators.seq2seq import Seq2SeqTranslator
entry = ModelEntry({name!r}, "translation", "marian", None, None, "", {{"en": ""}}, {{"ar": ">>ara<<"}}, "{{target}} ")
engine = open_engine(entry, Path({str(TRAINED / name)!r}), Path({str(converted(name, "int8"))!r}), device="cpu")
translator = Seq2SeqTranslator(entry, engine, Tokenizer(entry, Path({str(TRAINED / name)!r})))
print(translator.translate([{PINNED_SENTENCE!r}], "en", "ar")[0].text)
assert not {{"torch", "transformers"}} & set(sys.modules), "imported"
"""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        encoding="utf-8",
    )
    assert (run.stdout.strip(), run.stderr) == (PINNED["ar"], "")


def test_a_model_that_was_loaded_beforehand_serves_the_jobs_that_were_expected(tmp_path) -> None:
    name, _ = TRANSLATORS[0]
    shutil.copytree(converted(name), tmp_path / "conversion")
    ours = open_engine(
        ENTRIES[name], TRAINED / name, tmp_path / "conversion", "ctranslate2", "cpu", "float32", 3
    )
    ours.prepare(2)
    # What isn't there any more can't be loaded again, for jobs of less than twice as many.
    shutil.rmtree(tmp_path / "conversion")
    source = ["</s>"]
    for count in (1, 2, 3):
        assert len(ours.generate([source] * count, None, Decoding(max_tokens=2))) == count


def test_a_job_of_twice_as_many_segments_gets_more_workers(tmp_path) -> None:
    name, _ = TRANSLATORS[0]
    shutil.copytree(converted(name), tmp_path / "conversion")
    ours = open_engine(
        ENTRIES[name], TRAINED / name, tmp_path / "conversion", "ctranslate2", "cpu", "float32", 2
    )
    ours.prepare(1)
    shutil.rmtree(tmp_path / "conversion")
    with pytest.raises(ModelError, match="can't be loaded"):
        ours.generate([["</s>"]] * 2, None, Decoding(max_tokens=2))
