"""Parts of a page that are told by the box they stand in, and by its name."""

import json

import pytest

from summarize.errors import InputError
from summarize.reading.page import read_page
from summarize.warning import WarningCode
from tests.reading.test_page_parts import BODY, H1, LEAD, PARAGRAPHS, TITLE, p, page, paragraphs

CAPTION = "The crane on the northern quay on May 4, 2031, seen from the ferry, in a picture of Ida Holm"


def article(body):
    return f"<main><article>{H1}{body}</article></main>"


def test_boxes_called_as_the_first_one_is_are_text_whatever_the_name():
    box = '<div class="sidebar-grid"><div class="sidebar-grid__container"><div class="grid__content">{}</div></div></div>'
    ad = '<div class="sidebar-grid"><div class=ad>Advertisement</div></div>'
    body = ad.join(box.format(p(*PARAGRAPHS[start : start + 2])) for start in (0, 2, 4))
    assert paragraphs(article(body)) == PARAGRAPHS


def test_what_is_called_the_text_inside_what_is_called_a_teaser_is_text():
    body = (
        f"<div class=teaser-content><div class=article-body>{p(*PARAGRAPHS[:2])}</div></div>"
        f"<div class=rest-content><div class=article-body>{p(*PARAGRAPHS[2:])}</div></div>"
    )
    assert paragraphs(article(body)) == PARAGRAPHS


def test_a_short_line_that_leads_to_a_quote():
    body = p(*PARAGRAPHS[:3]) + "<p>Voss went on:</p>" + p(*PARAGRAPHS[3:])
    assert paragraphs(article(body)) == [*PARAGRAPHS[:3], "Voss went on:", *PARAGRAPHS[3:]]


def test_a_box_that_a_class_hides_and_one_that_is_shown_on_wide_screens():
    offer = "<div class='sign-in hidden'><header><p>Create an account to go on with your reading today.</p></header></div>"
    shown = f"<div class='hidden md:block'><p>{PARAGRAPHS[3]}</p></div>"
    body = p(*PARAGRAPHS[:3]) + offer + shown + p(*PARAGRAPHS[4:])
    assert paragraphs(article(body)) == PARAGRAPHS


@pytest.mark.parametrize(
    "above",
    [
        f"<div class='image top'><img src=x><p>{CAPTION}.</p></div>",
        f"<div class=photo><div class=media__title>{CAPTION}.</div></div>",
        "<p class=dateline>Mon 5 May 2031 18.54 GMT First seen and last modified on Mon 5 May 2031 18.56 GMT</p>",
        f"<figure><p class=video-heading>{CAPTION}.</p></figure>",
    ],
)
def test_what_stands_between_headline_and_text_and_is_no_lead(above):
    assert paragraphs(article(f"<p class=standfirst>{LEAD}</p>{above}<div>{BODY}</div>")) == [
        LEAD,
        *PARAGRAPHS,
    ]


def test_a_lead_that_names_a_year_stays():
    lead = "The crane of 1896 stays where it is, nine members of the board said in 2031 after a long night"
    assert paragraphs(article(f"<p class=standfirst>{lead}</p><div>{BODY}</div>")) == [lead, *PARAGRAPHS]


def test_the_headline_with_a_line_in_front_of_it_is_no_text():
    head = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": TITLE})}</script>'
    body = f"<h2><span>Harbour board</span> {TITLE}</h2>{BODY}"
    assert paragraphs(f"<main><article>{body}</article></main>", head=head) == PARAGRAPHS


def test_a_card_that_comes_up_over_a_name_is_no_part_of_the_sentence():
    card = (
        "<span class=card><img src=x><img src=y><a href=/people/voss>Maren Voss of the yard</a>"
        "<a href=/1>Voss paints the arm</a> <a href=/2>Voss on the leaking wall</a></span>"
    )
    name = f"<span><a href=/people/voss>Maren Voss</a>{card}</span>"
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS).replace("Maren Voss", name)
    assert paragraphs(article(body)) == PARAGRAPHS


def test_a_text_set_in_spans_with_pictures_and_links_is_no_card():
    spans = "<br><br>".join(f"<span>{text} <a href=/x>more</a></span>" for text in PARAGRAPHS[:5])
    body = f"<p><span><img src=x>{spans}<br><br>{PARAGRAPHS[5]}</span></p>"
    assert all(text in "\n".join(paragraphs(article(body))) for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "box",
    [
        "<div class=print-header><p>This copy is for your own use only, and for nobody else's.</p></div>",
        "<div class=see-also><div><p>Two cranes of the coast have been sold to a museum.</p></div></div>",
        "<div class=affiliate_info><p>The shop pays us for whatever you buy behind a link of ours.</p></div>",
        "<div class=news-letter><h3>For news of the quay every morning sign up to our letter.</h3></div>",
    ],
)
def test_boxes_by_their_names(box):
    body = p(*PARAGRAPHS[:3]) + box + p(*PARAGRAPHS[3:])
    assert paragraphs(article(body)) == PARAGRAPHS


