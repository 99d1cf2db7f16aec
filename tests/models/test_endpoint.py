"""A server of chat models may do anything; what comes of it is a translation, a mark, or one line that says what to do."""

import functools
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks import news_grammar
from summarize.errors import ModelError, UsageError
from summarize.models import endpoint
from summarize.models.address import is_loopback, normal_address, require_allowed
from summarize.models.catalogue import find_model
from summarize.models.chat import Completion, Sampling
from summarize.models.endpoint import Endpoint
from tests.models.chat_server import MODEL, Asked, ChatServer, Reply, answer, chat_server

SAMPLING = Sampling(max_tokens=64)
SECRET = "sk-velmora-0123456789abcdef"
MADE = news_grammar.sentences(6, seed=41, unseen=True)
TABLE = {made["en"]: made["ru"] for made in MADE}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "_WAIT", 0.01)


def complete(
    server: ChatServer, prompts: list[str], jobs: int | None = None, **changes: Any
) -> list[Completion]:
    return Endpoint(server.entry(**changes), jobs).complete(prompts, SAMPLING)


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1"),
        ("127.0.0.1:11434", "http://127.0.0.1:11434/v1"),
        ("localhost:1234/", "http://localhost:1234/v1"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1"),
        (" https://host.example/v1/chat/completions ", "https://host.example/v1"),
        ("https://host.example/api/v1/models", "https://host.example/api/v1"),
        ("https://host.example/v1beta/openai/", "https://host.example/v1beta/openai"),
        ("https://host.example/llm", "https://host.example/llm/v1"),
    ],
)
def test_addresses_as_people_paste_them(pasted: str, meant: str) -> None:
    assert normal_address(pasted) == meant
    assert normal_address(meant) == meant


@pytest.mark.parametrize(
    "pasted", [f"https://{SECRET}@host.example/v1", f"https://host.example/v1?key={SECRET}", "ftp://x", "  "]
)
def test_what_is_no_address_is_refused_and_not_repeated(pasted: str) -> None:
    with pytest.raises(UsageError) as caught:
        normal_address(pasted)
    assert SECRET not in str(caught.value)


def test_offline_allows_this_machine_and_nothing_else() -> None:
    for address in ("http://127.0.0.1:1/v1", "http://localhost:1/v1", "http://[::1]:1/v1"):
        assert is_loopback(address)
        require_allowed("x", address, offline=True)
    for address in (
        "http://192.168.1.2/v1",
        "https://localhost.host.example/v1",
        "http://127.0.0.1.host.example",
    ):
        assert not is_loopback(address)
        with pytest.raises(ModelError, match="leave out --offline"):
            require_allowed("x", address, offline=True)


def test_prompts_are_answered_in_their_order_side_by_side_and_no_more_at_a_time_than_allowed() -> None:
    def slowly(asked: Asked) -> Reply:
        time.sleep(0.05)
        return answer(asked.prompt.upper())

    prompts = [f"prompt {number}" for number in range(9)]
    with chat_server(slowly) as server:
        assert [one.text for one in complete(server, prompts, 3)] == [prompt.upper() for prompt in prompts]
        assert server.most_at_once == 3
    assert complete(server, []) == []


def test_the_request_has_what_the_entry_says_and_leaves_nothing_to_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANTERN_KEY", SECRET)
    with chat_server(lambda asked: answer("so")) as server:
        complete(server, ["words"], key="LANTERN_KEY", stop=("<end>",))
        complete(server, ["words"], raw=True)
    first, raw = server.asked
    assert (first.route, raw.route) == ("/v1/chat/completions", "/v1/completions")
    assert first.headers["authorization"] == f"Bearer {SECRET}"
    assert "authorization" not in raw.headers
    assert first.body == {
        "model": MODEL, "max_tokens": 64, "stream": False, "temperature": 0.0, "stop": ["<end>"],
        "messages": [{"role": "user", "content": "words"}],
    }  # fmt: skip
    assert raw.prompt == "words"


@pytest.mark.parametrize(
    "trouble",
    [
        Reply({}, 408),
        Reply({}, 409),
        Reply({}, 429, {"Retry-After": "0"}),
        Reply(b"<html>", 502),
        Reply({}, 500),
        None,
    ],
)
def test_what_may_pass_is_tried_again_and_not_for_ever(trouble: Reply | None) -> None:
    with chat_server(lambda asked: trouble if asked.number < 2 else answer("so")) as server:
        assert complete(server, ["words"])[0].text == "so"
        assert len(server.asked) == 3
    with chat_server(lambda asked: trouble) as server, pytest.raises(ModelError):
        complete(server, ["words"])
    assert len(server.asked) == 3


