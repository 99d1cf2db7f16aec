"""Tiny checkpoints with the true file layout, ids and configuration of each family, trained on the news grammar.

The trained files stand in `trained/`; this makes them again (about a minute each on two cores):

    python tests/models/checkpoints.py [NAME ...]

What makes each layout true, and where it is known from, stands in the hub notes of the models' issue: which files a
repository has, ids of special tokens, which weights are stored, generation defaults.
"""

import json
import random
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
import transformers
from safetensors.torch import load_file, save_file

from benchmarks import news_grammar
from tests.models import checkpoint_tokenizers as tokenizers

TRAINED = Path(__file__).parent / "trained"
TARGETS = {
    "marian": tokenizers.MARIAN_CODES,
    "nllb": {"ar": "arb_Arab", "ru": "rus_Cyrl"},
    "m2m100": {"ar": "ar", "ru": "ru"},
    "mbart50": {"ar": "ar_AR", "ru": "ru_RU"},
    "t5": {"ar": "<2ar>", "ru": "<2ru>"},
}
ENGLISH = {"nllb": "eng_Latn", "m2m100": "en", "mbart50": "en_XX"}
# Widths that train in a minute and take a few hundred kilobytes in half precision.
SIZE = {
    "d_model": 64,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_ffn_dim": 128,
    "decoder_ffn_dim": 128,
}
SIZE |= {"encoder_attention_heads": 4, "decoder_attention_heads": 4}
T5_SIZE = {"d_model": 64, "d_kv": 16, "d_ff": 128, "num_layers": 2, "num_heads": 4}


@dataclass(frozen=True)
class Recipe:
    """How a checkpoint is made: `tokenizer` writes its files, `config` reads the ids back from them, `finish` gives the
    saved weights the layout of the hub's. `languages` are the targets that it translates into; none for a summarizer,
    which reads articles in `reads`.
    """

    family: str
    languages: tuple[str, ...]
    tokenizer: Callable[[Path], None]
    config: Callable[[Any], Any]
    generation: dict[str, Any]
    finish: Callable[[Path], None] = field(default=lambda folder: None)
    steps: int = 500
    reads: str = "en"


def make(name: str, folder: Path) -> None:
    """Make one checkpoint in `folder`, from nothing to trained weights."""
    recipe = RECIPES[name]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    torch.manual_seed(0)
    recipe.tokenizer(folder)
    config = recipe.config(json.loads((folder / "ids.json").read_text()))
    (folder / "ids.json").unlink()
    config.save_pretrained(folder)  # AutoTokenizer asks it for the class
    tokenizer = load_tokenizer(folder, recipe.family)
    model = transformers.AutoModelForSeq2SeqLM.from_config(config)
    if recipe.family == "t5":  # those of the hub that stand for it here have a head of their own
        model.lm_head.weight = torch.nn.Parameter(model.lm_head.weight.detach().clone())
    train(model, list(examples(recipe, tokenizer)), config, recipe.steps)
    model.half().save_pretrained(folder)
    write_generation_config(folder, config, recipe.generation)
    recipe.finish(folder)


def write_generation_config(folder: Path, config: Any, settings: dict[str, Any]) -> None:
    """The ids that the configuration has, and the defaults of the repository; Marian's never writes its padding."""
    names = ("bos_token_id", "pad_token_id", "eos_token_id", "decoder_start_token_id", "forced_eos_token_id")
    ids = {name: value for name in names if (value := getattr(config, name, None)) is not None}
    if config.model_type == "marian":
        ids["bad_words_ids"] = [[config.pad_token_id]]
    tokenizers.write_json(folder / "generation_config.json", ids | settings)


def load_tokenizer(folder: Path, family: str) -> Any:
    """transformers' own tokenizer, except where it is known to be wrong (T5 with another unknown id)."""
    if family == "t5" and (folder / "tokenizer.json").exists():
        return transformers.PreTrainedTokenizerFast.from_pretrained(folder)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
        return transformers.AutoTokenizer.from_pretrained(folder)


def examples(recipe: Recipe, tokenizer: Any) -> Iterable[tuple[list[int], list[int]]]:
    if not recipe.languages:
        for text, headline in news_grammar.articles(6000, seed=1, unseen=False, language=recipe.reads):
            yield tokenizer(text).input_ids, tokenizer(headline).input_ids
        return
    rng = random.Random(2)
    for made in news_grammar.sentences(10000, seed=1, unseen=False):
        language = rng.choice(recipe.languages)
        yield translation_ids(recipe.family, tokenizer, made["en"], made[language], language)


def translation_ids(
    family: str, tokenizer: Any, source: str, target: str, language: str
) -> tuple[list[int], list[int]]:
    code = TARGETS[family][language]
    if family in ENGLISH:
        tokenizer.src_lang, tokenizer.tgt_lang = ENGLISH[family], code
        return tokenizer(source).input_ids, tokenizer(text_target=target).input_ids
    return tokenizer(f"{code} {source}").input_ids, tokenizer(text_target=target).input_ids


