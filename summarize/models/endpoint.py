"""Chat models behind OpenAI's chat completions, as Ollama, llama.cpp, LM Studio, vLLM and providers serve them.

Servers do what they like: errors with status 200, empty answers beside a "reasoning" field, prompts that are cut without
a word. A key is read from the environment when a request is made, and is in no message.
"""

import json
import math
import os
import queue
import re
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from summarize.errors import ModelError
from summarize.models.address import is_loopback, normal_address
from summarize.models.chat import Completion, Sampling
from summarize.models.entry import ModelEntry

# As the SDKs of such servers have them: a long answer takes minutes on a CPU.
ANSWER_SECONDS = 600.0
CONNECT_SECONDS = 10.0
RETRIES = 2
_WAIT, _LONGEST_WAIT = 0.5, 60.0
_TRY_AGAIN = frozenset({408, 409, 429})
# Requests at a time: servers on one machine rarely gain from more, providers limit them.
JOBS = 4
# More characters a token than any text has in any vocabulary, for a server that doesn't count.
_MOST_CHARACTERS = 6.0
# So many characters no server cuts.
_SURELY_READ = 1000
# What a chat template puts around a prompt.
_TEMPLATE_TOKENS = 40
# A prompt of which fewer than this share of its tokens are counted was cut. Text isn't even.
_WHOLE = 0.75
_NEARLY = 0.97
# A thinking model may need so many times the tokens of its answer.
_FOR_THINKING = 6
_TOO_LONG = re.compile(r"context|too long|maximum.{0,20}(length|tokens)|exceed", re.IGNORECASE)


