import dataclasses
from collections.abc import Sequence

import pytest

from benchmarks import news_grammar
from summarize.briefing import ModelUse, Warning
from summarize.errors import LanguageError
from summarize.models.engines import Decoding
from summarize.translators import Translation
from summarize.translators.checked import CheckedTranslator
from summarize.translators.checks import check_translation
from summarize.translators.pivot import PivotTranslator
from summarize.translators.seq2seq import Seq2SeqTranslator
from tests.models.tiny_models import ENTRIES, engine, tokenizer

ARABIC, RUSSIAN, MANY = "opus-mt-en-ar", "opus-mt-tc-big-en-zle", "m2m100_418M"
MADE = news_grammar.sentences(8, seed=31, unseen=True)
SENTENCES = [made["en"] for made in MADE]


class Recording:
    """An engine that remembers what it was asked for, and does it."""

    def __init__(self, inner) -> None:
        self.inner = inner
        self.name, self.device, self.precision = inner.name, inner.device, inner.precision
        self.jobs: list[tuple[int, Decoding]] = []
        self.longest = 0

    def generate(self, sources, forced, decoding):
        self.jobs.append((len(sources), decoding))
        self.longest = max([self.longest, *map(len, sources)])
        return self.inner.generate(sources, forced, decoding)

    def score(self, source, target, forced):
        return self.inner.score(source, target, forced)

    def knows(self, token):
        return self.inner.knows(token)

    def prepare(self, sources):
        self.inner.prepare(sources)


def translator(name: str, check=check_translation, **changes) -> tuple[CheckedTranslator, Recording]:
    entry = dataclasses.replace(ENTRIES[name], **changes)
    recording = Recording(engine(name))
    inner = Seq2SeqTranslator(entry, recording, tokenizer(name))
    return CheckedTranslator(inner, check), recording


@pytest.mark.parametrize(("name", "target"), [(ARABIC, "ar"), (RUSSIAN, "ru"), (MANY, "ar"), (MANY, "ru")])
def test_sentences_are_translated_in_their_order_and_without_warnings(name: str, target: str) -> None:
    ours, _ = translator(name)
    assert ours.translate(SENTENCES, "en", target) == [Translation(made[target]) for made in MADE]


def test_all_segments_are_one_job() -> None:
    ours, recording = translator(ARABIC)
    ours.translate(SENTENCES, "en", "ar")
    assert [count for count, _ in recording.jobs if count] == [len(SENTENCES)]
    assert recording.jobs[0][1].beams == 4


def test_the_briefing_can_say_which_model_it_was() -> None:
    ours, _ = translator(ARABIC)
    assert ours.use == ModelUse(ARABIC, repo=f"tests/{ARABIC}", revision="0" * 40, engine="ctranslate2")


@pytest.mark.parametrize(("source", "target"), [("en", "fr"), ("de", "ar")])
def test_a_pair_that_the_model_does_not_have_is_an_error_before_anything_is_generated(source, target) -> None:
    ours, recording = translator(ARABIC)
    with pytest.raises(LanguageError):
        ours.translate(SENTENCES, source, target)
    assert recording.jobs == []


def test_a_sentence_longer_than_the_window_is_split_at_its_clauses_and_nothing_of_it_is_lost() -> None:
    clauses = [news_grammar.sentences(1, seed=seed, unseen=True)[0] for seed in range(40, 52)]
    single = [made for made in clauses if ", and" not in made["en"]][:6]
    text = "; ".join(made["en"].rstrip(".") for made in single) + "."
    ours, recording = translator(ARABIC, check=lambda *_: [], window=16)
    found = ours.translate([text], "en", "ar")[0].text
    assert recording.jobs[0][0] > 1
    assert recording.longest <= 16
    for made in single:
        assert made["ar"].rstrip(".") in found


def test_a_source_near_the_limit_of_the_output_is_split_too() -> None:
    ours, recording = translator(ARABIC, check=lambda *_: [], max_tokens=20)
    ours.translate([SENTENCES[0] + " " + SENTENCES[1]], "en", "ar")
    assert recording.longest <= 12


def test_a_finding_is_tried_again_more_safely_and_the_better_one_kept() -> None:
    asked: list[str] = []

    def first_is_bad(source: str, translation: str, *_: str) -> list[Warning]:
        asked.append(translation)
        return [Warning("number-mismatch", "12 is missing")] if len(asked) == 1 else []

    ours, recording = translator(ARABIC, check=first_is_bad)
    assert ours.translate(SENTENCES[:1], "en", "ar")[0].warnings == ()
    assert len(asked) == 2
    again = recording.jobs[1][1]
    assert again.beams > recording.jobs[0][1].beams
    assert again.no_repeat_ngram_size > 0


def test_what_is_still_wrong_is_marked_and_the_first_translation_kept_unless_another_is_better() -> None:
    def always(source: str, translation: str, *_: str) -> list[Warning]:
        return [Warning("loop", "the translation repeats itself")]

    ours, _ = translator(ARABIC, check=always)
    found = ours.translate(SENTENCES[:2], "en", "ar")
    assert found == [
        Translation(made["ar"], (Warning("loop", "the translation repeats itself"),)) for made in MADE[:2]
    ]


def test_only_what_has_findings_is_tried_again() -> None:
    def second(source: str, translation: str, *_: str) -> list[Warning]:
        return [Warning("length", "too short")] if source == SENTENCES[1] else []

    ours, recording = translator(ARABIC, check=second)
    assert [bool(one.warnings) for one in ours.translate(SENTENCES[:3], "en", "ar")] == [False, True, False]
    assert recording.jobs[1][0] == 1


def test_the_translation_checks_are_the_default() -> None:
    ours, _ = translator(ARABIC)
    found = ours.translate(["The minister bought the 777 school on Monday."], "en", "ar")[0]
    assert "777" in found.text or "number-mismatch" in [warning.code for warning in found.warnings]


class Lookup:
    """A translator from a table, for the step that no tiny model was trained for."""

    def __init__(self, table: dict[str, str]) -> None:
        self.table = table

    @property
    def use(self) -> ModelUse:
        return ModelUse("table", repo="tests/table", revision="1", engine="ctranslate2")

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        assert (source, target) == ("ru", "en")
        return [Translation(self.table[segment], (Warning("length", "short"),)) for segment in segments]


def test_a_pair_without_a_model_goes_through_english_and_says_so() -> None:
    table = Lookup({made["ru"]: made["en"] for made in MADE})
    ours = PivotTranslator(table, translator(ARABIC)[0])
    found = ours.translate([made["ru"] for made in MADE], "ru", "ar")
    assert [one.text for one in found] == [made["ar"] for made in MADE]
    assert [[warning.code for warning in one.warnings] for one in found] == [["pivot", "length"]] * len(MADE)
    assert found[0].warnings[0].language == "en"
    assert found[0].warnings[0].message == "translated by way of another language (English)"
    assert ours.use == ModelUse(
        f"table + {ARABIC}",
        repo=f"tests/table + tests/{ARABIC}",
        revision=f"1 + {'0' * 40}",
        engine="ctranslate2",
    )
