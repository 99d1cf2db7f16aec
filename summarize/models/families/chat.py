"""Chat models: decoders that are told in words what is wanted, so that any language will do that they have learnt."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarize.language import all_languages
from summarize.models.entry import FamilyName, Task
from summarize.models.families.family import Family


class Chat(Family):
    name: FamilyName = "chat"
    # What transformers knows; CTranslate2 has no loader for those of the second line, which run on torch.
    model_types = (
        "gemma", "gemma2", "gemma3", "gemma3_text", "gemma4", "gemma4_text", "llama", "mistral", "qwen2", "qwen3", "phi3",
        "hunyuan_v1_dense", "qwen3_5", "qwen3_5_text", "granite", "smollm3", "cohere", "cohere2",
    )  # fmt: skip
    is_told_in_words = True
    # Longer windows cost memory that most machines don't have, and no article needs them.
    settings: Mapping[str, object] = {"window": 8192, "max_tokens": 512, "decoding": {}}

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """See Family: no file tells them, and it is for the reader to know what a model has learnt."""
        return {"sources": [], "targets": list(all_languages()) if task == "translation" else []}

    def model_class(self) -> Any:
        """See Family."""
        import transformers

        return transformers.AutoModelForCausalLM


FAMILY = Chat()
