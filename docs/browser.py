"""A headless Chromium for pictures and tests: the system's, driven by Playwright, in a profile of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The names under which systems have it.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# It works as root and in a container, and talks to nobody on its own.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_path() -> str | None:
    """Where the system's Chromium is; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator["Browser"]:
    """A running Chromium; RuntimeError where the system has none."""
    path = browser_path()
    if path is None:
        raise RuntimeError("there is no Chromium; on Debian: apt-get install chromium")
    # Imported here: asking for the path needs no Playwright.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, headless=True, args=[*FLAGS])
        try:
            yield running
        finally:
            running.close()
