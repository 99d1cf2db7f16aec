"""A family is one module and a name in one table."""

import ast
import pkgutil
from pathlib import Path
from typing import get_args

import summarize
from summarize.models import families
from summarize.models.entry import FamilyName
from summarize.models.families import family_named
from summarize.models.families.family import Family

PACKAGE = Path(summarize.__file__).parent


def test_the_table_and_the_modules_are_the_same_families() -> None:
    modules = {
        module.name
        for module in pkgutil.iter_modules(families.__path__)
        if hasattr(__import__(f"{families.__name__}.{module.name}", fromlist=["x"]), "FAMILY")
    }
    assert modules == set(get_args(FamilyName))
    assert all(isinstance(family_named(name), Family) for name in get_args(FamilyName))


def test_nothing_but_the_families_own_modules_asks_for_one_by_name() -> None:
    names = set(get_args(FamilyName))
    asking = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if file.parent.name != "families"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare | ast.Dict | ast.MatchValue)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and part.value in names
    }
    assert asking == set()


def test_no_import_within_the_models_goes_in_a_circle() -> None:
    """Imports inside functions count too: they hide a circle, they don't break it."""
    files = {_module(file): file for file in (PACKAGE / "models").rglob("*.py")}
    graph = {name: _imports(file) & files.keys() for name, file in files.items()}
    while leaves := {name for name, targets in graph.items() if not targets & graph.keys()}:
        graph = {name: targets for name, targets in graph.items() if name not in leaves}
    assert graph == {}


def _module(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found
