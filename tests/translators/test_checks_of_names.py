"""A name of the source is in its translation, in whatever spelling, and no other. The sentences were written for this."""

import pytest

from summarize.translators.checks import check_translation


def codes(source: str, translation: str, target: str, source_language: str = "en") -> list[str]:
    # Where brief[meaning] is installed it may say so too: test_checks_of_meaning.py.
    return [
        w.code for w in check_translation(source, translation, source_language, target) if w.code != "meaning"
    ]


@pytest.mark.parametrize(
    ("source", "translation", "target"),
    [
        ("The envoy Lakhdar Brahimi spoke.", "Посланник Лахдар Брахими выступил.", "ru"),
        ("The envoy Lakhdar Brahimi spoke.", "Выступил посланник Ибрахими.", "ru"),
        ("The envoy Lakhdar Brahimi spoke.", "تحدث المبعوث الأخضر الإبراهيمي.", "ar"),
        ("The talks with Angela Merkel failed.", "Переговоры с Ангелой Меркель провалились.", "ru"),
        ("The talks with Angela Merkel failed.", "فشلت المحادثات مع أنغيلا ميركل.", "ar"),
        ("He flew to Machu Picchu.", "سافر إلى ماتشو بيتشو.", "ar"),
        ("The Germans and the Dutch agreed.", "Немцы и голландцы договорились.", "ru"),
        ("The Egyptian team lost in Cairo.", "خسر الفريق المصري في القاهرة.", "ar"),
        ("She lives in the United States.", "Она живёт в США.", "ru"),
        ("She lives in the United States.", "تعيش في الولايات المتحدة.", "ar"),
        ("The vote in the UK is on Friday.", "Голосование в Великобритании пройдёт в пятницу.", "ru"),
        ("The National Bank raised its rate.", "Национальный банк повысил ставку.", "ru"),
        ("The House of Lords met on Monday.", "اجتمع مجلس اللوردات يوم الاثنين.", "ar"),
        (
            "The trade body Brewers of Europe agreed.",
            "Торговая ассоциация «Пивовары Европы» согласилась.",
            "ru",
        ),
        ("The talks with Angela Merkel in Oslo failed.", "与安格拉·默克尔在奥斯陆的会谈失败了。", "zh"),
        (
            "The talks with Angela Merkel in Oslo failed.",
            "オスロでのアンゲラ・メルケルとの会談は失敗に終わった。",
            "ja",
        ),
        ("Leaders of the U.S. met in Oslo on Friday.", "Лідери США зустрілися в Осло в п'ятницю.", "uk"),
        ("The plant belongs to Velmora Foods.", "Завод принадлежит Velmora Foods.", "ru"),
    ],
)
def test_a_name_in_another_spelling_or_by_another_word_is_no_alarm(
    source: str, translation: str, target: str
) -> None:
    assert codes(source, translation, target) == []


@pytest.mark.parametrize(
    ("source", "translation", "target", "lost"),
    [
        ("The talks with Merkel failed.", "Переговоры с Обамой провалились.", "ru", "Merkel"),
        ("He flew to Norway to see Ivers.", "Он летал в Польшу, чтобы увидеть Костова.", "ru", "Norway"),
        ("He was born in France in winter.", "ولد في إيطاليا في الشتاء.", "ar", "France"),
        (
            "They protest at the deal of Speaker Mike Johnson with the other side.",
            "Они протестуют против сделки с другой стороной.",
            "ru",
            "Johnson",
        ),
        (
            "See Brekke at brekkesolheim.org and ask Solheim.",
            "Смотрите сайт brekkesolheim.org и спросите.",
            "ru",
            "Brekke",
        ),
        (
            "The letter of Gordon Johndroe to Kissinger was short.",
            "كانت رسالة الرئيس قصيرة.",
            "ar",
            "Johndroe",
        ),
    ],
)
def test_a_name_that_became_another_is_said(source: str, translation: str, target: str, lost: str) -> None:
    (warning, *_) = check_translation(source, translation, "en", target)
    assert warning.code == "name-mismatch"
    assert lost in warning.source
    assert lost in warning.message


def test_names_are_compared_from_a_language_with_cases() -> None:
    source = "Об этом Лукашенко рассказал Лаврову вчера вечером."
    assert codes(source, "Lukashenko told Lavrov about it last night.", "en", "ru") == []
    assert codes(source, "Schneider told Kowalski about it last night.", "en", "ru") == ["name-mismatch"]


def test_a_language_without_anything_known_of_its_names_is_left_alone() -> None:
    assert codes("The talks with Merkel failed.", "Vestlused Obamaga kukkusid läbi.", "et") == []


@pytest.mark.parametrize(
    ("language", "sound", "wrong"),
    [
        (
            "el",
            "Ο Ουαλίντ Μπέρμιγκαμ από τις ΗΠΑ επισκέφθηκε τα Ηνωμένα Έθνη στην ΕΕ.",
            "Ο Σταύρος Παπαδάκης από την Ιαπωνία επισκέφθηκε τα λιμάνια στην Κούβα.",
        ),
        (
            "sr",
            "Валид Бирмингем из САД посетио је Уједињене нације у Европској унији.",
            "Ставрос Пападакис из Јапана посетио је луке на Куби.",
        ),
        (
            "be",
            "Валід Бірмінгем са ЗША наведаў Аб'яднаныя Нацыі ў Еўрапейскім саюзе.",
            "Стаўрас Пападакіс з Японіі наведаў парты на Кубе.",
        ),
    ],
)
def test_declined_countries_and_spelled_sounds_are_known_in_languages_of_few_facts(
    language: str, sound: str, wrong: str
) -> None:
    source = "Walid Birmingham of the US visited the United Nations in the European Union."
    assert check_translation(source, sound, "en", language) == []
    assert "name-mismatch" in [warning.code for warning in check_translation(source, wrong, "en", language)]
