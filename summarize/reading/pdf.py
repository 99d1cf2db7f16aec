"""A PDF to its text, by PDFium: the lines with their places, which `paragraphs` then joins.

PDFium was chosen by trying it against pypdf and pdfplumber on files of LibreOffice and ReportLab, in one column and two:
it alone gives Arabic in its logical order with its numbers right (pypdf makes 54 of 45, pdfplumber reverses the letters),
and it is ten to twenty times as fast.
"""

import contextlib
import ctypes
import itertools
import math
import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

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
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
_MIRRORED = str.maketrans("«»()[]{}‹›", "»«)(][}{›‹")
_INSIDE_OUT = re.compile(r"(?:^|\s)[»)\]}›](?=\w)|(?<=\w)[«(\[{‹](?=$|[\s.,،؛:])")

# The signs of Hebrew and Arabic that stand over or under a letter.
_VOWEL_SIGN = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670]")
_ALEFS = "اأإآٱ"


class _Glyph(NamedTuple):
    """A character and its place on the page, in points."""

    character: str
    left: float
    right: float
    baseline: float
    size: float


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
        glyphs = _in_order(list(_glyphs(text_page)))
    finally:
        text_page.close()
        page.close()
    line: list[_Glyph] = []
    for glyph in glyphs:
        if glyph.character not in ("\r", "\n", _HYPHEN):
            line.append(glyph)
        elif line:
            yield from _line(line, number, glyph.character == _HYPHEN)
            line = []
    if line:
        yield from _line(line, number, False)


def _glyphs(page: "PdfTextPage") -> Iterator[_Glyph]:
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        raw.FPDFText_GetMatrix(page, index, matrix)
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        left, _, right, _ = page.get_charbox(index, loose=True)
        yield _Glyph(
            character=chr(raw.FPDFText_GetUnicode(page, index)),
            left=left,
            right=right,
            baseline=y.value,
            size=raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d),
        )


def _in_order(glyphs: Sequence[_Glyph]) -> list[_Glyph]:
    """The glyphs without spaces that stand for nothing, and with the letters of a ligature in their order.

    PDFium turns Arabic from the order on the page into the order of reading, and the letters of one glyph with it, which
    were in order: a lam with an alef after it becomes an alef with a lam. Those letters share one place.
    """
    kept = [
        glyph
        for before, glyph, after in zip([None, *glyphs], glyphs, [*glyphs[1:], None], strict=False)
        # PDFium puts spaces of no width round a vowel sign, which stands above its letter, as between words.
        if glyph.character != " " or glyph.right > glyph.left or not (_is_sign(before) or _is_sign(after))
    ]
    runs = [
        list(run)
        for _, run in itertools.groupby(kept, key=lambda glyph: (glyph.left, glyph.right, glyph.baseline))
    ]
    is_turned = any(len(run) == 2 and run[0].character in _ALEFS and run[1].character == "ل" for run in runs)
    return [
        glyph
        for run in runs
        for glyph in (reversed(run) if is_turned and all(_is_rtl(g.character) for g in run) else run)
    ]


def _is_sign(glyph: _Glyph | None) -> bool:
    return glyph is not None and unicodedata.combining(glyph.character) > 0


def _is_rtl(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")


def _with_signs_in_place(glyphs: Sequence[_Glyph], inked: Sequence[_Glyph]) -> list[_Glyph]:
    """The glyphs of a line, each vowel sign behind the letter that it stands over: PDFium may put it anywhere."""
    placed = [glyph for glyph in glyphs if not _VOWEL_SIGN.match(glyph.character)]
    letters = [glyph for glyph in inked if _is_rtl(glyph.character)]
    for sign in glyphs:
        if _VOWEL_SIGN.match(sign.character) and letters:
            middle = (sign.left + sign.right) / 2
            letter = min(letters, key=lambda glyph: abs((glyph.left + glyph.right) / 2 - middle))
            placed.insert(placed.index(letter) + 1, sign)
    return placed


def _line(glyphs: Sequence[_Glyph], page: int, hyphenated: bool) -> Iterator[Line]:
    """The line that the glyphs make, if there is anything to read on it."""
    inked = [glyph for glyph in glyphs if not glyph.character.isspace() and glyph.right > glyph.left]
    if not inked:
        return
    glyphs = _with_signs_in_place(glyphs, inked)
    # PDFium counts in UTF-16: a character beyond the first plane comes as two halves.
    halves = "".join(glyph.character for glyph in glyphs).encode("utf-16", "surrogatepass")
    text = _LIGATURES.sub(
        lambda match: unicodedata.normalize("NFKC", match.group()), halves.decode("utf-16", "replace")
    )
    text = _UNWANTED.sub("", text.replace("\t", " ")).strip()
    is_rtl = sum(map(_is_rtl, text)) > len(text) / 3
    if is_rtl and _INSIDE_OUT.search(text):
        # Some writers name the mirrored glyph that stands on the page, not the character that was typed.
        text = text.translate(_MIRRORED)
    yield Line(
        text=text,
        page=page,
        left=min(glyph.left for glyph in inked),
        right=max(glyph.right for glyph in inked),
        baseline=median_low(glyph.baseline for glyph in inked),
        size=max(median_low(glyph.size for glyph in inked), 1.0),
        hyphenated=hyphenated,
        is_rtl=is_rtl,
    )
