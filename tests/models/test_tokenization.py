import dataclasses
import json
import shutil
from pathlib import Path

import pytest
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import news_grammar
from summarize.errors import LanguageError, ModelError
from summarize.models.engines import open_engine
from summarize.models.tokenization import Framing, Tokenizer
from tests.models import checkpoint_tokenizers, checkpoints
from tests.models.tiny_models import (
    ENTRIES,
    SUMMARIZERS,
    TRAINED,
    TRANSLATORS,
    engine,
    source_of,
    target_of,
    tokenizer,
)

MADE = news_grammar.sentences(1, seed=7, unseen=True)[0]
SENTENCE = MADE["en"]


def sentence_of(name: str) -> str:
    return MADE[source_of(name)]


def framing_of(name: str) -> Framing:
    return tokenizer(name).framing(source_of(name), target_of(name), engine(name).knows)


def knows_everything(token: str) -> bool:
    return True


@pytest.mark.parametrize(("name", "target"), TRANSLATORS)
def test_a_translator_reads_the_tokens_that_transformers_makes(name: str, target: str) -> None:
    reference = checkpoints.load_tokenizer(TRAINED / name, ENTRIES[name].family)
    ids, _ = checkpoints.translation_ids(ENTRIES[name].family, reference, SENTENCE, "", target)
    framing = tokenizer(name).framing("en", target, engine(name).knows)
    assert tokenizer(name).encode(SENTENCE, framing) == reference.convert_ids_to_tokens(ids)


@pytest.mark.parametrize("name", SUMMARIZERS)
def test_a_summarizer_reads_the_tokens_that_transformers_makes(name: str) -> None:
    reference = transformers.AutoTokenizer.from_pretrained(TRAINED / name)
    framing = framing_of(name)
    expected = reference.convert_ids_to_tokens(reference(sentence_of(name)).input_ids)
    assert tokenizer(name).encode(sentence_of(name), framing) == expected


@pytest.mark.parametrize("name", list(ENTRIES))
def test_what_was_encoded_is_decoded_to_the_same_text(name: str) -> None:
    framing = framing_of(name)
    tokens = tokenizer(name).encode(sentence_of(name), framing)
    inner = tokens[len(framing.before) : len(tokens) - len(framing.after)]
    assert tokenizer(name).decode(inner) == sentence_of(name)


def test_a_blank_before_the_language_token_costs_transformers_the_token_and_not_us() -> None:
    name = "opus-mt-en-ar"
    reference = checkpoints.load_tokenizer(TRAINED / name, "marian")
    assert ">>ara<<" not in reference.convert_ids_to_tokens(reference(f" >>ara<< {SENTENCE}").input_ids)
    entry = dataclasses.replace(ENTRIES[name], prefix=" {target} ")
    blanked = Tokenizer(entry, TRAINED / name)
    tokens = blanked.encode(SENTENCE, blanked.framing("en", "ar", engine(name).knows))
    assert tokens == tokenizer(name).encode(SENTENCE, tokenizer(name).framing("en", "ar", engine(name).knows))
    assert tokens[0] == ">>ara<<"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("opus-mt-en-ar", ">>arz<<"),
        ("nllb-200-distilled-600M", "arb_Latn"),
        ("m2m100_418M", "arz"),
        ("mbart-large-50-many-to-many-mmt", "ar_EG"),
        ("madlad400-3b-mt", "<2arz>"),
    ],
)
@pytest.mark.parametrize("kind", ["ctranslate2", "torch"])
def test_an_unknown_language_code_is_an_error_before_anything_is_generated(
    name: str, code: str, kind: str
) -> None:
    entry = dataclasses.replace(ENTRIES[name], targets={"ar": code})
    with pytest.raises(LanguageError, match="has no token"):
        Tokenizer(entry, TRAINED / name).framing("en", "ar", engine(name, kind).knows)


def test_transformers_takes_unknown_language_codes_for_unknown_words() -> None:
    reference = transformers.AutoTokenizer.from_pretrained(TRAINED / "nllb-200-distilled-600M")
    assert reference.convert_tokens_to_ids("arb_Latn") == reference.unk_token_id


def test_a_language_that_the_entry_lacks_is_an_error() -> None:
    for source, target in (("en", "fr"), ("de", "ar")):
        with pytest.raises(LanguageError, match="brief models show opus-mt-en-ar"):
            tokenizer("opus-mt-en-ar").framing(source, target, knows_everything)


def test_an_unknown_character_ends_a_sentence_in_transformers_t5_and_not_in_ours() -> None:
    name, text = "madlad400-3b-mt", "The minister ☃ opened the school."
    reference = transformers.AutoTokenizer.from_pretrained(TRAINED / name)
    ids = reference(text).input_ids
    assert reference.eos_token_id in ids[:-1]
    framing = tokenizer(name).framing("en", "ar", engine(name).knows)
    tokens = tokenizer(name).encode(text, framing)
    assert tokens.index("</s>") == len(tokens) - 1
    assert tokenizer(name).decode(tokens[len(framing.before) :]) == text


