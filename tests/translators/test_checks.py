"""Sound translations raise no alarm; each kind of damage is named. All sentences were written for these tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.translators.checks import check_translation

EASTERN = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")

SOURCE = (
    "The port authority of Velmora said on 14 March that 45,000 passengers had used the new ferry since 2019."
)
ARABIC = "قالت سلطة ميناء فيلمورا في 14 مارس إن 45 ألف راكب استخدموا العبّارة الجديدة منذ عام 2019."
RUSSIAN = "Портовое управление Велморы сообщило 14 марта, что с 2019 года новым паромом воспользовались 45 000 пассажиров."
FRENCH = "L'autorité portuaire de Velmora a déclaré le 14 mars que 45 000 passagers avaient pris le nouveau bac depuis 2019."
GERMAN = "Die Hafenbehörde von Velmora teilte am 14. März mit, dass seit 2019 45.000 Passagiere die neue Fähre genutzt haben."
SPANISH = "La autoridad portuaria de Velmora dijo el 14 de marzo que 45.000 pasajeros han usado el nuevo ferri desde 2019."
TEXTS = {"en": SOURCE, "ar": ARABIC, "ru": RUSSIAN, "fr": FRENCH, "de": GERMAN, "es": SPANISH}
PAIRS = [(a, b) for a in TEXTS for b in TEXTS if a != b]


def codes(
    source: str, translation: str, source_language: str = "en", target_language: str = "ru"
) -> list[str]:
    # Where brief[meaning] is installed it may say so too: test_checks_of_meaning.py.
    return [
        w.code
        for w in check_translation(source, translation, source_language, target_language)
        if w.code != "meaning"
    ]


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_sound_translation_raises_no_alarm(source: str, target: str) -> None:
    assert codes(TEXTS[source], TEXTS[target], source, target) == []


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_damage_is_named_in_every_pair(source: str, target: str) -> None:
    text, sound = TEXTS[source], TEXTS[target]
    words = sound.split()
    third = next(other for language, other in TEXTS.items() if language not in (source, target))
    assert codes(text, "", source, target) == ["empty"]
    assert codes(text, " … ", source, target) == ["empty"]
    assert "untranslated" in codes(text, text, source, target)
    assert "wrong-language" in codes(text, third, source, target)
    assert "length" in codes(text, " ".join(words[: len(words) // 3]), source, target)
    assert "length" in codes(text, " ".join([sound] * 3), source, target)
    assert "loop" in codes(text, " ".join(words + words[-3:] * 8), source, target)
    assert codes(text, sound.replace("14", "15"), source, target) == ["number-mismatch"]
    assert codes(text, sound.replace("2019", ""), source, target) == ["number-mismatch"]


@pytest.mark.parametrize(
    ("source", "translation", "target"),
    [
        ("It opens at 3 p.m. on Friday.", "Открытие в пятницу в 15:00.", "ru"),
        ("It opens at 7.55 a.m. on Friday.", "Открытие в пятницу в 7:55 утра.", "ru"),
        ("The bridge was built in the 1980s.", "Мост построили в 80-е годы.", "ru"),
        ("The bridge was built in the 1980s.", "بُني الجسر في الثمانينيات.", "ar"),
        ("A 19th-century bridge was closed.", "Мост XIX века закрыли.", "ru"),
        ("A 19th-century bridge was closed.", "أُغلق جسر من القرن التاسع عشر.", "ar"),
        ("The hull is 20 feet long.", "Длина корпуса 6 метров.", "ru"),
        ("The island lies 300 km (190 miles) to the north.", "Остров лежит в 300 км к северу.", "ru"),
        ("It was 80 degrees in the harbour.", "В гавани было 27 градусов.", "ru"),
        ("Half of them, 50 percent, stayed at home.", "Половина из них, 50%, остались дома.", "ru"),
        ("The fund holds £2.8bn.", "يملك الصندوق 2.8 مليار جنيه إسترليني.", "ar"),
        ("The strike lasted 2 days.", "استمر الإضراب يومين.", "ar"),
        ("A three-day strike began.", "Началась трёхдневная забастовка.", "ru"),
        ("The strike lasted 24 hours.", "Забастовка длилась сутки.", "ru"),
        ("The war of 1950-53 was over.", "Война 1950–1953 годов закончилась.", "ru"),
        ("Between 30 and 40 million eggs were sold.", "Продано от 30 до 40 млн яиц.", "ru"),
        ("The three of them left.", "Они ушли.", "ru"),
        ("Waves of six metres (18 feet) hit the pier.", "На пирс обрушились волны в шесть метров.", "ru"),
        ("A 13-year-old boy was hurt on the pier.", "Na molu byl zraněn třináctiletý chlapec.", "cs"),
        ("The crew ran a check of the boat.", "Команда провела проверку лодки.", "ru"),
        ("The two ferries met off the coast.", "İki feribot kıyı açıklarında karşı karşıya geldi.", "tr"),
        ("The vote is due on 30.09.2025.", "Голосование назначено на 30 сентября 2025 года.", "ru"),
        ("Write to press@velmora.example today.", "Пишите сегодня на press@velmora.example.", "ru"),
        ("Velmora Sea Lines", "Velmora Sea Lines", "ru"),
        ("No, no, no, no, no, no, no, she said.", "Нет, нет, нет, нет, нет, нет, нет, сказала она.", "ru"),
    ],
)
def test_what_translators_rightly_do_raises_no_alarm(source: str, translation: str, target: str) -> None:
    assert codes(source, translation, "en", target) == []


@pytest.mark.parametrize(
    ("source", "translation", "code"),
    [
        ("The fund holds 45,000 shares.", "Фонд владеет 45 акциями.", "number-mismatch"),
        ("The fund holds 1.5 million shares.", "Фонд владеет 1,5 акциями.", "number-mismatch"),
        ("Prices rose by 40 percent.", "Цены выросли на 40.", "number-mismatch"),
        ("It lies 300 km (190 miles) north.", "Остров в 300 км ( миль) к северу.", "number-mismatch"),
        ("The ferry leaves at 12:00 today.", "Паром отходит в 12: сегодня.", "number-mismatch"),
        ("It cost 40 dollars.", "Это стоило 40 евро.", "number-mismatch"),
        ("Seven boats sank in the storm.", "В шторм затонули восемь лодок.", "number-mismatch"),
        ("He won in 1978 and again in 1978.", "Он победил в 1978 году и снова.", "number-mismatch"),
        ("The fair has 45 boats this year.", "В этом году на ярмарке 45 лодок, 45 лодок.", "number-mismatch"),
        ("A cut of one percent is planned.", "Планируется сокращение на один процентный процент.", "loop"),
        ("They meet on 12 June.", "Они встретятся 12 июля.", "date-mismatch"),
        ("See www.velmora.example for times.", "Расписание см. на сайте порта.", "link-mismatch"),
        ("The captain waved at us.", "Капітан помахав нам рукою з їхньої шлюпки.", "wrong-language"),
    ],
)
def test_what_a_model_gets_wrong_is_named(source: str, translation: str, code: str) -> None:
    assert codes(source, translation) == [code]


FERRY = "The council of Marlow voted on Tuesday to close the old ferry."


@pytest.mark.parametrize(
    ("target", "translation", "other"),
    [
        ("ru", "Рада Марлоу проголосувала у вівторок за закриття старого порому.", "uk"),
        ("ru", "Съветът на Марлоу гласува във вторник за закриването на стария ферибот.", "bg"),
        ("ar", "شورای شهر مارلو روز سه‌شنبه به تعطیلی کشتی قدیمی رای داد.", "fa"),
        ("ar", "مارلو کی کونسل نے منگل کو پرانی کشتی بند کرنے کے حق میں ووٹ دیا۔", "ur"),
        ("de", "De raad van Marlow stemde dinsdag voor het sluiten van de oude veerboot.", "nl"),
        ("es", "O conselho de Marlow votou na terça-feira pelo fecho do antigo barco.", "pt"),
    ],
)
def test_a_near_language_in_place_of_the_wanted_one_is_named(
    target: str, translation: str, other: str
) -> None:
    found = check_translation(FERRY, translation, "en", target)
    assert ("wrong-language", other) in [(warning.code, warning.language) for warning in found]


@pytest.mark.parametrize(
    ("target", "translation"),
    [
        ("ru", "Совет Марлоу проголосовал во вторник за закрытие старого парома."),
        ("sr", "Savet Marloua glasao je u utorak za zatvaranje starog trajekta."),
        ("sr", "Савет Марлоуа гласао је у уторак за затварање старог трајекта."),
        ("de", "Der Rat von Marlow stimmte am Dienstag für die Schließung der alten Fähre."),
        ("nl", "De raad van Marlow stemde dinsdag voor het sluiten van de oude veerboot."),
    ],
)
def test_the_wanted_language_is_never_taken_for_a_near_one(target: str, translation: str) -> None:
    assert "wrong-language" not in codes(FERRY, translation, "en", target)


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_half_a_translation_breaks_off(source: str, target: str) -> None:
    words = TEXTS[target].split()
    assert "length" in codes(TEXTS[source], " ".join(words[: len(words) // 2]), source, target)


def test_a_warning_says_what_stands_on_one_side_only() -> None:
    (warning,) = check_translation("It sold 45 boats.", "Продано 46 лодок.", "en", "ru")
    assert warning.where is None
    assert (warning.source, warning.result) == (("45",), ("46",))
    assert warning.message == "number differs from the original (46 — in the original: 45)"


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("It begins at 12:30 today.", "Начало в 12: сегодня.", (("12:30",), ("12",))),
        ("It costs €5.", "Это стоит 5 $.", (("euro",), ("dollar",))),
        ("He came in June.", "Он приехал в июле.", (("June",), ("июле",))),
    ],
)
def test_a_warning_has_the_words_as_they_stand_on_either_side(
    source: str, translation: str, said: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    (warning,) = check_translation(source, translation, "en", "ru")
    assert (warning.source, warning.result) == said


def test_languages_without_a_table_of_numerals_are_asked_for_plain_numbers_only() -> None:
    source = "Since 2019 some 5 million people, 40 percent of them in September, took the ferry."
    italian = "Dal 2019 circa 5 milioni di persone, il 40% delle quali a settembre, hanno preso il traghetto."
    chinese = "自2019年以来，约有500万人乘坐渡轮，其中40%在9月份乘坐。"
    assert codes(source, italian, "en", "it") == []
    assert codes(source, chinese, "en", "zh") == []
    assert (
        codes("Eleven boats sank in the storm.", "Undici barche affondate nella tempesta.", "en", "it") == []
    )
    assert codes(source, italian.replace("2019", "2018"), "en", "it") == ["number-mismatch"]
    assert codes(source, chinese.replace("2019", ""), "en", "zh") == ["number-mismatch"]


def test_nothing_is_asked_of_the_translation_of_a_line_without_words() -> None:
    assert codes("* * *", "") == []


# The first texts wait for the tables of their languages.
@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 4))
def test_a_number_in_any_notation_is_no_alarm_and_a_changed_one_is(number: int, notation: int) -> None:
    def written(value: int) -> str:
        grouped = f"{value:,}"
        return [
            str(value),
            grouped,
            grouped.replace(",", "\u00a0"),
            grouped.translate(EASTERN),
            grouped.replace(",", "."),
        ][notation]

    source = f"The harbour counted {number:,} boats that were moored along the quay."
    arabic = "أحصى الميناء {} قارب كانت راسية على طول الرصيف البحري."
    russian = "В гавани насчитали {} лодок, которые стояли вдоль всей набережной."
    for target, sentence in (("ar", arabic), ("ru", russian)):
        assert codes(source, sentence.format(written(number)), "en", target) == []
        assert "number-mismatch" in codes(source, sentence.format(written(number + 11)), "en", target)


# The first texts wait for the tables of their languages.
@settings(deadline=None)
@given(
    st.text(),
    st.text(),
    st.sampled_from(["en", "ar", "ru", "fr", "zh", "xx"]),
    st.sampled_from(["en", "ar", "ru", "de", "ja"]),
)
def test_any_two_texts_are_compared(
    source: str, translation: str, source_language: str, target_language: str
) -> None:
    for warning in check_translation(source, translation, source_language, target_language):
        assert warning.code
        assert warning.message
