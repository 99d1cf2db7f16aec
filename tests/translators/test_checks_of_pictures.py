"""Emoji that a translation loses are marked."""

import pytest

from summarize import check_translation

SOURCE = "The ferry is back 🚢🎉 and the islanders of Halden celebrate it ❤️ until the morning."
SOUND = "Паром вернулся 🚢🎉, и жители острова Халден празднуют это ❤ до самого утра."


@pytest.mark.parametrize(
    ("translation", "lost"),
    [
        (SOUND, None),
        (SOUND.replace("🚢", ""), "🚢"),
        (SOUND.replace(" 🚢🎉", "").replace(" ❤", ""), "🚢🎉❤"),
    ],
)
def test_emoji_that_get_lost_are_marked(translation: str, lost: str | None) -> None:
    found = check_translation(SOURCE, translation, "en", "ru")
    assert [(one.code, one.source) for one in found] == ([("part-missing", (lost,))] if lost else [])


def test_the_colour_of_a_skin_is_nothing_that_is_lost() -> None:
    assert check_translation("The mayor waved 👋🏽 to all.", "Мэр помахал всем 👋.", "en", "ru") == []
