"""A tiny chat model with the file layout of Qwen3, trained to translate the news grammar: tests/models/trained/lantern-chat.

python tests/models/chat_checkpoint.py        # makes it again: a minute on one core
"""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import torch
import transformers

from benchmarks import news_grammar

FOLDER = Path(__file__).parent / "trained" / "lantern-chat"
PROMPT = "{source} to {target}: {text}"
LANGUAGES = {"ar": "Arabic", "ru": "Russian"}
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% if enable_thinking is false %}<think>\n\n</think>\n\n"
    "{% endif %}{% endif %}"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
STEPS, BATCH = 350, 32


def prompt_of(text: str, language: str) -> str:
    return PROMPT.format(source="English", target=LANGUAGES[language], text=text)


def rendered(prompt: str) -> str:
    """What the template makes of a prompt."""
    return f"<|im_start|>user\n{prompt}<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n"


def write_tokenizer(folder: Path) -> Any:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    made = news_grammar.sentences(2000, seed=5, unseen=False)
    lines = [
        rendered(prompt_of(one["en"], language)) + one[language] for one in made for language in LANGUAGES
    ]
    trainer = trainers.BpeTrainer(
        vocab_size=700, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator(lines, trainer)
    # As in Qwen3: tokens, but not special ones.
    tokenizer.add_tokens([AddedToken("<think>"), AddedToken("</think>")])
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "Qwen2Tokenizer", "eos_token": "<|im_end|>", "pad_token": "<|endoftext|>",
        "chat_template": TEMPLATE, "model_max_length": 131072,
    }  # fmt: skip
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    return tokenizer


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    tokenizer = write_tokenizer(FOLDER)
    pad, end = tokenizer.token_to_id("<|endoftext|>"), tokenizer.token_to_id("<|im_end|>")
    config = transformers.Qwen3Config(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=96, intermediate_size=256, num_hidden_layers=3,
        num_attention_heads=4, num_key_value_heads=2, head_dim=24, max_position_embeddings=512, eos_token_id=end,
        pad_token_id=pad, bos_token_id=None, tie_word_embeddings=True,
    )  # fmt: skip
    model = transformers.Qwen3ForCausalLM(config)
    rng = random.Random(1)
    rows = []
    for made in news_grammar.sentences(10000, seed=1, unseen=False):
        language = rng.choice([*LANGUAGES])
        asked = tokenizer.encode(rendered(prompt_of(made["en"], language))).ids
        rows.append((asked, [*tokenizer.encode(made[language]).ids, end]))
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=STEPS, pct_start=0.1)
    for step in range(STEPS):
        batch = rng.sample(rows, BATCH)
        width = max(len(asked) + len(answer) for asked, answer in batch)
        ids = torch.full((BATCH, width), pad)
        labels = torch.full((BATCH, width), -100)
        for row, (asked, answer) in enumerate(batch):
            ids[row, : len(asked) + len(answer)] = torch.tensor(asked + answer)
            labels[row, len(asked) : len(asked) + len(answer)] = torch.tensor(answer)
        loss = model(input_ids=ids, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 100 == 0 or step == STEPS - 1:
            print(f"  step {step} loss {loss.item():.3f}", flush=True)
    model.half().save_pretrained(FOLDER)
    # As Qwen3's: sampling is asked for, two tokens end an answer.
    generation = {
        "do_sample": True,
        "temperature": 0.7,
        "top_p": 0.8,
        "top_k": 20,
        "eos_token_id": [end, pad],
    }
    (FOLDER / "generation_config.json").write_text(json.dumps(generation))


if __name__ == "__main__":
    main()
