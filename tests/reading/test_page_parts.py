"""What a page's article is made of: all its parts, each once, and nothing that only stands beside them."""

import json

import pytest

from summarize.errors import InputError
from summarize.reading.page import read_page

PARAGRAPHS = [
    "The harbour board met for six hours on Thursday night and voted to keep the old crane on the northern quay.",
    "“It has lifted every roof beam in this town,” said Maren Voss, who has run the yard for twenty-two years.",
    "Two of the nine members voted against it because they want the money for the breakwater, which leaks.",
    "The crane will be taken apart in the spring, cleaned of its rust, and put up again before the herring fair.",
    "Its wooden arm is from 1896 and was cut from one oak, as the town's book of accounts says on its second page.",
    "“We could not buy such a tree today, not for any money,” the carpenter Jonas Riel told the board that night.",
]
TITLE = "Old crane stays on the northern quay"
FRAME = (
    '<header><a href="/"><img alt="Quay Courier"></a><nav><ul><li><a href="/n">News</a></li></ul></nav></header>{}'
    "<footer><p>© 2031 Quay Courier</p><p><a href=/p>Privacy</a></p></footer>"
)


def page(body, head="", title=f"{TITLE} | Quay Courier", lang="en"):
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{FRAME.format(body)}</body></html>"
    ).encode()


def p(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def paragraphs(body, **page_parts):
    return read_page(page(body, **page_parts), "page").text.split("\n\n")


BODY = p(*PARAGRAPHS)
H1 = f"<h1>{TITLE}</h1>"


def test_the_second_of_two_boxes_of_one_class():
    box = '<div class="story-text"><div class="inner">{}</div></div>'
    body = f"<main><article>{H1}{box.format(p(*PARAGRAPHS[:3]))}<div class=ad>Advertisement</div>{box.format(p(*PARAGRAPHS[3:]))}</article></main>"
    assert paragraphs(body) == PARAGRAPHS


LEAD = "Nine members sat until two in the morning, and the crane that nobody had painted since the war won by seven votes."


@pytest.mark.parametrize(
    "lead",
    [
        f"<header>{H1}<p class=standfirst>{LEAD}</p></header>",
        f"<header>{H1}<div class=intro><span>{LEAD}</span></div><div class=byline>By <a href=/a>Ida Holm</a></div></header>",
        f"<header>{H1}<h2>{LEAD}</h2></header>",
        f"{H1}<p><strong>{LEAD}</strong></p>",
    ],
)
def test_a_lead_above_the_text(lead):
    assert paragraphs(f"<main><article>{lead}<section>{BODY}</section></article></main>") == [
        LEAD,
        *PARAGRAPHS,
    ]


@pytest.mark.parametrize("tag", ["footer", "aside", "section"])
def test_an_article_in_an_element_that_seldom_holds_one(tag):
    assert paragraphs(f"<main>{H1}<{tag} id=story>{BODY}</{tag}></main>") == PARAGRAPHS


def test_a_paragraph_that_is_one_link_and_pointers_that_are_too():
    linked = f"<p><a href=/x>{PARAGRAPHS[2]}</a></p>"
    pointer = "<p><a href=/y>Don't miss: How the herring fair began</a></p>"
    listed = "<ul class=related><li><a href=/1>Nine cranes of the coast</a></li><li><a href=/2>The leaking wall</a></li></ul>"
    body = p(*PARAGRAPHS[:2]) + linked + pointer + listed + p(*PARAGRAPHS[3:])
    assert paragraphs(f"<main><article>{H1}{body}</article></main>") == PARAGRAPHS


def test_a_quote_set_by_itself_goes_with_its_speaker_and_a_caption_goes():
    quote = "<figure><blockquote><p>“It was never only iron.”</p></blockquote><figcaption>Maren Voss, yard manager</figcaption></figure>"
    picture = (
        "<figure><img src=a.jpg><figcaption>The crane in the rain. Photo: Ida Holm</figcaption></figure>"
    )
    body = p(*PARAGRAPHS[:3]) + quote + picture + p(*PARAGRAPHS[3:])
    assert paragraphs(f"<main><article>{H1}{body}</article></main>") == [
        *PARAGRAPHS[:3],
        "“It was never only iron.” — Maren Voss, yard manager",
        *PARAGRAPHS[3:],
    ]


def test_a_line_break_inside_a_quote_is_a_space():
    broken = "<p>“It has lifted every roof beam<br>In this town and the next,”<br>said Maren Voss.</p>"
    shown = paragraphs(f"<main><article>{H1}{BODY}{broken}</article></main>")
    assert shown[-1] == "“It has lifted every roof beam In this town and the next,” said Maren Voss."


def test_copies_for_other_screens_and_pulled_quotes_come_once():
    copies = f'<div class="mobile-only">{BODY}</div><div class="desktop-only">{BODY}</div>'
    assert paragraphs(f"<main><article>{H1}{copies}</article></main>") == PARAGRAPHS
    pulled = "<blockquote class=pullquote>It has lifted every roof beam in this town</blockquote>"
    body = p(*PARAGRAPHS[:3]) + pulled + p(*PARAGRAPHS[3:])
    assert paragraphs(f"<main><article>{H1}{body}</article></main>") == PARAGRAPHS


def test_what_the_page_hides_is_left_out():
    hidden = "<p hidden>Note to the desk.</p><p style='display: none'>Old text of it.</p><div class=sr-only>Skip this</div>"
    assert (
        paragraphs(f"<main><article>{H1}{p(PARAGRAPHS[0])}{hidden}{p(*PARAGRAPHS[1:])}</article></main>")
        == PARAGRAPHS
    )


def test_a_page_that_hides_all_until_a_script_shows_it():
    assert paragraphs(f"<main hidden id='S:0'><article>{H1}{BODY}</article></main>") == PARAGRAPHS


def test_sentences_that_begin_as_furniture_does():
    said = [
        "Published in 1871, the plan of the crane was never built.",
        "Join our line of ropes, the porters shouted that night, or carry the beams yourselves.",
        "“I saw it from the roof,” said Ida Holm.",
    ]
    labels = ["Published 4 May 2031", "Join our newsletter", "Photo: Ida Holm / Quay Courier"]
    body = p(PARAGRAPHS[0], *said, *labels, *PARAGRAPHS[1:])
    shown = paragraphs(
        f"<main><article>{H1}{body}</article></main>", head='<meta name="author" content="Ida Holm">'
    )
    assert shown == [PARAGRAPHS[0], *said, *PARAGRAPHS[1:]]


def test_a_body_in_the_structured_data_that_is_longer_than_the_page():
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(PARAGRAPHS)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    shown = paragraphs(f"<main><article>{H1}{p(*PARAGRAPHS[:3])}</article></main>", head=head)
    assert shown == PARAGRAPHS


def test_a_body_in_the_structured_data_that_has_the_text_twice():
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(PARAGRAPHS * 2)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert paragraphs(f"<main><article>{H1}{BODY}</article></main>", head=head) == PARAGRAPHS


def test_a_body_in_the_structured_data_of_a_page_that_shows_a_caption_only():
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(PARAGRAPHS)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    caption = "The crane on the northern quay, seen from the ferry to the islands last summer, with its arm down and its rope off."
    assert paragraphs(f"<main>{H1}<div><p>{caption}</p></div></main>", head=head) == PARAGRAPHS
    assert paragraphs(f"<main>{H1}<figure>{caption}</figure></main>", head=head) == PARAGRAPHS


def test_paragraphs_that_stay_out_are_told():
    box = f'<div class="newsletter-box">{p(*(text.replace("crane", "boat") for text in PARAGRAPHS))}</div>'
    content = read_page(page(f"<main><article>{H1}{p(*PARAGRAPHS)}</article></main>"), "page")
    assert content.warnings == ()
    assert "boat" not in read_page(page(f"<main><article>{H1}{BODY}</article>{box}</main>"), "page").text


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        (f"{TITLE} | Quay Courier", f"<h1 class=logo>Quay Courier</h1><h2>{TITLE}</h2>"),
        (f"{TITLE} - Quay Courier", H1),
        (f"Quay Courier: {TITLE}", H1),
        (f"{TITLE} – QC – 04.03.2031", H1),
        (f"{TITLE} | Quay Courier", ""),
    ],
)
def test_the_headline_without_the_sites_name(title, heading):
    head = '<meta property="og:site_name" content="Quay Courier">'
    content = read_page(page(f"<main><article>{heading}{BODY}</article></main>", head, title), "page")
    assert content.title == TITLE
    assert TITLE not in content.text


