"""Pages: the article out of what a publisher sends, and nothing else; who keeps the article back is told why."""

import contextlib
import json

import pytest

from summarize.errors import InputError
from summarize.reading.page import read_page, text_of_fragment

SENTENCE = (
    "The council met again on Thursday and spoke about the harbour for most of the evening, the clerk said. "
)
LONG = "".join(
    f"<p>On evening {n} the council spoke about pier {n} until {n} people had gone home, a clerk said.</p>"
    for n in range(30)
)


def html(body, head="", lang="en"):
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def article(body, **more):
    return html(f"<article><p>{SENTENCE * 3}</p>{body}<p>{SENTENCE * 2}</p></article>", **more)


def paragraphs(body, **more):
    return read_page(article(body, **more), "page").text.split("\n\n")[1:-1]


def test_takes_the_article_and_leaves_what_surrounds_it(page):
    content = read_page(page("lighthouse.html"), "page")
    assert content.text.split("\n\n")[:3] == [
        "Norrvik — The seven families who kept the lighthouse of Skarholm for three generations may move back, the "
        "regional court ruled on Tuesday, ending a case that began in 2022.",
        "“We never asked for money, we asked for the key,” said Jonas Lindqvist, 61, whose grandfather lit the lamp in "
        "1948. “Now we have\u00a0it.”",
        "The coast guard had closed the island after a storm tore away the pier. Rebuilding it will cost about "
        "3.4\u00a0million crowns, the court’s report says.",
    ]
    assert content.text.endswith("It will carry 14 people and a piano.")
    surroundings = (
        "cookies", "Accept all", "Politics", "Facebook", "Photo", "at dusk", "boots", "Read more", "400 homes",
        "newsletter", "Subscribe", "since 2019", "Oda77", "never come back", "You may also like", "All rights",
    )  # fmt: skip
    assert [word for word in surroundings if word in content.text] == []


def test_says_what_the_page_says_of_itself(page):
    content = read_page(page("lighthouse.html"), "page", url="https://courier.example/lighthouse")
    assert (content.title, content.author, content.date, content.language) == (
        "Lighthouse keepers win back their island",
        "Signe Halvorsen",
        "2025-05-14",
        "en",
    )


def test_reads_an_amp_page(page):
    content = read_page(page("amp.html"), "page")
    assert content.text.split("\n\n")[-3:] == [
        "The council of Apfelau has banned leaf blowers before ten in the morning, after a winter in which the town hall "
        "counted 214 complaints about noise.",
        "“My grandmother used a rake and lived to be ninety-six,” said councillor Hanne Dietz, who wrote the motion.",
        "Gardeners will have to pay a fine of 80 crowns from the third warning on. The rule starts on November 1 and ends, "
        "unless it is renewed, in three years.",
    ]
    assert (content.title, content.author) == ("Orchard town bans leaf blowers before ten", "Tomas Berg")


def test_reads_a_russian_page_of_divs(page):
    content = read_page(page("bridge.ru.html"), "page")
    assert content.text.split("\n\n") == [
        "Новый мост через реку Светлую откроют для движения 1 июня, на полгода раньше срока.",
        "Строительство обошлось в 3,4 млрд рублей, сообщили в городской администрации.",
        "«Мы обещали людям, что они перестанут стоять в пробках», — сказала мэр города Анна Ветрова.",
        "Старый мост, построенный в 1962 году, закроют на ремонт. По словам инженера Игоря Лебедева, его опоры «держались на "
        "честном слове».",
        "Не все жители довольны: под обращением к губернатору собрали 870 подписей.",
    ]
    assert (content.author, content.date, content.language) == ("Пётр Синицын", "2024-03-01", "ru")


def test_reads_an_arabic_page(page):
    content = read_page(page("dam.ar.html"), "page")
    assert content.text.split("\n\n") == [
        "أعادت السلطات في محافظة وادي النخيل، يوم الأحد، فتح السد الرئيسي بعد أعمال إصلاح استمرت عامين وكلفت نحو ٤٥ مليون "
        "دينار.",
        "وقالت وزيرة المياه سلمى الحداد: «لم نعد نتحدث عن وعود، بل عن ماء يصل إلى الحقول».",
        "من جهته، أكد المهندس كريم الزين، مدير المشروع، أن «الجدار الجديد صُمم ليتحمل زلزالا بقوة سبع درجات».",
        "ومن المقرر أن تبدأ المرحلة الثانية من المشروع في آذار/مارس المقبل.",
    ]
    assert (content.title, content.language) == ("إعادة فتح سد وادي النخيل", "ar")


def test_reads_a_blog(page):
    content = read_page(page("eider.html"), "page")
    assert content.text.split("\n\n")[:2] == [
        "For nine years nobody saw an eider on Skarholm. This spring there are forty-one.",
        "“They come when we leave,” the old keeper Jonas Lindqvist told me on the pier.",
    ]
    assert content.text.endswith("Next year the families return.")
    assert (content.author, content.date) == ("Birgit Aas", "2024-04-02")


