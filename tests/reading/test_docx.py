"""Word documents, written here as the parts that Word writes."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.reading import docx
from summarize.reading.content import Input
from summarize.reading.formats import read_content

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def document(body, prologue='<?xml version="1.0" encoding="UTF-8"?>'):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml", f"{prologue}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        )
    return file.getvalue()


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_and_runs():
    body = paragraph(run("The ferry stays")) + paragraph(
        run("“It is the "), run("road to school,”"), run(" said Lopez.")
    )
    content = read_content(Input(document(body), "standard input"))
    assert content.text == "The ferry stays\n\n“It is the road to school,” said Lopez."


def test_tracked_insertions_are_in_and_deletions_are_out():
    inserted = f'<w:ins w:id="1" w:author="A">{run("two ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>three </w:delText></w:r></w:del>'
    assert (
        docx.read(Input(document(paragraph(run("one "), inserted, deleted, run("four"))), "a.docx")).text
        == "one two four"
    )


def test_links_are_their_words():
    link = f'<w:hyperlink w:anchor="x">{run("the vote")}</w:hyperlink>'
    assert (
        docx.read(Input(document(paragraph(run("After "), link, run("."))), "a.docx")).text
        == "After the vote."
    )


def test_a_document_without_text_says_so():
    with pytest.raises(InputError, match="no text"):
        docx.read(Input(document(paragraph()), "a.docx"))


def test_a_document_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(docx, "MAX_BYTES", 1 << 20)
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        docx.read(Input(document(paragraph(run(" " * (2 << 20)))), "a.docx"))


def test_entities_neither_grow_nor_read_files():
    grow = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa">{grow}]>'
    with pytest.raises(InputError, match="can't be read as a Word document"):
        docx.read(Input(document(paragraph(run("&e11;")), bomb), "a.docx"))
    outside = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hosts">]>'
    with pytest.raises(InputError):
        docx.read(Input(document(paragraph(run("&x;")), outside), "a.docx"))


SOUND = document(paragraph(run("The ferry stays.")))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_document_is_text_or_an_input_error(position, damage):
    try:
        content = docx.read(Input(SOUND[:position] + damage + SOUND[position + len(damage) :], "a.docx"))
    except InputError:
        return
    assert content.text.strip()
