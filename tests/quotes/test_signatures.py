import pytest

from summarize.quotes import extract_quotes


def said(text, language="en", speakers="auto"):
    return [(quote.text, quote.speaker) for quote in extract_quotes(text, language, speakers)]


@pytest.mark.parametrize("speakers", ["auto", "fast"])
@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“We want work.” ― Ana Ruiz\n“It rained in.”― Bo Lee\xa0", "en", ["Ana Ruiz", "Bo Lee"]),
        ("“We want work.” -- Ana Ruiz\n\n“It rained in.” ~ Bo Lee.", "en", ["Ana Ruiz", "Bo Lee"]),
        (
            "“We want work.”\n— Ana Ruiz, 34, Leeds\n\n“It rained in.”\n- Clara, 17",
            "en",
            ["Ana Ruiz", "Clara"],
        ),
        (
            "• “We want work.” – Julie A. Ruiz\n\n• “It rained in.” – Bo Lee",
            "en",
            ["Julie A. Ruiz", "Bo Lee"],
        ),
        ("« On reste ici. » — Anne Lys, 34 ans\n\n« On verra. » — Luc, boulanger", "fr", ["Anne Lys", "Luc"]),
        ("«Мы здесь».\n— Анна Лис, 34 года\n\n«Увидим!» — И. Лис, мэр Липска", "ru", ["Анна Лис", "И. Лис"]),
        (
            "„Wir bleiben.“ – Anna Lies, 34\n\n„Mal sehen.“ – Maria, 12, Schülerin",
            "de",
            ["Anna Lies", "Maria"],
        ),
        ("“Aquí estamos.” ― María, 34, Lorca\n\n«Ya veremos.» — Ana Ruiz", "es", ["María", "Ana Ruiz"]),
        (
            '«سوف نبقى هنا جميعا.» — سلمى الحداد، 34 عاما\n\n"انتهى كل شيء." - سامي الزين',
            "ar",
            ["سلمى الحداد", "سامي الزين"],
        ),
        ("“We want work.” (Ana Ruiz, 34)\n\n“It rained in.” (Bo Lee)", "en", ["Ana Ruiz", "Bo Lee"]),
    ],
)
def test_who_signs_a_quote_said_it(text, language, expected, speakers):
    assert [speaker for _, speaker in said(text, language, speakers)] == expected


@pytest.mark.parametrize("dash", ["―", " ― ", " — ", "\xa0– ", " -- "])
def test_each_quote_of_a_long_list_has_its_own_signature(dash):
    names = [
        f"{first} {last}"
        for first in ("Ana", "Bo", "Clara", "Dan")
        for last in ("Ruiz", "Lee", "Roe", "Poe", "Day")
    ]
    text = "Readers wrote to us.\n\n" + "\n".join(
        f"“He said it {n + 2} times, and we heard it.”{dash}{name}" for n, name in enumerate(names)
    )
    assert [speaker for _, speaker in said(text)] == names


def test_what_follows_a_signed_quote_is_not_carried_on_from_it():
    text = "“We want work.” — Ana Ruiz\n\n“The bridge will be built.”\n\n“It rained in.” — Bo Lee"
    assert [speaker for _, speaker in said(text)] == ["Ana Ruiz", None, "Bo Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "“We want work.” — Ana Ruiz left the hall.",
        "“We want work.” — and Ana Ruiz agreed.",
    ],
)
def test_a_sentence_behind_a_dash_is_no_signature(text):
    assert said(text, "en", "fast") != [("We want work.", "Ana Ruiz")]
