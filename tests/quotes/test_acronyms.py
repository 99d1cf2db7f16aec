import pytest

from summarize.quotes import extract_quotes


def speakers(text, language):
    return [quote.speaker for quote in extract_quotes(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (
            "Rien n’est sûr, selon le parquet national antiterroriste (PNAT). « Il avait des notes », a indiqué le PNAT.",
            "fr",
            "parquet national antiterroriste (PNAT)",
        ),
        (
            "La Direction de la recherche, des études, de l’évaluation et des statistiques (Drees) a compté. "
            "« Le nombre monte depuis dix ans », a indiqué la Drees.",
            "fr",
            "Direction de la recherche, des études, de l’évaluation et des statistiques (Drees)",
        ),
        (
            "Le Service départemental d’incendie et de secours de Haute-Lorme (SDIS 98) est venu. "
            "« Nous avons tout vu », a déclaré le SDIS 98.",
            "fr",
            "Service départemental d’incendie et de secours de Haute-Lorme (SDIS 98)",
        ),
        (
            "ВОС (Всероссийский океанский союз) собрался в среду. «Мы ждём новых данных», — сообщил ВОС.",
            "ru",
            "ВОС (Всероссийский океанский союз)",
        ),
        (
            "The Health Research Office (HRO) met. “We wait for new figures,” said the HRO.",
            "en",
            "Health Research Office (HRO)",
        ),
        (
            "Das Bundesseefahrtamt (BSA) tagte. „Wir warten auf neue Zahlen“, sagte das BSA.",
            "de",
            "Bundesseefahrtamt (BSA)",
        ),
        (
            "La Oficina de Salud y Empleo (OSE) se reunió. «Esperamos nuevos datos», dijo la OSE.",
            "es",
            "Oficina de Salud y Empleo (OSE)",
        ),
    ],
)
def test_an_acronym_speaks_as_the_article_explains_it(text, language, shown):
    assert speakers(text, language) == [shown]
    assert shown in text


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Ana Bo Ruiz (ABR) met them in May. “We wait for new figures,” said Ruiz.", "en", "Ana Bo Ruiz"),
        ("The mayor saw Luc Lys (LL). “We wait for new figures,” said Luc Lys.", "en", "Luc Lys"),
        ("A hall in the north of Leeds (HRO) burnt. “We wait for new figures,” said HRO.", "en", "HRO"),
        ("« Rien ne change ici », a dit Anne Lys (PSM).", "fr", "Anne Lys"),
    ],
)
def test_no_person_and_no_other_words_become_an_acronyms(text, language, shown):
    assert speakers(text, language) in ([shown], [None])
