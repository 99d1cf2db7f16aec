"""Tokenizer files of each family, trained on the news grammar: the right kinds of file, ids and special tokens."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sentencepiece
import transformers
from sentencepiece.sentencepiece_model_pb2 import ModelProto

from benchmarks import news_grammar

# The usual rules for normalising (NFKC) would add 240 kB to every file.
IDENTITY = {"normalization_rule_name": "identity"}
MARIAN_CODES = {"ar": ">>ara<<", "ru": ">>rus<<"}


def corpus(*languages: str) -> list[str]:
    return [
        made[language]
        for made in news_grammar.sentences(2000, seed=5, unseen=False)
        for language in languages
    ]


def sentence_piece(file: Path, lines: list[str], **options: Any) -> list[str]:
    """Train a SentencePiece model into `file`; its pieces in the order of their ids.

    The unigram trainer takes words as few as these apart; each is put back as a piece, as frequent words are in a real
    vocabulary.
    """
    with file.open("wb") as writer:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_writer=writer,
            **{
                "hard_vocab_limit": False,
                "minloglevel": 2,
                **IDENTITY,
                "vocab_size": 260,
                "character_coverage": 1.0,
                **options,
            },
        )
    model = ModelProto.FromString(file.read_bytes())
    if options.get("model_type") != "bpe":
        known = {piece.piece for piece in model.pieces}
        words = {"▁" + word.strip(".,،") for line in lines for word in line.split()}
        for word in sorted(words - known):
            model.pieces.add(piece=word, score=-4.0)
        model.trainer_spec.vocab_size = len(model.pieces)
        file.write_bytes(model.SerializeToString())
    return [piece.piece for piece in model.pieces]


def write_json(file: Path, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def marian_tokenizer(
    languages: tuple[str, ...], *, eos_inside: bool, settings: dict[str, Any]
) -> Callable[[Path], None]:
    """Two SentencePiece models and one vocabulary: `</s>` is 0 in the models of 2020, somewhere else in tc-big."""

    def write(folder: Path) -> None:
        source = sentence_piece(folder / "source.spm", corpus("en"))
        target = sentence_piece(folder / "target.spm", corpus(*languages))
        pieces = [piece for piece in dict.fromkeys(source + target) if piece not in ("<unk>", "<s>", "</s>")]
        codes = [MARIAN_CODES[language] for language in languages]
        order = ["</s>", "<unk>", *codes, *pieces]
        if eos_inside:
            order = ["<unk>", *pieces[:97], "</s>", *codes, *pieces[97:]]
        ids = {piece: index for index, piece in enumerate([*order, "<pad>"])}
        write_json(folder / "vocab.json", ids)
        write_json(folder / "tokenizer_config.json", settings)
        write_json(folder / "ids.json", {"size": len(ids), "eos": ids["</s>"], "pad": ids["<pad>"]})

    return write


def nllb_tokenizer(folder: Path) -> None:
    """tokenizer.json beside the SentencePiece model: without it the language codes are lost."""
    from transformers.convert_slow_tokenizer import SentencePieceExtractor
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    file = folder / "sentencepiece.bpe.model"
    pieces = sentence_piece(file, corpus("en", "ar", "ru"), vocab_size=400, model_type="bpe")
    ids = {token: index for index, token in enumerate(["<s>", "<pad>", "</s>", "<unk>", *pieces[3:]])}
    merges = SentencePieceExtractor(str(file)).extract(None)["merges"]
    tokenizer = transformers.NllbTokenizer(
        vocab=ids, merges=merges, additional_special_tokens=FAIRSEQ_LANGUAGE_CODES
    )
    tokenizer.save_pretrained(folder)
    write_json(folder / "ids.json", {"size": len(tokenizer)})


def m2m100_tokenizer(folder: Path) -> None:
    from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES

    pieces = sentence_piece(
        folder / "sentencepiece.bpe.model", corpus("en", "ar", "ru"), vocab_size=400, model_type="bpe"
    )
    ids = {token: index for index, token in enumerate(["<s>", "<pad>", "</s>", "<unk>", *pieces[3:]])}
    codes = [f"__{code}__" for code in FAIRSEQ_LANGUAGE_CODES["m2m100"]]
    write_json(folder / "vocab.json", ids)
    write_json(folder / "special_tokens_map.json", {"additional_special_tokens": codes})
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "M2M100Tokenizer"})
    write_json(folder / "ids.json", {"size": len(ids) + len(codes) + 8})  # eight made-up words, as in fairseq


def mbart50_tokenizer(folder: Path) -> None:
    """A SentencePiece model and no tokenizer.json; the language codes and the mask come after its pieces."""
    sentence_piece(folder / "sentencepiece.bpe.model", corpus("en", "ar", "ru"), vocab_size=400)
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "MBart50Tokenizer"})
    tokenizer = transformers.MBart50Tokenizer.from_pretrained(folder)
    write_json(folder / "ids.json", {"size": len(tokenizer)})


def mbart_tokenizer(folder: Path) -> None:
    """The older mBART's: codes after the pieces, and a source that is said to be English although it is Russian."""
    sentence_piece(folder / "sentencepiece.bpe.model", corpus("ru"), vocab_size=200)
    write_json(
        folder / "tokenizer_config.json",
        {
            "name_or_path": "facebook/mbart-large-cc25",
            "src_lang": "en_XX",
            "tgt_lang": "ru_RU",
            "model_max_length": 1024,
        },
    )
    tokenizer = transformers.MBartTokenizer.from_pretrained(folder)
    ids = {"size": len(tokenizer), "ru_RU": tokenizer.convert_tokens_to_ids("ru_RU")}
    write_json(folder / "ids.json", ids)


