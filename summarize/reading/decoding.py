"""Bytes to text: the byte order mark decides, then UTF-8, then what the input says of itself, then a detector.

Line ends stay as they are. UTF-8 stands before the input's own word because bytes are hardly ever valid UTF-8 by
accident, while servers and templates declare the wrong charset often.
"""

import codecs
import re

from summarize.errors import InputError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a detector needs to tell one 8-bit Cyrillic or Arabic encoding from another.
_SAMPLE_BYTES = 50_000
# chardet gives texts of 80 characters in 25 encodings 0.12 and more, random bytes without control codes 0.06 at most.
_LEAST_CONFIDENCE = 0.1
# With this many sound characters beyond ASCII for each broken one, bytes are damaged UTF-8 and no other encoding: texts of
# eight languages in eighteen encodings come to 0.4 at most, and one word of French by chance to 1.
_SOUND_PER_BROKEN = 2
# What calls itself UTF-8 needs fewer.
_SOUND_PER_BROKEN_DECLARED = 0.75
# Text with fewer zero bytes than this share has strays in it: UTF-16 has many times as many, other binary files 1 in 256.
_STRAY_ZEROS = 1 / 500
# Control codes that no text has, but for zero and escape, and the share of bytes from which on, beside a zero, they make a
# file binary.
_CONTROLS = bytes([*range(1, 9), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_BINARY_CONTROLS = 0.1
# Names that stand for a larger charset, and names that Python doesn't know (WHATWG Encoding Standard, "Names and labels").
_READ_AS = {
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-sjis": "cp932",
}
# Python's codecs also turn bytes into names, escapes and UTF-7, which can hide markup: none of these is a charset here.
_CHARSET = re.compile(
    r"utf-(8|16|32)|ascii|iso8859|cp\d|koi8|mac-|gb|big5|euc|shift_jis|tis|iso2022|hz|johab|kz1048|ptcp154"
)
_WIDE = ("utf-16", "utf-32")
_READ = "brief reads text, HTML, PDF, DOCX, e-mail, Markdown, JSON and subtitles"
# Encodings in which text is ASCII bytes, so that being valid UTF-8 says nothing.
_SEVEN_BIT = ("iso2022", "hz")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text in `data`, its byte order mark left out.

    `name` is what an error calls the input; `declared` the charset that its header or its markup names, if any. UTF-8
    that is damaged here and there is read with U+FFFD where a character is broken.
    Raises InputError where the data is empty, binary, cut off, or in no encoding that can be told.
    """
    if not data.strip():
        raise InputError(f"{name} is empty; pipe an article in, or name a file")
    text = _decoded(data, name, declared)
    if not text.strip():
        raise InputError(f"{name} is empty; pipe an article in, or name a file")
    return text


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{name} begins with a mark of {encoding} but byte {error.start} isn't; save it as UTF-8"
                ) from None
    charset = _codec(declared)
    zeros = data.count(b"\0")
    if zeros:
        wide = _wide(data, charset)
        if wide is not None:
            return wide
        controls = len(data) - len(data.translate(None, _CONTROLS))
        if zeros > max(1, _STRAY_ZEROS * len(data)) or controls > _BINARY_CONTROLS * len(data):
            raise InputError(f"{name} is binary, not text; {_READ}")
        data = data.replace(b"\0", b"")
    if charset and charset.startswith(_SEVEN_BIT):
        text = _decoded_as(data, charset)
        if text is not None:
            return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > len(data) - 4:
            # A download or a pipe that was cut inside a character: everything before it is sound UTF-8.
            raise InputError(
                f"{name} ends inside a character, so it was cut off; get the whole article"
            ) from None
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    sound = sum(character > "\x7f" for character in damaged) - broken
    if sound >= (_SOUND_PER_BROKEN_DECLARED if charset == "utf-8" else _SOUND_PER_BROKEN) * broken:
        return damaged
    text = _decoded_as(data, charset) if charset and charset != "utf-8" else None
    return text if text is not None else _detected(data, name)


def _wide(data: bytes, charset: str | None) -> str | None:
    """Text in UTF-16 or UTF-32 without a mark, which is told by where the zeros stand; None where it is neither."""
    encoding = charset if charset and charset.startswith(_WIDE) else _guess(data)
    text = _decoded_as(data, encoding) if encoding and encoding.startswith(_WIDE) else None
    # UTF-16 takes almost any bytes: what it makes of a picture has zero or unassigned characters in it.
    return None if text is None or re.search("[\0-\x08\x0e-\x1a\ufffe\uffff]", text) else text


def _detected(data: bytes, name: str) -> str:
    encoding = _guess(data)
    if encoding is None:
        raise InputError(f"{name} is in no encoding that can be told; save it as UTF-8")
    text = _decoded_as(data, encoding)
    if text is None:
        raise InputError(f"{name} isn't {encoding} throughout; save it as UTF-8")
    return text


def _guess(data: bytes) -> str | None:
    # Imported here: only text that isn't UTF-8 needs it.
    import chardet

    found = chardet.detect(data[:_SAMPLE_BYTES])
    if found["encoding"] is None or found["confidence"] < _LEAST_CONFIDENCE:
        return None
    return _codec(found["encoding"])


def _codec(charset: str | None) -> str | None:
    """Python's name for a charset, or for the larger one that its name stands for; None where there is none."""
    label = (charset or "").strip(" \t\"'").lower()
    try:
        codec = codecs.lookup(_READ_AS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return _READ_AS.get(codec, codec) if _CHARSET.match(codec) else None


def _decoded_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
