"""A server of chat models on loopback, which does what it is told to: answer, or misbehave as real ones do."""

import contextlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from summarize.models.entry import ModelEntry

MODEL = "lantern:4b"
_DATA = re.compile(r"<(text\d*|article\d*)>\n(.*)\n</\1>", re.DOTALL)


@dataclass
class Asked:
    """A request: its route, headers (in lower case) and body, and how many came before it."""

    route: str
    headers: dict[str, str]
    body: dict[str, Any]
    number: int

    @property
    def prompt(self) -> str:
        if "prompt" in self.body:
            return str(self.body["prompt"])
        (message,) = self.body["messages"]
        return str(message["content"])

    @property
    def text(self) -> str:
        """What stands between the tags: what is to be translated or summarised."""
        found = _DATA.search(self.prompt)
        return found[2] if found else self.prompt


@dataclass
class Reply:
    """What the server sends: a body, which may be no JSON; None breaks the connection off."""

    body: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Behaviour = Callable[[Asked], Reply | None]


def answer(text: str, finish: str = "stop", *, prompt_tokens: int | None = None, **message: Any) -> Reply:
    """A completion in the form of OpenAI's."""
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": text, **message},
    }
    choice["text"] = text
    usage = {} if prompt_tokens is None else {"usage": {"prompt_tokens": prompt_tokens}}
    return Reply({"object": "chat.completion", "choices": [choice], **usage})


class ChatServer:
    """The server's address, what it does, and what it was asked."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.asked: list[Asked] = []
        self.models: list[str] | None = [MODEL]
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.address = ""

    def entry(self, task: str = "translation", **changes: Any) -> ModelEntry:
        values: dict[str, Any] = {
            "name": "lantern", "task": task, "family": "chat", "repo": None, "revision": None, "licence": "mit",
            "sources": {}, "targets": {"ru": "", "ar": "", "de": ""}, "window": 4096, "max_tokens": 256,
            "endpoint": self.address, "model": MODEL,
        }  # fmt: skip
        return ModelEntry(**values | changes)


@contextlib.contextmanager
def chat_server(behaviour: Behaviour) -> Iterator[ChatServer]:
    """A running server, gone afterwards."""
    chat = ChatServer(behaviour)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listed = chat.models
            if self.path != "/v1/models" or listed is None:
                self._send(Reply({"detail": "Not Found"}, 404))
            else:
                self._send(Reply({"object": "list", "data": [{"id": name} for name in listed]}))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with chat.lock:
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.path, headers, body, len(chat.asked))
                chat.asked.append(asked)
                chat.at_once += 1
                chat.most_at_once = max(chat.most_at_once, chat.at_once)
            try:
                reply = chat.behaviour(asked)
            finally:
                with chat.lock:
                    chat.at_once -= 1
            if reply is None:
                self.close_connection = True
            else:
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            with contextlib.suppress(ConnectionError):
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(content)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    chat.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
