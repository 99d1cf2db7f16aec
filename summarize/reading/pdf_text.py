"""A PDF to its text, by PDFium: the lines with their places, which `paragraphs` then joins.

PDFium was chosen by trying it against pypdf and pdfplumber on files of LibreOffice, Chromium and ReportLab, in one column
and two: it is ten to twenty times as fast, reads columns in order, and gives the place of every glyph, from which `bidi`
makes the order of Arabic. Of the others, pypdf makes 54 of 45 in Arabic, and pdfplumber reverses the letters.
"""

import contextlib
import ctypes
import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.reading.apart import serve
from summarize.reading.bidi import Glyph, in_reading_order, is_rtl
from summarize.reading.columns import Row, by_column
from summarize.reading.drop_caps import with_drop_caps
from summarize.reading.limits import MAX_PAGES, MIN_PDF_TEXT
from summarize.reading.lines import Line
from summarize.reading.paragraphs import joined, title_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

# PDFium puts this where a line ends in a hyphen, in place of the hyphen and the line break.
_HYPHEN = "\x02"
# What programs set where a soft hyphen parts a word, if the font has it.
_SOFT_HYPHENS = ("\u2010", "\u00ad")
# So many single letters in a row are a word set wide. A gap this many times the usual one between them parts two words.
_LETTERS = 4
_WORD_GAP = 1.6
# Turned by less than half of so many degrees is upright. A watermark is less opaque than this, or as light as this and so
# many times as large as the text.
_TURN = 15
_OPAQUE = 0.6
_LIGHT, _LARGE = 0.7, 2.5
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\ufeff\ufffe\uffff]")
# Glyphs that fonts have for letters side by side, or for an Arabic letter's place in its word.
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")


def text_and_title(data: bytes, name: str) -> tuple[str, str | None]:
    """The text of a PDF: paragraphs apart by a blank line, words that were hyphenated at a line's end made whole.

    Raises InputError where the file is damaged, needs a password, or has no text (a scan).
    """
    import pypdfium2

    with contextlib.ExitStack() as stack:
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
                f"{name} has {len(document)} pages, more than {MAX_PAGES}; give brief one article of it, or set BRIEF_MAX_PAGES"
            )
        try:
            lines = with_drop_caps([line for page in range(len(document)) for line in _lines(document, page)])
        except pypdfium2.PdfiumError:
            raise InputError(f"{name} has a damaged page; print it to a new PDF") from None
    text = joined(lines)
    if len(text.strip()) < MIN_PDF_TEXT:
        raise InputError(
            f"{name} has no text in it, perhaps it is a scan; run a text recognition such as ocrmypdf first"
        )
    return text, title_of(lines)


def _lines(document: "PdfDocument", number: int) -> Iterator[Line]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        glyphs = list(_glyphs(text_page))
    finally:
        text_page.close()
        page.close()
    page_is_rtl = is_rtl("".join(glyph.character for glyph in glyphs))
    for row in by_column(list(_rows(glyphs)), is_rtl=page_is_rtl):
        yield _line(row, number, page_is_rtl)


def _rows(glyphs: Sequence[Glyph]) -> Iterator[Row]:
    line: list[Glyph] = []
    for glyph in [*glyphs, None]:
        if glyph is not None and glyph.character not in ("\r", "\n", _HYPHEN):
            line.append(glyph)
            continue
        row = Row(tuple(line), glyph is not None and glyph.character == _HYPHEN)
        # What has no width is PDFium's own: spaces and ends of lines.
        if row.inked:
            yield row
        line = []


