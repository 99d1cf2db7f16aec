"""The Hugging Face hub: what a repository holds, and its files, checked and resumable.

`huggingface_hub` gives the requests, redirects, credentials and retries. Its own cache isn't used: it neither resumes a
download in a later run nor compares hashes (2.4). All errors come out as ModelError.
"""

import contextlib
import hashlib
import logging
import os
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from summarize.errors import ModelError
from summarize.models.entry import Task

# How long the hub may take to answer a question about a repository.
ANSWER_SECONDS = 20.0
# What names a commit. It becomes the name of a folder, so that nothing else may stand in its place.
COMMIT = re.compile(r"[0-9a-f]{40}")


class Unreachable(ModelError):
    """There is no way to the hub: no network, no name, no connection, or offline on purpose."""


class Unusable(ModelError):
    """What was downloaded can't be kept: trying again later wouldn't go on from it."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file in a repository. The hub gives a SHA-256 for large files and git's blob id for the others."""

    name: str
    size: int | None
    sha256: str | None
    git_blob: str | None


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at one commit. `licence` and `task` are what its card says, None for a task that isn't `brief`'s."""

    name: str
    commit: str
    files: tuple[RemoteFile, ...]
    licence: str | None
    task: Task | None


def look_up(repo: str, revision: str | None) -> Repository:
    """The repository at a commit, branch or tag; None is the newest. Raises ModelError."""
    from huggingface_hub import HfApi

    with _hub_errors(repo, revision):
        try:
            info = HfApi().model_info(repo, revision=revision, files_metadata=True, timeout=ANSWER_SECONDS)
        except JSONDecodeError as problem:
            # A network that wants a log-in answers everything with its own page.
            raise ModelError(
                f"{repo}: what answers isn't the hub; is there a log-in page in between?"
            ) from problem
    if not info.sha:
        raise ModelError(f"{repo}: the hub names no commit; try again later")
    if not COMMIT.fullmatch(info.sha):
        raise ModelError(f"{repo}: what answers isn't the hub: it names {info.sha[:80]!r} as the commit")
    files = (
        RemoteFile(
            name=sibling.rfilename,
            size=sibling.lfs.size if sibling.lfs else sibling.size,
            sha256=sibling.lfs.sha256 if sibling.lfs else None,
            git_blob=None if sibling.lfs else sibling.blob_id,
        )
        for sibling in info.siblings or ()
    )
    licence = info.card_data.get("license") if info.card_data else None
    task = next((task for task in get_args(Task) if task == info.pipeline_tag), None)
    return Repository(repo, info.sha, tuple(files), str(licence) if licence else None, task)


def download(repository: Repository, file: RemoteFile, folder: Path, advance: Callable[[int], None]) -> str:
    """Put the file into the folder and return its SHA-256; what is there of it is kept and gone on from.

    The file gets its name when size and hash are right. `advance` is called with the bytes that are there at the start
    and then with those that come in. Raises ModelError.
    """
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

    path, part = folder / file.name, folder / f"{file.name}.part"
    if path.is_file():
        sha256 = hash_file(path)
        if _is_right(path, sha256, file):
            advance(path.stat().st_size)
            return sha256
        path.unlink()
    if file.size is not None and part.is_file() and part.stat().st_size > file.size:
        part.unlink()
    url = hf_hub_url(repository.name, file.name, revision=repository.commit)
    with _hub_errors(repository.name, repository.commit), part.open("ab") as stream:
        advance(stream.tell())
        if stream.tell() != file.size:
            http_get(
                url,
                stream,
                resume_size=stream.tell(),
                headers=build_hf_headers(),
                displayed_filename=file.name,
                tqdm_class=_counter(advance),
            )
    sha256 = hash_file(part)
    if not _is_right(part, sha256, file):
        part.unlink()
        raise Unusable(f"{repository.name}: {file.name} came with a wrong size or hash; pull the model again")
    part.rename(path)
    return sha256


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_right(path: Path, sha256: str, file: RemoteFile) -> bool:
    if file.size not in (None, path.stat().st_size):
        return False
    if file.sha256:
        return sha256 == file.sha256
    if file.git_blob:
        content = path.read_bytes()
        # Git names a file by the SHA-1 of this header and its content; it guards against damage here, not attack.
        digest = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
        return digest.hexdigest() == file.git_blob
    return True


def _counter(advance: Callable[[int], None]) -> type[Any]:
    """What `http_get` takes for a progress bar, made of a function."""

    class Counter:
        def __init__(self, **_: object) -> None:
            pass

        def __enter__(self) -> "Counter":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def update(self, number: int = 1) -> None:
            advance(number)

    return Counter


@contextlib.contextmanager
def _hub_errors(repo: str, revision: str | None) -> Iterator[None]:
    """Turn whatever the hub's client raises into one line, in place of its own warnings about every retry."""
    import httpx2
    from huggingface_hub import errors
    from huggingface_hub.utils import logging as hub_logging

    at = f" at {revision[:12]}" if revision else ""
    verbosity = hub_logging.get_verbosity()
    hub_logging.set_verbosity(logging.ERROR if verbosity == logging.WARNING else verbosity)
    try:
        yield
    except errors.RevisionNotFoundError as problem:
        raise Unusable(
            f"{repo} has no revision {revision}; set another one in a models.toml of yours"
        ) from problem
    except errors.GatedRepoError as problem:
        raise Unusable(
            f"{repo} must be asked for on its page on the hub; then log in with `hf auth login`"
        ) from problem
    except errors.HfHubHTTPError as problem:
        raise _http_error(f"{repo}{at}", problem.response.status_code) from problem
    except (
        errors.OfflineModeIsEnabled,
        httpx2.ConnectError,
        httpx2.ConnectTimeout,
        httpx2.ProxyError,
    ) as problem:
        raise Unreachable(_no_way(problem)) from problem
    except httpx2.TimeoutException as problem:
        raise ModelError(
            f"{repo}: the hub doesn't answer; try again later, what has come so far is kept"
        ) from problem
    except httpx2.HTTPError as problem:
        raise ModelError(
            f"{repo}: the connection broke off; run the command again, it goes on from there"
        ) from problem
    except errors.HFValidationError as problem:
        raise ModelError(f"{repo!r} can't be a repository's name; it is OWNER/NAME") from problem
    except OSError as problem:
        if problem.errno is not None:
            raise
        # How `http_get` says that it got another number of bytes than it was told.
        raise Unusable(f"{repo}: a file came with a wrong size; pull the model again") from problem
    finally:
        hub_logging.set_verbosity(verbosity)


