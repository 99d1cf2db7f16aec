"""What the embedded path loads: the heavy libraries stay out of it."""

import subprocess
import sys
from pathlib import Path

import pytest

import summarize

HEAVY = {"torch", "transformers", "ctranslate2", "sentencepiece", "huggingface_hub"}
SCRIPT = """
import sys
from summarize.cli.edge import run
run(sys.argv[1:])
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [["{article}"], ["--help"], ["quotes", "{article}"], ["models", "list"]]
)
def test_heavy_libraries_stay_out(arguments: list[str], examples: Path) -> None:
    article = str(examples / "harbour.en.txt")
    filled = [argument.format(article=article) for argument in arguments]
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, *filled], capture_output=True, text=True, check=True
    )
    # The speaker model is run by CTranslate2.
    assert not (HEAVY - {"ctranslate2"}) & set(result.stderr.split())
    if "{article}" not in arguments:
        assert "ctranslate2" not in result.stderr.split()


def test_a_briefing_in_a_pipe_waits_for_no_other_formats_library(examples: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(examples / "harbour.en.txt")]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not {"jinja2", "rich"} & set(result.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--speakers", "fast", "{article}"], ["--quotes", "2", "--to", "en", "{article}"]]
)
def test_the_embedded_path_waits_for_no_store_of_models_and_no_check_of_options(
    arguments: list[str], examples: Path
) -> None:
    article = str(examples / "harbour.en.txt")
    command = [sys.executable, "-c", SCRIPT.replace(' if "." not in name', "")]
    command += [argument.format(article=article) for argument in arguments]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())
    assert (
        not {"pydantic", "summarize.models.store", "summarize.models.catalogue", "summarize.loading"} & loaded
    )
    assert "summarize.cli.batch" not in loaded


def test_the_public_api_is_small_and_each_name_can_be_imported() -> None:
    assert sorted(summarize.__all__) == [
        "check_summary",
        "check_translation",
        "extract_quotes",
        "make_briefing",
        "make_digest",
        "read_article",
        "render",
        "summarize_text",
    ]
    for name in summarize.__all__:
        assert callable(getattr(summarize, name))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        summarize.nonsense  # noqa: B018
