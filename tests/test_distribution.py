"""What the project is called where it is installed, and what messages tell people to install."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_nobody_is_sent_to_what_another_project_is_called_on_the_package_index() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["name"] == "brief-news"
    assert "brief" in project["scripts"]
    texts = [*(ROOT / "summarize").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    told = [
        line
        for path in texts
        for line in re.findall(r"pip install [^`\"\n&]+", path.read_text(encoding="utf-8"))
    ]
    assert told
    for command in told:
        assert not re.search(r"\bbrief\b(?!-news)", command)
    for extra in re.findall(r"'?\.\[(\w+)\]", " ".join(told)):
        assert extra in project["optional-dependencies"]
