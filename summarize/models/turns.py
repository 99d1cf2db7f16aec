"""A prompt as the tokens that a local chat model reads: in its own chat template, or raw, and nothing in it taken for a control
token."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarize.errors import ModelError
from summarize.models.entry import ModelEntry
from summarize.models.families.reading import read_json

TEMPLATE_FILE = "chat_template.jinja"


class Turns:
    """The tokenizer and the template of a chat model in a folder. Raises ModelError where they are missing or damaged."""

    def __init__(self, entry: ModelEntry, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._entry = entry
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as problem:  # the library raises nothing more exact
            raise ModelError(f"{entry.name}: no usable tokenizer.json in {folder}") from problem
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._settings = read_json(folder / "tokenizer_config.json")
        self._special = sorted(
            (token.content for token in self._tokenizer.get_added_tokens_decoder().values() if token.special),
            key=len,
            reverse=True,
        )
        self._template = self._read_template(folder)
        self.stops = self._read_stops(folder)

    def encode(self, prompt: str) -> list[str]:
        """The tokens of one turn of the user's, up to where the model's begins."""
        if self._entry.raw or self._template is None:
            has_begin = any(prompt.startswith(token) for token in self._special)
            return list(self._tokenizer.encode(prompt, add_special_tokens=not has_begin).tokens)
        for token in self._special:
            if len(token) > 1:
                prompt = prompt.replace(token, f"{token[0]} {token[1:]}")
        return list(self._tokenizer.encode(self._rendered(prompt), add_special_tokens=False).tokens)

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of an output, without control tokens."""
        ids = [self._tokenizer.token_to_id(token) for token in tokens]
        return str(self._tokenizer.decode([index for index in ids if index is not None])).strip()

    def ids(self, tokens: Sequence[str]) -> list[int]:
        """The ids of tokens, for torch."""
        known = (self._tokenizer.token_to_id(token) for token in tokens)
        return [index for index in known if index is not None]

    def tokens(self, ids: Sequence[int]) -> list[str]:
        """The tokens of ids that torch wrote."""
        return [self._tokenizer.id_to_token(index) or "" for index in ids]

    def _rendered(self, prompt: str) -> str:
        from jinja2 import TemplateError

        values = {
            "messages": [{"role": "user", "content": prompt}],
            "add_generation_prompt": True,
            "enable_thinking": False,
            "bos_token": _text(self._settings.get("bos_token")),
            "eos_token": _text(self._settings.get("eos_token")),
        }
        try:
            return str(self._template.render(values))
        except (TemplateError, TypeError, ValueError) as problem:
            raise ModelError(
                f"{self._entry.name}: its chat template takes no plain text ({problem}); give its entry a prompt and raw = true"
            ) from problem

    def _read_template(self, folder: Path) -> Any:
        file = folder / TEMPLATE_FILE
        source = file.read_text(encoding="utf-8") if file.is_file() else self._settings.get("chat_template")
        if isinstance(source, list):  # several by name
            source = next((one.get("template") for one in source if one.get("name") == "default"), None)
        if not isinstance(source, str):
            return None
        from jinja2 import TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        def refuse(message: str) -> None:
            raise TemplateError(message)

        # As transformers has it: a template is somebody else's program.
        environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
        environment.globals["raise_exception"] = refuse
        environment.globals["strftime_now"] = lambda _: ""
        environment.filters["tojson"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
        try:
            return environment.from_string(source)
        except TemplateError as problem:
            raise ModelError(f"{self._entry.name}: its chat template can't be read: {problem}") from problem

    def _read_stops(self, folder: Path) -> list[str]:
        """The tokens that end an answer, by the checkpoint's files and the entry."""
        found: list[str] = []
        for file in ("generation_config.json", "config.json"):
            ends = read_json(folder / file).get("eos_token_id")
            for index in ends if isinstance(ends, list) else [ends]:
                token = self._tokenizer.id_to_token(index) if isinstance(index, int) else None
                found += [token] if token else []
        found += [_text(self._settings.get("eos_token")), "<end_of_turn>", "<|im_end|>", "<|eot_id|>"]
        known = [
            token for token in (*found, *self._entry.stop) if self._tokenizer.token_to_id(token) is not None
        ]
        if not known:
            raise ModelError(
                f"{self._entry.name}: nothing tells what ends its answers; name it with stop in its entry"
            )
        return list(dict.fromkeys(known))


def as_data(text: str) -> str:
    """A text in which nothing looks like a control token of any chat template: a blank keeps each apart."""
    return _CONTROL.sub(lambda found: f"{found[0][0]} {found[0][1:]}", text)


_CONTROL = re.compile(
    r"<\|[^|<>\n]{1,60}\|>|<｜[^｜<>\n]{1,60}｜>|<\|?/?(?:start_of_turn|end_of_turn|turn|bos|eos|s|think)\|?>|<turn\|>"
    r"|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)


def _text(token: object) -> str:
    """A special token of tokenizer_config.json, which may be a table."""
    if isinstance(token, dict):
        token = token.get("content")
    return token if isinstance(token, str) else ""
