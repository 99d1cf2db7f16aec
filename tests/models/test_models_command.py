"""`brief models`: payload on stdout, all else on stderr, errors with their exit code."""

import contextlib
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from summarize.cli.models import app
from summarize.errors import BriefError
from summarize.models.catalogue import TASK_NAMES, load_catalogue, user_file
from tests.models.hub import Hub
from tests.models.lantern import COMMIT, REPO, TAKEN

Brief = Callable[..., subprocess.CompletedProcess[bytes]]
# Nothing listens there.
DEAD = "http://127.0.0.1:9"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def error_of(*arguments: str) -> BriefError:
    """The error that the command ends with; the edge of the program prints it."""
    result = run(*arguments)
    assert isinstance(result.exception, BriefError), result.output
    return result.exception


@pytest.fixture
def added(hub: Hub) -> Hub:
    hub.repositories[REPO].card = {"license": "cc-by-nc-4.0"}
    assert run("add", REPO).exit_code == 0
    return hub


def test_list_is_a_table_with_licences() -> None:
    result = run("list")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0] == ["name", "for", "languages", "size", "memory", "licence", "here", "default", "scored"]
    by_name = {row[0]: row for row in rows[1:]}
    assert by_name["opus-mt-tc-big-en-ar"] == [
        "opus-mt-tc-big-en-ar", "translation", "en > ar", "478 MB", "", "cc-by-4.0", "", "en-ar",
        "en-ar",
    ]  # fmt: skip
    assert by_name["Qwen3-4B-Instruct-2507"][3:5] == ["8,050 MB", "4,400 MB"]
    assert by_name["nllb-200-distilled-600M"][5] == "cc-by-nc-4.0 (non-commercial)"


def test_show_has_licence_commit_and_codes() -> None:
    result = run("show", "mt5_multilingual_xlsum")
    assert result.exit_code == 0
    assert "licence:     cc-by-nc-sa-4.0 (non-commercial)\n" in result.stdout
    assert "revision:    2437a524effdbadc327ced84595508f1e32025b3\n" in result.stdout
    assert "writes:      the article's language\n" in result.stdout
    assert "window:      512 tokens in, 84 out\n" in result.stdout
    assert "ar=>>ara<<" in run("show", "opus-mt-en-ar").stdout


def test_show_tells_scores_and_what_no_commit_could_be_verified_of() -> None:
    assert "scores:      en-ar: 29.7 BLEU" in run("show", "opus-mt-tc-big-en-ar").stdout
    assert "revision:    not pinned" in run("show", "pegasus-cnn_dailymail").stdout


def test_add_takes_a_folder_of_a_chat_model() -> None:
    folder = Path(__file__).parent / "trained" / "lantern-chat"
    result = run("add", str(folder), "--task", "translation", "--name", "mine")
    assert result.exit_code == 0, result.output
    entry = load_catalogue()["mine"]
    assert (entry.family, entry.folder, entry.commercial) == ("chat", folder, False)
    assert error_of("add", str(folder), "--task", "translation", "--name", "mine").exit_code == 2


def test_from_add_to_remove(added: Hub) -> None:
    assert error_of("path", "lantern-en-ar").exit_code == 4

    pulled = run("pull", "lantern-en-ar", "--no-convert")
    assert (pulled.exit_code, pulled.stdout) == (0, "")
    assert f"lantern-en-ar is here, at {COMMIT[:12]}; licence: cc-by-nc-4.0 (non-commercial)" in pulled.stderr

    folder = Path(run("path", "lantern-en-ar").stdout.strip())
    assert {path.name for path in folder.iterdir()} == TAKEN | {"manifest.json"}
    assert "lantern-en-ar: all files are right\n" in run("verify", "lantern-en-ar").stderr
    assert (
        "lantern-en-ar\ttranslation\ten > ar\t1 MB\t1 MB\tcc-by-nc-4.0 (non-commercial)\tyes\t"
        in run("list").stdout
    )

    (folder / "vocab.json").write_text("{}")
    assert "vocab.json has 2 bytes" in run("verify", "lantern-en-ar").stderr
    assert (
        str(error_of("verify", "lantern-en-ar"))
        == "lantern-en-ar is damaged; run: brief models pull lantern-en-ar"
    )
    assert "\tdamaged\t" in run("list").stdout

    assert "lantern-en-ar is removed, " in run("remove", "lantern-en-ar").stderr
    assert not folder.exists()


