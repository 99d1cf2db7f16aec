"""The speaker model in the package: what it is asked, and what comes of it."""

import subprocess
import sys
from pathlib import Path

import pytest

import summarize.quotes
from summarize.quotes import extract_quotes, find_quotes

MODEL = Path(summarize.quotes.__file__).parent / "model"
TEXT = (
    "The council of Marlow voted on Tuesday to close the old ferry.\n\n"
    "“We have looked at every figure twice,” said Ada Brenner, the mayor. “Nobody is happy about this.”"
)


def test_a_speaker_is_named_with_how_sure_that_is():
    first, second = extract_quotes(TEXT, "en")
    assert (first.speaker, second.speaker) == ("Ada Brenner", "Ada Brenner")
    assert first.said_by is not None
    assert 0.5 < (first.said_by.confidence or 0) <= 1
    assert TEXT[first.mention_start : first.mention_end] == first.mention


def told_by(text, speakers="auto"):
    by = find_quotes(text, "en", speakers).by
    return by and by.name


def test_what_told_the_speakers_is_said():
    assert told_by(TEXT, "model") == "speaker-model"
    assert told_by(TEXT, "fast") == "rules"
    assert told_by("Nobody spoke.") is None


def test_hundreds_of_quotes_are_left_to_the_rules():
    assert told_by("“We go to town,” said Ana Ruiz.\n\n" * 301) == "rules"


@pytest.mark.parametrize(
    "text", ["“We stay here until the morning.”", "The film “Harbor Nights” opens on Friday."]
)
def test_nobody_is_named_where_nobody_speaks(text):
    assert [quote.speaker for quote in extract_quotes(text, "en") if quote.speaker] == []


@pytest.mark.parametrize("speakers", ["fast", "model"])
def test_the_fast_way_needs_no_model(speakers):
    code = (
        "import sys; from summarize.quotes import extract_quotes;"
        f"extract_quotes({TEXT!r}, 'en', {speakers!r});"
        "print('ctranslate2' in sys.modules, 'torch' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [str(speakers == "model"), "False"]


def test_the_model_is_small_enough_for_the_package():
    assert sum(file.stat().st_size for file in MODEL.iterdir()) <= 45_000_000


NOT_HER = {
    "fr": "Le maire Jean-Ambroise Tessier a reçu les parents lundi à Valmont. "
    '"Cette école doit ouvrir avant la fin de l\'année", a-t-elle déclaré.',
    "de": "Hans-Dieter Kolbe kam am Montag nach Altstedt. Er brachte die Pläne mit. "
    "„Die Brücke wird im Herbst fertig, das verspreche ich“, sagte sie.",
}
COUPLES = {
    "en": "Anna and Peter Colby sold their farm in Harbor City on Monday. "
    '"We leave in sorrow, but we leave," he said.',
    "fr": "Alice et Bernard Tessier ont vendu leur ferme de Valmont lundi. "
    '"Nous partons avec tristesse, mais nous partons", a-t-il déclaré.',
    "de": "Anna und Peter Kolbe haben am Montag den Hof in Altstedt verkauft. "
    "„Wir gehen traurig, aber wir gehen“, sagte er.",
    "ru": "Анна и Иван Лисины продали в понедельник дом в Липске. «Мы уезжаем с грустью, но уезжаем», — сказал он.",
}


@pytest.mark.parametrize(("language", "text"), NOT_HER.items())
def test_a_woman_is_no_man_with_a_name_of_two(language, text):
    assert [quote.speaker for quote in extract_quotes(text, language)] == [None]


@pytest.mark.parametrize(("language", "text"), COUPLES.items())
def test_one_of_a_couple_is_not_both(language, text):
    [quote] = extract_quotes(text, language)
    assert quote.speaker is None or quote.speaker.split()[0] in {"Peter", "Bernard", "Иван"}


def test_a_title_that_no_table_has_is_no_speaker_of_its_own():
    text = (
        "The council met on Monday in Harbor City. The new road was the only matter.\n\n"
        '"This is a waste of time, and everybody in this room knows it," said Del. Mara Whitlock of the harbor.'
    )
    [quote] = extract_quotes(text, "en")
    assert quote.speaker in {"Mara Whitlock", "Del. Mara Whitlock"}


LIKE_GRAMMAR = {
    "Theresa May": (
        "en",
        "Prime Minister Theresa May spoke in Leeds on Monday. The plan of May was read aloud. "
        '"We will build the bridge before the winter," said May. "It will be the longest of all," May added.',
    ),
    "Джейсон Ли": (
        "ru",
        "Директор завода Джейсон Ли выступил в понедельник в Липске. «Мы наймём двести человек», — сказал Ли. "
        "По словам Ли, новый цех откроют осенью.",
    ),
}


@pytest.mark.parametrize(("name", "language", "text"), [(n, *rest) for n, rest in LIKE_GRAMMAR.items()])
def test_a_name_that_is_a_word_of_the_grammar_elsewhere_is_a_name(name, language, text):
    assert {quote.speaker for quote in extract_quotes(text, language)} == {name}