def train(model: Any, pairs: list[tuple[list[int], list[int]]], config: Any, steps: int) -> None:
    rng = random.Random(3)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps, pct_start=0.1)
    model.train()
    for step in range(steps):
        batch = rng.sample(pairs, 48)
        source = _padded([pair[0] for pair in batch], config.pad_token_id)
        labels = _padded([pair[1] for pair in batch], -100)
        start = torch.full((len(batch), 1), config.decoder_start_token_id)
        given = torch.cat([start, labels[:, :-1].masked_fill(labels[:, :-1] < 0, config.pad_token_id)], dim=1)
        logits = model(
            input_ids=source, attention_mask=(source != config.pad_token_id).long(), decoder_input_ids=given
        ).logits
        loss = torch.nn.functional.cross_entropy(
            logits.flatten(0, 1), labels.flatten(), ignore_index=-100, label_smoothing=0.02
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if config.model_type == "marian":  # its padding has no embedding, and the decoder starts from it
            model.model.shared.weight.data[config.pad_token_id] = 0.0
        schedule.step()
        optimizer.zero_grad()
        if step % 100 == 0 or step == steps - 1:
            print(f"  step {step} loss {loss.item():.3f}", flush=True)
    model.eval()


def _padded(rows: list[list[int]], pad: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [pad] * (width - len(row)) for row in rows])


# --- weights as the hub has them --------------------------------------------------------------------------------------


def as_pickle(folder: Path) -> None:
    """Many older repositories have only pytorch_model.bin."""
    weights = folder / "model.safetensors"
    torch.save(load_file(weights), folder / "pytorch_model.bin")
    weights.unlink()


def with_stale_head(folder: Path) -> None:
    """tc-big's `main` stores an output head that isn't the shared embedding, although its configuration ties them."""
    tensors = load_file(folder / "model.safetensors")
    shared = tensors["model.shared.weight"]
    generator = torch.Generator().manual_seed(4)
    tensors["lm_head.weight"] = (
        torch.randn(shared.shape, generator=generator).to(shared.dtype) * shared.float().std()
    )
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})


def without_shared(folder: Path) -> None:
    """madlad stores `decoder.embed_tokens` and the head, and says in its configuration that they aren't tied."""
    tensors = load_file(folder / "model.safetensors")
    tensors["decoder.embed_tokens.weight"] = tensors.pop("shared.weight")
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    untied(folder)


