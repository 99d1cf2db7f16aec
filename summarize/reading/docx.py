"""A Word document (.docx) to its text as Word shows it: insertions in, deletions, hidden text and placeholders out.

Its XML (ECMA-376, part 1, WordprocessingML) goes by once and no tree is built, so a document that unpacks to a thousand
times its size costs no more memory than its text.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from summarize.errors import InputError
from summarize.language.characters import CLOSING, OPENING
from summarize.reading.content import Content, Input
from summarize.reading.limits import (
    MAX_ABOVE_HEADLINE,
    MAX_BYTES,
    MAX_NESTED,
    MAX_PARAGRAPHS,
    MAX_SEARCHED,
    MAX_TITLE,
)
from summarize.reading.unread import ZIP

_MAIN_PART = re.compile(r"word/document\d*\.xml")
_STYLES = "word/styles.xml"
# What the modules used here raise on archives and XML that were damaged in thousands of ways.
_DAMAGE = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
# The namespaces of the elements that matter: text in its transitional and strict form, alternatives, formulas.
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PREFIXES = {**dict.fromkeys(_WORD, "w:"), _COMPATIBILITY: "mc:", _MATH: "m:"}
# What stands for characters. A soft hyphen isn't shown, and a break of a line, column or page parts words.
_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
# Elements whose text isn't shown: what was deleted or moved away, the second form of an alternative, the small letters
# over a word that say how it is read.
_UNSEEN = ("w:del", "w:moveFrom", "mc:Fallback", "w:rt")
_PLACEHOLDER = "w:showingPlcHdr"
# Styles of what isn't the text: tables of contents, captions of pictures.
_BESIDE = ("toc", "caption")
# A quote that is pulled out of the text is no shorter.
_PULLED = 30
_OFF = ("0", "false", "off")


class _TooMany(Exception):
    """The document has more paragraphs than anybody writes."""


def accepts(given: Input) -> bool:
    """Whether an input is an archive with a Word document's main part in it."""
    if not given.data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            return any(map(_MAIN_PART.fullmatch, archive.namelist()))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def read(given: Input) -> Content:
    """The paragraphs of a document, apart by a blank line; its title is what its styles call one.

    Raises InputError where the file is damaged, has no text, or unpacks to more than the limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            sizes = {member.filename: member.file_size for member in archive.infolist()}
            main = next(filter(_MAIN_PART.fullmatch, sizes), "")
            # An archive gives no more of a member than the size that it claims.
            if sizes[main] + sizes.get(_STYLES, 0) > MAX_BYTES:
                raise InputError(
                    f"{given.name} unpacks to more than {MAX_BYTES >> 20} MB; copy the article into a text file"
                )
            document, styles = _Document(), _Styles()
            _parse(archive, main, document)
            if _STYLES in sizes:
                _parse(archive, _STYLES, styles)
    except _TooMany:
        raise InputError(
            f"{given.name} has more than {MAX_PARAGRAPHS:,} paragraphs, or {MAX_NESTED:,} in each other; copy the article"
            " into a text file"
        ) from None
    except _DAMAGE as error:
        raise InputError(
            f"{given.name} can't be read as a Word document ({type(error).__name__}); save it anew"
        ) from None
    paragraphs = _without_pulled([paragraph for paragraph in document.paragraphs if paragraph.text.strip()])
    shown = [(styles.name_of(paragraph.style), paragraph.text.strip()) for paragraph in paragraphs]
    blocks = [(style, text) for style, text in shown if not style.startswith(_BESIDE)]
    if not blocks:
        raise InputError(f"{given.name} has no text in it; copy the article into a text file")
    return Content("\n\n".join(text for _, text in blocks), title=_title(blocks))


def _without_pulled(paragraphs: list["_Paragraph"]) -> list["_Paragraph"]:
    """The paragraphs without those in boxes that say once more what stands in the text."""
    text = "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boxed)
    left = MAX_SEARCHED // max(len(text), 1)
    kept: list[_Paragraph] = []
    for paragraph in paragraphs:
        said = paragraph.text.strip(f"{OPENING}{CLOSING} ")
        if paragraph.is_boxed and len(said) >= _PULLED and left > 0:
            left -= 1
            if said in text:
                continue
        kept.append(paragraph)
    return kept


def _title(blocks: list[tuple[str, str]]) -> str | None:
    """What is styled as the title, or the first heading where it stands above the text."""
    title = next((text for style, text in blocks if style == "title"), None)
    above = 0
    for style, text in blocks:
        if title is not None or above > MAX_ABOVE_HEADLINE:
            break
        if style.startswith("heading"):
            title = text
        above += len(text)
    title = " ".join((title or "").split())
    return title if 0 < len(title) <= MAX_TITLE else None


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: its style's id, its text, and what stands in boxes that hang on it.

    It goes on in the next one where its end was deleted, or where it is a drop cap.
    """

    style: str = ""
    text: str = ""
    is_boxed: bool = False
    goes_on: bool = False
    boxes: list["_Paragraph"] = field(default_factory=list)


