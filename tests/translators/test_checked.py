"""Nothing leaves unchecked: what a translator of any kind gets wrong is seen, tried again where it can be, and marked."""

from collections.abc import Callable, Sequence

import pytest

from summarize import make_briefing
from summarize.briefing import Briefing, ModelUse, Warning, Where
from summarize.pipeline import make_briefings
from summarize.reading import article_from_text
from summarize.request import Request
from summarize.translators import Translation
from summarize.translators.checked import checked
from summarize.translators.pivot import PivotTranslator

ENGLISH = "More than 9,400 people signed the petition against the new bridge in Ostby on Monday."
RUSSIAN = "Более 9400 человек подписали в понедельник петицию против нового моста в Остбю."
GERMAN = "Mehr als 9.400 Menschen haben am Montag die Petition gegen die neue Brücke in Ostby unterschrieben."
ARTICLE = article_from_text(ENGLISH, language="en", title=ENGLISH)


class Liar:
    """A translator as somebody might write it, who lies in one way and marks nothing."""

    use = ModelUse("liar")

    def __init__(self, lie: Callable[[str], str | list[str]]) -> None:
        self._lie = lie

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        told = [self._lie(segment) for segment in segments]
        return [
            Translation(text) for texts in told for text in ([texts] if isinstance(texts, str) else texts)
        ]


LIES: dict[str, tuple[Callable[[str], str | list[str]], str]] = {
    "drops a number": (lambda _: RUSSIAN.replace("9400", "много"), "number-mismatch"),
    "changes a number": (lambda _: RUSSIAN.replace("9400", "9700"), "number-mismatch"),
    "repeats itself": (lambda _: "Более 9400 человек " + "подписали петицию " * 12, "loop"),
    "writes another language": (lambda _: GERMAN, "wrong-language"),
    "gives back the source": (lambda segment: segment, "untranslated"),
    "breaks off": (lambda _: "Более 9400 человек", "length"),
    "says nothing": (lambda _: "", "empty"),
    "gives nothing": (lambda _: [], "empty"),
    "gives two for one": (lambda _: [RUSSIAN, RUSSIAN + RUSSIAN], "length"),
}


def test_an_honest_translation_has_no_mark() -> None:
    assert make_briefing(ARTICLE, to="ru", translator=Liar(lambda _: RUSSIAN)).warnings == ()


@pytest.mark.parametrize("name", LIES)
def test_every_lie_is_marked_wherever_it_stands(name: str) -> None:
    lie, code = LIES[name]
    made = make_briefing(ARTICLE, to="ru", translator=Liar(lie))
    places = {warning.where for warning in made.warnings if warning.code == code}
    # What is said of every segment is said of the whole.
    assert places in ({None}, {Where("summary", 0), Where("title")})
    assert [sentence.source_text for sentence in made.summary] == [ENGLISH]


@pytest.mark.parametrize("given", [[], [RUSSIAN], [RUSSIAN] * 3])
def test_translations_that_are_too_few_or_too_many_never_move_to_another_sentence(given: list[str]) -> None:
    class Misaligned(Liar):
        def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
            if len(segments) == 1:
                return super().translate(segments, source, target)
            return [Translation(text) for text in given]

    ours = checked(Misaligned(lambda segment: RUSSIAN if segment == ENGLISH else "Шёл дождь."))
    found = ours.translate(["It rained.", ENGLISH], "en", "ru")
    assert found == [Translation("Шёл дождь."), Translation(RUSSIAN)]


def test_a_translator_that_raises_fails_the_article_that_it_raised_on() -> None:
    def lie(segment: str) -> str:
        if "bridge" in segment:
            raise ZeroDivisionError(segment)
        return "Шёл дождь."

    other = article_from_text("It rained.", language="en")
    bad, good = make_briefings([ARTICLE, other], Request(to="ru", translator=Liar(lie)))
    assert isinstance(bad, ZeroDivisionError)
    assert isinstance(good, Briefing)
    assert good.summary[0].text == "Шёл дождь."


