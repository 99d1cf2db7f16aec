"""Words left over, parts lost, and what a model adds of its own. The sentences were written for these tests."""

import pytest

from summarize.translators.checks import check_translation


def codes(source: str, translation: str, target: str = "ru", source_language: str = "en") -> list[str]:
    # Where brief[meaning] is installed it may say so too: test_checks_of_meaning.py.
    return [
        w.code for w in check_translation(source, translation, source_language, target) if w.code != "meaning"
    ]


@pytest.mark.parametrize(
    ("source", "translation", "target", "code"),
    [
        ("The deadline for the bill is near.", "Близится deadline для законопроекта.", "ru", "untranslated"),
        ("He could avoid the whole problem.", "Он мог evitarь всю проблему.", "ru", "foreign-words"),
        ("He could avoid the whole problem.", "Он мог избежать 旳 всей проблемы.", "ru", "foreign-words"),
        ("A cut of one percent is planned.", "Планируется cắt в один процент.", "ru", "foreign-words"),
        ("The harbour is closed today.", "المرفأ बंद مغلق اليوم.", "ar", "foreign-words"),
        ("Breaking news", "Breaking news", "ru", "untranslated"),
        ("THE HOUSE OF FISH", "THE HOUSE OF FISH", "ru", "untranslated"),
        ("THE HOUSE", "THE HOUSE", "ru", "untranslated"),
        (
            "The harbour is closed for the winter.",
            "Der Hafen is closed for the Winter.",
            "de",
            "untranslated",
        ),
    ],
)
def test_words_that_were_left_over_are_named(source: str, translation: str, target: str, code: str) -> None:
    assert codes(source, translation, target) == [code]


@pytest.mark.parametrize(
    ("source", "translation", "target"),
    [
        ("The iPhone costs 900 dollars.", "iPhone стоит 900 долларов.", "ru"),
        ("Activists of Led by Donkeys came.", "Пришли активисты Led by Donkeys.", "ru"),
        ("See weather.com for the forecast.", "Прогноз смотрите на weather.com.", "ru"),
        ("This finch (Geospiza fortis) is very small.", "Этот вьюрок (Geospiza fortis) очень мал.", "ru"),
        ("The NPWS closed the park.", "أغلقت الNPWS المتنزه.", "ar"),
        ("It has a range of 20 km.", "Запас хода — 20 km.", "ru"),
    ],
)
def test_names_and_units_may_stay_as_they_are(source: str, translation: str, target: str) -> None:
    assert codes(source, translation, target) == []


@pytest.mark.parametrize(
    ("source", "translation", "target", "code"),
    [
        ("The captain did not sign the paper.", "Капитан подписал бумагу.", "ru", "negation-mismatch"),
        ("The captain did not sign the paper.", "وقع القبطان على الورقة.", "ar", "negation-mismatch"),
        ("Капитан не подписал бумагу.", "The captain signed the paper.", "en", "negation-mismatch"),
        ("The captain did not sign the paper.", "Kaptan kâğıdı imzaladı.", "tr", "negation-mismatch"),
        ("The captain did not sign the paper.", "ناخدا کاغذ را امضا کرد.", "fa", "negation-mismatch"),
        ("The captain did not sign the paper.", "רב החובל חתם על הנייר.", "he", "negation-mismatch"),
        (
            "Pea soup is on the menu.",
            "Menüde bezelye çorbası var. (Çevirmenin notu: yöresel)",
            "tr",
            "added-note",
        ),
        ("Pea soup is on the menu.", "سوپ نخود در منو است. (توجه: محلی)", "fa", "added-note"),
        ("Pea soup is on the menu.", "מרק אפונה בתפריט. (הערה: מקומי)", "he", "added-note"),
        ("Who opened the harbour gate?", "Ворота гавани открыли.", "ru", "part-missing"),
        ("- bread\n- milk\n- salt", "- хлеб\n- соль с молоком", "ru", "part-missing"),
        ("Pea soup is on the menu.", "В меню гороховый суп. (Примечание: дословно)", "ru", "added-note"),
        ("SOPA DE ERVILHA", "I'm sorry", "en", "added-note"),
        ("Pea soup is on the menu.", "**В меню гороховый суп.**", "ru", "added-note"),
    ],
)
def test_what_was_lost_or_added_is_named(source: str, translation: str, target: str, code: str) -> None:
    source_language = "ru" if target == "en" and not source.isascii() else "pt" if target == "en" else "en"
    assert codes(source, translation, target, source_language) == [code]


@pytest.mark.parametrize(
    ("source", "translation", "target"),
    [
        ("It is not easy to sail there.", "Плыть туда трудно.", "ru"),
        ("The captain did not sign the paper.", "Kaptan kâğıdı imzalamadı.", "tr"),
        ("The captain did not sign the paper.", "ناخدا کاغذ را امضا نکرد.", "fa"),
        ("The captain did not sign the paper.", "רב החובל לא חתם על הנייר.", "he"),
        ("He is still the captain.", "لا يزال هو القبطان.", "ar"),
        ("He failed to sign the paper.", "Он не подписал бумагу.", "ru"),
        ("I am afraid the harbour is closed.", "К сожалению, гавань закрыта.", "ru"),
        ("I apologize but I can't find it.", "К сожалению, я не могу найти это.", "ru"),
        ("Note 1: the harbour is closed.", "Примечание 1: гавань закрыта.", "ru"),
        ("Note: the harbour is closed.", "Примечание: гавань закрыта.", "ru"),
        ("Sorry, the harbour is closed.", "Извините, гавань закрыта.", "ru"),
    ],
)
def test_the_same_said_in_other_words_is_no_alarm(source: str, translation: str, target: str) -> None:
    assert codes(source, translation, target) == []


def test_signs_that_say_little_alone_are_said_together() -> None:
    source = (
        'The mayor said "we have waited for this long enough" and asked: will the tunnel never open, and if so, who '
        "is to pay the workers, the owners of the ferry, the shops and the town?"
    )
    sound = (
        "Мэр сказал: «Мы ждали этого достаточно долго» — и спросил: неужели туннель никогда не откроется, и если "
        "так, кто заплатит рабочим, владельцам парома, магазинам и городу?"
    )
    assert codes(source, sound) == []
    short = (
        "Мэр сказал, что этого ждали достаточно долго и что туннель откроется для рабочих и владельцев парома"
    )
    assert len(codes(source, f"{short} и магазинов города в срок.")) > 1


def test_letters_of_another_alphabet_that_look_alike_make_no_foreign_word() -> None:
    source = "One of the two sailors slept in the harbour."
    # Here o, a, e and j are Latin letters.
    assert check_translation(source, "Jeдaн од двojицe морнара спавао је у луци.", "en", "sr") == []
    [warning] = check_translation(source, "Један од dvoјице морнара спавао је у луци.", "en", "sr")
    assert (warning.code, warning.result) == ("foreign-words", ("dvoјице",))
