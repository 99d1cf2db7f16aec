import dataclasses
import json
import shutil

import checkpoints
import news_grammar
import pytest
import transformers
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import ENTRIES, SUMMARIZERS, TRAINED, TRANSLATORS, engine, source_of, target_of, tokenizer

from summarize.errors import LanguageError, ModelError
from summarize.models.engines import open_engine
from summarize.models.tokenization import Framing, Tokenizer

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
    lead = len(framing.before)
    assert tokenizer(name).decode(tokens[lead:], framing) == sentence_of(name)


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
    assert tokenizer(name).decode(tokens[1:], framing) == text


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


def test_xlsum_reads_any_white_space_as_one_blank() -> None:
    name = "mT5_multilingual_XLSum"
    framing = tokenizer(name).framing("en", None, knows_everything)
    spaced = "\n The judge\n\n\u00a0left \t the school. "
    assert tokenizer(name).encode(spaced, framing) == tokenizer(name).encode(
        "The judge left the school.", framing
    )


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