def test_pull_without_a_terminal_says_what_it_does_in_lines(added: Hub) -> None:
    assert (
        run("pull", "lantern-en-ar", "--no-convert").stderr.splitlines()[0]
        == "lantern-en-ar: downloading 0 MB"
    )


def test_add_names_the_file_and_the_next_command(hub: Hub) -> None:
    result = run("add", REPO, "--name", "mine", "--revision", "main")
    assert result.stdout == ""
    assert result.stderr == f"mine is in {user_file()}; look it over, then run: brief models pull mine\n"


@pytest.mark.parametrize("command", ["show", "pull", "path", "verify", "remove"])
def test_unknown_model(command: str) -> None:
    error = error_of(command, "lantern")
    assert str(error) == "unknown model 'lantern'; `brief models list` shows all"
    assert error.exit_code == 4


def test_extra_models_file(tmp_path: Path) -> None:
    extra = tmp_path / "extra.toml"
    extra.write_text('[opus-mt-en-ar]\nnote = "mine"\n')
    assert "note:        mine\n" in run("show", "opus-mt-en-ar", "--models", str(extra)).stdout


def test_offline_pull_is_exit_4_with_what_forbids_it_and_another_way() -> None:
    error = error_of("pull", "opus-mt-en-ar", "--offline")
    assert str(error).startswith("opus-mt-en-ar (308 MB) isn't downloaded: the network is forbidden (")
    assert str(error).endswith("brief models import FILE")
    assert "brief models pull" not in str(error)
    assert error.exit_code == 4


def test_every_command_takes_debug(brief: Brief) -> None:
    for command in ("list", "show", "pull", "path", "verify", "remove", "add", "export", "import"):
        assert b"--debug" in brief("models", command, "--help").stdout
    assert b"Traceback" in brief("models", "path", "nobody", "--debug").stderr


def test_the_size_of_several_models_is_said_before_the_first_is_downloaded(brief: Brief) -> None:
    said = brief("models", "pull", "opus-mt-en-ar", "opus-mt-tc-big-en-ar", "--offline").stderr.decode()
    assert said.startswith("2 models, 786 MB, to download into ")


def test_unknown_task_is_a_usage_error() -> None:
    assert run("add", REPO, "--task", "poetry").exit_code == 2


def test_pull_as_a_process(added: Hub, brief: Brief) -> None:
    environment = {
        "HF_ENDPOINT": added.endpoint,
        "HF_HUB_OFFLINE": "0",
        "BRIEF_HOME": str(user_file().parent),
    }
    pulled = brief("models", "pull", "lantern-en-ar", "--no-convert", env=environment)
    assert (pulled.returncode, pulled.stdout) == (0, b"")
    assert Path(brief("models", "path", "lantern-en-ar", env=environment).stdout.decode().strip()).is_dir()


