"""INPUT on the command line: a file, an address, a pipe; exit codes and messages."""

import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = Path(__file__).parents[1] / "reading" / "pages"


def brief(*arguments, data=None):
    return subprocess.run(
        [sys.executable, "-m", "summarize", *arguments], input=data, capture_output=True, check=False
    )


@pytest.fixture
def address():
    """An address that gives the lighthouse page to the browser it likes, and 403 to all others."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.headers["User-Agent"] == "Desk/1" else 403)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((PAGES / "lighthouse.html").read_bytes())

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/lighthouse"
    server.shutdown()
    server.server_close()


def test_an_address_with_the_user_agent_asked_for(address):
    run = brief("quotes", address, "--user-agent", "Desk/1", "--format", "json")
    assert run.returncode == 0
    assert "We never asked for money, we asked for the key," in run.stdout.decode()


def test_an_address_that_refuses_is_exit_3_and_says_what_to_type(address):
    run = brief("quotes", address)
    assert (run.returncode, run.stdout) == (3, b"")
    assert run.stderr.decode().startswith(f"brief: {address} answers 403: the site refuses brief; ")
    assert run.stderr.count(b"\n") == 1


def test_a_page_without_an_article_is_exit_3():
    run = brief("quotes", str(PAGES / "front.html"))
    assert (run.returncode, run.stdout) == (3, b"")
    assert b"it is a list of headlines" in run.stderr


def test_an_address_offline_is_a_contradiction():
    run = brief("https://courier.example/a", "--offline")
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"--offline" in run.stderr


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_a_page_in_a_pipe_is_told_by_its_content(arguments):
    run = brief("quotes", *arguments, "--format", "json", data=(PAGES / "lighthouse.html").read_bytes())
    assert run.returncode == 0
    assert "the ducks don’t read verdicts" in run.stdout.decode()


def test_a_pdf_in_a_pipe():
    data = (PAGES.parent / "documents" / "dam-two-columns.pdf").read_bytes()
    run = brief("quotes", "--format", "json", data=data)
    assert run.returncode == 0
    assert "لم نعد نتحدث عن وعود، بل عن ماء يصل إلى الحقول" in run.stdout.decode()


def test_a_closed_standard_input_is_exit_3():
    run = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m summarize quotes <&-'],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr == "brief: standard input is closed; pipe an article in, or name a file\n"
