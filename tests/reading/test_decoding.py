"""Bytes to text: the encodings that articles come in, and what happens to everything else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.reading.decoding import decode

EXAMPLES = Path(__file__).parents[2] / "examples"
RUSSIAN = (EXAMPLES / "bridge.ru.txt").read_text(encoding="utf-8")
ARABIC = (EXAMPLES / "dam.ar.txt").read_text(encoding="utf-8")
GREEK = "Ο δήμαρχος δήλωσε ότι η γέφυρα θα κλείσει για δύο χρόνια. Οι κάτοικοι διαμαρτυρήθηκαν έξω από το δημαρχείο."
POLISH = (
    "Burmistrz powiedział, że most zostanie zamknięty. „Nie możemy dłużej czekać” – dodał. Mieszkańcy są źli."
)
FRENCH = (
    "Le maire a déclaré que les travaux commenceraient à l’été. « Nous n’avons pas attendu », a-t-il affirmé."
)
GERMAN = "Der Bürgermeister sagte: „Wir müssen die Brücke schließen.“ Größere Schäden gab es nicht, hieß es."
CHINESE = "市长周三表示，大桥将提前半年开放。居民们对这一消息表示欢迎，但也有人担心噪音问题。" * 2
JAPANESE = "市長は水曜日、橋を半年早く開通させると述べた。住民は歓迎しているが、騒音を心配する声もある。" * 2

UNDECLARED = [
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp866"),
    (RUSSIAN, "iso-8859-5"),
    (ARABIC, "windows-1256"),
    (ARABIC, "iso-8859-6"),
    (GREEK, "windows-1253"),
    (POLISH, "windows-1250"),
    (FRENCH, "windows-1252"),
    (GERMAN, "windows-1252"),
    (CHINESE, "gb18030"),
    (CHINESE, "big5"),
    (JAPANESE, "cp932"),
    (JAPANESE, "euc-jp"),
    *((text, f"utf-16-{end}") for text in (RUSSIAN, ARABIC, GERMAN) for end in ("le", "be")),
]


@pytest.mark.parametrize("length", [100, 5000])
@pytest.mark.parametrize(("text", "encoding"), UNDECLARED)
def test_tells_an_encoding_that_nobody_names(text, encoding, length):
    data = text[:length].encode(encoding, "ignore")
    assert decode(data, "x") == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_left_out(encoding):
    assert decode(RUSSIAN.encode(encoding), "x", "windows-1251") == RUSSIAN


@pytest.mark.parametrize(("text", "encoding"), UNDECLARED)
def test_a_declared_encoding_is_taken_at_its_word(text, encoding):
    data = text[:60].encode(encoding, "ignore")
    assert decode(data, "x", encoding) == data.decode(encoding)


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("ISO-8859-1", "cp1252", "“Yes”, he said – €5"),
        ("us-ascii", "cp1252", "“Yes”, he said – €5"),
        ("gb2312", "gb18030", "市长说：“镕”"),
        ("Shift_JIS", "cp932", "①市長は述べた"),
        ("x-sjis", "cp932", "①市長は述べた"),
        ("ks_c_5601-1987", "cp949", "시장은 똠방각하"),
        ("iso-2022-jp", "iso2022_jp", "市長は述べた"),
        (' "windows-1251" ', "cp1251", "Да"),
    ],
)
def test_a_name_stands_for_the_charset_that_is_written_under_it(declared, encoding, text):
    assert decode(text.encode(encoding), "x", declared) == text


@pytest.mark.parametrize(
    "declared", ["utf-7", "base64", "rot13", "unicode_escape", "idna", "punycode", "no-such", "\0", "ü"]
)
def test_a_charset_that_is_none_is_passed_over(declared):
    assert decode("“+ADw-script” \\u0041".encode(), "x", declared) == "“+ADw-script” \\u0041"
    assert decode(RUSSIAN.encode("cp1251"), "x", declared) == RUSSIAN


def test_utf8_stands_before_a_wrong_declaration():
    assert decode(RUSSIAN.encode(), "x", "windows-1251") == RUSSIAN


def test_a_broken_byte_in_utf8_costs_one_character():
    before, after = RUSSIAN[:200], RUSSIAN[200:]
    assert decode(before.encode() + b"\xff" + after.encode(), "x") == f"{before}\ufffd{after}"


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1252"])
@pytest.mark.parametrize("text", [RUSSIAN[:300], FRENCH, GERMAN, POLISH, "“It stays,” he said – for now."])
def test_a_stray_byte_of_windows_costs_no_other_character(text, declared):
    data = text.encode()
    spot = data.index(b" ")
    damaged = decode(data[:spot] + b"\x92" + data[spot:], "x", declared)
    assert damaged.replace("\ufffd", "") == text


def test_what_calls_itself_utf8_and_is_none_of_it_is_read_as_what_it_is():
    assert decode(FRENCH.encode("cp1252"), "x", "utf-8") == FRENCH
    assert decode(RUSSIAN.encode("cp1251"), "x", "utf-8") == RUSSIAN


@pytest.mark.parametrize(
    "text", [RUSSIAN, ARABIC, GERMAN * 10, CHINESE * 5, "The ferry stays until 2031. " * 50]
)
@pytest.mark.parametrize("spot", [0, 40, -40])
def test_a_stray_zero_byte_is_left_out(text, spot):
    data = text.encode()
    position = data.index(b" ") if b" " in data else 3
    position = {0: position, 40: len(data), -40: 0}[spot]
    assert decode(data[:position] + b"\0" + data[position:], "x") == text


def test_utf16_of_a_script_without_spaces_is_taken_at_its_word_though_it_has_few_zeros():
    text = CHINESE * 20 + "\n"
    assert decode(text.encode("utf-16-le"), "x", "utf-16") == text


def test_line_ends_stay_as_they_are():
    assert decode(b"a\r\nb\rc\nd", "x") == "a\r\nb\rc\nd"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf  ", "is empty"),
        ("«Да»".encode()[:-1], "cut off"),
        (b"\xff\xfea", "utf-16-le"),
        (b"\x00\x01\x02\x03" * 40, "binary"),
        (b"\0\1\2", "binary"),
        (b"\x7fELF\x02\x01\x01\0" + bytes(range(256)), "binary"),
        (bytes(range(32, 256)) * 3, "encoding"),
    ],
)
def test_what_is_no_text_is_said_in_one_line(data, message):
    with pytest.raises(InputError, match=message) as raised:
        decode(data, "notes.txt")
    assert str(raised.value).startswith("notes.txt ")
    assert "\n" not in str(raised.value)


@settings(deadline=None)
@given(
    st.binary(max_size=400),
    st.none() | st.sampled_from(["utf-8", "utf-16", "cp1256", "iso-2022-jp", "hz"]) | st.text(max_size=8),
)
def test_any_bytes_are_text_or_an_input_error(data, declared):
    try:
        text = decode(data, "x", declared)
    except InputError:
        return
    assert text.strip()


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
        str.strip
    )
)
def test_utf8_is_read_as_it_was_written(text):
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x") == text
    if not text.startswith("\ufeff"):
        assert decode(text.encode(), "x") == text