def untied(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    config.pop(
        "scale_decoder_outputs", None
    )  # what transformers 5 writes instead, and no file of the hub has
    tokenizers.write_json(folder / "config.json", config | {"tie_word_embeddings": False})


def untied_pickle(folder: Path) -> None:
    untied(folder)
    as_pickle(folder)


# --- configurations -----------------------------------------------------------------------------------------------


def marian_config(activation: str) -> Callable[[Any], Any]:
    return lambda ids: transformers.MarianConfig(
        **SIZE, vocab_size=ids["size"], decoder_vocab_size=ids["size"], activation_function=activation,
        pad_token_id=ids["pad"], eos_token_id=ids["eos"], bos_token_id=0, forced_eos_token_id=ids["eos"],
        decoder_start_token_id=ids["pad"], scale_embedding=True, static_position_embeddings=True,
        share_encoder_decoder_embeddings=True, max_position_embeddings=512, dropout=0.0,
    )  # fmt: skip


def m2m100_config(tokenizer_class: str) -> Callable[[Any], Any]:
    return lambda ids: transformers.M2M100Config(
        **SIZE, vocab_size=ids["size"], activation_function="relu", scale_embedding=True, decoder_start_token_id=2,
        tokenizer_class=tokenizer_class, dropout=0.0, attention_dropout=0.0, encoder_layerdrop=0.0, decoder_layerdrop=0.0,
    )  # fmt: skip


def mbart50_config(ids: Any) -> Any:
    return transformers.MBartConfig(
        **SIZE, vocab_size=ids["size"], activation_function="relu", scale_embedding=True, normalize_before=True,
        normalize_embedding=True, add_final_layer_norm=True, decoder_start_token_id=2, forced_eos_token_id=2,
        max_position_embeddings=256, tokenizer_class="MBart50Tokenizer", dropout=0.0,
    )  # fmt: skip


def madlad_config(ids: Any) -> Any:
    return transformers.T5Config(
        **T5_SIZE, vocab_size=ids["size"], feed_forward_proj="gated-gelu", tie_word_embeddings=False, dropout_rate=0.0,
        pad_token_id=1, eos_token_id=2, decoder_start_token_id=0, tokenizer_class="T5Tokenizer",
    )  # fmt: skip


def mt5_config(ids: Any) -> Any:
    return transformers.MT5Config(
        **T5_SIZE, vocab_size=ids["size"], feed_forward_proj="gated-gelu", dropout_rate=0.0,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, tokenizer_class="T5Tokenizer",
    )  # fmt: skip


def rut5_config(ids: Any) -> Any:
    return transformers.T5Config(
        **T5_SIZE, vocab_size=ids["size"], feed_forward_proj="gated-gelu", tie_word_embeddings=False, dropout_rate=0.0,
        pad_token_id=0, eos_token_id=1, bos_token_id=2, decoder_start_token_id=2, tokenizer_class="T5Tokenizer",
    )  # fmt: skip


def mbart_config(ids: Any) -> Any:
    return transformers.MBartConfig(
        **SIZE, vocab_size=ids["size"], activation_function="gelu", scale_embedding=True, normalize_before=True,
        normalize_embedding=True, add_final_layer_norm=True, decoder_start_token_id=ids["ru_RU"], forced_eos_token_id=2,
        max_position_embeddings=256, tie_word_embeddings=False, dropout=0.0,
    )  # fmt: skip


def bart_config(ids: Any) -> Any:
    return transformers.BartConfig(
        **SIZE, vocab_size=ids["size"], decoder_start_token_id=2, forced_bos_token_id=0, forced_eos_token_id=2,
        normalize_before=False, normalize_embedding=True, max_position_embeddings=256, dropout=0.0,
    )  # fmt: skip


def pegasus_config(ids: Any) -> Any:
    return transformers.PegasusConfig(
        **SIZE, vocab_size=ids["size"], activation_function="relu", scale_embedding=True, normalize_before=True,
        normalize_embedding=False, add_final_layer_norm=True, static_position_embeddings=True, max_position_embeddings=256,
        pad_token_id=0, eos_token_id=1, bos_token_id=0, decoder_start_token_id=0, forced_eos_token_id=1, dropout=0.0,
    )  # fmt: skip


GREEDY_200 = {"max_length": 200}
BEAMS_200 = {"num_beams": 5, "max_length": 200, "early_stopping": True}
SUMMARY = {
    "num_beams": 4,
    "max_length": 142,
    "min_length": 56,
    "length_penalty": 2.0,
    "no_repeat_ngram_size": 3,
}

RECIPES = {
    "opus-mt-en-ar": Recipe(
        "marian", ("ar",),
        tokenizers.marian_tokenizer(("ar",), eos_inside=False, settings={"target_lang": "ara", "source_lang": "eng"}),
        marian_config("swish"), {"num_beams": 4, "max_length": 512}, as_pickle,
    ),
    "opus-mt-tc-big-en-zle": Recipe(
        "marian", ("ru",),
        tokenizers.marian_tokenizer(
            ("ru",), eos_inside=True,
            settings={"source_lang": "en", "target_lang": "zle", "model_max_length": 512, "separate_vocabs": False,
                      "tokenizer_class": "MarianTokenizer"},
        ),
        marian_config("relu"), {"num_beams": 4, "max_length": 512, "renormalize_logits": True}, with_stale_head,
    ),
    "nllb-200-distilled-600M": Recipe(
        "nllb", ("ar", "ru"), tokenizers.nllb_tokenizer, m2m100_config("NllbTokenizer"), GREEDY_200, as_pickle, 700
    ),
    "m2m100_418M": Recipe(
        "m2m100", ("ar", "ru"), tokenizers.m2m100_tokenizer, m2m100_config("M2M100Tokenizer"), BEAMS_200, as_pickle, 700
    ),
    "mbart-large-50-many-to-many-mmt": Recipe(
        "mbart50", ("ar", "ru"), tokenizers.mbart50_tokenizer, mbart50_config, BEAMS_200, steps=700
    ),
    "madlad400-3b-mt": Recipe(
        "t5", ("ar", "ru"), tokenizers.madlad_tokenizer, madlad_config, {}, without_shared, 700
    ),
    "mT5_multilingual_XLSum": Recipe(
        "t5", (), tokenizers.mt5_tokenizer, mt5_config,
        {"num_beams": 4, "max_length": 84, "no_repeat_ngram_size": 2, "length_penalty": 0.6}, untied_pickle,
    ),
    "rut5_base_sum_gazeta": Recipe(
        "t5", (), tokenizers.rut5_tokenizer, rut5_config, {"num_beams": 5, "max_length": 200}, untied_pickle, reads="ru"
    ),
    "mbart_ru_sum_gazeta": Recipe(
        "mbart", (), tokenizers.mbart_tokenizer, mbart_config, {"num_beams": 5, "max_length": 200}, as_pickle, reads="ru"
    ),
    "bart-large-cnn": Recipe(
        "bart", (), tokenizers.bart_tokenizer, bart_config,
        {**SUMMARY, "early_stopping": True, "forced_bos_token_id": 0, "forced_eos_token_id": 2},
    ),
    "pegasus-cnn_dailymail": Recipe(
        "pegasus", (), tokenizers.pegasus_tokenizer, pegasus_config,
        {"num_beams": 8, "max_length": 128, "min_length": 32, "length_penalty": 0.8, "forced_eos_token_id": 1}, as_pickle,
    ),
}  # fmt: skip

if __name__ == "__main__":
    torch.set_num_threads(1)  # more threads lose time on models as small as these
    for wanted in sys.argv[1:] or RECIPES:
        print(wanted, flush=True)
        make(wanted, TRAINED / wanted)