class _Document:
    """What the elements of a document's main part come to: its paragraphs, in order."""

    def __init__(self) -> None:
        self.paragraphs: list[_Paragraph] = []
        # The paragraphs that are open: one, and those of a text box inside it.
        self._open: list[_Paragraph] = []
        self._parts: list[list[str]] = []
        self._runs: list[bool] = []
        self._unseen = 0
        self._begun = 0
        # One for each open content control: whether it shows only its placeholder.
        self._placeholders: list[bool] = []
        self._in_text = False
        self._in_properties = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._note_property(name, attributes)
        if name in _UNSEEN or (name == "w:sdtContent" and self._placeholders and self._placeholders[-1]):
            self._unseen += 1
        elif name == "w:sdt":
            self._placeholders.append(False)
        elif name == _PLACEHOLDER and self._placeholders:
            self._placeholders[-1] = attributes.get("val") not in _OFF
        elif name == "w:p":
            self._begun += 1
            if self._begun > MAX_PARAGRAPHS or len(self._open) > MAX_NESTED:
                raise _TooMany
            self._open.append(_Paragraph(is_boxed=bool(self._open)))
            self._parts.append([])
        elif name == "w:pStyle" and self._open:
            self._open[-1].style = attributes.get("val", "")
        elif name == "w:r":
            self._runs.append(True)
        elif name == "w:vanish" and self._runs and attributes.get("val") not in _OFF:
            self._runs[-1] = False
        elif name in ("w:t", "m:t"):
            self._in_text = True
        # A tab stop in a paragraph's properties has the name of a tab, but stands in no run.
        elif name in _CHARACTERS and self._runs:
            self._write(_CHARACTERS[name])

    def _note_property(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:pPr":
            self._in_properties = True
        elif self._in_properties and self._open and _goes_on(name, attributes):
            self._open[-1].goes_on = True

    def end(self, name: str) -> None:
        if name in _UNSEEN or (name == "w:sdtContent" and self._placeholders and self._placeholders[-1]):
            self._unseen -= 1
        elif name == "w:pPr":
            self._in_properties = False
        elif name == "w:sdt":
            self._placeholders.pop()
        elif name == "w:p":
            paragraph = self._open.pop()
            paragraph.text = "".join(self._parts.pop())
            above = self._open[-1].boxes if self._open else self.paragraphs
            if above and above[-1].goes_on:
                paragraph.text = above.pop().text + paragraph.text
            above.extend(
                [*paragraph.boxes, paragraph] if paragraph.goes_on else [paragraph, *paragraph.boxes]
            )
        elif name == "w:r":
            self._runs.pop()
        elif name in ("w:t", "m:t"):
            self._in_text = False

    def characters(self, text: str) -> None:
        if self._in_text:
            self._write(text)

    def _write(self, text: str) -> None:
        if self._parts and not self._unseen and all(self._runs):
            self._parts[-1].append(text)


def _goes_on(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a paragraph with this among its properties has no end of its own."""
    return name in ("w:del", "w:moveFrom") or (
        name == "w:framePr" and attributes.get("dropCap") in ("drop", "margin")
    )


class _Styles:
    """The names of a document's styles, which are English whatever the writer's language; their ids are not."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._current = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:style":
            self._current = attributes.get("styleId", "")
        elif name == "w:name":
            self._names[self._current] = attributes.get("val", "").lower()
        elif name == "w:basedOn":
            self._bases[self._current] = attributes.get("val", "")

    def end(self, name: str) -> None:
        pass

    def characters(self, text: str) -> None:
        pass

    def name_of(self, style: str) -> str:
        """A style's name, or that of the title or heading that it is made from."""
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            name = self._names.get(style, style.lower())
            if name == "title" or name.startswith(("heading", *_BESIDE)):
                return name
            style = self._bases.get(style, "")
        return ""


def _parse(archive: zipfile.ZipFile, member: str, handler: "_Document | _Styles") -> None:
    """Tell `handler` the elements and texts of a member. Raises what _DAMAGE names."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(
        _short(name), {key.rpartition(" ")[2]: value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: handler.end(_short(name))
    parser.CharacterDataHandler = handler.characters
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(member) as file:
        while chunk := file.read(1 << 16):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _short(name: str) -> str:
    """An element's name with the usual prefix of its namespace; empty for those that don't matter."""
    namespace, _, local = name.rpartition(" ")
    prefix = _PREFIXES.get(namespace)
    return prefix + local if prefix else ""


def _refuse(*_: object) -> None:
    """No program writes a document type into a Word document: whoever does wants its entities to grow, or to read files."""
    raise ValueError("a document type")
