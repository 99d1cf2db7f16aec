"""The house of DESIGN.md: arrows run downwards only, and no circle. Imports inside functions count like all others."""

import pytest

from benchmarks.structure import ROOT, circles, imports

# From the ground up. A part may import what stands above it in this list, and its own row; the same row is itself only.
LAYERS = (
    ("errors", "machine"),
    ("files", "language"),
    ("warning",),
    ("article",),
    ("briefing",),
    ("story",),
    ("reading", "quotes", "models", "rendering"),
    ("summarizers", "translators"),
    ("request",),
    ("loading",),
    ("opening",),
    ("pipeline",),
    ("batch", "digest"),
    ("cli",),
    ("__main__",),
)
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}
GRAPH = imports(ROOT)


def part(module: str) -> str:
    return module.removeprefix("summarize").removeprefix(".").partition(".")[0]


def test_every_part_has_its_layer() -> None:
    assert {part(module) for module in GRAPH} - {""} == set(HEIGHT)


@pytest.mark.parametrize("module", [module for module in GRAPH if part(module)])
def test_arrows_run_downwards_only(module: str) -> None:
    upwards = {
        other
        for other in GRAPH[module]
        # The package itself has nothing but its version, and the names that it hands on when they are asked for.
        if part(other) and part(other) != part(module) and HEIGHT[part(other)] >= HEIGHT[part(module)]
    }
    assert upwards == set()


def test_there_is_no_import_circle() -> None:
    assert circles(GRAPH) == []


def test_circles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set[str]()}
    assert circles(graph) == [["a", "b", "c"]]