def test_nllb_without_tokenizer_json_loses_its_codes_in_transformers_and_is_refused_by_us(tmp_path) -> None:
    name = "nllb-200-distilled-600M"
    folder = tmp_path / name
    shutil.copytree(TRAINED / name, folder, ignore=shutil.ignore_patterns("tokenizer.json"))
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    settings.pop("extra_special_tokens", None)
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    reference = transformers.AutoTokenizer.from_pretrained(folder)
    assert reference.convert_tokens_to_ids("arb_Arab") == reference.unk_token_id
    running = open_engine(ENTRIES[name], folder, None, "torch", "cpu")
    with pytest.raises(LanguageError, match="has no token"):
        Tokenizer(ENTRIES[name], folder).framing("en", "ar", running.knows)


@pytest.mark.parametrize("name", list(ENTRIES))
def test_special_tokens_in_a_text_are_only_text(name: str) -> None:
    framing = framing_of(name)
    special = {"</s>", "<pad>", "<s>", "rus_Cyrl", "ru_RU", "__ru__", ">>rus<<"}
    tokens = tokenizer(name).encode("The </s> judge <pad> left >>rus<< rus_Cyrl ru_RU __ru__ <s>.", framing)
    inner = tokens[len(framing.before) : len(tokens) - len(framing.after)]
    assert not special & set(inner)


def test_a_tokenizer_file_that_tells_to_cut_is_not_obeyed(tmp_path) -> None:
    name = "bart-large-cnn"
    folder = tmp_path / name
    shutil.copytree(TRAINED / name, folder)
    file = json.loads((folder / "tokenizer.json").read_text())
    file["truncation"] = {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0}
    (folder / "tokenizer.json").write_text(json.dumps(file))
    framing = tokenizer(name).framing("en", None, knows_everything)
    assert Tokenizer(ENTRIES[name], folder).encode(SENTENCE, framing) == tokenizer(name).encode(
        SENTENCE, framing
    )


@pytest.mark.parametrize("name", list(ENTRIES))
def test_every_family_reads_any_white_space_as_one_blank(name: str) -> None:
    framing = framing_of(name)
    one_line = sentence_of(name)
    spaced = "\n " + one_line.replace(" ", " \t\n\u00a0").replace(".", ".\r\n")
    assert tokenizer(name).encode(spaced, framing) == tokenizer(name).encode(one_line, framing)


def t5_like(folder: Path) -> Tokenizer:
    """A T5 with "summarize: " before its articles: the colon is a piece of its own, in the prefix and in any time."""
    lines = [f"summarize: at {hour}:{minute} the score was 7:4" for hour in range(24) for minute in range(60)]
    checkpoint_tokenizers.sentence_piece(
        folder / "spiece.model",
        lines,
        vocab_size=60,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        model_type="bpe",
        user_defined_symbols=[":"],
    )
    entry = dataclasses.replace(ENTRIES["mT5_multilingual_XLSum"], prefix="summarize: ")
    return Tokenizer(entry, folder)


def test_what_a_prefix_is_made_of_is_no_less_a_piece_of_the_output(tmp_path: Path) -> None:
    words = t5_like(tmp_path)
    framing = words.framing("en", None, knows_everything)
    text = "at 10:30 the score was 7:4"
    tokens = words.encode(text, framing)
    assert ":" in framing.before
    assert tokens.count(":") == 3
    assert words.decode(tokens[len(framing.before) :]) == text


def test_madlads_codes_are_pieces_behind_a_lone_blank_that_the_output_may_have(tmp_path: Path) -> None:
    words = tokenizer("madlad400-3b-mt")
    framing = words.framing("en", "ru", engine("madlad400-3b-mt").knows)
    assert framing.before == ("▁", "<2ru>")
    assert words.decode(["▁Врач", "▁", "<0x31>", "<0x32>", "▁школу"]) == "Врач 12 школу"


def test_a_code_in_a_text_doesnt_tell_madlad_a_language() -> None:
    words = tokenizer("madlad400-3b-mt")
    framing = words.framing("en", "ar", engine("madlad400-3b-mt").knows)
    assert "<2ru>" not in words.encode("The judge <2ru> left.", framing)


@settings(deadline=None)  # the first text waits for all models to be converted
@given(st.text(max_size=60))
def test_any_text_can_be_encoded(text: str) -> None:
    for name in ENTRIES:
        framing = framing_of(name)
        tokens = tokenizer(name).encode(text, framing)
        assert tokens[: len(framing.before)] == list(framing.before)
        assert tokens[len(tokens) - len(framing.after) :] == list(framing.after)


def test_missing_tokenizer_files_are_named(tmp_path) -> None:
    with pytest.raises(ModelError, match=r"source\.spm"):
        Tokenizer(ENTRIES["opus-mt-en-ar"], tmp_path)
    with pytest.raises(ModelError, match="no tokenizer"):
        Tokenizer(ENTRIES["m2m100_418M"], tmp_path)


def test_a_damaged_tokenizer_file_is_a_model_error(tmp_path) -> None:
    (tmp_path / "source.spm").write_bytes(b"nothing")
    (tmp_path / "target.spm").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="damaged"):
        Tokenizer(ENTRIES["opus-mt-en-ar"], tmp_path)