def test_takes_the_article_from_structured_data_where_the_page_shows_none():
    body = SENTENCE * 6
    data = json.dumps({"@type": "NewsArticle", "headline": "Harbour talks", "articleBody": body})
    content = read_page(
        html('<div id="root"></div>', f'<script type="application/ld+json">{data}</script>'), "page"
    )
    assert content.text == body.strip()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("“<a href=/x>the road</a> is <b>wet</b>,” and <i>left</i>.", "“the road is wet,” and left."),
        ("<span>“no</span><span>body”</span> knows", "“nobody” knows"),
        ("H<sub>2</sub>O, 3<sup>rd</sup>", "H2O, 3rd"),
        ("She left on <time datetime=2024-01-02>Tuesday</time>, he said", "She left on Tuesday, he said"),
        (
            "&laquo;&nbsp;Non&nbsp;&raquo;, dit-il &mdash; &amp; &lt;b&gt;",
            "«\u00a0Non\u00a0», dit-il — & <b>",
        ),
        ("&#150;x&#x1F600;e&#769;", "–x😀e\u0301"),
        ("soft&shy;hyphen", "softhyphen"),
        ("می&zwnj;خواهم \u200fنامه\u200cای", "می\u200cخواهم \u200fنامه\u200cای"),
        ("He called it <q>a bill</q>, twice", "He called it “a bill”, twice"),
    ],
)
def test_keeps_the_characters_of_a_paragraph(markup, text):
    assert paragraphs(f"<p>{markup}</p>") == [text]


def test_writes_the_marks_that_a_browser_would_put_round_q():
    assert paragraphs("<p>Она сказала: <q>нет</q>.</p>", lang="ru") == ["Она сказала: «нет»."]
    assert paragraphs("<p>Sie sagte: <q>nein</q>.</p>", lang="de-AT") == ["Sie sagte: „nein“."]


def test_a_line_break_ends_a_paragraph():
    assert paragraphs("<p>One<br>two</p>") == ["One", "two"]


OLD = (
    "<table width=100%><tr><td colspan=2><a href=/>Главная</a> | <a href=/n>Новости</a></td></tr><tr><td><a href=1>Погода"
    "</a><br><a href=2>Курс валют</a></td><td><font size=+2><b>Мост откроют раньше</b></font><p>Новый мост через реку "
    "Светлую откроют для движения 1 июня, на полгода раньше срока, сообщили в администрации.<p>«Мы обещали людям, что они "
    "перестанут стоять в пробках», — сказала мэр Анна Ветрова.<p>Старый мост закроют на ремонт. По словам инженера, его "
    "опоры «держались на честном слове».</td></tr><tr><td colspan=2>&copy; 2004</td></tr></table>"
)


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r"])
@pytest.mark.parametrize("declared", ["header", "meta", "http-equiv", "xml", "nowhere", "wrongly"])
def test_reads_an_old_page_of_one_table_in_its_charset(charset, declared):
    head = {
        "meta": f"<meta charset={charset}>",
        "http-equiv": f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">',
        "wrongly": "<meta charset=utf-8>",
    }.get(declared, "")
    before = f'<?xml version="1.0" encoding="{charset}"?>' if declared == "xml" else ""
    data = f"{before}<html><head>{head}<title>Мост</title></head><body>{OLD}</body></html>".encode(
        charset, "xmlcharrefreplace"
    )
    content = read_page(data, "page", charset if declared == "header" else None)
    assert content.text.split("\n\n") == [
        "Новый мост через реку Светлую откроют для движения 1 июня, на полгода раньше срока, сообщили в администрации.",
        "«Мы обещали людям, что они перестанут стоять в пробках», — сказала мэр Анна Ветрова.",
        "Старый мост закроют на ремонт. По словам инженера, его опоры «держались на честном слове».",
    ]


@pytest.mark.parametrize("declared", [True, False])
def test_reads_an_arabic_page_in_windows_1256(declared):
    text = (
        "وقالت وزيرة المياه سلمى الحداد خلال حفل الافتتاح: «لم نعد نتحدث عن وعود، بل عن ماء يصل إلى الحقول». "
    )
    head = "<meta charset=windows-1256>" if declared else ""
    data = (
        f"<html dir=rtl lang=ar><head>{head}</head><body><article><p>{text * 3}</p></article></body></html>"
    )
    content = read_page(data.encode("windows-1256"), "page")
    assert (content.text, content.language) == ((text * 3).strip(), "ar")


def test_utf8_stands_against_a_header_that_says_otherwise():
    assert "“Twice”" in read_page(article("<p>“Twice”</p>"), "page", "iso-8859-1").text


def test_reads_utf16():
    data = article("<p>“Twice”</p>").decode().replace("utf-8", "utf-16").encode("utf-16")
    assert "“Twice”" in read_page(data, "page").text


