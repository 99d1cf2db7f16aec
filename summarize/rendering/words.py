"""The labels of a briefing in the reader's language."""

_WORDS = {
    "en": {
        "quotes": "Key quotes",
        "gloss": "Machine translation",
        "unknown": "speaker not named",
        "warning": "Note",
    },
    "ar": {
        "quotes": "أبرز الاقتباسات",
        "gloss": "ترجمة آلية",
        "unknown": "المتحدث غير مذكور",
        "warning": "تنبيه",
    },
    "ru": {
        "quotes": "Ключевые цитаты",
        "gloss": "Машинный перевод",
        "unknown": "автор не назван",
        "warning": "Примечание",
    },
    "fr": {
        "quotes": "Citations clés",
        "gloss": "Traduction automatique",
        "unknown": "auteur non nommé",
        "warning": "Remarque",
    },
    "de": {
        "quotes": "Wichtige Zitate",
        "gloss": "Maschinelle Übersetzung",
        "unknown": "ohne Namen",
        "warning": "Hinweis",
    },
    "es": {
        "quotes": "Citas clave",
        "gloss": "Traducción automática",
        "unknown": "autor no indicado",
        "warning": "Nota",
    },
}


def words(language: str) -> dict[str, str]:
    """The labels in `language`, in English where it has none."""
    return _WORDS.get(language, _WORDS["en"])
