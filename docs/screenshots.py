"""The pictures in the README: python -m docs.screenshots [FOLDER]

Pages of the briefings in docs/samples.py, as Chromium shows them. FOLDER is docs/images unless given.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docs.browser import browser
from docs.samples import harbour
from summarize.rendering import render


@dataclass(frozen=True)
class Picture:
    """A page in a window of `width` by `height` CSS pixels; `at` is the fragment that it was opened with."""

    name: str
    to: str | None
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    at: str = ""


PICTURES = (
    Picture("page", None, 1160, 720, at="#place-3"),
    Picture("page-arabic", "ar", 1160, 720, scheme="dark"),
    Picture("page-phone", "ru", 360, 740),
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "images")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as chromium, tempfile.TemporaryDirectory() as temporary:
        for picture in PICTURES:
            file = Path(temporary) / f"{picture.name}.html"
            file.write_text(render(harbour(picture.to), "html"), encoding="utf-8")
            page = chromium.new_page(
                viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme
            )
            page.goto(file.as_uri() + picture.at)
            page.screenshot(path=folder / f"{picture.name}.png")
            page.close()
            print(folder / f"{picture.name}.png")


if __name__ == "__main__":
    main()