def _no_way(problem: Exception) -> str:
    """Why the hub can't be reached and what may help, by what lies behind the client's error."""
    from urllib.request import getproxies, proxy_bypass

    import httpx2
    from huggingface_hub import constants, errors

    if isinstance(problem, errors.OfflineModeIsEnabled):
        return "the network is forbidden (HF_HUB_OFFLINE); take that away"
    address = urlsplit(constants.ENDPOINT)
    host = address.hostname or constants.ENDPOINT
    mirror = " (HF_ENDPOINT)" if os.environ.get("HF_ENDPOINT") else ""
    causes = list(_causes(problem))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return (
            f"there is no TLS that can be trusted with {host}{mirror}; if a proxy of your organisation stands between, "
            "set SSL_CERT_FILE to its certificate"
        )
    proxies = {} if proxy_bypass(host) else getproxies()
    if proxy := proxies.get(address.scheme) or proxies.get("all"):
        # A proxy's address may hold a password.
        shown = urlsplit(proxy).netloc.rpartition("@")[2]
        return f"the proxy {shown} can't be reached or refuses; check {address.scheme.upper()}_PROXY"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return f"{host}{mirror} refused the connection; check {'HF_ENDPOINT' if mirror else 'the firewall'}"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"{host}{mirror} isn't found; is there a network?"
    if isinstance(problem, httpx2.ConnectTimeout):
        return f"{host}{mirror} doesn't answer; is there a network, or a firewall?"
    return f"{host}{mirror} can't be reached; is there a network?"


def _causes(problem: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = problem
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _http_error(repo: str, status: int) -> ModelError:
    match status:
        case 401 | 403 | 404:
            return Unusable(
                f"{repo}: the hub has no such model, or not for you ({status}); if it is private, log in with `hf auth login`"
            )
        case 429:
            return ModelError(
                f"{repo}: the hub has had too many requests from here (429); wait some minutes and try again"
            )
        case _ if status >= 500:
            return ModelError(f"{repo}: the hub is in trouble ({status}); try again later")
        case _:
            return Unusable(f"{repo}: the hub refuses the request ({status})")
