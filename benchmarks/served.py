"""A checkpoint behind OpenAI's HTTP interface on loopback, by the server that comes with transformers."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

# What the server wants besides transformers itself.
PACKAGES = ("fastapi", "uvicorn", "openai")
PATIENCE = 600
SERVER = """
import typer
from transformers.cli.serve import Serve
app = typer.Typer()
app.command()(Serve)
app()
"""


@contextlib.contextmanager
def served(checkpoint: Path, packages: Path) -> Iterator[str]:
    """The address of a server with the checkpoint; it ends with the block. `packages` keeps what it needs between runs."""
    if not (packages / "uvicorn").is_dir():
        install = [sys.executable, "-m", "pip", "install", "-q", "--target", str(packages)]
        # accelerate alone: torch, which it wants, is there.
        subprocess.run([*install, *PACKAGES], check=True)
        subprocess.run([*install, "--no-deps", "accelerate"], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"PYTHONPATH": str(packages), "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", SERVER, str(checkpoint), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([*command, "--device", "cpu", "--dtype", "float32"], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, f"{address}/health")
        yield f"{address}/v1"
    finally:
        server.terminate()
        server.wait()


def _wait(server: "subprocess.Popen[bytes]", address: str) -> None:
    for _ in range(PATIENCE):
        if server.poll() is not None:
            raise SystemExit("the server ended before it answered")
        with contextlib.suppress(urllib.error.URLError, TimeoutError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(1)
    raise SystemExit(f"the server didn't answer within {PATIENCE} seconds")