def test_where_the_page_comes_from():
    head = '<link rel=canonical href="https://quay.example/crane"><meta property="og:site_name" content="Quay Courier">'
    content = read_page(
        page(f"<main><article>{H1}{BODY}</article></main>", head), "page", url="https://m.quay.example/c"
    )
    assert (content.site, content.url) == ("Quay Courier", "https://quay.example/crane")
    unsafe = '<link rel=canonical href="javascript:alert(1)">'
    assert read_page(page(f"<main><article>{H1}{BODY}</article></main>", unsafe), "page").url is None


SOLD = "<ul><li><h3 class=subscriber-only>SUBSCRIBER ONLY</h3><a href=/1>Nine cranes</a></li></ul>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><article>{H1}{BODY}</article><aside>{SOLD}</aside></main>",
        f"<div class=paywall-login><a href=/l>Log in</a></div><main><article>{H1}{BODY}</article></main>",
        f"<main><article>{H1}{BODY}</article>{SOLD}</main>",
    ],
)
def test_labels_that_sell_other_articles_hold_nothing_back(body):
    assert paragraphs(body) == PARAGRAPHS


@pytest.mark.parametrize(
    ("wall", "lang"),
    [
        ("Il vous reste 61,3 % de cet article à lire. La suite est réservée aux abonnés.", "fr"),
        ("Sie möchten weiterlesen? Jetzt anmelden.", "de"),
        ("Чтобы дочитать материал до конца, войдите.", "ru"),
        ("Subscribe now to read the full story.", "en"),
    ],
)
def test_a_long_beginning_that_says_it_goes_on_is_no_article(wall, lang):
    long = p(*PARAGRAPHS, *(text.replace("crane", "boat") for text in PARAGRAPHS), *PARAGRAPHS[::-1])
    with pytest.raises(InputError, match="for subscribers"):
        read_page(
            page(f"<main><article>{H1}{long}<p class=status>{wall}</p></article></main>", lang=lang), "page"
        )


def test_a_form_about_cookies_is_no_article():
    asked = (
        "We and our 640 partners store and access information on your device and process personal data. You can manage "
        "your choices at any time."
    )
    with pytest.raises(InputError, match="consent"):
        read_page(page(f"<div class=consent><h1>Before you go on</h1>{p(asked, asked)}</div>"), "page")


def test_headlines_between_the_paragraphs_make_no_list():
    box = "<ul><li><h3><a href=/1>Something else happened that day</a></h3></li></ul>"
    body = "".join(p(text) + box for text in PARAGRAPHS)
    assert paragraphs(f"<main><article>{H1}{body}</article></main>") == PARAGRAPHS
