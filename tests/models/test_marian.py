"""OPUS-MT's own ways: text as its models were trained on it, and a vocabulary of two sides."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import news_grammar
from summarize.models.conversion import compare, convert
from summarize.models.engines import decoding_of, open_engine
from summarize.models.engines.torch_engine import TorchEngine
from summarize.models.families.marian import FAMILY
from summarize.models.tokenization import Tokenizer
from tests.models import checkpoint_tokenizers, checkpoints
from tests.models.tiny_models import ENTRIES, TRAINED, converted, tokenizer

MARIAN = ["opus-mt-en-ar", "opus-mt-tc-big-en-zle"]
CURLY = "“It’s over,” the mayor said…"
STRAIGHT = '"It\'s over," the mayor said...'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CURLY, STRAIGHT),
        ("as it is: — «so», ‹too›", "as it is: — «so», ‹too›"),
        ("１２．５％，（so）。And", "12. 5%,(so). And"),
        ("co\u00adoperation\ufeff and\u200bmore", "cooperation andmore"),
        ("a\tb\nc\u200fd\x00e  f\ud800g", "a b c d e f g"),
        ("  ", ""),
    ],
)
def test_text_is_prepared_as_for_training(text: str, expected: str) -> None:
    assert FAMILY.prepared(text) == expected


@given(st.text())
def test_preparing_twice_changes_nothing_and_leaves_nothing_invisible(text: str) -> None:
    once = FAMILY.prepared(text)
    assert FAMILY.prepared(once) == once
    assert all(mark.isprintable() or mark.isspace() for mark in once)


def folder_that_has_seen_no_curly_mark(folder: Path) -> Path:
    lines = [
        f'{made["en"]} "Yes," he said. It\'s so...'
        for made in news_grammar.sentences(200, seed=5, unseen=False)
    ]
    pieces = checkpoint_tokenizers.sentence_piece(folder / "source.spm", lines)
    shutil.copy(folder / "source.spm", folder / "target.spm")
    tokens = ["</s>", "<unk>", ">>ara<<", *(piece for piece in pieces[3:]), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({token: index for index, token in enumerate(tokens)}))
    settings = {"source_lang": "eng", "target_lang": "ara", "tokenizer_class": "MarianTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    shutil.copy(TRAINED / "opus-mt-en-ar" / "config.json", folder)
    return folder


def test_curly_marks_are_unknown_words_to_transformers_and_none_to_us(tmp_path: Path) -> None:
    folder = folder_that_has_seen_no_curly_mark(tmp_path)
    reference = checkpoints.load_tokenizer(folder, "marian")
    assert reference.unk_token_id in reference(f">>ara<< {CURLY}").input_ids
    ours = Tokenizer(ENTRIES["opus-mt-en-ar"], folder)
    framing = ours.framing("en", "ar", lambda _: True)
    assert ours.encode(CURLY, framing) == ours.encode(STRAIGHT, framing)
    assert "<unk>" not in ours.encode(CURLY, framing)
    known = set(reference.get_vocab())
    assert {
        token for token in ours.encode(CURLY, framing) if token.strip("▁.,abcdefghijklmnopqrstuvwxyz") == ""
    } <= known


@pytest.mark.parametrize("name", MARIAN)
def test_a_conversion_writes_no_tokens_but_those_of_translations_and_reads_all(name: str) -> None:
    left_out = FAMILY.only_read(TRAINED / name)
    assert "▁school" in left_out
    read, written = (
        json.loads((converted(name) / f"{side}_vocabulary.json").read_text()) for side in ("source", "target")
    )
    vocabulary = json.loads((TRAINED / name / "vocab.json").read_text())
    whole = [token for token in sorted(vocabulary, key=vocabulary.__getitem__) if token != "<pad>"]
    assert read == whole
    assert written == [token for token in whole if token not in left_out]
    assert {"</s>", "<unk>"} <= set(written)


def test_a_model_that_writes_what_only_its_source_should_have_keeps_its_whole_vocabulary(
    tmp_path: Path,
) -> None:
    name = "opus-mt-en-ar"
    folder = tmp_path / name
    shutil.copytree(TRAINED / name, folder)
    # By these files Arabic is what is read, and English what is written: this model does the opposite.
    shutil.copy(TRAINED / name / "source.spm", folder / "target.spm")
    shutil.copy(TRAINED / name / "target.spm", folder / "source.spm")
    assert "▁المدرسة" in FAMILY.only_read(folder)
    convert(folder, ENTRIES[name], tmp_path / "converted", "int8")
    assert [file.name for file in (tmp_path / "converted").glob("*_vocabulary.json")] == [
        "shared_vocabulary.json"
    ]
    ours = open_engine(ENTRIES[name], TRAINED / name, tmp_path / "converted", threads=1)
    framing = tokenizer(name).framing("en", "ar", ours.knows)
    made = news_grammar.sentences(1, seed=11, unseen=True)[0]
    output = ours.generate([tokenizer(name).encode(made["en"], framing)], None, decoding_of(ENTRIES[name]))
    assert tokenizer(name).decode(output[0]) == made["ar"]


def test_a_narrowed_conversion_is_compared_with_what_the_checkpoint_writes_of_its_tokens() -> None:
    name = "opus-mt-en-ar"
    found = compare(TRAINED / name, ENTRIES[name], converted(name), "float32")
    assert found.difference < 0.001
    reference = TorchEngine(ENTRIES[name], TRAINED / name, "cpu", "float32", 1)
    framing = tokenizer(name).framing("en", "ar", reference.knows)
    source = tokenizer(name).encode("The judge left the school.", framing)
    before = reference.score(source, found.output, None)
    reference.suppress(FAMILY.only_read(TRAINED / name))
    # The share that smoothing of labels leaves to the others is shared out.
    assert all(
        after > score
        for after, score in zip(reference.score(source, found.output, None), before, strict=True)
    )
    assert reference.highest(FAMILY.only_read(TRAINED / name), source, found.output, None) == 0.0
