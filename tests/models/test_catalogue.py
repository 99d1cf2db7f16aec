"""Finding models by name, and laying a user's files over the packaged one; errors name the file and the key."""

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import LanguageError, ModelError
from summarize.models.catalogue import default_translators, find_model, load_catalogue, user_file
from summarize.models.checkpoint import CONFIGURATION, files_to_take, has_weights
from summarize.models.entry import ModelEntry

MINE = """
[mine]
task = "translation"
family = "marian"
repo = "kestrel/lantern-en-ar"
licence = "mit"
sources = ["en"]
targets = { ar = ">>ara<<" }
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_are_laid_over_each_other(tmp_path: Path) -> None:
    write(user_file(), MINE + '[opus-mt-en-ru]\nnote = "config folder"\nmax_tokens = 100\n')
    extra = write(tmp_path / "other" / "extra.toml", '[opus-mt-en-ru]\nnote = "asked for"\n')

    known = load_catalogue(extra)
    assert known["opus-mt-en-ru"].note == "asked for"
    assert known["opus-mt-en-ru"].max_tokens == 100
    assert known["opus-mt-en-ru"].repo == "Helsinki-NLP/opus-mt-en-ru"
    assert load_catalogue()["opus-mt-en-ru"].note == "config folder"


@pytest.mark.parametrize(
    "text", ['[opus-mt-en-ru]\nrepo = "mallory/other"\n', "not = [toml", "[tool.other]\nx = 1\n"]
)
def test_a_file_in_the_current_folder_counts_where_it_is_named_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = load_catalogue()
    here = write(tmp_path / "models.toml", text)
    assert load_catalogue() == before
    with pytest.raises(ModelError, match=r"--models models\.toml"):
        find_model(before, "no-such-model")
    if "mallory" in text:
        assert load_catalogue(here)["opus-mt-en-ru"].repo == "mallory/other"


def test_own_default_replaces_the_packaged_one() -> None:
    write(user_file(), MINE + 'default = ["en-ar"]\n')
    known = load_catalogue()
    assert [entry.name for entry in default_translators(known, "en", "ar")] == ["mine"]
    assert known["opus-mt-tc-big-en-ar"].default == ()
    assert [entry.name for entry in default_translators(known, "ru", "ar")] == ["opus-mt-ru-en", "mine"]


def test_folder_in_a_file_is_relative_to_it() -> None:
    write(user_file(), MINE.replace('repo = "kestrel/lantern-en-ar"', 'folder = "lantern"'))
    assert load_catalogue()["mine"].folder == user_file().parent / "lantern"


def test_known_model_can_be_moved_to_a_folder() -> None:
    write(user_file(), '[opus-mt-en-ar]\nfolder = "lantern"\n')
    entry = load_catalogue()["opus-mt-en-ar"]
    assert (entry.repo, entry.revision) == (None, None)
    assert entry.folder == user_file().parent / "lantern"
    assert entry.targets == {"ar": ">>ara<<"}


def test_entries_can_be_sent_to_other_processes() -> None:
    known = load_catalogue()
    assert pickle.loads(pickle.dumps(known)) == known


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('family = "marian"', "family of [mine] is missing"),
        ('family = "marian" -> family = "gru"', "family of [mine] must be one of marian, nllb"),
        (
            'task = "translation" -> task = "poetry"',
            "task of [mine] must be one of summarization, translation",
        ),
        ('licence = "mit" -> licence = 3', "licence of [mine] must be text"),
        ('licence = "mit" -> license = "mit"', "license of [mine] isn't a known key; did you mean licence?"),
        ('licence = "mit" -> licence = "mit"\nwindow = true', "window of [mine] must be a whole number"),
        ('licence = "mit" -> licence = "mit"\nwindow = 0', "window of [mine] must be at least 1"),
        (
            'licence = "mit" -> licence = "mit"\nfolder = "x"',
            "repo of [mine] or folder or endpoint must be there, and only one of them",
        ),
        ("repo = -> repo = '../lantern' #", "repo of [mine] must be OWNER/NAME, not '../lantern'"),
        (
            'licence = "mit" -> licence = "mit"\nrevision = "main"',
            "revision of [mine] must be a commit of 40",
        ),
        ('sources = ["en"] -> sources = ["eng"]', "sources of [mine] has 'eng', which is no ISO 639-1 code"),
        ("targets = ", "targets of [mine] must name a language that the model translates into"),
        (
            'licence = "mit" -> licence = "mit"\ndecoding = { num_beams = "4" }',
            "decoding of [mine] has num_beams = '4'",
        ),
        *(
            (
                f'licence = "mit" -> licence = "mit"\ndecoding = {{ num_beams = {beams} }}',
                f"decoding of [mine] has num_beams = {beams}; it must be from 1 to 64",
            )
            for beams in ("0", "-1", "inf", "nan")
        ),
        (
            'licence = "mit" -> licence = "mit"\ndefault = ["en-ru"]',
            "default of [mine] has en-ru, which the model",
        ),
        (
            'licence = "mit" -> licence = "x"\ncommercial = false\ndefault = ["en-ar"]',
            "default of [mine] has en-ar, but a non-commercial licence is never a default",
        ),
    ],
)
def test_errors_name_the_file_and_the_key(change: str, says: str) -> None:
    old, _, new = change.partition(" -> ")
    lines = [line for line in MINE.splitlines() if new or not line.startswith(old)]
    write(user_file(), "\n".join(lines).replace(old, new or old))
    with pytest.raises(ModelError) as caught:
        load_catalogue()
    assert str(caught.value).startswith(f"{user_file()}: {says}")
    assert caught.value.exit_code == 4


def test_two_defaults_for_a_pair_in_one_file_are_an_error() -> None:
    write(
        user_file(), MINE + 'default = ["en-ar"]\n' + MINE.replace("mine", "other") + 'default = ["en-ar"]\n'
    )
    with pytest.raises(ModelError, match=r"default of \[other\] has en-ar, and so has \[mine\]"):
        load_catalogue()


@pytest.mark.parametrize("content", [b"[mine\n", b"\xff\xfe", b"mine = 3\n"])
def test_file_that_is_no_models_file(content: bytes) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_bytes(content)
    with pytest.raises(ModelError) as caught:
        load_catalogue()
    assert str(user_file()) in str(caught.value)


def test_missing_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        load_catalogue(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("name", ["opus-mt-en-ar", "OPUS-MT-EN-AR", "Helsinki-NLP/opus-mt-en-ar"])
def test_models_are_found_by_name_and_repository(name: str) -> None:
    assert find_model(load_catalogue(), name, "translation").name == "opus-mt-en-ar"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "opus-mt-en-az",
            "unknown model 'opus-mt-en-az'; did you mean opus-mt-en-ar? `brief models list` shows all",
        ),
        ("kestrel/lantern", "`brief models add kestrel/lantern` makes a repository on the hub known"),
        ("./lantern", "no model in ./lantern: there is no such folder"),
    ],
)
def test_unknown_models_name_the_next_step(name: str, says: str) -> None:
    with pytest.raises(ModelError) as caught:
        find_model(load_catalogue(), name, "translation")
    assert says in str(caught.value)


def test_model_of_another_task_is_refused() -> None:
    with pytest.raises(ModelError, match="bart-large-cnn is a model for summaries, not for translation"):
        find_model(load_catalogue(), "bart-large-cnn", "translation")


def test_pair_without_a_default_names_who_can_do_it() -> None:
    known = {name: entry for name, entry in load_catalogue().items() if name != "opus-mt-tc-big-en-ar"}
    with pytest.raises(
        LanguageError, match="from English into Arabic unasked; choose one with --translator: opus-mt-en-ar"
    ):
        default_translators(known, "en", "ar")
    with pytest.raises(LanguageError, match="no known model translates from xx into Arabic"):
        default_translators({"opus-mt-en-ar": known["opus-mt-en-ar"]}, "xx", "ar")


def checkpoint(folder: Path, **files: object) -> Path:
    """A folder with these JSON files and empty weights."""
    folder.mkdir()
    (folder / "model.safetensors").touch()
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_marian_folder_with_target_tokens(tmp_path: Path) -> None:
    folder = checkpoint(
        tmp_path / "lantern",
        config={"model_type": "marian", "max_position_embeddings": 1024, "num_beams": 6},
        tokenizer_config={"source_lang": "en", "target_lang": "zle", "model_max_length": 512},
        vocab={"</s>": 0, ">>rus<<": 1, ">>ukr<<": 2, ">>orv_Cyrl<<": 3, ">>rue<<": 4, ">>be<<": 5},
    )
    entry = find_model({}, str(folder), "translation")
    assert (entry.name, entry.family, entry.folder) == (str(folder), "marian", folder)
    assert (dict(entry.sources), entry.prefix) == ({"en": ""}, "{target} ")
    assert entry.targets == {"be": ">>be<<", "ru": ">>rus<<", "uk": ">>ukr<<"}
    assert (entry.window, entry.max_tokens, dict(entry.decoding)) == (512, 512, {"num_beams": 6})


def test_marian_folder_prefers_the_bare_code_to_one_with_a_script(tmp_path: Path) -> None:
    vocabulary = {">>ara_Latn<<": 1, ">>ara<<": 2, ">>zho_Hant<<": 3, ">>zho_Hans<<": 4, ">>srp_Cyrl<<": 5}
    folder = checkpoint(tmp_path / "lantern", config={"model_type": "marian"}, vocab=vocabulary)
    entry = find_model({}, str(folder), "translation")
    assert entry.targets == {"ar": ">>ara<<", "sr": ">>srp_Cyrl<<", "zh": ">>zho_Hans<<"}
    assert entry.takes("de")


def test_marian_folder_for_one_pair(tmp_path: Path) -> None:
    folder = checkpoint(
        tmp_path / "lantern",
        config={"model_type": "marian"},
        tokenizer_config={"source_lang": "ar", "target_lang": "en"},
        vocab={"</s>": 0},
    )
    entry = find_model({}, str(folder), "translation")
    assert (dict(entry.sources), dict(entry.targets), entry.prefix) == ({"ar": ""}, {"en": ""}, "")


@pytest.mark.parametrize(
    ("config", "tokenizer", "family", "code"),
    [
        ({"model_type": "m2m_100"}, {"tokenizer_class": "NllbTokenizer"}, "nllb", "arb_Arab"),
        ({"model_type": "m2m_100", "tokenizer_class": "NllbTokenizerFast"}, {}, "nllb", "arb_Arab"),
        ({"model_type": "m2m_100"}, {"tokenizer_class": "M2M100Tokenizer"}, "m2m100", "ar"),
        ({"model_type": "mbart"}, {"tokenizer_class": "MBart50Tokenizer"}, "mbart50", "ar_AR"),
    ],
)
def test_folder_of_a_family_with_one_vocabulary(
    tmp_path: Path, config: dict[str, object], tokenizer: dict[str, object], family: str, code: str
) -> None:
    folder = checkpoint(tmp_path / "lantern", config=config, tokenizer_config=tokenizer)
    entry = find_model({}, str(folder), "translation")
    assert (entry.family, entry.targets["ar"], entry.sources["ar"]) == (family, code, code)


def test_t5_folder_takes_what_its_configuration_says_of_summaries(tmp_path: Path) -> None:
    summaries = {
        "prefix": "summarize: ",
        "num_beams": 4,
        "max_length": 200,
        "min_length": 30,
        "early_stopping": True,
    }
    folder = checkpoint(
        tmp_path / "lantern",
        config={"model_type": "t5", "n_positions": 512, "task_specific_params": {"summarization": summaries}},
        tokenizer_config={"model_max_length": 10**30},
    )
    entry = find_model({}, str(folder), "summarization")
    assert (entry.family, entry.prefix, entry.window, entry.max_tokens) == ("t5", "summarize: ", 512, 200)
    assert dict(entry.decoding) == {"num_beams": 4, "min_length": 30, "early_stopping": True}


def test_t5_folder_for_translation_has_its_targets_in_the_vocabulary(tmp_path: Path) -> None:
    tokens = [{"content": token} for token in ("<2ar>", "<2ru>", "<2xx>")]
    folder = checkpoint(tmp_path / "lantern", config={"model_type": "t5"}, tokenizer={"added_tokens": tokens})
    entry = find_model({}, str(folder), "translation")
    assert (entry.targets, entry.prefix) == ({"ar": "<2ar>", "ru": "<2ru>"}, "{target} ")
    # transformers would stop after 20 tokens where no length is given.
    assert entry.max_tokens == 512


def test_old_mbart_folder_summarizes_the_language_that_decoding_starts_with(tmp_path: Path) -> None:
    folder = checkpoint(
        tmp_path / "lantern",
        config={"model_type": "mbart", "max_position_embeddings": 1024},
        tokenizer_config={"src_lang": "en_XX", "tgt_lang": "ru_RU", "model_max_length": 1024},
    )
    entry = find_model({}, str(folder), "summarization")
    assert (entry.family, dict(entry.sources), dict(entry.targets)) == (
        "mbart",
        {"ru": "en_XX"},
        {"ru": "ru_RU"},
    )


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "config.json is missing"),
        ({"config": {"model_type": "led"}}, "no engine for model_type 'led'"),
        ({"config": ["no", "object"]}, "no JSON object"),
        ({"config": {"model_type": "t5"}}, "its files don't tell the languages"),
        ({"config": {"model_type": "mbart"}}, "its files don't tell the languages"),
        (
            {"config": {"model_type": "marian"}, "vocab": {"</s>": 0}},
            "its files don't tell the languages",
        ),
    ],
)
def test_folder_that_is_no_usable_checkpoint(tmp_path: Path, files: dict[str, object], says: str) -> None:
    folder = checkpoint(tmp_path / "lantern", **files)
    with pytest.raises(ModelError, match=says):
        find_model({}, str(folder), "translation")


def test_folder_without_weights(tmp_path: Path) -> None:
    (tmp_path / "lantern").mkdir()
    with pytest.raises(ModelError, match="no weights here"):
        find_model({}, str(tmp_path / "lantern"), "translation")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=5), values, max_size=3),
)
_CONFIGURATION = {
    "model_type": st.sampled_from(["marian", "m2m_100", "mbart", "bart", "pegasus", "t5"]) | _JSON,
    "tokenizer_class": st.sampled_from(["NllbTokenizer", "MBart50Tokenizer"]) | _JSON,
    "task_specific_params": st.dictionaries(st.just("summarization"), _JSON) | _JSON,
    "source_lang": st.sampled_from(["en", "ara", "zle"]) | _JSON,
    "target_lang": st.sampled_from(["ar", "rus", "mul"]) | _JSON,
    **dict.fromkeys(
        ("max_length", "n_positions", "model_max_length", "prefix", "num_beams", "tgt_lang"), _JSON
    ),
}


@settings(deadline=None)  # it writes files
@given(
    config=st.fixed_dictionaries({}, optional=_CONFIGURATION) | _JSON,
    tokenizer=st.fixed_dictionaries({}, optional=_CONFIGURATION) | _JSON,
    vocabulary=st.dictionaries(st.sampled_from([">>ara<<", ">>rus<<", "<<", ">>"]) | st.text(), _JSON)
    | _JSON,
)
def test_whatever_a_folder_says_it_is_a_model_or_one_line(
    tmp_path_factory: pytest.TempPathFactory, config: object, tokenizer: object, vocabulary: object
) -> None:
    folder = tmp_path_factory.mktemp("fuzz") / "lantern"
    checkpoint(folder, config=config, tokenizer_config=tokenizer, vocab=vocabulary)
    found = model_or_line(folder)
    if isinstance(found, str):
        assert "\n" not in found
    else:
        assert found.window > 0 < found.max_tokens
        assert found.targets or found.task == "summarization"


def model_or_line(folder: Path) -> ModelEntry | str:
    try:
        return find_model({}, str(folder))
    except ModelError as error:
        return str(error)


_WEIGHTS = [
    "model.safetensors",
    "model-00001-of-00002.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model-00001-of-00003.bin",
]
_OTHERS = [
    "modeling.py",
    "tf_model.h5",
    "adapter_model.safetensors",
    "config.json.exe",
    "x/config.json",
    "../config.json",
]


@given(st.sets(st.sampled_from([*sorted(CONFIGURATION), *_WEIGHTS, *_OTHERS])))
def test_files_of_a_checkpoint_are_known_ones_and_one_kind_of_weights(names: set[str]) -> None:
    taken = set(files_to_take(names))
    assert taken & CONFIGURATION == names & CONFIGURATION
    weights = taken - CONFIGURATION
    assert weights <= set(_WEIGHTS)
    assert not (any("safetensors" in name for name in weights) and any(".bin" in name for name in weights))
    assert has_weights(names) == has_weights(weights) == bool(weights)
