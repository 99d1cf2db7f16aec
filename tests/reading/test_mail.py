"""E-mail messages."""

from email.message import EmailMessage

import pytest

from summarize.errors import InputError
from summarize.reading import mail
from summarize.reading.content import Input

PLAIN = (
    "Dear readers,\n\nthe ferry stays. “Nobody thinks of this as a subsidy,” said Maria Lopez.\n"
    + "It is the road to school.\n" * 5
)
SENTENCE = (
    "The council met again on Thursday and spoke about the harbour for most of the evening, the clerk said. "
)
PAGE = f"<html><body><article><p>{SENTENCE * 3}</p></article></body></html>"


def message(plain=None, page=None, charset="utf-8"):
    made = EmailMessage()
    made["Subject"] = "Паром остаётся: 2031"
    made["From"] = "Мария Лопес <maria@courier.example>"
    made["Date"] = "Tue, 14 May 2024 23:30:00 +0200"
    if plain is not None:
        made.set_content(plain, charset=charset)
    if page is not None and plain is not None:
        made.add_alternative(page, subtype="html")
    elif page is not None:
        made.set_content(page, subtype="html")
    return made


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_plain_text_and_what_the_headers_say(line_end):
    content = mail.read(Input(message(PLAIN, PAGE).as_bytes().replace(b"\n", line_end), "a.eml"))
    assert content.text == PLAIN
    assert (content.title, content.author, content.date) == (
        "Паром остаётся: 2031",
        "Мария Лопес",
        "2024-05-14",
    )


def test_its_own_charset():
    text = "Паром остаётся до 2031 года.\n"
    assert mail.read(Input(message(text, charset="koi8-r").as_bytes(), "a.eml")).text == text


def test_the_page_where_there_is_no_plain_text_or_only_a_pointer_to_it():
    assert mail.read(Input(message(page=PAGE).as_bytes(), "a.eml")).text == (SENTENCE * 3).strip()
    assert (
        mail.read(Input(message("See the HTML part.", PAGE).as_bytes(), "a.eml")).text
        == (SENTENCE * 3).strip()
    )


def test_a_short_message_is_a_message():
    assert (
        mail.read(Input(message("The ferry stays.", "<p>The ferry stays.</p>").as_bytes(), "a.eml")).text
        == "The ferry stays.\n"
    )
    assert mail.read(Input(message("The ferry stays.").as_bytes(), "a.eml")).text == "The ferry stays.\n"


def test_attachments_are_left_aside():
    made = message(PLAIN)
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    made.add_attachment("Another text.", filename="b.txt")
    assert mail.read(Input(made.as_bytes(), "a.eml")).text == PLAIN


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\nMIME-Version: 1.0\n\n",
        b"Subject: x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    ],
)
def test_a_message_without_text_says_so(data):
    with pytest.raises(InputError, match="without text"):
        mail.read(Input(data, "a.eml"))


@pytest.mark.parametrize(
    "header", [b"Date: nonsense", b"From: <<<>>>", b"Subject: =?x?q?=FF?=", b"From: =?utf-8?b?!!?="]
)
def test_damaged_headers_cost_the_header(header):
    content = mail.read(Input(header + b"\nMIME-Version: 1.0\n\nThe ferry stays.", "a.eml"))
    assert (content.text, content.date) == ("The ferry stays.", None)


def plain_of(made: EmailMessage) -> str:
    return mail.read(Input(made.as_bytes(), "a.eml")).text.strip()


@pytest.mark.parametrize(
    "ending",
    [
        "_______________________________________________\nHarbour mailing list\nhttps://lists.example/harbour",
        "This e-mail and any attachments are confidential. If you are not the addressee, please delete it at once.",
        "Sent from my phone",
        "Wenn Sie diesen Newsletter nicht mehr erhalten möchten, klicken Sie hier: https://courier.example/u",
        "Pour vous désinscrire, cliquez ici : https://courier.example/u",
    ],
)
def test_what_stands_below_a_mail_is_no_text(ending):
    assert plain_of(message(f"{PLAIN}\n{ending}\n")) == PLAIN.strip()


def test_what_pgp_puts_round_a_text_goes():
    signed = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{PLAIN}"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"
    )
    assert plain_of(message(signed)) == PLAIN.strip()


def test_text_that_is_attached_where_the_mail_has_none():
    for subtype, text in (("plain", PLAIN), ("html", PAGE)):
        made = message("See the attached file.")
        made.add_attachment(text, subtype=subtype, filename="a.txt")
        assert plain_of(made) == (PLAIN if subtype == "plain" else SENTENCE * 3).strip()


def test_a_short_mail_in_markup_alone():
    assert plain_of(message(page="<div dir=ltr>The ferry stays.<br><br>It is the road to school.</div>")) == (
        "The ferry stays.\n\nIt is the road to school."
    )


def test_a_long_message_that_a_note_passes_on():
    made = message(
        "Please read the message below and tell me by Friday what you think of it, all of you. " * 3
    )
    made.add_attachment(message(PLAIN * 4))
    assert plain_of(made) == (PLAIN * 4).strip()
