"""A web site on loopback whose answers a test writes itself, down to the bytes on the wire."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Addresses and what they answer; `requests` are the requests' headers, in order."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, Answer] = {}
        self.requests: list[dict[str, str]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(
        self,
        path: str,
        body: bytes,
        content_type: str | None = "text/html",
        status: int = 200,
        **headers: str,
    ) -> str:
        """Let `path` answer with `body`, whole and with its length; returns its address. `_` in a header's name is `-`."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            if content_type:
                request.send_header("Content-Type", content_type)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        return self.serve(path, answer)

    def serve(self, path: str, answer: Answer) -> str:
        """Let `answer` write what `path` gives; returns its address."""
        self.answers[path] = answer
        return self.url(path)


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.requests.append(dict(self.headers))
            answer = made.answers.get(self.path)
            try:
                if answer:
                    answer(self)
                else:
                    self.send_error(404)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the reader has gone, which is what some tests are about

        def log_message(self, *arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    server = Server(("127.0.0.1", 0), Handler)
    made = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page() -> Callable[[str], bytes]:
    """The bytes of a page in tests/reading/pages."""
    return lambda name: (PAGES / name).read_bytes()
