"""A stub of the hub on loopback: what the real huggingface_hub client asks for, with faults to order.

Repository information with sizes and hashes, file metadata, redirects of large files to another path, and ranges.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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
    """The running stub. Tests put repositories in, order faults, and read `requests`."""

    endpoint: str
    repositories: dict[str, Repository] = field(default_factory=dict)
    # ("api" | file name) -> status to answer with.
    fail: dict[str, int] = field(default_factory=dict)
    # File name -> how many bytes to send before the connection is cut, once for each number in the list.
    cut: dict[str, list[int]] = field(default_factory=dict)
    # File name -> how many bytes to send before going silent.
    stall: dict[str, int] = field(default_factory=dict)
    # File name -> what is sent in place of the content that was announced.
    sent: dict[str, bytes] = field(default_factory=dict)
    # File name -> the size that repository information gives.
    claimed: dict[str, int] = field(default_factory=dict)
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


@contextmanager
def running_hub() -> Iterator[Hub]:
    """The stub on a free port of loopback, for as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    hub = Hub(f"http://127.0.0.1:{server.server_port}")
    server.hub = hub  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        hub.awake.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def hub(self) -> Hub:
        return self.server.hub  # type: ignore[attr-defined,no-any-return]

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
        if "api" in self.hub.fail:
            return self._answer(self.hub.fail["api"])
        if "api" in self.hub.stall:
            self.hub.awake.wait(30)
        repository = self.hub.repositories.get(name)
        if repository is None:
            # The real one says 401 to those who aren't logged in, not to tell what is private.
            return self._answer(401, **{"X-Error-Code": "RepoNotFound"})
        if revision not in ("main", repository.commit):
            return self._answer(404, **{"X-Error-Code": "RevisionNotFound"})
        siblings = []
        for file, content in repository.files.items():
            size = self.hub.claimed.get(file, len(content))
            sibling = {"rfilename": file, "size": size, "blobId": _git_blob(content)}
            if file.endswith(_LARGE):
                sha256 = hashlib.sha256(content).hexdigest()
                sibling["lfs"] = {"size": size, "sha256": sha256, "pointerSize": 134}
            siblings.append(sibling)
        information = {
            "id": name,
            "sha": repository.commit,
            "siblings": siblings,
            "cardData": repository.card,
            "pipeline_tag": repository.pipeline,
            "tags": [],
        }
        self._answer(200, json.dumps(information).encode(), **{"Content-Type": "application/json"})

    def _resolve(self, name: str, revision: str, file: str) -> None:
        repository = self.hub.repositories.get(name)
        if repository is None or file not in repository.files or revision not in ("main", repository.commit):
            return self._answer(404, **{"X-Error-Code": "EntryNotFound"})
        if file in self.hub.fail:
            return self._answer(self.hub.fail[file])
        content = repository.files[file]
        linked = {
            "X-Repo-Commit": repository.commit,
            "X-Linked-Size": str(len(content)),
            "X-Linked-ETag": f'"{hashlib.sha256(content).hexdigest()}"',
            "Location": f"/{name}/content/{file}",
        }
        return self._answer(302, **linked)

    def _content(self, content: bytes, file: str) -> None:
        content = self.hub.sent.get(file, content)
        start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")[0])
        if start >= len(content) > 0:
            return self._answer(416, **{"Content-Range": f"bytes */{len(content)}"})
        body = content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.command == "HEAD":
            return None
        if self.hub.cut.get(file):
            self.wfile.write(body[: self.hub.cut[file].pop(0)])
            self.close_connection = True
            return None
        if file in self.hub.stall:
            self.wfile.write(body[: self.hub.stall[file]])
            self.wfile.flush()
            self.hub.awake.wait(30)
            self.close_connection = True
            return None
        self.wfile.write(body)
        return None

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _git_blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
