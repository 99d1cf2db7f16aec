"""What stands among a page's paragraphs and is none of them."""

import pytest

from summarize.reading.page import read_page
from tests.reading.test_page_parts import BODY, H1, PARAGRAPHS, TITLE, page, paragraphs

BESIDE = "The crane seen from the ferry last summer, with its arm down."


def article(body):
    return f"<main><article>{H1}{body}</article></main>"


def among(beside):
    """The article's paragraphs with something among them."""
    return article(
        "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:3])
        + beside
        + "".join(f"<p>{text}</p>" for text in PARAGRAPHS[3:])
    )


@pytest.mark.parametrize(
    "beside",
    [
        f'<div class="image-block"><img src=x><div class="image-description">{BESIDE}</div></div>',
        f'<p><img src=x><span class="caption">{BESIDE}</span></p>',
        f'<div class="bild"><img src=x><div class="bildunterschrift">{BESIDE}</div></div>',
        f'<div class="photo"><img src=x><p class="legende">{BESIDE}</p></div>',
        f'<div class="foto"><img src=x><div class="podpis">{BESIDE}</div></div>',
        f"<p><img src=x><br><em>{BESIDE}</em></p>",
        f'<div class="articleCaption">{BESIDE}</div>',
        f'<div class="advertisement"><p>{BESIDE}</p></div>',
        f'<blockquote class="instagram-media"><p>{BESIDE}</p></blockquote>',
        f"<div class=c-box><a href=/x><img src=x><h3>Nine cranes of the coast</h3><p>{BESIDE}</p></a></div>",
        f"<div class=hint><p>We and our 812 partners store and access information on your device. {BESIDE}</p></div>",
        "<p>* * *</p>",
    ],
)
def test_what_stands_beside_the_text_is_left_out(beside):
    assert paragraphs(among(beside)) == PARAGRAPHS


def test_a_box_of_other_articles_goes_with_its_heading():
    cards = "".join(
        f"<div class=card><h3><a href=/{number}>{headline}</a></h3><p>{BESIDE}</p></div>"
        for number, headline in enumerate(("The ferry is late again", "Herring is dear this year"))
    )
    box = f"<section><h2>More from the harbour</h2>{cards}</section>"
    assert paragraphs(article(BODY + box)) == PARAGRAPHS
    assert paragraphs(among(box)) == PARAGRAPHS


def test_what_holds_most_of_the_words_is_the_article_whatever_it_is_called():
    for name in ("comment", "caption", "gallery", "sidebar"):
        body = "".join(f"<div class={name}><p>{text}</p></div>" for text in PARAGRAPHS)
        assert paragraphs(f"<main>{H1}{body}</main>") == PARAGRAPHS


def test_paragraphs_with_pictures_are_no_captions():
    body = "".join(f"<div><img src=x><p>{text}</p></div>" for text in PARAGRAPHS)
    assert paragraphs(article(body)) == PARAGRAPHS


def test_items_of_a_list_however_short():
    items = ["Cleaning", "Paint for the arm", "Putting it up"]
    listed = "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"
    assert paragraphs(among(listed)) == [*PARAGRAPHS[:3], *items, *PARAGRAPHS[3:]]


def test_a_lead_far_above_the_text_and_one_above_the_headline():
    lead = "Nine members sat until two in the morning, and seven of them were for it"
    buttons = "".join(
        f"<li>{name}</li>" for name in ("Facebook", "Mail", "Print", "Copy", "Save", "Link") * 3
    )
    head = f"<header>{H1}<p class=standfirst>{lead}</p></header><ul class=share>{buttons}</ul>"
    assert paragraphs(f"<main>{head}<div class=text>{BODY}</div></main>") == [lead, *PARAGRAPHS]
    above = f"<div class=hero><p class=standfirst>{lead}.</p>{H1}</div><div class=text>{BODY}</div>"
    assert paragraphs(f"<main>{above}</main>") == [f"{lead}.", *PARAGRAPHS]


def test_who_is_quoted_in_a_blockquote_follows_one_dash():
    quote = "<blockquote><p>It has lifted every roof.</p><footer>— <cite>Maren Voss</cite>, yard</footer></blockquote>"
    assert "It has lifted every roof. — Maren Voss, yard" in paragraphs(among(quote))


def test_a_quote_pulled_out_as_a_heading_stands_once():
    pulled = "<h3>“It has lifted every roof beam in this town”</h3>"
    assert paragraphs(among(pulled)) == PARAGRAPHS


def test_marks_that_are_set_round_a_quote_element_are_not_set_twice():
    marked = "<p>“<q>We shall keep it for as long as it stands,</q>” Ida Holm said.</p>"
    assert "“We shall keep it for as long as it stands,” Ida Holm said." in paragraphs(among(marked))


def test_a_drop_cap_with_line_breaks_inside():
    first = f"<p><span class=dropcap>\n T\n </span>{PARAGRAPHS[0][1:]}</p>"
    body = first + "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])
    assert paragraphs(article(body)) == PARAGRAPHS


def test_who_speaks_below_a_line_break():
    assert paragraphs(among("<p>“It has lifted every roof,” said<br>Maren Voss of the yard.</p>"))[3] == (
        "“It has lifted every roof,” said Maren Voss of the yard."
    )


@pytest.mark.parametrize(
    "headline",
    [
        "<h2><a name=part{number}>What part {number} is about</a></h2>",
        "<h2><a href=#part{number}>What part {number} is about</a></h2>",
        "<h3><a href=https://shop.example/{number}>A lamp of kind {number}</a></h3>",
        "<h4><a href=/members/{number}>ida</a></h4>",
    ],
)
def test_parts_under_linked_headings_are_no_list_of_articles(headline):
    body = "".join(
        headline.format(number=number) + f"<p>{text}</p>" for number, text in enumerate(PARAGRAPHS)
    )
    markup = page(f"<main>{H1}{body}</main>", head='<link rel=canonical href="https://quay.example/crane">')
    assert all(text in read_page(markup, "page").text for text in PARAGRAPHS)


def test_the_title_without_the_line_above_it():
    whole = f"Harbour board: {TITLE}"
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>'
    markup = page(
        f"<main><article><h1>{whole}</h1>{BODY}</article></main>", head=head, title=f"{whole} | Quay Courier"
    )
    assert read_page(markup, "page").title == TITLE
