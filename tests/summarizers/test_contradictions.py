"""What a summary says otherwise than its article, in four languages. All texts were written for these tests; the names are
invented."""

import pytest

from summarize.summarizers.checks import check_summary

ARTICLES = {
    "en": """
Oddny Brekke, the mayor of Velmora, said on Tuesday that the small harbour tunnel in Denmark will not be closed this winter.
A mine collapsed near the town on Monday, killing at least two workers and leaving 50 missing.
The court ordered the company's founder to spend another 30 days in custody. Three rescuers were praised by the council.
Police arrested the driver of the bus on the bridge after the collision.
""",
    "ru": """
Мэр Велморы Одни Брекке сообщила во вторник, что небольшой портовый тоннель в Дании не закроют этой зимой.
В понедельник возле города обрушилась шахта, погибли как минимум двое рабочих, 50 человек пропали без вести.
Суд оставил основателя компании под стражей ещё на 30 дней. Совет похвалил троих спасателей.
Полиция арестовала водителя автобуса на мосту после столкновения.
""",
    "fr": """
La maire de Velmora, Oddny Brekke, a déclaré mardi que le petit tunnel du port au Danemark ne fermera pas cet hiver.
Une mine s'est effondrée lundi près de la ville, tuant au moins deux ouvriers et faisant 50 disparus.
Le tribunal a maintenu le fondateur de l'entreprise en détention pour 30 jours. Le conseil a félicité trois sauveteurs.
La police a arrêté le conducteur de l'autobus sur le pont après la collision.
""",
    "ar": """
قالت رئيسة البلدية بريكه يوم الثلاثاء إن النفق الصغير في ميناء الدنمارك لن يغلق أبوابه هذا الشتاء.
انهار منجم قرب المدينة يوم الاثنين، ما أدى إلى مقتل عاملين اثنين على الأقل وفقدان 50 شخصا.
أمرت المحكمة ببقاء مؤسس الشركة في الحبس 30 يوما أخرى. وأشاد المجلس بثلاثة من رجال الإنقاذ.
اعتقلت الشرطة سائق الحافلة على الجسر بعد وقوع تصادم. تعتزم البلدية بناء جسر جديد قرب المستشفى.
""",
}

SOUND = [
    ("en", "The small tunnel in Denmark will not be closed this winter, mayor Brekke said on Tuesday."),
    ("en", "At least two workers were killed and 50 are missing after the collapse of a mine on Monday."),
    ("en", "The founder must spend 30 more days in custody, the court ordered."),
    ("ru", "Небольшой тоннель в Дании не закроют этой зимой, сообщила во вторник мэр Брекке."),
    ("ru", "При обрушении шахты погибли двое рабочих, 50 человек пропали без вести."),
    ("ru", "Основатель компании останется под стражей на 30 дней."),
    ("fr", "Le petit tunnel du port ne fermera pas cet hiver, a déclaré mardi la maire Oddny Brekke."),
    ("fr", "Une mine effondrée lundi a tué deux ouvriers et fait 50 disparus."),
    ("fr", "Le fondateur de l'entreprise reste en détention pour 30 jours."),
    ("ar", "قالت رئيسة البلدية بريكه يوم الثلاثاء إن النفق الصغير في الدنمارك لن يغلق هذا الشتاء."),
    ("ar", "أدى انهيار منجم يوم الاثنين إلى مقتل عاملين وفقدان 50 شخصا."),
    ("ar", "يبقى مؤسس الشركة في الحبس 30 يوما أخرى بأمر المحكمة."),
]

