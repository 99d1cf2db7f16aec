"""PDFs: some made by a word processor and by a browser (documents/), the rest made here by ReportLab."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from summarize.errors import InputError
from summarize.reading import pdf
from summarize.reading.content import Input
from summarize.reading.lines import Line
from summarize.reading.paragraphs import joined
from summarize.reading.pdf_text import text_and_title

DOCUMENTS = Path(__file__).parent / "documents"
EXAMPLES = Path(__file__).parents[2] / "examples"


def paragraphs_of(example):
    return [line for line in (EXAMPLES / example).read_text(encoding="utf-8").splitlines() if line.strip()]


def typeset(paragraphs, columns=1, indent=0, space=6, alignment=4, times=1):
    """A document with a running head and page numbers; the first paragraph is set as its title."""
    file = io.BytesIO()
    width, gap = 480, 20
    column = (width - (columns - 1) * gap) / columns
    frames = [
        Frame(60 + n * (column + gap), 60, column, 680, leftPadding=0, rightPadding=0) for n in range(columns)
    ]

    def furniture(page, document):
        page.setFont("Times-Roman", 9)
        page.drawString(60, 790, "The Port Alden Gazette")
        page.drawCentredString(300, 30, f"Page {document.page} of 9")

    document = BaseDocTemplate(file)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=18, leading=22, spaceAfter=10)
    body = ParagraphStyle(
        "body",
        fontName="Times-Roman",
        fontSize=11,
        leading=14,
        alignment=alignment,
        firstLineIndent=indent,
        spaceAfter=space,
    )
    made = [Paragraph(paragraphs[0], title)]
    made += [Paragraph(text, body) for text in paragraphs[1:] * times]
    document.build(made)
    return file.getvalue()


def drawn(lines, leading=14, **options):
    file = io.BytesIO()
    page = canvas.Canvas(file, **options)
    for number, line in enumerate(lines):
        page.drawString(60, 780 - leading * number, line)
    page.showPage()
    page.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("document", "example"),
    [
        ("bridge-two-columns.pdf", "bridge.ru.txt"),
        ("dam-two-columns.pdf", "dam.ar.txt"),
        ("dam-justified.pdf", "dam.ar.txt"),
        ("dam-browser.pdf", "dam.ar.txt"),
    ],
)
def test_what_other_programs_write_comes_out_paragraph_by_paragraph(document, example):
    content = pdf.read(Input((DOCUMENTS / document).read_bytes(), document))
    title, *body = paragraphs_of(example)
    times = content.text.count(body[0])
    assert content.title == title
    assert content.text.removeprefix("The Port Alden Gazette\n\n").split("\n\n") == [title, *body * times]
    assert times > 1


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize(("indent", "space"), [(0, 6), (14, 0)])
@pytest.mark.parametrize("alignment", [0, 4], ids=["ragged", "justified"])
def test_paragraphs_come_back_however_they_are_set(columns, indent, space, alignment):
    source = [text for text in paragraphs_of("harbour.en.txt") if not text.startswith("By ")]
    content = pdf.read(Input(typeset(source, columns, indent, space, alignment), "a.pdf"))
    # On a single page nothing tells the running head from the text.
    assert (content.title, content.text.split("\n\n")) == (source[0], ["The Port Alden Gazette", *source])


def test_running_heads_and_page_numbers_of_many_pages_are_left_out():
    source = paragraphs_of("harbour.en.txt")
    text = pdf.read(Input(typeset(source, 2, 14, 0, times=8), "a.pdf")).text
    assert text.split("\n\n") == [source[0], *source[1:] * 8]


def test_words_divided_at_a_line_end_are_made_whole():
    lines = [
        "The harbour council voted on Tues-",
        "day for a long-term plan, and the chair-",
        "woman called the long-",
        "term plan well-founded. McDonald-",
        "Smith spoke of the years 2019-",
        "2024, and so did all the others then.",
    ]
    assert pdf.read(Input(drawn(lines), "a.pdf")).text == (
        "The harbour council voted on Tuesday for a long-term plan, and the chairwoman called the long-term plan "
        "well-founded. McDonald-Smith spoke of the years 2019-2024, and so did all the others then."
    )


def test_a_scan_has_no_text():
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.rect(100, 100, 300, 400, fill=1)
    page.showPage()
    page.save()
    with pytest.raises(InputError, match="perhaps it is a scan"):
        pdf.read(Input(file.getvalue(), "a.pdf"))


def test_a_password_and_a_damaged_file_are_said():
    with pytest.raises(InputError, match="needs a password"):
        pdf.read(Input(drawn(["The ferry stays for ever."], encrypt=StandardEncryption("secret")), "a.pdf"))
    with pytest.raises(InputError, match="damaged or no PDF"):
        pdf.read(Input(b"%PDF-1.7\nnothing", "a.pdf"))


def test_a_document_that_opens_without_a_password_is_read():
    data = drawn(["The ferry stays for ever."], encrypt=StandardEncryption("", ownerPassword="x"))
    assert pdf.read(Input(data, "a.pdf")).text == "The ferry stays for ever."


WHOLE = drawn(["The ferry stays for ever, said the council."] * 5, pageCompression=0)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8), st.integers(0, len(WHOLE)))
def test_a_damaged_document_is_text_or_an_input_error(position, damage, length):
    try:
        damaged = (WHOLE[:position] + damage + WHOLE[position + len(damage) :])[: max(length, 200)]
        # Without the process round it: sixty would take half a minute.
        text, _ = text_and_title(damaged, "a.pdf")
    except InputError:
        return
    assert text.strip()


def test_a_word_set_wide_is_a_word():
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setFont("Times-Roman", 11)
    text = page.beginText(60, 700)
    text.textOut("The wall is ")
    text.setCharSpace(4)
    text.textOut("entirely")
    text.setCharSpace(0)
    text.textOut(" safe, said Falkner on Monday.")
    page.drawText(text)
    page.save()
    shown = pdf.read(Input(file.getvalue(), "a.pdf")).text
    assert shown == "The wall is entirely safe, said Falkner on Monday."


def test_a_drop_cap_begins_its_word_and_is_no_title():
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setFont("Times-Roman", 40)
    page.drawString(60, 670, "T")
    page.setFont("Times-Roman", 11)
    for number, line in enumerate(["he weir at Oldmere, which broke in", "two places during the storm of"]):
        page.drawString(90, 690 - 14 * number, line)
    page.drawString(60, 662, "January, will be rebuilt before spring.")
    page.save()
    content = pdf.read(Input(file.getvalue(), "a.pdf"))
    assert content.title is None
    assert content.text == (
        "The weir at Oldmere, which broke in two places during the storm of January, will be rebuilt before spring."
    )


@pytest.mark.parametrize("hyphen", ["\u00ad", "\u2010"])
def test_a_soft_hyphen_at_a_lines_end_is_gone(hyphen):
    lines = [
        Line(text, 0, 60, 300, 700 - 14 * number, 11, end)
        for number, (text, end) in enumerate(
            [("die Mauer ge", hyphen), ("flickt und die", ""), ("Mühlen", hyphen), ("besitzer.", "")]
        )
    ]
    assert joined(lines) == "die Mauer geflickt und die Mühlenbesitzer."
