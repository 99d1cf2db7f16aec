"""A pull with nothing replaced: the hub's client, the conversion to CTranslate2, and its comparison with the checkpoint."""

import io
import json
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models.store import Store
from tests.models.hub import Hub
from tests.models.lantern import PINNED, REPO

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")]

SENTENCES = [
    "The harbour was closed after the storm on Monday.",
    "Nadia Ferro said the ferries would sail again by noon.",
    "أغلق الميناء بعد العاصفة يوم الاثنين.",
]


@pytest.fixture(scope="module")
def marian_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A Marian checkpoint with real files of every kind and weights as they are before training."""
    import torch
    from sentencepiece import SentencePieceProcessor, SentencePieceTrainer
    from transformers import MarianConfig, MarianMTModel

    pieces = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 20), model_writer=pieces, vocab_size=56, minloglevel=2
    )
    spm = SentencePieceProcessor(model_proto=pieces.getvalue())
    words = [spm.id_to_piece(number) for number in range(spm.get_piece_size())]
    tokens = dict.fromkeys(["</s>", "<unk>", *words, ">>ara<<", "<pad>"])
    vocabulary = {token: number for number, token in enumerate(tokens)}
    pad = vocabulary["<pad>"]

    folder = tmp_path_factory.mktemp("marian")
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=len(vocabulary), d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=64,
        pad_token_id=pad, eos_token_id=0, bos_token_id=0, decoder_start_token_id=pad, forced_eos_token_id=0,
    )  # fmt: skip
    MarianMTModel(config).save_pretrained(folder)
    for side in ("source", "target"):
        (folder / f"{side}.spm").write_bytes(pieces.getvalue())
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text('{"source_lang": "eng", "target_lang": "ara"}')
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def pulled(hub: Hub, marian_files: dict[str, bytes], tmp_path: Path) -> Store:
    hub.repositories[REPO].files = marian_files
    store = Store(tmp_path / "models")
    store.pull(PINNED)
    return store


def test_conversion_runs_as_the_checkpoint_does(pulled: Store) -> None:
    from summarize.models.conversion import compare

    local = pulled.require(PINNED)
    assert local.converted is not None
    assert {path.name for path in local.converted.iterdir()} > {"config.json", "manifest.json", "model.bin"}
    assert compare(local.checkpoint, PINNED, local.converted, "int8").agrees
    assert pulled.verify(PINNED) == []


def test_unknown_quantization_leaves_no_conversion(pulled: Store) -> None:
    local = pulled.require(PINNED)
    with pytest.raises(ModelError):
        pulled.convert(local, "int3")
    assert local.converted is not None
    assert [path.name for path in local.converted.parent.iterdir()] == [local.converted.name]