PAYWALLS = {
    "declared": '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
    "in a graph": '<script type="application/ld+json">{"@graph": [{"isAccessibleForFree": "False"}]}</script>',
    "by its class": '<div class="article-body__paywall paywall"><p>Offer</p></div>',
    "in English": "<div><p>Subscribe to continue reading.</p></div>",
    "in Russian": "<div><p>Материал доступен только подписчикам.</p></div>",
    "in Arabic": "<div><p>هذا المقال للمشتركين فقط</p></div>",
    "in French": "<div><p>Article réservé aux abonnés</p></div>",
    "in German": "<div><p>Nur für Abonnenten</p></div>",
}


@pytest.mark.parametrize("wall", PAYWALLS.values(), ids=PAYWALLS)
def test_a_teaser_before_a_paywall_is_no_article(wall):
    with pytest.raises(InputError, match=r"for subscribers.*save the page") as raised:
        read_page(html(f"<article><p>{SENTENCE * 3}</p>{wall}</article>"), "page")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("wall", PAYWALLS.values(), ids=PAYWALLS)
def test_a_whole_article_is_read_whatever_the_page_sells(wall):
    assert len(read_page(html(f"<article>{LONG}{wall}</article>"), "page").text) > 2000


def test_an_article_about_paywalls_is_an_article():
    told = (
        "“You must subscribe to continue reading, they tell us on every page,” said the librarian Ida Holm."
    )
    assert told in read_page(article(f"<p>{told}</p><p>{SENTENCE}</p>"), "page").text


def test_what_is_declared_free_is_free():
    declared = (
        '<script type="application/ld+json">{"isAccessibleForFree": true}</script><div class="paywall"></div>'
    )
    assert read_page(article(declared), "page").text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
            "JavaScript",
        ),
        ("<div id=__next></div><script src=/app.js></script>", "JavaScript"),
        ("<noscript><p>Пожалуйста, включите JavaScript.</p></noscript>", "JavaScript"),
        ("<h1>One moment</h1><p>Checking your browser before you go on.</p>", "robot"),
        ("<p>Please verify you are human.</p><div class=captcha></div>", "robot"),
        ("<form><input name=user><input type=password name=pass></form>", "log in"),
        (
            "<meta http-equiv=refresh content='0; url=https://courier.example/new'>",
            "type brief https://courier.example/new",
        ),
        ("<p>Not found.</p>", "copy it into a text file"),
        ("", "copy it into a text file"),
    ],
)
def test_a_page_without_an_article_says_what_it_is(body, reason):
    with pytest.raises(InputError, match=reason) as raised:
        read_page(html(body), "page")
    assert str(raised.value).startswith("page has no article to read: ")
    assert "\n" not in str(raised.value)


def test_a_long_notice_is_no_article():
    notice = "<p>To read this site, please enable JavaScript in the settings of your browser and load the page again.</p>"
    with pytest.raises(InputError, match="JavaScript"):
        read_page(html(f"<main>{notice * 3}</main>"), "page")


def test_a_front_page_is_no_article(page):
    with pytest.raises(InputError, match="list of headlines"):
        read_page(page("front.html"), "page")


def test_related_headlines_dont_make_an_article_a_list():
    related = "".join(
        f"<h3><a href=/{n}>Something else happened {n}</a></h3><p>And it was told.</p>" for n in range(6)
    )
    assert read_page(html(f"<article><h1>Harbour</h1>{LONG}</article><div>{related}</div>"), "page")


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 30_000 + b"x",
        b"<html><p>" + b"&" * 100_000,
        b"<html>" + b"<" * 100_000,
        b"<html>" + b"<!--" * 20_000,
        b"<html><p " + b"a=1 " * 50_000,
        b'<!doctype html [<!entity x system "file:///etc/passwd">]><html><body><p>&x;',
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;',
    ],
    ids=["deep", "ampersands", "brackets", "comments", "attributes", "outside", "entities"],
)
def test_hostile_markup_is_an_error_of_the_input_at_most(data):
    with contextlib.suppress(InputError):
        assert len(read_page(data, "page").text) <= len(data)


def test_a_page_may_have_much_code_but_not_much_of_anything_else(page):
    data = page("lighthouse.html")
    code = b"<script>" + b'var a = {"b": "<p>c"};' * 100_000 + b"</script>"
    assert read_page(data.replace(b"</head>", code + b"</head>"), "page") == read_page(data, "page")
    with pytest.raises(InputError, match=r"a page of 2,\d{3},\d{3} characters"):
        read_page(data.replace(b"</article>", b"<p>More.</p>" * 200_000 + b"</article>"), "page")


def test_no_entity_reads_a_file():
    data = article("<p>&x; it stands.</p>").replace(
        b"<!doctype html>", b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hosts">]>'
    )
    assert "localhost" not in read_page(data, "page").text


def test_what_trafilatura_logs_stays_off_the_terminal(capfd):
    with pytest.raises(InputError):
        read_page(html(""), "page")
    assert capfd.readouterr() == ("", "")


def test_the_text_of_a_fragment():
    assert (
        text_of_fragment(f"<p>{SENTENCE}</p><p>“Yes,” he said.</p>")
        == f"{SENTENCE.strip()}\n\n“Yes,” he said."
    )
    assert text_of_fragment("") == ""
