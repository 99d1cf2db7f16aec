"""Checkpoints with random weights at the true size of real ones, for speed: what they write means nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from summarize.models.entry import ModelEntry
from summarize.models.families.marian import FAMILY as MARIAN_FAMILY

MARIAN = {"encoder_layers": 6, "decoder_layers": 6, "scale_embedding": True, "max_position_embeddings": 1024}
BART = {
    "encoder_layers": 12,
    "decoder_layers": 12,
    "d_model": 1024,
    "encoder_ffn_dim": 4096,
    "decoder_ffn_dim": 4096,
    # The hub's configuration has these, which the converter asks for and transformers 5 no longer writes.
    "normalize_before": False,
    "normalize_embedding": True,
}
# Qwen3-0.6B's configuration.
QWEN3 = {
    "hidden_size": 1024,
    "intermediate_size": 3072,
    "num_hidden_layers": 28,
    "num_attention_heads": 16,
    "num_key_value_heads": 8,
    "head_dim": 128,
    "tie_word_embeddings": True,
}
# OPUS-MT's two SentencePiece models have 32,000 pieces each (its cards: spm32k,spm32k), three of them special.
SIDE = 31_997
HEADS = {"opus-mt-en-ar": 8, "opus-mt-tc-big-en-ar": 16, "quickmt-en-ar": 16, "bart-large-cnn": 16}


@dataclass(frozen=True)
class Workload:
    """A model and what it is given: `count` sources of about `length` tokens, `output` tokens for each."""

    entry: ModelEntry
    vocabulary: int
    settings: dict[str, Any]
    count: int
    length: int
    output: int


def _translator(
    name: str, vocabulary: int, width: int, activation: str, layers: dict[str, int] | None = None
) -> Workload:
    entry = ModelEntry(
        name, "translation", "marian", None, None, "", {"en": ""}, {"ar": ">>ara<<"}, "{target} ",
        decoding={"num_beams": 4},
    )  # fmt: skip
    settings = MARIAN | {"d_model": width, "encoder_ffn_dim": 4 * width, "decoder_ffn_dim": 4 * width}
    settings |= layers or {}
    return Workload(entry, vocabulary, settings | {"activation_function": activation}, 200, 28, 32)


WORKLOADS = {
    "opus-mt-en-ar": _translator("opus-mt-en-ar", 62802, 512, "swish"),
    # The vocabulary of a sister: the repository's own isn't known.
    "opus-mt-tc-big-en-ar": _translator("opus-mt-tc-big-en-ar", 61109, 1024, "relu"),
    # 8 encoder and 2 decoder layers (its card); its vocabulary is told from the size of its files.
    "quickmt-en-ar": _translator("quickmt-en-ar", 62802, 1024, "relu", {"encoder_layers": 8, "decoder_layers": 2}),
    "bart-large-cnn": Workload(
        ModelEntry(
            "bart-large-cnn", "summarization", "bart", None, None, "", {"en": ""}, window=1024, max_tokens=142,
            decoding={"num_beams": 4, "length_penalty": 2.0, "no_repeat_ngram_size": 3, "early_stopping": True},
        ),
        50264, BART, 20, 800, 64,
    ),
    # A prompt and a sentence are some 60 tokens; there are no beams.
    "qwen3-0.6b": Workload(
        ModelEntry(
            "qwen3-0.6b", "translation", "chat", None, None, "", {"en": ""}, {"ar": ""}, window=1024, max_tokens=64,
            decoding={"num_beams": 1}, prompt="{text}", raw=True,
        ),
        151_936, QWEN3, 64, 60, 32,
    ),
}  # fmt: skip


def piece_count(name: str) -> int:
    """How many pieces a Marian workload's vocabulary has, its special tokens and its one target's code aside."""
    return WORKLOADS[name].vocabulary - 4


def write_checkpoint(name: str, folder: Path, pieces: Sequence[str] | None = None) -> None:
    """The checkpoint of a workload in `folder`: tokenizer, configuration and random weights (seed 0).

    `pieces` are those of a Marian vocabulary, `piece_count(name)` of them, the source's first; None is word0, word1 …
    """
    import torch
    import transformers

    workload = WORKLOADS[name]
    folder.mkdir(parents=True)
    torch.manual_seed(0)
    size = workload.vocabulary
    if workload.entry.family == "chat":
        write_chat_tokenizer(folder, size)
        config: Any = write_chat_config(folder, workload.settings, size)
        transformers.AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16).save_pretrained(folder)
        return
    heads = {"encoder_attention_heads": HEADS[name], "decoder_attention_heads": HEADS[name]}
    if workload.entry.family == "bart":
        _write_bart_tokenizer(folder, size)
        config = transformers.BartConfig(**workload.settings, **heads, vocab_size=size)
    else:
        _write_marian_tokenizer(folder, pieces or [f"▁word{number}" for number in range(piece_count(name))])
        config = transformers.MarianConfig(
            **workload.settings, **heads, vocab_size=size, decoder_vocab_size=size, pad_token_id=size - 1,
            eos_token_id=0, forced_eos_token_id=0, decoder_start_token_id=size - 1, bos_token_id=0,
            static_position_embeddings=True, share_encoder_decoder_embeddings=True,
        )  # fmt: skip
    model = transformers.AutoModelForSeq2SeqLM.from_config(config)
    if workload.entry.family == "marian":
        model.model.shared.weight.data[size - 1] = 0.0
        # What it hasn't been taught to write, a trained model doesn't write.
        vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        model.final_logits_bias[:, [vocabulary[token] for token in MARIAN_FAMILY.only_read(folder)]] = -100.0
    model.save_pretrained(folder)


def _write_marian_tokenizer(folder: Path, pieces: Sequence[str]) -> None:
    """The files of an OPUS-MT tokenizer: the first pieces are the source's, the last the target's, a few are both's."""
    _write_pieces(folder / "source.spm", pieces[:SIDE])
    _write_pieces(folder / "target.spm", pieces[-SIDE:])
    tokens = ["</s>", "<unk>", ">>ara<<", *pieces, "<pad>"]
    _write(folder / "vocab.json", {token: index for index, token in enumerate(tokens)})
    _write(folder / "tokenizer_config.json", {"source_lang": "eng", "target_lang": "ara"})


