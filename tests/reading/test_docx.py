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


def styles(*named):
    """A part of styles, each an id, a name, and the id of the one that it is made from."""
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
        for key, name, base in named
    )
    return f"<w:styles {NAMES}>{made}</w:styles>"


def document(body, prologue='<?xml version="1.0" encoding="UTF-8"?>', styles=None, names=NAMES):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml", f"{prologue}<w:document {names}><w:body>{body}</w:body></w:document>"
        )
        if styles:
            archive.writestr("word/styles.xml", styles)
    return file.getvalue()


def paragraph(*runs, style=None):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def read(body, **parts):
    return docx.read(Input(document(body, **parts), "a.docx"))


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


@pytest.mark.parametrize("element", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>', "<w:tab/>"])
def test_a_break_inside_a_quote_parts_its_words(element):
    body = paragraph(
        run("“We patched it for thirty years"), f"<w:r>{element}</w:r>", run("and it laughed,” said Falk.")
    )
    assert read(body).text.split() == [
        *("“We", "patched", "it", "for", "thirty", "years", "and", "it", "laughed,”", "said", "Falk.")
    ]


def test_hyphens_that_word_keeps_and_those_that_it_only_may_set():
    body = paragraph(
        run("F"), "<w:r><w:noBreakHyphen/></w:r>", run("16, un"), "<w:r><w:softHyphen/></w:r>", run("seen")
    )
    assert read(body).text == "F\u201116, unseen"


def test_a_tab_stop_is_no_tab():
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    assert read(f"<w:p>{stops}{run('one')}{run('two')}</w:p>").text == "onetwo"


def test_what_word_does_not_show_is_left_out():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not for print </w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>for print</w:t></w:r>'
    moved = f'<w:moveFrom w:id="1" w:author="A">{run("old place ")}</w:moveFrom>'
    field = '<w:r><w:instrText>HYPERLINK "https://courier.example"</w:instrText></w:r>'
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{paragraph(run('Click here to enter text.'))}</w:sdtContent></w:sdt>"
    )
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('In a control.'))}</w:sdtContent></w:sdt>"
    assert read(paragraph(hidden, moved, field, shown) + empty + filled).text == "for print\n\nIn a control."


def test_a_text_box_stands_after_the_paragraph_that_it_hangs_on_and_once():
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    names = NAMES + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = paragraph(run("“It is"), f"<w:r>{both}</w:r>", run(" the road,” he said.")) + paragraph(
        run("End.")
    )
    assert read(body, names=names).text == "“It is the road,” he said.\n\nIn the box.\n\nEnd."


def test_a_document_in_the_strict_form():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    assert read(paragraph(run("The ferry stays.")), names=strict).text == "The ferry stays."


GERMAN = styles(("Titel", "Title", ""), ("berschrift1", "heading 1", ""), ("Kopf", "Headline", "berschrift1"))
LINE = paragraph(run("The council voted for the ferry on Monday evening, after five hours of talk."))


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            paragraph(run("Courier")) + paragraph(run("The ferry stays"), style="Titel") + LINE,
            "The ferry stays",
        ),
        (
            paragraph(run("Courier")) + paragraph(run("The ferry stays"), style="berschrift1") + LINE,
            "The ferry stays",
        ),
        (
            paragraph(run("Courier")) + paragraph(run("The ferry stays"), style="Kopf") + LINE,
            "The ferry stays",
        ),
        (LINE * 5 + paragraph(run("Costs"), style="berschrift1") + LINE, None),
        (paragraph(run("Courier")) + LINE, None),
    ],
)
def test_the_title_is_what_the_styles_say_in_any_language(body, title):
    assert read(body, styles=GERMAN).title == title


def test_a_table_of_contents_is_no_text():
    listed = styles(("Verzeichnis1", "toc 1", ""))
    assert read(paragraph(run("Costs 3"), style="Verzeichnis1") + LINE, styles=listed).text.startswith(
        "The council"
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


@pytest.mark.parametrize(
    "body", ["<w:p>" * 2_000, "<w:p/>" * 100_001], ids=["in each other", "beside each other"]
)
def test_a_document_of_more_paragraphs_than_anybody_writes_is_refused(body: str) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    with pytest.raises(InputError, match="paragraphs"):
        read_content(Input(packed.getvalue(), "bomb.docx"))


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    deleted = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    body = f"{deleted}{run('“It is the road ')}</w:p>{paragraph(run('to school,” said Lopez.'))}"
    assert read(body).text == "“It is the road to school,” said Lopez."


def test_a_drop_cap_stands_with_its_word():
    cap = f'<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>{run("T")}</w:p>'
    assert read(cap + paragraph(run("he ferry stays."))).text == "The ferry stays."


def test_captions_are_no_text_and_a_tab_to_a_margin_is_one():
    named = styles(("Beschriftung", "caption", ""))
    body = (
        paragraph(run("It costs"), '<w:r><w:ptab w:alignment="right"/></w:r>', run("2 million."))
        + paragraph(run("Figure 1: the ferry"), style="Beschriftung")
        + paragraph(run("Nobody else pays."))
    )
    assert read(body, styles=named).text == "It costs\t2 million.\n\nNobody else pays."


def test_a_quote_pulled_into_a_box_stands_once():
    quote = "“It is the road to school for all of us”"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run(quote))}</w:txbxContent></w:pict></w:r>"
    other = f"<w:r><w:pict><w:txbxContent>{paragraph(run('The county pays a third.'))}</w:txbxContent></w:pict></w:r>"
    body = paragraph(box, run("The ferry stays.")) + paragraph(run(f"{quote[:-1]},” said Lopez."), other)
    assert read(body).text == f"The ferry stays.\n\n{quote[:-1]},” said Lopez.\n\nThe county pays a third."