def test_failed_pull_as_a_process_is_one_line_and_exit_4(added: Hub, brief: Brief) -> None:
    environment = {
        "HF_ENDPOINT": added.endpoint,
        "HF_HUB_OFFLINE": "0",
        "BRIEF_HOME": str(user_file().parent),
    }
    added.cut["model.safetensors"] = [100_000]
    added.fail_after_cut["model.safetensors"] = 503
    failed = brief("models", "pull", "lantern-en-ar", env=environment)
    assert (failed.returncode, failed.stdout) == (4, b"")
    assert failed.stderr.decode().splitlines() == [
        "lantern-en-ar: downloading 0 MB",
        f"brief: {REPO} at {COMMIT[:12]}: the hub is in trouble (503); try again later",
    ]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"HF_HUB_OFFLINE": "1"}, "the network is forbidden (HF_HUB_OFFLINE); take that away"),
        (
            {"BRIEF_OFFLINE": "1", "HF_HUB_OFFLINE": ""},
            "the network is forbidden (BRIEF_OFFLINE); take that away",
        ),
        (
            {"HF_HUB_OFFLINE": "", "HF_ENDPOINT": DEAD, "NO_PROXY": "127.0.0.1"},
            "127.0.0.1 (HF_ENDPOINT) refused the connection; check HF_ENDPOINT",
        ),
        (
            # The proxy's password stays out of it.
            {
                "HF_HUB_OFFLINE": "",
                "HF_ENDPOINT": "http://hub.invalid",
                "http_proxy": "http://mara:secret@127.0.0.1:9",
            },
            "the proxy 127.0.0.1:9 can't be reached or refuses; check HTTP_PROXY",
        ),
    ],
)
def test_without_a_network_a_process_says_why(brief: Brief, settings: dict[str, str], reason: str) -> None:
    failed = brief("models", "pull", "opus-mt-en-ar", env=settings)
    assert (failed.returncode, failed.stdout) == (4, b"")
    assert failed.stderr.decode() == (
        f"brief: opus-mt-en-ar (308 MB) isn't downloaded: {reason}; "
        "or bring it from another machine: brief models import FILE\n"
    )


def test_two_models_that_a_pair_needs_are_named_at_once(brief: Brief) -> None:
    failed = brief("--from", "ru", "--to", "ar", stdin="Совет голосует в понедельник. Никто не говорил.")
    assert failed.returncode == 4
    assert failed.stderr.decode().count("brief models pull") == 1
    names = failed.stderr.decode().rpartition("brief models pull ")[2].split()
    assert len(names) == 2
    assert " and " in failed.stderr.decode()


def at_a_terminal(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    """The exit code and all that a terminal of 80 columns shows, without its colours."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "summarize", *arguments]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment | {"TERM": "xterm"})
    os.close(theirs)
    shown = b""
    # Linux ends a terminal that nobody holds any more with an error.
    with contextlib.suppress(OSError):
        while block := os.read(ours, 1000):
            shown += block
    os.close(ours)
    return process.wait(), re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).replace("\r\n", "\n")


def test_list_at_a_terminal_cuts_nothing(environment: dict[str, str]) -> None:
    code, shown = at_a_terminal(environment, "models", "list")
    assert code == 0
    *lines, note = shown.splitlines()
    assert max(map(len, lines)) <= 80
    assert note == "* not for commercial use. Everything about a model: brief models show NAME"
    assert "cc-by-nc-sa-4.0*" in shown
    for entry in load_catalogue().values():
        (row,) = (line for line in lines if line.split()[0] == entry.name)
        assert entry.licence in row
    assert [line.split()[0] for line in lines if line[:1].strip()] == [
        "name",
        *(
            word
            for task, said in TASK_NAMES.items()
            for word in [
                said.split()[0],
                *(name for name, entry in load_catalogue().items() if entry.task == task),
            ]
        ),
    ]
    assert "…" not in shown


def test_pull_at_a_terminal_shows_a_bar(added: Hub, environment: dict[str, str]) -> None:
    environment |= {
        "HF_ENDPOINT": added.endpoint,
        "HF_HUB_OFFLINE": "0",
        "BRIEF_HOME": str(user_file().parent),
    }
    code, shown = at_a_terminal(environment, "models", "pull", "lantern-en-ar", "--no-convert")
    assert code == 0
    assert "lantern-en-ar: downloading ━" in shown
    assert f"lantern-en-ar is here, at {COMMIT[:12]}" in " ".join(shown.split())
