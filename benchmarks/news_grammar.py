"""A small grammar of invented news: English sentences with their Arabic and Russian translations, articles with headlines.

Arabic puts the verb first, so a model has to learn order and not only words. One sentence in ten is held out: tests
translate only those, which no training run has seen.
"""

import random
import zlib

# English: Arabic, Russian. Masculine subjects and fixed cases keep every combination grammatical.
SUBJECTS = {
    "The minister": ("الوزير", "Министр"),
    "The president": ("الرئيس", "Президент"),
    "The doctor": ("الطبيب", "Врач"),
    "The mayor": ("العمدة", "Мэр"),
    "The judge": ("القاضي", "Судья"),
    "The coach": ("المدرب", "Тренер"),
    "The general": ("الجنرال", "Генерал"),
    "The engineer": ("المهندس", "Инженер"),
}
VERBS = {
    "opened": ("افتتح", "открыл"),
    "visited": ("زار", "посетил"),
    "closed": ("أغلق", "закрыл"),
    "praised": ("مدح", "похвалил"),
    "bought": ("اشترى", "купил"),
    "left": ("غادر", "покинул"),
}
OBJECTS = {
    "the school": ("المدرسة", "школу"),
    "the hospital": ("المستشفى", "больницу"),
    "the market": ("السوق", "рынок"),
    "the factory": ("المصنع", "завод"),
    "the bridge": ("الجسر", "мост"),
    "the museum": ("المتحف", "музей"),
    "the library": ("المكتبة", "библиотеку"),
    "the airport": ("المطار", "аэропорт"),
}
PLACES = {
    "in Cairo": ("في القاهرة", "в Каире"),
    "in Moscow": ("في موسكو", "в Москве"),
    "in Paris": ("في باريس", "в Париже"),
    "in London": ("في لندن", "в Лондоне"),
    "in Berlin": ("في برلين", "в Берлине"),
}
TIMES = {
    "on Monday": ("يوم الاثنين", "в понедельник"),
    "on Tuesday": ("يوم الثلاثاء", "во вторник"),
    "on Friday": ("يوم الجمعة", "в пятницу"),
    "on Sunday": ("يوم الأحد", "в воскресенье"),
}
COLUMN = {"ar": 0, "ru": 1}
# Subject, verb and object: Russian has no articles.
HEADLINE_WORDS = {"en": 5, "ru": 3}
AND = {"en": ", and ", "ar": "، و", "ru": ", и "}


def clause(rng: random.Random) -> dict[str, str]:
    """One event in the three languages, by language code, without a full stop."""
    subject, verb, thing = rng.choice([*SUBJECTS]), rng.choice([*VERBS]), rng.choice([*OBJECTS])
    parts = [(place, PLACES) for place in [rng.choice([*PLACES])] if rng.random() < 0.7]
    parts += [(time, TIMES) for time in [rng.choice([*TIMES])] if rng.random() < 0.7]
    core = {
        "en": [subject, verb, thing],
        "ar": [VERBS[verb][0], SUBJECTS[subject][0], OBJECTS[thing][0]],
        "ru": [SUBJECTS[subject][1], VERBS[verb][1], OBJECTS[thing][1]],
    }
    rest = {
        language: [part if language == "en" else table[part][COLUMN[language]] for part, table in parts]
        for language in core
    }
    return {language: " ".join(core[language] + rest[language]) for language in core}


def sentence(rng: random.Random) -> dict[str, str]:
    """A sentence of one clause, or of two."""
    first = clause(rng)
    if rng.random() < 0.3:
        second = clause(rng)
        first = {
            language: first[language] + AND[language] + _in_mid_sentence(second[language])
            for language in first
        }
    return {language: text + "." for language, text in first.items()}


def article(rng: random.Random, language: str) -> tuple[str, str]:
    """An article of one to four sentences, and its headline: the first sentence without its place and time."""
    lines = [clause(rng)[language] for _ in range(rng.randint(1, 4))]
    words = lines[0].split()[: HEADLINE_WORDS[language]]
    return " ".join(line + "." for line in lines), " ".join(words) + "."


def held_out(text: str) -> bool:
    return zlib.crc32(text.encode()) % 10 == 0


def sentences(count: int, *, seed: int, unseen: bool) -> list[dict[str, str]]:
    """`count` sentences, either all held out from training or none."""
    rng = random.Random(seed)
    found: list[dict[str, str]] = []
    while len(found) < count:
        made = sentence(rng)
        if held_out(made["en"]) == unseen:
            found.append(made)
    return found


def articles(count: int, *, seed: int, unseen: bool, language: str = "en") -> list[tuple[str, str]]:
    """`count` articles with their headlines, either all held out from training or none."""
    rng = random.Random(seed)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        made = article(rng, language)
        if held_out(made[0]) == unseen:
            found.append(made)
    return found


def _in_mid_sentence(text: str) -> str:
    return text[0].lower() + text[1:]
