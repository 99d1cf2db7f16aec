"""A stub of the hub on loopback: what the real huggingface_hub client asks for, with faults to order.

Repository information with sizes and hashes, redirects to where the content is, ranges, and compressed text.
"""

import gzip
import hashlib
import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

# As on the hub: these go to large file storage and have a SHA-256, everything else has git's blob id.
_LARGE = (".safetensors", ".bin", ".spm", ".model", ".h5")


@dataclass
class Repository:
    """What the stub serves under one name. `commit` is what "main" stands for."""

    files: dict[str, bytes]
    commit: str = "a" * 40
    card: dict[str, str] = field(default_factory=dict)
    pipeline: str | None = None


@dataclass
class Hub:
    """What the stub serves. Tests put repositories in, order faults, and read `requests`."""

    endpoint: str
    repositories: dict[str, Repository] = field(default_factory=dict)
    # ("api" | file name) -> status to answer with.
    fail: dict[str, int] = field(default_factory=dict)
    # File name -> how many bytes to send before the connection is cut, once for each number in the list.
    cut: dict[str, list[int]] = field(default_factory=dict)
    # File name -> the status that follows a cut.
    fail_after_cut: dict[str, int] = field(default_factory=dict)
    # File name (or "api") -> how many bytes to send before going silent; nothing more for a later part of the file.
    stall: dict[str, int] = field(default_factory=dict)
    # File name (or "api") -> what is sent in place of the content that was announced.
    sent: dict[str, bytes] = field(default_factory=dict)
    # File name -> the size that repository information gives.
    claimed: dict[str, int] = field(default_factory=dict)
    gated: bool = False
    # Whether parts of files can be asked for.
    ranges: bool = True
    # (method, path, range) of everything that was asked.
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)
    awake: threading.Event = field(default_factory=threading.Event)

    def downloads(self, name: str) -> list[str | None]:
        """The ranges in which a file's content was asked for."""
        return [
            span
            for method, path, span in self.requests
            if method == "GET" and path.endswith(f"/content/{name}")
        ]


class HubServer(ThreadingHTTPServer):
    """The stub's server on a free port of loopback; `hub` is what it serves."""

    daemon_threads = True
    hub: Hub

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.endpoint = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client that has given up, or was killed, is what some tests are about.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def running_hub() -> Iterator[HubServer]:
    """The server, for as long as the block runs."""
    with HubServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Otherwise each answer waits 40 ms for an acknowledgement.
    disable_nagle_algorithm = True

    server: HubServer

    @property
    def hub(self) -> Hub:
        return self.server.hub

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.requests.append((self.command, path, self.headers.get("Range")))
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            self._information("/".join(parts[2:4]), parts[5] if len(parts) > 5 else "main")
        elif parts[2:3] == ["resolve"]:
            self._resolve("/".join(parts[:2]), parts[3], "/".join(parts[4:]))
        elif parts[2:3] == ["content"]:
            self._content(self.hub.repositories["/".join(parts[:2])].files[parts[3]], parts[3])
        else:
            self._answer(404)

    def _information(self, name: str, revision: str) -> None:
        if "api" in self.hub.stall:
            self.hub.awake.wait(30)
        repository = self.hub.repositories.get(name)
        if "api" in self.hub.fail:
            self._answer(self.hub.fail["api"])
        elif repository is None:
            # The real one says 401 to those who aren't logged in, not to tell what is private.
            self._answer(401, headers={"X-Error-Code": "RepoNotFound"})
        elif revision not in ("main", repository.commit):
            self._answer(404, headers={"X-Error-Code": "RevisionNotFound"})
        elif self.hub.gated:
            self._answer(403, headers={"X-Error-Code": "GatedRepo"})
        else:
            body = self.hub.sent.get("api") or json.dumps(self._describe(name, repository)).encode()
            self._answer(200, body, headers={"Content-Type": "application/json"})

    def _describe(self, name: str, repository: Repository) -> dict[str, object]:
        siblings: list[dict[str, object]] = []
        for file, content in repository.files.items():
            size = self.hub.claimed.get(file, len(content))
            sibling: dict[str, object] = {"rfilename": file, "size": size, "blobId": _git_blob(content)}
            if file.endswith(_LARGE):
                sha256 = hashlib.sha256(content).hexdigest()
                sibling["lfs"] = {"size": size, "sha256": sha256, "pointerSize": 134}
            siblings.append(sibling)
        return {
            "id": name,
            "sha": repository.commit,
            "siblings": siblings,
            "cardData": repository.card,
            "pipeline_tag": repository.pipeline,
            "tags": [],
        }

    def _resolve(self, name: str, revision: str, file: str) -> None:
        repository = self.hub.repositories.get(name)
        if repository is None or file not in repository.files or revision not in ("main", repository.commit):
            self._answer(404, headers={"X-Error-Code": "EntryNotFound"})
        elif file in self.hub.fail:
            self._answer(self.hub.fail[file])
        else:
            # Large files are elsewhere, small ones on a path of the hub's own.
            status = 302 if file.endswith(_LARGE) else 307
            self._answer(
                status, headers={"X-Repo-Commit": repository.commit, "Location": f"/{name}/content/{file}"}
            )

    def _content(self, content: bytes, file: str) -> None:
        content = self.hub.sent.get(file, content)
        span = self.headers.get("Range") if self.hub.ranges else None
        start = int((span or "bytes=0-").removeprefix("bytes=").partition("-")[0])
        if start >= len(content) > 0:
            self._answer(416, headers={"Content-Range": f"bytes */{len(content)}"})
            return
        if self.command == "GET" and not start and not file.endswith(_LARGE) and file not in self.hub.sent:
            self._send_compressed(content)
            return
        body = content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.command == "GET":
            self._send(body, start, file)

    def _send_compressed(self, content: bytes) -> None:
        """As the hub sends text: without saying how long it is."""
        body = gzip.compress(content)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))

    def _send(self, body: bytes, start: int, file: str) -> None:
        if self.hub.cut.get(file):
            body = body[: self.hub.cut[file].pop(0)]
            self.close_connection = True
            if file in self.hub.fail_after_cut:
                self.hub.fail[file] = self.hub.fail_after_cut[file]
        elif file in self.hub.stall:
            body = body[: max(0, self.hub.stall[file] - start)]
            self.close_connection = True
        self.wfile.write(body)
        self.wfile.flush()
        if file in self.hub.stall:
            self.hub.awake.wait(30)

    def _answer(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0")
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _git_blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