ALTERED = [
    # A name, a place.
    ("en", "Mayor Lunde said on Tuesday that the small tunnel will not be closed.", "unsupported-name"),
    ("en", "The small tunnel in Sweden will not be closed this winter.", "unsupported-name"),
    ("ru", "Мэр Лунде сообщила во вторник, что тоннель не закроют.", "unsupported-name"),
    ("ru", "Небольшой тоннель в Швеции не закроют этой зимой.", "unsupported-name"),
    ("fr", "La maire Oddny Holm a déclaré mardi que le tunnel ne fermera pas.", "unsupported-name"),
    ("fr", "Le petit tunnel du port en Suède ne fermera pas cet hiver.", "unsupported-name"),
    ("ar", "قال الرئيس هولمان يوم الثلاثاء إن النفق الصغير لن يغلق.", "unsupported-name"),
    ("ar", "النفق الصغير في السويد لن يغلق أبوابه هذا الشتاء.", "unsupported-name"),
    # A number; its unit; what befell those whom it counts.
    ("en", "A mine collapsed near the town, killing at least three workers.", "unsupported-number"),
    ("en", "The court ordered the founder to spend 30 years in custody.", "unsupported-number"),
    ("en", "A mine collapsed near the town on Monday, leaving 50 injured.", "unsupported-number"),
    ("ru", "Возле города обрушилась шахта, погибли 60 рабочих.", "unsupported-number"),
    ("ru", "Суд оставил основателя компании под стражей на 30 лет.", "unsupported-number"),
    ("ru", "Возле города обрушилась шахта, 50 человек погибли.", "unsupported-number"),
    ("fr", "Une mine s'est effondrée près de la ville, tuant au moins trois ouvriers.", "unsupported-number"),
    ("fr", "Le tribunal a maintenu le fondateur en détention pour 30 ans.", "unsupported-number"),
    ("fr", "Une mine s'est effondrée lundi près de la ville, faisant 50 blessés.", "unsupported-number"),
    ("ar", "انهار منجم قرب المدينة، ما أدى إلى فقدان 60 شخصا.", "unsupported-number"),
    ("ar", "أمرت المحكمة ببقاء مؤسس الشركة في الحبس 30 شهرا.", "unsupported-number"),
    ("ar", "انهار منجم قرب المدينة يوم الاثنين، ما أدى إلى مقتل 50 شخصا.", "unsupported-number"),
    # A weekday, a word that excludes the article's.
    ("en", "A mine collapsed near the town on Friday.", "unsupported-word"),
    ("en", "The large harbour tunnel will not be closed this winter.", "unsupported-word"),
    ("ru", "В пятницу возле города обрушилась шахта.", "unsupported-word"),
    ("ru", "Крупный портовый тоннель в Дании не закроют этой зимой.", "unsupported-word"),
    ("fr", "Une mine s'est effondrée vendredi près de la ville.", "unsupported-word"),
    ("fr", "Le grand tunnel du port au Danemark ne fermera pas cet hiver.", "unsupported-word"),
    ("ar", "انهار منجم قرب المدينة يوم الجمعة.", "unsupported-word"),
    ("ar", "قالت رئيسة البلدية إن النفق الكبير في ميناء الدنمارك لن يغلق.", "unsupported-word"),
    # A negation lost, and one added.
    ("en", "The small harbour tunnel in Denmark will be closed this winter.", "negation-mismatch"),
    (
        "en",
        "The court has not ordered the company's founder to spend 30 days in custody.",
        "negation-mismatch",
    ),
    ("ru", "Небольшой портовый тоннель в Дании закроют этой зимой.", "negation-mismatch"),
    ("ru", "Полиция не арестовала водителя автобуса на мосту после столкновения.", "negation-mismatch"),
    ("fr", "Le petit tunnel du port au Danemark fermera cet hiver.", "negation-mismatch"),
    ("fr", "La police n'a pas arrêté le conducteur de l'autobus sur le pont.", "negation-mismatch"),
    ("ar", "النفق الصغير في ميناء الدنمارك يغلق أبوابه هذا الشتاء.", "negation-mismatch"),
    ("ar", "لا تعتزم البلدية بناء جسر جديد قرب المستشفى.", "negation-mismatch"),
]


@pytest.mark.parametrize(("language", "summary"), SOUND)
def test_a_sound_summary_contradicts_nothing(language: str, summary: str) -> None:
    assert check_summary(ARTICLES[language], summary, language) == []


@pytest.mark.parametrize(("language", "summary", "code"), ALTERED)
def test_what_was_altered_is_marked(language: str, summary: str, code: str) -> None:
    assert code in [warning.code for warning in check_summary(ARTICLES[language], summary, language)]


def test_the_words_of_both_sides_are_named() -> None:
    article = ARTICLES["en"]
    [warning] = check_summary(article, "The founder must spend 30 years in custody, the court ordered.", "en")
    assert (warning.source, warning.result) == (("30 days",), ("30 years",))
    [warning] = check_summary(article, "A large harbour tunnel in Denmark will not be closed.", "en")
    assert (warning.source, warning.result) == (("small",), ("large",))


def test_the_opposite_with_a_negation_is_the_same() -> None:
    article = "The council kept the old harbour tunnel open for ferries and buses."
    assert check_summary(article, "The council did not close the old harbour tunnel for ferries.", "en") == []


def test_where_no_sentence_stands_close_nothing_is_contradicted() -> None:
    article = "A small boat reached the harbour. Nobody saw the captain of the ferry."
    assert check_summary(article, "The large boat left for the harbour yesterday.", "en") == []
