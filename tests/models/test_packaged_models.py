"""models.toml as it is shipped: right where the models' own code can tell, and true to what the licences allow."""

import re

import pytest

from summarize.language import all_languages
from summarize.models.catalogue import Catalogue, default_translators
from summarize.models.models_file import packaged_file, read_layers


@pytest.fixture(scope="module")
def packaged() -> Catalogue:
    return read_layers([packaged_file()])


def test_pinned_revisions_are_commits(packaged: Catalogue) -> None:
    assert [
        name
        for name, entry in packaged.items()
        if entry.revision and not re.fullmatch("[0-9a-f]{40}", entry.revision)
    ] == []
    assert [name for name, entry in packaged.items() if not entry.revision and entry.family != "chat"] == [
        "quickmt-en-ru",
        "pegasus-cnn_dailymail",
    ]


def test_names_are_the_repositories_names(packaged: Catalogue) -> None:
    assert [entry.repo.partition("/")[2] for entry in packaged.values() if entry.repo] == list(packaged)


@pytest.mark.parametrize(
    ("source", "target", "names"),
    [
        ("en", "ar", ["opus-mt-tc-big-en-ar"]),
        ("en", "ru", ["opus-mt-tc-big-en-zle"]),
        ("en", "uk", ["opus-mt-tc-big-en-zle"]),
        ("en", "fr", ["opus-mt-en-fr"]),
        ("ar", "en", ["opus-mt-ar-en"]),
        ("ru", "en", ["opus-mt-ru-en"]),
        ("ru", "ar", ["opus-mt-ru-en", "opus-mt-tc-big-en-ar"]),
        ("de", "ar", ["opus-mt-mul-en", "opus-mt-tc-big-en-ar"]),
        ("en", "es", ["m2m100_418M"]),
        ("ko", "ru", ["m2m100_418M", "opus-mt-tc-big-en-zle"]),
    ],
)
def test_default_models(packaged: Catalogue, source: str, target: str, names: list[str]) -> None:
    assert [entry.name for entry in default_translators(packaged, source, target)] == names


def test_every_pair_of_known_languages_has_a_way(packaged: Catalogue) -> None:
    for source in all_languages():
        for target in all_languages():
            if source != target:
                first, *rest = default_translators(packaged, source, target)
                assert first.translates(source, rest[0].default[0][:2] if rest else target)
                assert (rest or [first])[-1].translates("en" if rest else source, target)


def test_no_default_forbids_commercial_use(packaged: Catalogue) -> None:
    closed = {name for name, entry in packaged.items() if not entry.commercial}
    assert closed == {
        "MiLMMT-46-4B",
        "gemma-4-E4B-it",
        "translategemma-12b-it",
        "translategemma-4b-it",
        "mT5_multilingual_XLSum",
        "mbart-large-50-many-to-many-mmt",
        "nllb-200-distilled-600M",
        "pegasus-cnn_dailymail",
        "pegasus-xsum",
    }
    assert not any(packaged[name].default for name in closed)
    assert not any("nc" in entry.licence.split("-") for name, entry in packaged.items() if name not in closed)


@pytest.mark.parametrize(
    ("name", "target", "prefix"),
    [
        ("opus-mt-en-ar", "ar", ">>ara<< "),
        ("opus-mt-tc-big-en-ar", "ar", ">>ara<< "),
        ("opus-mt-tc-big-en-zle", "ru", ">>rus<< "),
        ("opus-mt-en-ru", "ru", ""),
        ("madlad400-3b-mt", "ar", "<2ar> "),
    ],
)
def test_target_is_told_in_front_of_the_text(
    packaged: Catalogue, name: str, target: str, prefix: str
) -> None:
    entry = packaged[name]
    assert entry.prefix.replace("{target}", entry.targets[target]) == prefix


def test_limits_and_rules_of_xlsum(packaged: Catalogue) -> None:
    entry = packaged["mT5_multilingual_XLSum"]
    assert (entry.window, entry.max_tokens) == (512, 84)
    assert dict(entry.decoding) == {"num_beams": 4, "length_penalty": 0.6, "no_repeat_ngram_size": 2}


def test_gazeta_reads_russian_as_english_and_starts_in_russian(packaged: Catalogue) -> None:
    # What its tokenizer_config.json says, and the trained checkpoint's beside these tests.
    entry = packaged["mbart_ru_sum_gazeta"]
    assert (dict(entry.sources), dict(entry.targets)) == ({"ru": "en_XX"}, {"ru": "ru_RU"})
    assert entry.takes("ru")
    assert not entry.takes("en")


@pytest.mark.slow
def test_language_codes_are_those_of_the_models_own_code(packaged: Catalogue) -> None:
    from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES as M2M100
    from transformers.models.mbart50.tokenization_mbart50 import FAIRSEQ_LANGUAGE_CODES as MBART50
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES as NLLB

    known = {
        "nllb": set(NLLB),
        "m2m100": set(M2M100["m2m100"]),
        "mbart50": set(MBART50),
        "mbart": set(MBART50),
    }
    for entry in packaged.values():
        if entry.family in known:
            assert set(entry.sources.values()) | set(entry.targets.values()) <= known[entry.family], (
                entry.name
            )


def test_every_score_says_where_it_stands_and_what_was_measured(packaged: Catalogue) -> None:
    for entry in packaged.values():
        for pair, said in entry.scores.items():
            assert entry.translates(*pair.split("-"))
            assert re.match(r"\d+(\.\d+)? (BLEU|chrF|COMET)", said)


def test_chat_models_have_the_prompts_of_their_cards(packaged: Catalogue) -> None:
    gemma, hunyuan = packaged["translategemma-4b-it"], packaged["Hy-MT2-1.8B"]
    assert gemma.raw
    assert gemma.prompt.startswith(
        "<start_of_turn>user\nYou are a professional {source} ({source_code}) to {target}"
    )
    assert gemma.prompt.endswith(" text into {target}:\n\n\n{text}<end_of_turn>\n<start_of_turn>model\n")
    assert not hunyuan.raw
    assert hunyuan.prompt.endswith("without any additional explanation:\n\n{text}")
    assert dict(hunyuan.decoding) == {
        "temperature": 0.7,
        "top_p": 0.6,
        "top_k": 20,
        "repetition_penalty": 1.05,
    }
