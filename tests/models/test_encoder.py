"""An encoder that was pulled compares meanings, as the checkpoint itself does and without loading torch."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from summarize.cli.models import app
from summarize.models.folders import config_folder

pytestmark = pytest.mark.slow

WORDS = ["The", "ferry", "across", "the", "bay", "is", "new", "Новый", "паром", "через", "залив", "query:"]
TEXTS = ("The new ferry", "Новый паром через залив", "the bay " * 40)
ASK = """
import json, sys
from summarize.models.encoder import encoder_use, nearness, similarity
texts = json.loads(sys.argv[1])
values = [similarity(texts[0], text) for text in texts] + [similarity("a\\0b", "\\ud800"), similarity("", "")]
use = encoder_use()
print(json.dumps({"values": values, "nearness": nearness(*texts[:2]), "name": use and use.name, "torch": "torch" in sys.modules}))
"""


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of random weights in the layout of multilingual-e5-small."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("encoder")
    pieces = [
        "<s>",
        "<pad>",
        "</s>",
        "<unk>",
        *(f"▁{word}" for word in WORDS),
        *"▁abcdefghijklmnopqrstuvwxyz",
    ]
    tokenizer = Tokenizer(models.Unigram([(piece, -float(n)) for n, piece in enumerate(pieces)], unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>"
    ).save_pretrained(folder)
    torch.manual_seed(0)
    size = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(pieces), max_position_embeddings=64, **size)).save_pretrained(folder)
    return folder


def cosines(checkpoint: Path) -> list[float]:
    """Of the first of TEXTS with each, by transformers."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(checkpoint), AutoModel.from_pretrained(checkpoint)
    vectors = []
    for text in TEXTS[:2]:
        with torch.inference_mode():
            states = model(torch.tensor([tokenizer("query: " + text)["input_ids"]])).last_hidden_state[0]
        vector = states.mean(0).numpy()
        vectors.append(vector / np.linalg.norm(vector))
    return [float(vectors[0] @ vector) for vector in vectors]


def asked() -> dict:
    """What a fresh process says, with the home and the folder of this test."""
    command = [sys.executable, "-c", ASK, json.dumps(TEXTS)]
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return json.loads(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)


def test_a_pulled_encoder_compares_as_the_checkpoint_does(checkpoint: Path) -> None:
    config_folder().mkdir(exist_ok=True)
    (config_folder() / "models.toml").write_text(
        f'[tiny]\ntask = "similarity"\nfamily = "bert"\nlicence = "mit"\nprefix = "query: "\nwindow = 64\n'
        f"folder = {json.dumps(str(checkpoint))}\n",
        encoding="utf-8",
    )
    assert asked()["name"] != "tiny"
    assert CliRunner().invoke(app, ["pull", "tiny"]).exit_code == 0
    said = asked()
    assert (said["name"], said["torch"]) == ("tiny", False)
    # The sentences that it needs are vectors of another size.
    assert said["nearness"] is None
    assert said["values"][:2] == pytest.approx(cosines(checkpoint), abs=0.02)
    # Longer than the window, with what no tokenizer takes, and empty.
    assert all(-1.01 <= value <= 1.01 for value in said["values"])
    assert "comparing meanings" in CliRunner().invoke(app, ["show", "tiny"]).stdout


def test_an_encoder_translates_nothing() -> None:
    Path("a.txt").write_text("The harbour is closed for the winter. The ferry stays.", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "summarize",
        "a.txt",
        "--to",
        "ru",
        "--translator",
        "multilingual-e5-small",
    ]
    root = Path(__file__).parents[2]
    result = subprocess.run(
        command, capture_output=True, env=os.environ | {"PYTHONPATH": str(root)}, check=False
    )
    assert result.returncode == 4
    assert b"is a model for comparing meanings, not for translation" in result.stderr