def test_a_server_that_says_how_long_to_wait_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "_WAIT", 30.0)
    busy = Reply({}, 429, {"Retry-After": "0.4"})
    with chat_server(lambda asked: busy if asked.number < 1 else answer("so")) as server:
        begun = time.monotonic()
        complete(server, ["words"])
        assert 0.4 <= time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply({"error": "Unexpected endpoint or method. (POST /v1/x)"}), "Unexpected endpoint"),
        (Reply({"error": {"message": "model is loading"}}), "model is loading"),
        (Reply(b"<html>It works!</html>"), "another form"),
        (Reply({"choices": []}), "no text"),
        (Reply([1, 2]), "another form"),
        (Reply({"error": {"message": "no such model"}}, 404), "no such model"),
        (Reply({"message": "nope"}, 401), "a request without a key"),
        (Reply({"detail": "bad request"}, 400), "bad request"),
        (Reply(b"", 302, {"Location": "http://127.0.0.1:9/"}), "302"),
    ],
)
def test_an_error_is_one_line_with_what_the_server_says(reply: Reply, says: str) -> None:
    with chat_server(lambda asked: reply) as server, pytest.raises(ModelError) as caught:
        complete(server, ["words"])
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.asked) == 1


def test_no_server_at_all_is_a_model_error() -> None:
    with chat_server(lambda asked: answer("so")) as server:
        pass
    with pytest.raises(ModelError, match="is it running"):
        complete(server, ["words"])


def _always(reply: Reply, asked: Asked) -> Reply:
    return reply