def test_a_biography_outside_the_text_is_none_of_it():
    bio = "<div class=author__bio><p>Ida Holm has written about the harbour and its people for eleven years now.</p></div>"
    body = f"<main><article>{H1}<div class=text>{BODY}</div></article></main><section>{bio}</section>"
    assert paragraphs(body) == PARAGRAPHS


DRAWN = f"<div><img src=x></div>{BODY}"


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"a": {"html": DRAWN, "x": [1]}})}</script>',
        f"<script>var story = {json.dumps({'html': DRAWN}).replace('<', chr(92) + 'u003c')};</script>",
        f"<script>push([1, {json.dumps(json.dumps({'html': DRAWN}))}])</script>",
    ],
)
def test_an_article_that_only_a_script_puts_into_the_page(script):
    content = read_page(page(f"<div id=app></div>{script}"), "page")
    assert content.text.split("\n\n") == PARAGRAPHS
    assert content.title == TITLE


def test_what_a_script_holds_of_a_page_that_is_not_free_is_left_alone():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    )
    script = f"<script>var story = {json.dumps({'html': DRAWN})};</script>"
    with pytest.raises(InputError, match="for subscribers"):
        read_page(page(f"<div id=app></div>{script}", head=head), "page")


REST = "<button>Read on</button>{}"


@pytest.mark.parametrize(
    "rest",
    [
        f"<div id=rest style='display: none'>{p(*PARAGRAPHS[4:])}</div>",
        f"<div hidden>{p(*PARAGRAPHS[4:])}</div>",
        f"<div class=hidden>{p(*PARAGRAPHS[4:])}</div>",
        "".join(f"<p style='display:none'>{text}</p>" for text in PARAGRAPHS[4:]),
    ],
)
def test_a_rest_that_the_page_hides_is_told(rest):
    content = read_page(page(article(p(*PARAGRAPHS[:4]) + REST.format(rest))), "page")
    assert content.text.split("\n\n") == PARAGRAPHS[:4]
    (warning,) = content.warnings
    assert warning.code is WarningCode.PAGE_INCOMPLETE
    assert warning.result == (str(sum(len(text.split()) for text in PARAGRAPHS[4:])),)


def test_a_rest_that_is_most_of_the_article_is_read():
    rest = REST.format(f"<div hidden>{p(*PARAGRAPHS[2:])}</div>")
    assert paragraphs(article(p(*PARAGRAPHS[:2]) + rest)) == PARAGRAPHS


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div hidden>{BODY}</div>",
        f"<div class='modal' hidden>{BODY.replace('crane', 'boat')}</div>",
        "<div hidden><ul>" + "<li><a href=/x>A menu has many words</a></li>" * 30 + "</ul></div>",
    ],
)
def test_copies_windows_and_menus_that_the_page_hides_are_not_told(hidden):
    assert read_page(page(article(BODY + hidden)), "page").warnings == ()


FACTS = "The crane was built in 1896 by a yard on the other side of the sound, and was painted for the last time in 1988."


def between(box):
    return article(f"<div class=text>{p(*PARAGRAPHS[:3])}{box}{p(*PARAGRAPHS[3:])}</div>")


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=facts><h3>The crane in figures</h3><p>{FACTS}</p></div>",
        f"<section class=c7><div class=c8><p>The crane in figures</p><div><p>{FACTS}</p></div></div></section>",
        f"<div class='box collapsed'><h3>The crane in figures</h3><div class=inner><p>{FACTS}</p></div></div>",
    ],
)
def test_a_box_with_a_heading_of_its_own_stands_beside_the_text(box):
    assert paragraphs(between(box)) == PARAGRAPHS
    assert paragraphs(article(f"<div class=text>{BODY}{box}</div>")) == PARAGRAPHS


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        (f"<div class=wide><p>{FACTS}</p></div>", [FACTS]),
        (
            f"<div class=text><h3>The crane in figures</h3><p>{FACTS}</p></div>",
            ["The crane in figures", FACTS],
        ),
        (
            f"<div class=wide><h3>What Voss said</h3><blockquote><p>{FACTS}</p></blockquote></div>",
            ["What Voss said", FACTS],
        ),
        (
            "".join(
                f"<div class=collapsed><h3>Part {number}</h3><p>{number}. {FACTS}</p></div>"
                for number in (1, 2)
            ),
            ["Part 1", f"1. {FACTS}", "Part 2", f"2. {FACTS}"],
        ),
    ],
)
def test_a_box_of_text_is_text(box, inside):
    body = between(box)
    # The text is longer than what stands in boxes.
    more = [f"In a second vote: {text}" for text in PARAGRAPHS]
    body = body.replace("</div></article>", f"{p(*more)}</div></article>")
    assert paragraphs(body) == [*PARAGRAPHS[:3], *inside, *PARAGRAPHS[3:], *more]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("FROM THE QUAY | <a href=/x>Nine cranes of the coast that still stand</a>", False),
        ("The board said: <a href=/x>we shall not sell any of the nine cranes of the coast</a>.", True),
    ],
)
def test_a_line_that_points_to_another_article(line, stays):
    shown = paragraphs(between(f"<p>{line}</p>"))
    assert (len(shown) == len(PARAGRAPHS) + 1) is stays
    assert [text for text in shown if text in PARAGRAPHS] == PARAGRAPHS
