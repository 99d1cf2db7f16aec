"""The report of a run: one HTML page with its plots drawn in place, which opens anywhere without a network."""

from collections.abc import Iterable, Sequence
from html import escape

from summarize.batch.running.totals import STEPS, Totals

# The size of a plot in its own units; the page scales it.
_WIDTH, _HEIGHT = 640, 180
_BAR = 26
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --mark: #1f5fa8; --faint: #d5d9de; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181b; --mark: #7db3ee; --faint: #3a3f45; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 44rem;
  margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--faint);
  vertical-align: top; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.bar { fill: var(--mark); } .line { fill: none; stroke: var(--mark); stroke-width: 2; }
.axis { stroke: var(--faint); }
"""
# No script, no network: the page may only use the style that stands in it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_report(totals: Totals) -> str:
    """The page about a run: what was done, time per step, progress, warnings and errors."""
    numbers = [
        ("Articles read", f"{totals.read:,}"),
        ("Done", f"{totals.ok:,}"),
        ("Done by an earlier run", f"{totals.skipped:,}"),
        ("Repeated in the input", f"{totals.repeated:,}"),
        ("Failed", f"{totals.failed:,}"),
        ("Seconds", f"{totals.elapsed:,.1f}"),
        ("Articles a second", f"{totals.rate:,.1f}"),
    ]
    steps = [(step, totals.seconds[step]) for step in STEPS if totals.seconds[step] > 0]
    failures = [(id_, failure.code, failure.message) for id_, failure in totals.failures]
    unshown = totals.failed - len(failures)
    parts = [
        _section("What was done", _table((), numbers)),
        _section("Seconds per step, over all processes", _bars(steps, "{:,.2f} s")),
        _section("Articles done over time", _curve(totals.curve)),
        _section("Warnings in the briefings, by code", _bars(totals.warnings.most_common(), "{:,}")),
        _section("Errors, by code", _bars(totals.errors.most_common(), "{:,}")),
        _section("Failed articles", _table(("id", "code", "message"), failures)),
    ]
    if unshown:
        parts.append(f"<p>{unshown:,} more failed; the output has a line for each.</p>")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>brief batch: {escape(totals.sentence())}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>brief batch</h1>\n{''.join(parts)}</body>\n</html>\n"
    )


def _section(title: str, content: str) -> str:
    return f"<h2>{escape(title)}</h2>\n{content}\n" if content else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    if head:
        lines.insert(0, "".join(f"<th>{escape(cell)}</th>" for cell in head))
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _bars(values: Sequence[tuple[str, float]], number: str) -> str:
    """A horizontal bar a value, as long as its share of the largest."""
    if not values:
        return ""
    largest = max(value for _, value in values)
    rows = []
    for index, (name, value) in enumerate(values):
        top = index * _BAR
        length = max(1.0, 330 * value / largest)
        rows.append(
            f'<text x="0" y="{top + 17}">{escape(name)}</text>'
            f'<rect class="bar" x="200" y="{top + 4}" width="{length:.1f}" height="{_BAR - 8}"/>'
            f'<text x="{208 + length:.1f}" y="{top + 17}">{escape(number.format(value))}</text>'
        )
    return _svg(len(values) * _BAR, rows)


def _curve(points: Sequence[tuple[float, int]]) -> str:
    """Articles done, upwards, over seconds, to the right."""
    if len(points) < 2:
        return ""
    seconds, done = points[-1]
    left, bottom = 60, _HEIGHT - 24
    path = " ".join(
        f"{left + (_WIDTH - left - 10) * x / (seconds or 1):.1f},{bottom - (bottom - 10) * y / done:.1f}"
        for x, y in [(0.0, 0), *points]
    )
    return _svg(
        _HEIGHT,
        [
            f'<path class="axis" d="M{left} 10V{bottom}H{_WIDTH - 10}" fill="none"/>',
            f'<polyline class="line" points="{path}"/>',
            f'<text x="{left - 6}" y="18" text-anchor="end">{done:,}</text>',
            f'<text x="{_WIDTH - 10}" y="{_HEIGHT - 6}" text-anchor="end">{seconds:,.0f} s</text>',
        ],
    )


def _svg(height: int, shapes: Iterable[str]) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img">{"".join(shapes)}</svg>'
