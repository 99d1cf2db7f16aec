"""Writes a trained speaker model as the files that the package carries: int8 weights for CTranslate2, and numpy's heads.

    python -m benchmarks.export_speakers FOLDER… [--to summarize/quotes/model]

Each FOLDER is what benchmarks.learn_speakers wrote; of several, trained one after the other, the weights are averaged.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from summarize.quotes.windows import AFTER, BEFORE, HEAD, OWN_TOKENS, TAIL

# The likeliest pieces, as many as the package has room for, and the positions of the longest window.
PIECES = 56_000
LENGTH = BEFORE + HEAD + TAIL + AFTER + 4
OUTPUT = Path(__file__).resolve().parent.parent / "summarize" / "quotes" / "model"


def export(folders: Sequence[Path], output: Path) -> None:
    """Writes model.bin, config.json and vocabulary.json (CTranslate2's), pieces.txt and heads.npz to `output`: the mean of the
    trained models in `folders`, which have one vocabulary."""
    from ctranslate2.specs import common_spec, transformer_spec

    pieces, scores = zip(*json.loads((folders[0] / "pieces.json").read_text("utf-8"))[:PIECES], strict=True)
    several = [torch.load(folder / "model.pt", weights_only=True) for folder in folders]
    state = {
        name: torch.stack([saved["model"][name].float() for saved in several]).mean(0).numpy()
        for name in several[0]["model"]
    }
    layers = several[0]["layers"]
    encoder = transformer_spec.TransformerEncoderSpec(
        layers,
        12,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=1,
    )
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    encoder.scale_embeddings = False
    embeddings = encoder.embeddings[0] if isinstance(encoder.embeddings, list) else encoder.embeddings
    embeddings.weight = np.concatenate([state["encoder.own"], state["encoder.words"][:PIECES]])
    encoder.position_encodings.encodings = state["encoder.positions"][:LENGTH] + state["encoder.kind"]
    _set_norm(encoder.layernorm_embedding, state, "encoder.norm")
    for n, layer in enumerate(encoder.layer):
        at = f"encoder.layers.{n}"
        _set_linear(layer.self_attention.linear[0], state, f"{at}.qkv")
        _set_linear(layer.self_attention.linear[1], state, f"{at}.out")
        _set_norm(layer.self_attention.layer_norm, state, f"{at}.norm1")
        _set_linear(layer.ffn.linear_0, state, f"{at}.up")
        _set_linear(layer.ffn.linear_1, state, f"{at}.down")
        _set_norm(layer.ffn.layer_norm, state, f"{at}.norm2")
    spec.register_vocabulary([*OWN_TOKENS, *pieces])
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.config.layer_norm_epsilon = 1e-12
    spec.validate()
    spec.optimize(quantization="int8")
    output.mkdir(parents=True, exist_ok=True)
    spec.save(str(output))
    # Tokens go in as numbers: CTranslate2 needs no names for them.
    (output / "vocabulary.json").write_text('["<unk>", "<s>", "</s>"]\n', "utf-8")
    (output / "pieces.txt").write_text("\n".join(pieces), "utf-8")
    np.savez(
        output / "heads.npz", scores=np.array(scores, np.float32),
        pointers=state["pointers.weight"], pointers_bias=state["pointers.bias"],
        kinds=state["kinds.weight"], kinds_bias=state["kinds.bias"],
    )  # fmt: skip


def _set_linear(spec: Any, state: dict[str, Any], name: str) -> None:
    spec.weight, spec.bias = state[f"{name}.weight"], state[f"{name}.bias"]


def _set_norm(spec: Any, state: dict[str, Any], name: str) -> None:
    spec.gamma, spec.beta = state[f"{name}.weight"], state[f"{name}.bias"]


def main() -> None:
    """Reads the arguments and exports."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    export(arguments.folders, arguments.to)


if __name__ == "__main__":
    main()