def rut5_tokenizer(folder: Path) -> None:
    """A T5 whose decoder starts from `<s>`, which has the id that transformers 5 takes for unknown characters."""
    pieces = sentence_piece(
        folder / "spiece.model", corpus("ru"), vocab_size=200, pad_id=0, eos_id=1, bos_id=2, unk_id=3
    )
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "extra_ids": 0})
    write_json(folder / "ids.json", {"size": len(pieces)})


def madlad_tokenizer(folder: Path) -> None:
    """Unknown 0, padding 1, end 2 and bytes for unknown characters: what T5's own class gets wrong.

    The codes are pieces like any other, which stand behind a lone blank.
    """
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    file = folder / "spiece.model"
    sentence_piece(
        file, corpus("en", "ar", "ru"), vocab_size=660, byte_fallback=True,
        unk_id=0, bos_id=-1, pad_id=1, eos_id=2, user_defined_symbols=["<2ar>", "<2ru>", "<2en>"],
    )  # fmt: skip
    processor = sentencepiece.SentencePieceProcessor(model_file=str(file))
    vocabulary = [
        (processor.id_to_piece(index), processor.get_score(index)) for index in range(len(processor))
    ]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    tokenizer.decoder = decoders.Sequence(
        [decoders.ByteFallback(), decoders.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 2)])
    tokenizer.add_special_tokens(["<unk>", "<pad>", "</s>"])
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "T5Tokenizer",
            "eos_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "extra_ids": 0,
        },
    )
    write_json(folder / "ids.json", {"size": len(vocabulary)})


def mt5_tokenizer(folder: Path) -> None:
    pieces = sentence_piece(
        folder / "spiece.model", corpus("en"), vocab_size=200, pad_id=0, eos_id=1, unk_id=2, bos_id=-1
    )
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "extra_ids": 0})
    write_json(folder / "ids.json", {"size": len(pieces) + 12})  # as mT5: more rows than pieces


def bart_tokenizer(folder: Path) -> None:
    from tokenizers import ByteLevelBPETokenizer

    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(corpus("en"), 400, special_tokens=["<s>", "<pad>", "</s>", "<unk>"])
    trained.save_model(str(folder))
    vocabulary = json.loads((folder / "vocab.json").read_text()) | {"<mask>": trained.get_vocab_size()}
    write_json(folder / "vocab.json", vocabulary)
    write_json(
        folder / "tokenizer_config.json", {"tokenizer_class": "BartTokenizer", "model_max_length": 1024}
    )
    tokenizer = transformers.BartTokenizer.from_pretrained(folder)
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    write_json(folder / "ids.json", {"size": len(vocabulary)})


def pegasus_tokenizer(folder: Path) -> None:
    """The pieces begin at 105, behind the tokens that only pre-training used; "<n>" stands for a line break."""
    pieces = sentence_piece(
        folder / "spiece.model", corpus("en"), vocab_size=200,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, user_defined_symbols=["<n>"],
    )  # fmt: skip
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "PegasusTokenizer"})
    write_json(folder / "ids.json", {"size": len(pieces) + 103})
