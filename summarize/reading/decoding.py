"""Bytes to text: the byte order mark decides, then UTF-8, then a detector. Line ends stay as they are."""

import codecs

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


def decode(data: bytes, name: str) -> str:
    """The text in `data`, its byte order mark left out. `name` is what an error calls the input.

    Raises InputError where the data is empty, binary, or in no encoding that can be told.
    """
    if not data.strip():
        raise InputError(f"{name} is empty; pipe an article in, or name a file")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _not_blank(data[len(mark) :].decode(encoding), name)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{name} begins with a mark of {encoding} but byte {error.start} isn't; save it as UTF-8"
                ) from None
    if b"\0" in data[:_SAMPLE_BYTES]:
        raise InputError(f"{name} is binary, not text; brief reads text, HTML and PDF")
    try:
        return _not_blank(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        return _not_blank(_detected(data, name, error), name)


def _detected(data: bytes, name: str, utf8_error: UnicodeDecodeError) -> str:
    if utf8_error.reason == "unexpected end of data" and utf8_error.start > len(data) - 4:
        # A download or a pipe that was cut inside a character: everything before it is sound UTF-8.
        raise InputError(f"{name} ends inside a character, so it was cut off; get the whole article")
    # Imported here: only text that isn't UTF-8 needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None:
        raise InputError(f"{name} is in no encoding that can be told; save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        raise InputError(f"{name} isn't {best.encoding} throughout; save it as UTF-8") from None


def _not_blank(text: str, name: str) -> str:
    if not text.strip():
        raise InputError(f"{name} is empty; pipe an article in, or name a file")
    return text