@pytest.mark.parametrize("said", [SECRET, f"{SECRET[:12]}***{SECRET[-8:]}"])
def test_a_key_is_in_no_error_even_where_the_server_repeats_it(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTERN_KEY", SECRET)
    for status in (400, 401, 404, 500):
        reply = Reply({"error": {"message": f"Incorrect API key provided: {said}"}}, status)
        with chat_server(functools.partial(_always, reply)) as server, pytest.raises(ModelError) as caught:
            complete(server, ["words"], key="LANTERN_KEY")
        assert SECRET[:9] not in str(caught.value)
        assert SECRET[-8:] not in str(caught.value)


def test_a_key_that_isnt_set_is_asked_for_by_its_name() -> None:
    with (
        chat_server(lambda asked: answer("so")) as server,
        pytest.raises(ModelError, match="set the environment variable LANTERN_KEY"),
    ):
        complete(server, ["words"], key="LANTERN_KEY")
    assert server.asked == []


@pytest.mark.parametrize("key", ["ключ-от-города", "sk-abc\nsk-def", "sk abc\tdef"])
def test_what_no_key_can_be_is_said_by_its_variable_and_sent_nowhere(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTERN_KEY", key)
    with (
        chat_server(lambda asked: answer("so")) as server,
        pytest.raises(ModelError, match="what LANTERN_KEY holds can't be a key") as caught,
    ):
        complete(server, ["words"], key="LANTERN_KEY")
    assert key not in str(caught.value)
    assert server.asked == []


def test_an_answer_that_is_broken_off_is_told_from_no_server() -> None:
    with chat_server(lambda asked: None) as server, pytest.raises(ModelError, match="broke its answer off"):
        complete(server, ["words"])


@pytest.mark.parametrize("command", [["pull"], ["path"], ["verify"], ["remove"], ["export", "-o", "x.tar"]])
def test_of_a_servers_model_there_is_nothing_here_for_any_command(command: list[str], tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from summarize.cli.models import app

    file = tmp_path / "models.toml"
    file.write_text(
        '[lantern]\ntask = "translation"\nlicence = "mit"\nendpoint = "http://127.0.0.1:9/v1"\nmodel = "m"\n'
    )
    refused = CliRunner().invoke(app, [command[0], "lantern", *command[1:], "--models", str(file)])
    assert isinstance(refused.exception, ModelError)
    assert "runs at http://127.0.0.1:9" in str(refused.exception)


def test_a_key_in_place_of_its_name_is_refused_and_not_repeated(tmp_path: Path) -> None:
    from summarize.models.models_file import read_layers

    file = tmp_path / "models.toml"
    file.write_text(
        f'[x]\ntask = "translation"\nlicence = "x"\nendpoint = "http://h/v1"\nmodel = "m"\nkey = "{SECRET}"\n'
    )
    with pytest.raises(ModelError, match="never the key itself") as caught:
        read_layers([file])
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("field", ["reasoning", "reasoning_content", "thinking"])
def test_an_answer_that_went_into_thoughts_is_asked_for_with_room_for_both(field: str) -> None:
    thoughts: dict[str, Any] = {field: "Let me see. It is so."}

    def thinking(asked: Asked) -> Reply:
        if asked.body["max_tokens"] < 200:
            return answer("", "length", **thoughts)
        return answer("so", **thoughts)

    with chat_server(thinking) as server:
        assert complete(server, ["words"]) == [Completion("so")]
    with (
        chat_server(lambda asked: answer("", **thoughts)) as server,
        pytest.raises(ModelError, match="turn its thinking off"),
    ):
        complete(server, ["words"])


def test_an_answer_that_broke_off_is_known_by_its_finish_reason() -> None:
    with chat_server(lambda asked: answer("half of", "length")) as server:
        assert complete(server, ["words"]) == [Completion("half of", is_whole=False)]


def test_a_prompt_that_was_cut_without_a_word_is_known_by_its_count_and_never_sent_so_long_again() -> None:
    def counting(asked: Asked) -> Reply:
        return answer("so", prompt_tokens=min(1000, len(asked.prompt) // 4))

    with chat_server(counting) as server:
        chat = Endpoint(server.entry(window=100_000))
        assert chat.complete(["word " * 300], SAMPLING)[0].has_read_all
        assert not chat.complete(["word " * 3000], SAMPLING)[0].has_read_all
        assert 0 <= chat.room("") <= 4000


@pytest.mark.parametrize(
    "said", ["This model's maximum context length is 4096 tokens", "prompt too long; exceeded max"]
)
def test_a_prompt_that_is_refused_for_its_length_is_told_from_other_errors(said: str) -> None:
    with chat_server(lambda asked: Reply({"error": {"message": said}}, 400)) as server:
        assert complete(server, ["words"]) == [Completion("", has_read_all=False)]


def test_a_server_without_a_list_of_models_asks_for_the_name() -> None:
    with chat_server(lambda asked: answer("so")) as server:
        assert Endpoint(server.entry()).models() == [MODEL]
        server.models = None
        with pytest.raises(ModelError):
            Endpoint(server.entry()).models()
        server.models = []
        with pytest.raises(ModelError, match="--model"):
            Endpoint(server.entry()).models()


def test_a_server_of_the_environment_is_used_for_a_name_that_nothing_else_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://host.example/v1")
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    entry = find_model({}, "lantern", "translation")
    assert (entry.endpoint, entry.model, entry.key) == (
        "https://host.example/v1",
        "lantern",
        "OPENAI_API_KEY",
    )
    assert entry.translates("en", "ru")
    assert SECRET not in repr(entry)
    monkeypatch.setenv("BRIEF_ENDPOINT", "127.0.0.1:11434")
    entry = find_model({}, "lantern", "summarization")
    # The key of one server is sent to no other.
    assert (entry.endpoint, entry.key) == ("127.0.0.1:11434", "")


ARTICLE = " ".join(TABLE)


def translating(asked: Asked) -> Reply:
    return answer(TABLE.get(asked.text, "?"))


def test_a_briefing_by_a_server_from_the_command_line(brief, monkeypatch: pytest.MonkeyPatch) -> None:
    with chat_server(translating) as server:
        said = brief("models", "add", server.address.removesuffix("/v1"), "--name", "lantern")
        assert said.returncode == 0, said.stderr
        made = brief("--to", "ru", "--translator", "lantern", "--from", "en", "--offline", stdin=ARTICLE)
    assert made.returncode == 0, made.stderr
    lines = made.stdout.decode()
    assert sum(russian in lines for russian in TABLE.values()) == 3
    assert server.asked


def test_ctrl_c_ends_a_run_at_once(environment, tmp_path: Path) -> None:
    import signal
    import threading

    came = threading.Event()

    def never(asked: Asked) -> Reply:
        came.set()
        time.sleep(30)
        return answer("late")

    with chat_server(never) as server:
        command = [sys.executable, "-m", "summarize", "--to", "ru", "--from", "en", "--translator", "lantern"]
        run = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment | {"BRIEF_ENDPOINT": server.address}, cwd=tmp_path,
        )  # fmt: skip
        assert run.stdin
        run.stdin.write(ARTICLE.encode())
        run.stdin.close()
        run.stdin = None
        assert came.wait(30)
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=20)
        assert time.monotonic() - begun < 5
        assert run.returncode == 130
