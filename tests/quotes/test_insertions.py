import pytest

from summarize.quotes import extract_quotes


@pytest.mark.parametrize(
    ("text", "language", "pieces"),
    [
        ("«Мы уедем, — сказала Анна Лис. — И не вернёмся».", "ru", ["Мы уедем", "И не вернёмся"]),
        ("«Куда мы едем? — спросила Анна Лис. — Домой?»", "ru", ["Куда мы едем?", "Домой?"]),
        ("«Мы уедем завтра утром, — сказала Анна Лис».", "ru", ["Мы уедем завтра утром"]),
        ("— Мы уедем завтра, — сказала Анна Лис. — Совсем.", "ru", ["Мы уедем завтра", "Совсем."]),
        ("« Nous partirons, a dit Anne Lys. Et sans vous. »", "fr", ["Nous partirons", "Et sans vous."]),
        ("—Nos vamos mañana —dijo Ana Ruiz.", "es", ["Nos vamos mañana"]),
        ("—Nos vamos —dijo Ana Ruiz—. Y sin ti.", "es", ["Nos vamos", "Y sin ti."]),
        ("«Nos vamos —dijo Ana Ruiz— y no volveremos».", "es", ["Nos vamos", "y no volveremos"]),
        ("«Nous partirons, a-t-il expliqué, et sans vous.»", "fr", ["Nous partirons", "et sans vous."]),
        ("«Ми поїдемо, — сказала Анна Лис, — і без вас».", "uk", ["Ми поїдемо", "і без вас"]),
        ("«Ce ne andiamo – ha detto Ana Ruiz – e senza di voi».", "it", ["Ce ne andiamo", "e senza di voi"]),
        ("“Vamos embora – disse Ana Ruiz – e sem vocês.”", "pt", ["Vamos embora", "e sem vocês."]),
        ("„Wyjedziemy – powiedziała Anna Lis – i bez was”.", "pl", ["Wyjedziemy", "i bez was"]),
        ("«سنرحل غدا - قال سامي الزين - ولن نعود».", "ar", ["سنرحل غدا", "ولن نعود"]),
    ],
)
def test_an_attribution_inside_a_quote_parts_it_and_names_its_speaker(text, language, pieces):
    quotes = extract_quotes(text, language)
    assert [quote.text for quote in quotes] == pieces
    assert {quote.speaker for quote in quotes} < {
        "Анна Лис",
        "Anne Lys",
        "Ana Ruiz",
        "Anna Lis",
        "سامي الزين",
        None,
    }


def test_a_dash_without_a_speech_verb_parts_nothing():
    text = "«Наш дом — это не просто стены», — сказала Анна Лис."
    assert [quote.text for quote in extract_quotes(text, "ru")] == ["Наш дом — это не просто стены"]


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [
        (
            "«Мы пришли в зал — судья сказал, что дела нет», — рассказала Анна Лис.",
            "ru",
            "Мы пришли в зал — судья сказал, что дела нет",
        ),
        (
            "«Ми прийшли до зали — суддя сказав, що справи нема», — розповіла Анна Лис.",
            "uk",
            "Ми прийшли до зали — суддя сказав, що справи нема",
        ),
        (
            "«Llegamos tarde – el juez dijo que no había causa», contó Ana Ruiz.",
            "es",
            "Llegamos tarde – el juez dijo que no había causa",
        ),
    ],
)
def test_a_clause_behind_a_dash_has_its_own_subject_before_its_verb(text, language, quote):
    assert [found.text for found in extract_quotes(text, language, "fast")] == [quote]


def test_a_list_with_dashes_is_no_dialogue():
    assert extract_quotes("— хлеб\n\n— молоко и сыр\n\n— соль", "ru") == []


def test_what_an_attribution_interrupts_has_one_speaker():
    text = "Le maire Paul Roche n’a pas caché sa colère. « Nous partirons, a-t-il expliqué mardi. Rien ne nous arrêtera. »"
    first, second = extract_quotes(text, "fr")
    assert first.speaker == second.speaker == "Paul Roche"
