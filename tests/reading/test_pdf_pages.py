"""Pages of a PDF that programs fill in their own order, and print over."""

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

from summarize.reading.pdf_text import text_and_title

TITLE = "Old crane stays on the northern quay"
LEFT = (
    "The harbour board met for six hours on Thursday night and voted to keep the old crane on the northern quay. Two of the "
    "nine members voted against it, since they want the money for the breakwater, which leaks wherever the sea is rough."
)
RIGHT = (
    "The crane will be taken apart in the spring, cleaned of its rust, and put up again before the herring fair. Its wooden "
    "arm is from 1896 and was cut from one oak that stood behind the church, as the book of accounts of the town says."
)


def wrapped(text, width=190):
    lines = [""]
    for word in text.split():
        if stringWidth(f"{lines[-1]} {word}", "Times-Roman", 11) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def made(draw, pages=1):
    file = io.BytesIO()
    page = canvas.Canvas(file)
    for _ in range(pages):
        draw(page)
        page.showPage()
    page.save()
    return file.getvalue()


def text_of(page, left=LEFT, right=RIGHT):
    """Two columns, one line of each after the other, under a title that goes over both."""
    page.setFont("Times-Bold", 18)
    page.drawString(60, 740, TITLE)
    page.setFont("Times-Roman", 11)
    rows = zip(wrapped(left), wrapped(right), strict=False)
    for number, row in enumerate(rows):
        for place, line in zip((60, 300), row, strict=True):
            page.drawString(place, 700 - 14 * number, line)


def one_column(page):
    page.setFont("Times-Bold", 18)
    page.drawString(60, 740, TITLE)
    page.setFont("Times-Roman", 11)
    for number, line in enumerate(wrapped(LEFT, 400) + wrapped(RIGHT, 400)):
        page.drawString(60, 700 - 14 * number, line)


def read(data):
    text, title = text_and_title(data, "paper.pdf")
    return " ".join(text.split()), title


def test_columns_that_a_program_writes_row_by_row():
    text, title = read(made(text_of))
    shown = min(len(wrapped(LEFT)), len(wrapped(RIGHT)))
    assert text == " ".join([TITLE, *wrapped(LEFT)[:shown], *wrapped(RIGHT)[:shown]])
    assert title == TITLE


def test_a_word_parted_at_the_end_of_a_left_column():
    lefts = ["It was built by the har-", "bour company long ago, and", *wrapped(LEFT)]
    rights = ["The crane is painted red", "and white every seven years", *wrapped(RIGHT)]

    def draw(page):
        page.setFont("Times-Roman", 11)
        for number, row in enumerate(zip(lefts, rights, strict=False)):
            for place, line in zip((60, 300), row, strict=True):
                page.drawString(place, 700 - 14 * number, line)

    assert "It was built by the harbour company long ago, and The harbour board" in read(made(draw))[0]


def test_a_table_of_figures_is_read_by_rows():
    def draw(page):
        one_column(page)
        for number in range(9):
            page.drawString(60, 500 - 14 * number, f"Year {2020 + number}")
            page.drawString(300, 500 - 14 * number, f"{number * 7 + 3} boats")

    assert "Year 2020 3 boats Year 2021 10 boats Year 2022 17 boats" in read(made(draw))[0]


@pytest.mark.parametrize("pages", [1, 3])
def test_text_that_is_turned_is_left_out(pages):
    def draw(page):
        one_column(page)
        page.saveState()
        page.translate(30, 300)
        page.rotate(90)
        page.drawString(0, 0, "printed on the paper of the press office")
        page.restoreState()
        page.saveState()
        page.translate(150, 300)
        page.rotate(45)
        page.setFont("Times-Bold", 90)
        page.drawString(0, 0, "DRAFT")
        page.restoreState()

    text, title = read(made(draw, pages))
    assert "DRAFT" not in text
    assert "press office" not in text
    assert text.count(LEFT) == 1 or pages > 1
    assert title == TITLE


@pytest.mark.parametrize("how", ["transparent", "light"])
def test_a_watermark_across_the_page_is_no_text_and_no_title(how):
    def draw(page):
        page.saveState()
        if how == "transparent":
            page.setFillAlpha(0.3)
        else:
            page.setFillGray(0.85)
        page.setFont("Times-Bold", 80)
        page.drawString(100, 620, "SAMPLE")
        page.restoreState()
        one_column(page)

    text, title = read(made(draw))
    assert text == f"{TITLE} {LEFT} {RIGHT}"
    assert title == TITLE


def test_a_page_that_is_turned_as_a_whole_is_read():
    def draw(page):
        page.translate(500, 50)
        page.rotate(90)
        page.setFont("Times-Roman", 11)
        for number, line in enumerate(wrapped(LEFT, 400)):
            page.drawString(0, 300 - 14 * number, line)

    assert "The harbour board met for six hours" in read(made(draw))[0]
