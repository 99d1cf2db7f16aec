"""How the code hangs together, counted: python -m benchmarks.structure [CHECKOUT …]

For each checkout (this one unless others are given) it counts files that know a language, an output format, a model family
or a code of a warning by its name (each would have to be touched, or at least read, by who adds one), import circles, the
longest parameter list, and functions that are too complex to hold in the head.
"""

import argparse
import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

ROOT = Path(__file__).parent.parent
LANGUAGES = {"ar", "de", "en", "es", "fa", "fr", "he", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "zh"}
# “text” and “html” are names of much else.
FORMATS = {"markdown"}
FAMILIES = {"marian", "nllb", "m2m100", "mbart50", "mbart", "t5", "bart", "pegasus"}
CODES = {
    "number-mismatch",
    "untranslated",
    "wrong-language",
    "altered-quote",
    "unsupported-name",
    "unsupported-number",
}
COMPLEX = 15


def modules(checkout: Path) -> dict[str, Path]:
    """The package's files by their modules' names."""
    files = sorted((checkout / "summarize").rglob("*.py"))
    return {
        ".".join(file.relative_to(checkout).with_suffix("").parts).removesuffix(".__init__"): file
        for file in files
    }


def imports(checkout: Path) -> dict[str, set[str]]:
    """Which modules of the package each of them imports, inside functions too, but for types alone."""
    known = modules(checkout)
    return {name: set(_imported(file, known)) - {name} for name, file in known.items()}


def _imported(file: Path, known: Mapping[str, Path]) -> Iterator[str]:
    for node in _running(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.module in known:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known else node.module


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only a type checker sees."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        yield node
        yield from _running(node)


def circles(graph: Mapping[str, Set[str]]) -> list[list[str]]:
    """The groups of modules each of which leads back to itself."""
    reached = {name: _reached(graph, name) for name in graph}
    groups = {
        frozenset({name} | {other for other in reached[name] if name in reached[other]})
        for name in graph
        if name in reached[name]
    }
    return sorted(sorted(group) for group in groups)


def _reached(graph: Mapping[str, Set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name]
    return found


def files_naming(checkout: Path, words: Set[str], outside: str) -> list[str]:
    """The modules outside a folder of the package that have one of the words as a text, docstrings aside."""
    return [
        name
        for name, file in modules(checkout).items()
        if not f"{name}.".startswith(f"summarize.{outside}.")
        and any(words & set(text.split()) for text in _texts(file))
    ]


def _texts(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone | inside:
            # A sentence for people may have such a word; a list of codes has nothing else.
            words = node.value.split()
            if len(words) == 1 or all(len(word) <= 3 for word in words):
                yield node.value


def longest_parameter_list(checkout: Path) -> tuple[int, str]:
    """How many parameters a function has at most, and which it is."""
    found = [(0, "")]
    for name, file in modules(checkout).items():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                own = [argument for argument in named if argument.arg not in ("self", "cls")]
                found.append((len(own), f"{name}.{node.name}"))
    return max(found)


def complex_functions(checkout: Path) -> list[str]:
    """The functions whose cyclomatic complexity, by ruff, is above COMPLEX."""
    limit = f"lint.mccabe.max-complexity={COMPLEX}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "C901"]
    command += ["--config", limit, "--output-format", "json", "summarize"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    return [finding["message"].split("`")[1] for finding in json.loads(done.stdout)]


def counts(checkout: Path) -> dict[str, str]:
    """The rows of the table."""
    longest, function = longest_parameter_list(checkout)
    too_complex = complex_functions(checkout)
    return {
        "modules": str(len(modules(checkout))),
        "files outside language/ that name a language": str(
            len(files_naming(checkout, LANGUAGES, "language"))
        ),
        "files outside rendering/ that name an output format": str(
            len(files_naming(checkout, FORMATS, "rendering"))
        ),
        "files outside models/families/ that name a family": str(
            len(files_naming(checkout, FAMILIES, "models.families"))
        ),
        "files that name a warning's code": str(len(files_naming(checkout, CODES, "tests"))),
        "import circles": str(len(circles(imports(checkout)))),
        "longest parameter list": f"{longest} ({function.rpartition('.')[2]})",
        f"functions above complexity {COMPLEX}": f"{len(too_complex)} {' '.join(sorted(too_complex))}".strip(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkouts", nargs="*", type=Path, default=[ROOT])
    checkouts = parser.parse_args().checkouts
    tables = [counts(checkout) for checkout in checkouts]
    print("| count |", " | ".join(checkout.resolve().name for checkout in checkouts), "|")
    print("|---|" + "---|" * len(checkouts))
    for row in tables[0]:
        print(f"| {row} |", " | ".join(table[row] for table in tables), "|")


if __name__ == "__main__":
    main()
