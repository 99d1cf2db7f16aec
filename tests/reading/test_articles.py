"""From an input to an Article: text stays as it is, offsets are exact, and what can't be read is said in one line."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError, LanguageError
from summarize.reading import article_from_text, read_article

EXAMPLES = Path(__file__).parents[2] / "examples"


class Pipe:
    """Standard input as bytes."""

    def __init__(self, data: bytes) -> None:
        read, write = os.pipe()
        with os.fdopen(write, "wb") as end:
            end.write(data)
        self.buffer = os.fdopen(read, "rb")

    def close(self) -> None:
        self.buffer.close()


@pytest.fixture
def piped(monkeypatch):
    pipes = []

    def pipe(data: bytes) -> None:
        pipes.append(Pipe(data))
        monkeypatch.setattr(sys, "stdin", pipes[-1])

    yield pipe
    for each in pipes:
        each.close()


@pytest.mark.parametrize(
    ("name", "language", "title"),
    [
        ("harbour.en.txt", "en", "Harbour town votes to keep its last ferry"),
        ("bridge.ru.txt", "ru", "Мост через Светлую откроют на полгода раньше срока"),
        ("dam.ar.txt", "ar", "إعادة فتح سد وادي النخيل بعد إصلاحات استمرت عامين"),
    ],
)
def test_reads_a_text_file_as_it_is(name, language, title):
    path = EXAMPLES / name
    article = read_article(path)
    assert article.text == path.read_bytes().decode()
    assert (article.language, article.title, article.name) == (language, title, str(path))
    assert (article.author, article.date) == (None, None)


def test_crlf_stays(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"The ferry stays.\r\n\r\nThe council has voted.\r\n")
    assert read_article(path, language="en").text == "The ferry stays.\r\n\r\nThe council has voted.\r\n"


def test_reads_standard_input(piped):
    data = (EXAMPLES / "bridge.ru.txt").read_bytes()
    piped(data)
    article = read_article("-")
    assert (article.text, article.language, article.name) == (data.decode(), "ru", "-")


def test_reads_a_page_from_an_address(site, page):
    url = site.put("/lighthouse", page("lighthouse.html"))
    article = read_article(url, user_agent="Desk/1")
    assert (article.title, article.author, article.date, article.language, article.name) == (
        "Lighthouse keepers win back their island",
        "Signe Halvorsen",
        "2025-05-14",
        "en",
        url,
    )
    assert all(article.text[s.start : s.end] == s.text for s in article.sentences)
    assert site.requests[0]["User-Agent"] == "Desk/1"


def test_the_charset_of_the_header_reaches_the_text(site):
    text = "Да, мост."
    url = site.put("/a.txt", text.encode("koi8-r"), "text/plain; charset=koi8-r")
    assert read_article(url, language="ru").text == text


def test_the_language_asked_for_stands(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The ferry stays.")
    assert read_article(path, language="de").language == "de"


def html(lang, text):
    return f'<html lang="{lang}"><meta charset=utf-8><article><p>{text}</p></article></html>'


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        (
            "en",
            "Мэр города сказала, что мост откроют на полгода раньше срока и что экраны закуплены. " * 4,
            "ru",
        ),
        ("en-US", "12 345 678 910. " * 40, "en"),
        (
            "nb-NO",
            "Ordføreren sa at brua skal åpne et halvt år tidligere enn planlagt, og at alle er glade. " * 4,
            "nb",
        ),
        (
            "us",
            "The mayor said that the bridge will open half a year early, and that all are glad. " * 4,
            "en",
        ),
    ],
)
def test_a_page_names_its_language_only_where_the_text_cannot(tmp_path, lang, text, language):
    path = tmp_path / "a.html"
    path.write_text(html(lang, text), encoding="utf-8")
    assert read_article(path).language == language


def test_a_text_without_letters_has_no_language():
    with pytest.raises(LanguageError, match="--from"):
        article_from_text("12 345.")


def test_a_missing_file_a_folder_and_an_address_without_its_beginning(tmp_path):
    with pytest.raises(InputError, match=r"there is no file .*check the path"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(InputError, match=r"is a folder.*brief batch"):
        read_article(tmp_path)
    with pytest.raises(InputError, match="type brief https://www"):
        read_article("www.courier.example/a")
    with pytest.raises(InputError, match="can't be read"):
        read_article("a\0b")
    with pytest.raises(InputError, match="can't be read"):
        read_article("a" * 5000)


def test_an_empty_device_and_an_endless_one():
    with pytest.raises(InputError, match="is empty"):
        read_article("/dev/null")
    with pytest.raises(InputError, match="larger than 64 MB"):
        read_article("/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The ferry stays.")
    path.chmod(0)
    with pytest.raises(InputError, match="can't be read: Permission denied"):
        read_article(path)


def test_a_named_pipe(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("The ferry stays until the year is over.",))
    writer.start()
    assert read_article(path, language="en").text == "The ferry stays until the year is over."
    writer.join()


def test_a_file_that_goes_away_while_it_is_read(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write():
        with path.open("w") as file:
            file.write("The ferry stays ")
            file.flush()
            path.unlink()
            file.write("until the year is over.")

    writer = threading.Thread(target=write)
    writer.start()
    assert read_article(path, language="en").text == "The ferry stays until the year is over."
    writer.join()


def test_standard_input_that_is_closed_or_empty(monkeypatch, piped):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="is closed"):
        read_article("-")
    piped(b"")
    with pytest.raises(InputError, match="standard input is empty"):
        read_article("-")


HEAVY = (
    "trafilatura",
    "lxml",
    "pypdfium2",
    "feedparser",
    "urllib3",
    "markdown_it",
    "chardet",
    "torch",
)


def test_reading_a_text_file_imports_no_library_of_another_format():
    code = (
        "import sys; from summarize.reading import read_article; read_article(sys.argv[1]);"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLES / "harbour.en.txt")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


@settings(deadline=None)
@given(st.text(min_size=1).filter(str.strip), st.sampled_from(["en", "ru", "ar", "nb"]))
def test_every_text_becomes_an_article_with_exact_offsets(text, language):
    article = article_from_text(text, language=language)
    assert article.text == text
    assert len(article.sha256) == 64
    assert all(text[s.start : s.end] == s.text == s.text.strip() != "" for s in article.sentences)
    assert all(a.end <= b.start for a, b in zip(article.sentences, article.sentences[1:], strict=False))


def test_a_lone_surrogate_stays_in_the_text():
    text = "He said \ud800 and left. The others stayed."
    assert article_from_text(text, language="en").text == text


@pytest.mark.parametrize("text", ["word " * 2_000_001, "a line\n" * 200_001], ids=["characters", "lines"])
def test_a_text_larger_than_any_book_is_refused_in_a_line(text: str) -> None:
    with pytest.raises(InputError, match="no single article: split it"):
        article_from_text(text, language="en")