def _write_pieces(file: Path, pieces: Sequence[str]) -> None:
    """A SentencePiece model of whole words with these pieces behind the usual three."""
    import sentencepiece
    from sentencepiece.sentencepiece_model_pb2 import ModelProto

    trained = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b"]), model_writer=trained, model_type="word", vocab_size=5, minloglevel=2
    )
    model = ModelProto.FromString(trained.getvalue())
    del model.pieces[3:]
    for rank, piece in enumerate(pieces):
        model.pieces.add(piece=piece, score=-rank)
    model.trainer_spec.vocab_size = len(model.pieces)
    file.write_bytes(model.SerializeToString())


def write_chat_tokenizer(folder: Path, size: int) -> None:
    """The tokenizer of Qwen3's form, of `size` tokens that are mostly numbers, in `folder`, which is there."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = ["<|endoftext|>", "<|im_end|>", *letters]
    tokens += [f"Ġ{number}" for number in range(size - len(tokens))]
    tokenizer = Tokenizer(models.BPE({token: index for index, token in enumerate(tokens)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(tokens[:2])
    tokenizer.save(str(folder / "tokenizer.json"))
    ends = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
    _write(folder / "tokenizer_config.json", {"tokenizer_class": "Qwen2Tokenizer"} | ends)


def write_chat_config(folder: Path, settings: dict[str, Any], size: int) -> Any:
    """The configuration of a model in 16 bits for that tokenizer, which is written and returned."""
    import transformers

    config = transformers.Qwen3Config(
        **settings, vocab_size=size, eos_token_id=1, pad_token_id=0, bos_token_id=None, dtype="bfloat16",
        architectures=["Qwen3ForCausalLM"],
    )  # fmt: skip
    config.save_pretrained(folder)
    return config


def _write_bart_tokenizer(folder: Path, size: int) -> None:
    from tokenizers import pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *alphabet, *(f"Ġ{number}" for number in range(size - 261))]
    _write(folder / "vocab.json", {token: index for index, token in enumerate([*tokens, "<mask>"])})
    (folder / "merges.txt").write_text("#version: 0.2\n")
    _write(folder / "tokenizer_config.json", {"tokenizer_class": "BartTokenizer"})


def _write(file: Path, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