class Endpoint:
    """A ChatModel behind an address. `jobs` is the most requests at a time."""

    def __init__(self, entry: ModelEntry, jobs: int | None = None) -> None:
        self._entry = entry
        self._address = normal_address(entry.endpoint)
        self._jobs = jobs or JOBS
        self._client: Any = None
        self._opening = threading.Lock()
        # Characters a token, as the server counts; the most seen in prompts far below any limit.
        self._characters = 0.0
        self._window = entry.window
        # The tokens of a prompt that was cut: the server reads no more.
        self._most_read = math.inf
        self.name = "endpoint"

    def complete(self, prompts: Sequence[str], sampling: Sampling) -> list[Completion]:
        """See ChatModel. Requests run side by side, in threads that no interrupt has to wait for."""
        results: list[Completion | BaseException | None] = [None] * len(prompts)
        waiting: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[int] = queue.SimpleQueue()
        stopped = threading.Event()

        def work() -> None:
            while not stopped.is_set() and (index := waiting.get()) is not None:
                try:
                    results[index] = self._completed(prompts[index], sampling, stopped)
                except BaseException as problem:
                    results[index] = problem
                done.put(index)

        for index in range(len(prompts)):
            waiting.put(index)
        workers = min(self._jobs, len(prompts))
        for _ in range(workers):
            waiting.put(None)
            threading.Thread(target=work, daemon=True).start()
        found: list[Completion] = []
        try:
            for _ in prompts:
                if isinstance(problem := results[done.get()], BaseException):
                    raise problem
        finally:
            stopped.set()
        for result in results:
            assert isinstance(result, Completion)
            found.append(result)
        return found

    def room(self, prompt: str) -> int:
        """See ChatModel. Until the server has counted a prompt, a token is taken to be two characters."""
        tokens = self._window - self._entry.max_tokens - _TEMPLATE_TOKENS
        return int(tokens * (self._characters or 2.0) * 0.9) - len(prompt)

    def models(self) -> list[str]:
        """The models that the server lists. Raises ModelError where it lists none."""
        answer = self._answer("GET", "/models", None, threading.Event())
        listed = answer.get("data", answer.get("models"))
        names = [
            str(model.get("id") or model.get("name") or "")
            for model in (listed if isinstance(listed, list) else [])
            if isinstance(model, dict)
        ]
        if not any(names):
            raise ModelError(f"{self._address} lists no models; name one with --model")
        return [name for name in names if name]

    def _completed(self, prompt: str, sampling: Sampling, stopped: threading.Event) -> Completion:
        answer = self._asked(prompt, sampling, stopped)
        if isinstance(answer, Completion):
            return answer
        text, finished, thought = _read(answer, self._entry)
        if not text.strip() and (thought or finished == "length"):
            # All the tokens went into thoughts.
            more = Sampling(sampling.max_tokens * _FOR_THINKING, sampling.temperature, sampling.top_p)
            answer = self._asked(prompt, more, stopped)
            if isinstance(answer, Completion):
                return answer
            text, finished, thought = _read(answer, self._entry)
            if not text.strip() and thought:
                raise ModelError(
                    f"{self._entry.name} thinks and gives no answer; turn its thinking off, or raise max_tokens of its entry"
                )
        return Completion(text, finished != "length", self._was_read(prompt, answer))

    def _asked(
        self, prompt: str, sampling: Sampling, stopped: threading.Event
    ) -> Mapping[str, Any] | Completion:
        """The server's answer; a Completion that hasn't read all where it says that the prompt is too long."""
        body: dict[str, Any] = {
            "model": self._entry.model,
            "max_tokens": sampling.max_tokens,
            "stream": False,
        }
        body["temperature"] = sampling.temperature
        named = {"top_p": sampling.top_p, "top_k": sampling.top_k, "seed": sampling.seed}
        body |= {name: value for name, value in named.items() if value is not None}
        if sampling.repetition_penalty is not None:
            body["repetition_penalty"] = sampling.repetition_penalty
        if self._entry.stop:
            body["stop"] = list(self._entry.stop)
        if self._entry.raw:
            route, body["prompt"] = "/completions", prompt
        else:
            route, body["messages"] = "/chat/completions", [{"role": "user", "content": prompt}]
        try:
            return self._answer("POST", route, body, stopped)
        except _TooLong:
            return Completion("", has_read_all=False)

    def _was_read(self, prompt: str, answer: Mapping[str, Any]) -> bool:
        """Whether the server counts as many tokens as the prompt must have."""
        usage = answer.get("usage")
        counted = usage.get("prompt_tokens") if isinstance(usage, dict) else None
        if not isinstance(counted, int) or counted <= 0:
            return True
        if len(prompt) <= _SURELY_READ:
            self._characters = max(self._characters, len(prompt) / counted)
            return True
        if counted < self._most_read:
            if self._characters and counted >= _WHOLE * len(prompt) / self._characters:
                return True
            if counted >= _WHOLE * len(prompt) / self._density(prompt):
                return True
        # From now on nothing that counts as much is believed to be whole.
        self._most_read = min(self._most_read, _NEARLY * counted)
        self._window = min(self._window, counted + self._entry.max_tokens)
        return False

    def _density(self, prompt: str) -> float:
        """Characters a token in a prompt, as the server counts them in a piece from its middle: languages differ much."""
        middle = len(prompt) // 2
        piece = prompt[middle : middle + _SURELY_READ]
        answer = self._asked(piece, Sampling(1), threading.Event())
        usage = answer.get("usage") if not isinstance(answer, Completion) else None
        counted = usage.get("prompt_tokens") if isinstance(usage, dict) else None
        return len(piece) / counted if isinstance(counted, int) and counted > 0 else _MOST_CHARACTERS

    def _answer(
        self, method: str, route: str, body: Mapping[str, Any] | None, stopped: threading.Event
    ) -> Mapping[str, Any]:
        """What the server answers, asked again where that may help. Raises ModelError."""
        import httpx2

        for attempt in range(RETRIES + 1):
            is_last = attempt == RETRIES or stopped.is_set()
            try:
                response = self._http().request(
                    method, f"{self._address}{route}", json=body, headers=self._headers()
                )
            except httpx2.TimeoutException as problem:
                if is_last:
                    raise ModelError(f"{self._entry.name}: {self._address} doesn't answer") from problem
                wait = None
            except httpx2.ConnectError as problem:
                if is_last:
                    raise ModelError(
                        f"{self._entry.name}: no server at {self._address}; is it running?"
                    ) from problem
                wait = None
            except httpx2.HTTPError as problem:
                if is_last:
                    raise ModelError(f"{self._entry.name}: {self._address} broke its answer off") from problem
                wait = None
            else:
                if not (response.status_code in _TRY_AGAIN or response.status_code >= 500) or is_last:
                    return self._understood(response)
                wait = _retry_after(response.headers)
            pause = wait if wait is not None else _WAIT * 2**attempt
            stopped.wait(min(pause, _LONGEST_WAIT))
        raise AssertionError("the last attempt returns or raises")

    def _understood(self, response: Any) -> Mapping[str, Any]:
        """The object in a response. Raises ModelError for an error, also one that comes with status 200."""
        try:
            answer = json.loads(response.content)
        except ValueError:
            answer = None
        status = response.status_code
        error = answer.get("error") if isinstance(answer, dict) else None
        if status == 200 and isinstance(answer, dict) and not error:
            return answer
        name, said = self._entry.name, self._without_key(_error_text(error, answer))
        if status in (200, 400, 413, 422) and _TOO_LONG.search(said):
            raise _TooLong(f"{name}: the server takes no prompt as long as this one")
        if status in (401, 403):
            known = f"the key in {self._entry.key}" if self._entry.key else "a request without a key"
            raise ModelError(f"{name}: {self._address} doesn't accept {known} ({status})")
        if status == 404:
            raise ModelError(
                f"{name}: {self._address} has no model {self._entry.model!r}, or isn't such a server (404){said and f': {said}'}"
            )
        if status == 200 and not error:
            raise ModelError(f"{name}: {self._address} answers in another form than chat completions have")
        raise ModelError(f"{name}: {self._address} answers with an error ({status}){said and f': {said}'}")

    def _headers(self) -> dict[str, str]:
        key = self._key()
        return {"Authorization": f"Bearer {key}"} if key else {}

    def _key(self) -> str | None:
        if not self._entry.key:
            return None
        key = os.environ.get(self._entry.key, "").strip()
        if not key:
            raise ModelError(
                f"{self._entry.name} needs a key; set the environment variable {self._entry.key}"
            )
        if not (key.isascii() and key.isprintable()):
            raise ModelError(f"{self._entry.name}: what {self._entry.key} holds can't be a key; set it anew")
        return key

    def _without_key(self, text: str) -> str:
        """Servers repeat keys in their errors, whole or in part."""
        key = os.environ.get(self._entry.key, "").strip() if self._entry.key else ""
        if not key:
            return text
        for length in range(len(key), min(7, len(key) - 1), -1):
            text = text.replace(key[:length], "…").replace(key[-length:], "…")
        return text

    def _http(self) -> Any:
        with self._opening:
            if self._client is None:
                import httpx2

                # A proxy of the environment is for the world outside; redirects would take the key elsewhere.
                self._client = httpx2.Client(
                    timeout=httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
                    trust_env=not is_loopback(self._address),
                    follow_redirects=False,
                )
            return self._client


class _TooLong(ModelError):
    """The server refuses a prompt for its length."""


def _read(answer: Mapping[str, Any], entry: ModelEntry) -> tuple[str, str | None, bool]:
    """The text, why it ended, and whether there are thoughts beside it. Raises ModelError where the answer has no such form."""
    choices = answer.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict):
        raise ModelError(f"{entry.name}: the server's answer has no text; is it one of chat completions?")
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    content = message.get("content", choice.get("text"))
    if isinstance(content, list):  # in parts, as some servers give it
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    thoughts = message.get("reasoning_content") or message.get("reasoning") or message.get("thinking")
    finished = choice.get("finish_reason")
    return str(content or ""), finished if isinstance(finished, str) else None, bool(thoughts)


def _error_text(error: object, answer: object) -> str:
    """What a server says is wrong, in one line that isn't too long."""
    if isinstance(error, dict):
        error = error.get("message") or error.get("code") or json.dumps(error)
    if not error and isinstance(answer, dict):
        error = answer.get("detail") or answer.get("message")
    return " ".join(str(error or "").split())[:300]


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """How long the server asks to wait, in seconds."""
    said = headers.get("retry-after", "")
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
