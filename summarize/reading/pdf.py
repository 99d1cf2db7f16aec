"""A PDF to its text, by PDFium: the lines with their places, which `paragraphs` then joins.

PDFium was chosen by trying it against pypdf and pdfplumber on files of LibreOffice and ReportLab, in one column and two:
it alone gives Arabic in its logical order with its numbers right (pypdf makes 54 of 45, pdfplumber reverses the letters),
and it is ten to twenty times as fast.
"""

import contextlib
import re
import threading
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.reading.content import Content
from summarize.reading.limits import MAX_PAGES, MIN_PDF_TEXT
from summarize.reading.paragraphs import Line, joined, title_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

# PDFium keeps state of its own and must not be called by two threads at once.
_PDFIUM = threading.Lock()
# PDFium puts this where a line ends in a hyphen, in place of the hyphen and the line break.
_HYPHEN = "\x02"
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\ufeff\ufffe\uffff]")
# Glyphs that fonts have for letters side by side, or for an Arabic letter's place in its word.
_GLYPHS = re.compile("[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
_MIRRORED = str.maketrans("«»()[]{}‹›", "»«)(][}{›‹")
_INSIDE_OUT = re.compile(r"(?:^|\s)[»)\]}›](?=\w)|(?<=\w)[«(\[{‹](?=$|[\s.,،؛:])")


def read_pdf(data: bytes, name: str) -> Content:
    """The text of a PDF: paragraphs apart by a blank line, words that were hyphenated at a line's end made whole.

    Raises InputError where the file is damaged, needs a password, or has no text (a scan).
    """
    # Imported here: only PDFs need it.
    import pypdfium2

    with _PDFIUM, contextlib.ExitStack() as stack:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            meaning = (
                "needs a password; print it to a new PDF" if locked else "is damaged or no PDF; get it again"
            )
            raise InputError(f"{name} {meaning}") from None
        stack.callback(document.close)
        if len(document) > MAX_PAGES:
            raise InputError(
                f"{name} has {len(document)} pages, more than {MAX_PAGES}; give brief one article of it"
            )
        try:
            lines = [line for page in range(len(document)) for line in _lines(document, page)]
        except pypdfium2.PdfiumError:
            raise InputError(f"{name} has a damaged page; print it to a new PDF") from None
    text = joined(lines)
    if len(text.strip()) < MIN_PDF_TEXT:
        raise InputError(
            f"{name} has no text in it, perhaps it is a scan; run a text recognition such as ocrmypdf first"
        )
    return Content(text, title=title_of(lines))


def _lines(document: "PdfDocument", number: int) -> Iterator[Line]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        characters: list[str] = []
        boxes: list[tuple[float, float, float, float]] = []
        for character, box in _characters(text_page):
            if character not in ("\r", "\n", _HYPHEN):
                characters.append(character)
                if not character.isspace():
                    boxes.append(box)
            elif boxes:
                yield _line(characters, boxes, number, character == _HYPHEN)
                characters, boxes = [], []
        if boxes:
            yield _line(characters, boxes, number, False)
    finally:
        text_page.close()
        page.close()


def _characters(page: "PdfTextPage") -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    from pypdfium2 import raw

    characters = [chr(raw.FPDFText_GetUnicode(page, index)) for index in range(page.count_chars())]
    for index, character in enumerate(characters):
        left, bottom, right, top = page.get_charbox(index, loose=True)
        beside = characters[max(0, index - 1)] + characters[min(index + 1, len(characters) - 1)]
        # PDFium puts spaces of no width round a vowel sign, which stands above its letter, as between words.
        if character != " " or right > left or not any(map(unicodedata.combining, beside)):
            yield character, (left, bottom, right, top)


def _line(
    characters: list[str], boxes: list[tuple[float, float, float, float]], page: int, hyphenated: bool
) -> Line:
    # PDFium counts in UTF-16: a character beyond the first plane comes as two halves.
    text = "".join(characters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _GLYPHS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _UNWANTED.sub("", text.replace("\t", " ")).strip()
    is_rtl = sum(unicodedata.bidirectional(c) in ("R", "AL") for c in text) > len(text) / 3
    if is_rtl and _INSIDE_OUT.search(text):
        # Some writers name the mirrored glyph that stands on the page, not the character that was typed.
        text = text.translate(_MIRRORED)
    heights = sorted(top - bottom for _, bottom, _, top in boxes)
    return Line(
        text=text,
        page=page,
        left=min(box[0] for box in boxes),
        right=max(box[2] for box in boxes),
        bottom=sorted(box[1] for box in boxes)[len(boxes) // 2],
        height=heights[len(heights) // 2],
        hyphenated=hyphenated,
        is_rtl=is_rtl,
    )
