"""Hostile files with an inside: mail, documents, feeds, packed ones."""

import base64
import gzip
import io
import json
import zipfile
from html import escape
from random import Random

from tests.hostile.bombs import pdf as pdf_of
from tests.hostile.bombs import stream
from tests.hostile.pieces import mutated, prose, samples
from tests.hostile.texts import html_page, json_text, markup, text, value

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def mail(random: Random, depth: int = 0) -> tuple[str, bytes]:
    return ".eml", ("Message-ID: <a@b>\nMIME-Version: 1.0\n" + _message(random, 0)).encode("utf-8", "replace")


def _message(random: Random, depth: int) -> str:
    def header() -> str:
        return random.choice(
            (
                prose(random, most=5).replace("\n", " "),
                "=?utf-8?b?4pyT?=",
                "=?x?q?=FF?=",
                "=?utf-8?q?",
                "a@b",
                "<",
                "\u202e",
                "",
                "x" * 200,
            )
        )

    lines = [
        f"{name}: {header()}"
        for name in random.sample(
            ("From", "To", "Subject", "Date", "Reply-To", "X-Odd", "List-Id"), random.randint(1, 5)
        )
    ]
    if depth < 4 and random.random() < 0.5:
        mark = random.choice(("b", "--", "", "=_x", "\t"))
        kind = random.choice(("mixed", "alternative", "related", "digest", "x"))
        parts = [f"--{mark}\n{_message(random, depth + 1)}\n" for _ in range(random.randint(1, 4))]
        end = f"--{mark}--\n" if random.random() < 0.7 else ""
        return (
            "\n".join(lines)
            + f'\nContent-Type: multipart/{kind}; boundary="{mark}"\n\n'
            + "".join(parts)
            + end
        )
    type_ = random.choice(
        (
            "text/plain",
            "text/html",
            "message/rfc822",
            "image/png",
            "text/plain; charset=xx",
            "text/html; charset=utf-16",
            "TEXT/",
            "",
        )
    )
    coding = random.choice(("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "??"))
    body = prose(random) if "html" not in type_ else markup(random)
    if coding == "base64" and random.random() < 0.7:
        body = base64.encodebytes(body.encode("utf-8", "replace")).decode()
    return "\n".join(lines) + f"\nContent-Type: {type_}\nContent-Transfer-Encoding: {coding}\n\n{body}"


def docx(random: Random) -> tuple[str, bytes]:
    def run() -> str:
        properties = random.choice(("", "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:b/></w:rPr>", "<w:rPr/>"))
        inside = random.choice((f"<w:t>{escape(prose(random, most=30))}</w:t>", "<w:br/>", "<w:tab/>", "<w:t/>", "<w:delText>x</w:delText>", "<w:noBreakHyphen/>", "<w:sym w:char='F0E0'/>"))  # fmt: skip
        return f"<w:r>{properties}{inside}</w:r>"

    def paragraph(depth: int = 0) -> str:
        style = random.choice(
            (
                "",
                "<w:pPr><w:pStyle w:val='Title'/></w:pPr>",
                "<w:pPr><w:pStyle/></w:pPr>",
                "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
            )
        )
        inner = "".join(run() for _ in range(random.randrange(5)))
        if depth < 3 and random.random() < 0.2:
            wrap = random.choice(
                ("w:tbl", "w:sdt", "w:txbxContent", "w:ins", "w:hyperlink", "mc:AlternateContent")
            )
            inner += f"<{wrap}>{paragraph(depth + 1)}</{wrap}>"
        return f"<w:p>{style}{inner}</w:p>"

    body = "".join(paragraph() for _ in range(random.randint(0, 15)))
    kept = "".join(
        c
        for c in body
        if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    document = f'<w:document xmlns:w="{_WORD}" xmlns:mc="m"><w:body>{kept if random.random() < 0.9 else body}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as file:
        file.writestr(
            "word/document.xml", mutated(random, document.encode()) if random.random() < 0.2 else document
        )
        if random.random() < 0.5:
            file.writestr("word/styles.xml", f'<w:styles xmlns:w="{_WORD}"><w:style w:styleId="Title"><w:name w:val="{random.choice(("Title", "heading 1", ""))}"/></w:style></w:styles>')  # fmt: skip
        if random.random() < 0.3:
            file.writestr("docProps/core.xml", prose(random, most=5))
    data = made.getvalue()
    return ".docx", mutated(random, data) if random.random() < 0.3 else data


def pdf(random: Random) -> tuple[str, bytes]:
    """A small PDF of our own, since a mutation of a compressed one seldom reaches the text."""
    shows = ("({}) Tj", "[({}) -300 ({})] TJ", "({}) '", "T* ({}) Tj")
    lines = [f"1 0 0 1 {random.randint(-50, 700)} {random.choice((random.randint(-100, 900), 1e9))} Tm"]
    for _ in range(random.randint(1, 60)):
        text = "".join(c for c in prose(random, "en", most=12) if c not in "()\\")
        lines += [
            random.choice(shows).format(text, text[:5]),
            f"0 {random.choice((-12, -14, 12, 0, -0.001, -1e6))} Td",
        ]
        if random.random() < 0.1:
            lines.append(random.choice(("/F1 0 Tf", "/F1 -12 Tf", "/F1 300 Tf", "3 Tr", "0 0 0 0 0 0 Tm", "0 1 -1 0 50 50 Tm", "q", "Q", "BT", "ET", "/X Do")))  # fmt: skip
    content = ("BT /F1 12 Tf 14 TL " + "\n".join(lines) + " ET").encode("latin-1", "replace")
    box = random.choice(("0 0 612 792", "0 0 0 0", "0 0 -1 99999999", "a"))
    kids, count = " ".join(["3 0 R"] * random.choice((1, 1, 1, 3))), random.choice((1, 1, 3, -1, 999999))
    font = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    made = pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{font}>>".encode(),
        stream(content),
    )
    return ".pdf", mutated(random, made) if random.random() < 0.3 else made


def pdf_mutated(random: Random) -> tuple[str, bytes]:
    return ".pdf", mutated(random, random.choice(samples(".pdf")), random.choice(samples(".pdf")))


def feed(random: Random) -> tuple[str, bytes]:
    def entry() -> str:
        parts = {
            "title": prose(random, most=8), "link": random.choice(("", "javascript:x", "file:///etc/passwd", "http://", "//e.x", "http://[", "mailto:a@b")),
            "description": markup(random, 4), "content:encoded": markup(random, 4), "pubDate": random.choice(("", "x", "9999-99-99")),
        }  # fmt: skip
        inside = "".join(
            f"<{name}>{escape(value) if random.random() < 0.8 else value}</{name}>"
            for name, value in parts.items()
            if random.random() < 0.7
        )
        return f"<item>{inside}</item>"

    if random.random() < 0.3:
        items = [
            {
                "title": value(random),
                "url": value(random),
                "content_text": value(random),
                "content_html": value(random),
            }
            for _ in range(random.randrange(4))
        ]
        return ".xml", json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "items": items if random.random() < 0.9 else value(random),
            }
        ).encode()
    head = random.choice(
        (
            "<rss version='2.0'><channel>",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel>&a;",
        )
    )
    data = (head + "".join(entry() for _ in range(random.randrange(5))) + "</channel></rss>").encode(
        "utf-8", "replace"
    )
    return ".xml", mutated(random, data) if random.random() < 0.3 else data


def gzipped(random: Random) -> tuple[str, bytes]:
    suffix, data = random.choice((text, html_page, mail, json_text, docx))(random)
    packed = gzip.compress(data)
    return f"{suffix}.gz", mutated(random, packed) if random.random() < 0.5 else packed