class Repentant(Liar):
    """A liar who has other ways: it tells the first lie, then the next ones when asked again."""

    def __init__(self, *lies: Callable[[str], str | None]) -> None:
        super().__init__(lies[0])  # type: ignore[arg-type]
        self.asked: list[int] = []
        self._more = lies[1:]

    @property
    def retries(self):
        return [self._way(number, lie) for number, lie in enumerate(self._more)]

    def _way(self, number: int, lie: Callable[[str], str | None]):
        def again(segments: Sequence[str], source: str, target: str) -> list[Translation | None]:
            self.asked.append(number)
            told = [lie(segment) for segment in segments]
            return [None if text is None else Translation(text) for text in told]

        return again


def test_a_translation_with_findings_is_tried_again_and_the_best_one_kept() -> None:
    ours = Repentant(lambda _: "", lambda _: None, lambda _: RUSSIAN, lambda _: GERMAN)
    made = make_briefing(ARTICLE, to="ru", translator=ours)
    assert (made.summary[0].text, made.warnings) == (RUSSIAN, ())
    assert ours.asked == [0, 1]


def test_what_no_retry_mends_keeps_its_first_translation_and_its_mark() -> None:
    lie = RUSSIAN.replace("9400", "9700")
    made = make_briefing(ARTICLE, to="ru", translator=Repentant(lambda _: lie, lambda _: GERMAN))
    assert made.summary[0].text == lie
    assert {warning.code for warning in made.warnings} == {"number-mismatch"}


def test_the_translators_own_marks_stay_beside_those_of_the_checks() -> None:
    class Modest(Liar):
        def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
            return [Translation("", (Warning("length", "I stopped early"),)) for _ in segments]

    (found,) = checked(Modest(str)).translate([ENGLISH], "en", "ru")
    assert [warning.code for warning in found.warnings] == ["length", "empty"]


def test_a_checked_translator_is_not_checked_twice() -> None:
    ours = checked(Liar(str))
    assert checked(ours) is ours


SOURCE = "Mehr als 9.400 Menschen haben am Montag die Petition gegen die neue Brücke in Ostby unterschrieben."


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        (ENGLISH, RUSSIAN, ["pivot"]),
        (ENGLISH.replace("9,400", "many"), RUSSIAN.replace("9400", "много"), ["pivot", "number-mismatch"]),
        (ENGLISH, RUSSIAN.replace("9400", "9700"), ["pivot", "number-mismatch"]),
        # Each step leaves out a little less than its check lets pass; together they leave out too much.
        (
            "More than 9,400 people signed against the bridge.",
            "Подписали 9400 человек.",
            ["pivot", "length", "name-mismatch"],
        ),
    ],
    ids=["right", "first step", "second step", "only the whole"],
)
def test_a_pivot_is_checked_step_by_step_and_as_a_whole(first: str, second: str, codes: list[str]) -> None:
    article = article_from_text(SOURCE, language="de")
    ours = PivotTranslator(Liar(lambda _: first), Liar(lambda _: second))
    made = make_briefing(article, to="ru", quotes=0, translator=ours)
    # Where brief[meaning] is installed it may say so too.
    said = dict.fromkeys(warning.code for warning in made.warnings if warning.code != "meaning")
    assert list(said) == codes


@pytest.mark.parametrize("segment", ["", "  ", "* * *", "102", "1.", "9,400 – 9,700", "٣٫٥٪", "🙂"])
def test_a_segment_without_words_never_reaches_a_model(segment: str) -> None:
    liar = checked(Liar(lambda text: RUSSIAN if text == ENGLISH else "Ответ: " + text))
    assert liar.translate([segment, ENGLISH, segment], "en", "ru") == [
        Translation(segment),
        Translation(RUSSIAN),
        Translation(segment),
    ]
    assert liar.translate([segment], "en", "ru") == [Translation(segment)]