def _line(row: Row, page: int, page_is_rtl: bool) -> Line:
    glyphs, inked = list(row.glyphs), row.inked
    text = "".join(glyph.character for glyph in glyphs)
    # A line of numbers alone goes the way of its page.
    reads_rtl = is_rtl(text) or (page_is_rtl and not any(map(str.isalpha, text)))
    soft = text.rstrip()[-1:] if text.rstrip().endswith(_SOFT_HYPHENS) else ""
    shown = _cleaned(in_reading_order(glyphs) if reads_rtl else _closed_up(glyphs))
    return Line(
        text=shown.removesuffix(soft),
        page=page,
        left=min(glyph.left for glyph in inked),
        right=max(glyph.right for glyph in inked),
        baseline=median_low(glyph.baseline for glyph in inked),
        size=max(median_low(glyph.size for glyph in inked), 1.0),
        hyphen="-" if row.hyphenated else soft,
        is_rtl=reads_rtl,
    )


def _closed_up(glyphs: list[Glyph]) -> str:
    """The text of a line from left to right; words set wide, which PDFium takes apart into letters, are words again."""
    words = [
        list(group)
        for is_space, group in itertools.groupby(glyphs, key=lambda glyph: glyph.character.isspace())
        if not is_space
    ]
    texts: list[str] = []
    for is_letter, run in itertools.groupby(words, key=lambda word: len(word) == 1):
        parts = list(run)
        if is_letter and sum(word[0].character.isalpha() for word in parts) >= _LETTERS:
            texts += _words_set_wide([word[0] for word in parts])
        else:
            texts += ["".join(glyph.character for glyph in word) for word in parts]
    return " ".join(texts)


def _words_set_wide(letters: list[Glyph]) -> list[str]:
    gaps = [after.left - before.right for before, after in itertools.pairwise(letters)]
    usual = median_low(gaps)
    words = [letters[0].character]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > _WORD_GAP * usual:
            words.append(letter.character)
        else:
            words[-1] += letter.character
    return words


def _glyphs(page: "PdfTextPage") -> Iterator[Glyph]:
    """The glyphs of a page, but for those that are turned otherwise than most of them, and for watermarks."""
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    # Each glyph, which way it is turned, and how it is coloured; spaces and ends of lines, which PDFium puts in, neither.
    glyphs: list[tuple[Glyph, int | None, tuple[float, float] | None]] = []
    shade: tuple[float, float] | None = None
    for index in range(page.count_chars()):
        raw.FPDFText_GetMatrix(page, index, matrix)
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        left, _, right, _ = page.get_charbox(index, loose=True)
        glyph = Glyph(
            character=chr(raw.FPDFText_GetUnicode(page, index)),
            x=x.value,
            baseline=y.value,
            left=left,
            right=right,
            size=raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d),
        )
        if right <= left or glyph.character.isspace():
            shade = None
            glyphs.append((glyph, None, None))
            continue
        # A word has one colour: asking for each glyph's would take a third of the time.
        shade = shade or _shade(page, index)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / _TURN) % round(360 / _TURN)
        glyphs.append((glyph, turn, shade))
    if not any(shade for _, _, shade in glyphs):
        return
    most = Counter(turn for _, turn, _ in glyphs if turn is not None).most_common(1)[0][0]
    usual = median_low([glyph.size for glyph, turn, _ in glyphs if turn is not None])
    for glyph, way, colour in glyphs:
        if colour is not None:
            light, opaque = colour
            is_faint = opaque < _OPAQUE or (light > _LIGHT and glyph.size > _LARGE * usual)
            if way != most or is_faint:
                continue
        yield glyph


def _shade(page: "PdfTextPage", index: int) -> tuple[float, float]:
    """How light and how opaque a glyph is, from 0 to 1."""
    from pypdfium2 import raw

    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(page, index, red, green, blue, opaque):
        return 0.0, 1.0
    return min(red.value, green.value, blue.value) / 255, opaque.value / 255


def _cleaned(text: str) -> str:
    # PDFium counts in UTF-16: a character beyond the first plane comes as two halves.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return _UNWANTED.sub("", text.replace("\t", " ")).strip()


if __name__ == "__main__":
    serve(lambda data, name: dict(zip(("text", "title"), text_and_title(data, name), strict=True)))
