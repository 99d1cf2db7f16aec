"""The report of a run: one HTML page with its plots drawn in place, which opens anywhere without a network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources

from summarize.batch.output.manifest import Manifest
from summarize.batch.running.totals import STEPS, Totals
from summarize.language import ENGLISH, language_of

# The size of a plot in its own units; the page scales it.
_WIDTH, _HEIGHT = 640, 180
# Where a bar begins, how long the longest is, and what each takes of the height.
_NAMES, _LONGEST, _ROW = 200, 330, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar, `top` from the top: as long as its share of the largest."""

    name: str
    value: str
    top: int
    length: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A plot of named values."""

    bars: Sequence[Bar]
    width: int = _WIDTH
    left: int = _NAMES
    thickness: int = _ROW - 8

    @property
    def height(self) -> int:
        """In the plot's own units, like all sizes here."""
        return len(self.bars) * _ROW


@dataclass(frozen=True, slots=True)
class Curve:
    """Articles done, upwards, over seconds, to the right; `points` as SVG has them."""

    points: str
    done: str
    seconds: str
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = 60
    top: int = 10
    right: int = _WIDTH - 10
    bottom: int = _HEIGHT - 24


def render_report(totals: Totals, manifest: Manifest) -> str:
    """The page about a run: the command, what was done, time per step, progress, warnings and errors."""
    # Imported here: a run without a report needs no templates.
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("summarize.batch", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Whom the briefings are for reads of them; the codes are the same everywhere.
    language = language_of(str(manifest.made_with.get("--to") or ENGLISH))
    word = language.report
    style = resources.files("summarize.batch") / "templates" / "report.css"
    numbers = [
        (word["read"], f"{totals.read:,}"),
        (word["done"], f"{totals.ok:,}"),
        (word["before"], f"{totals.skipped:,}"),
        (word["repeated"], f"{totals.repeated:,}"),
        (word["failed"], f"{totals.failed:,}"),
        (word["failed_before"], f"{totals.left.total():,}"),
        (word["seconds"], f"{totals.elapsed:,.1f}"),
        (word["rate"], f"{totals.rate:,.1f}"),
    ]
    steps = [(word[step], totals.seconds[step]) for step in STEPS if totals.seconds[step] > 0]
    page = environment.get_template("report.html.jinja").render(
        totals=totals,
        style=Markup(style.read_text(encoding="utf-8")),  # noqa: S704  (our own file)
        numbers=numbers,
        facts=_facts(manifest, word),
        arguments=manifest.command.split(),
        language=language,
        word=word,
        made_with=[(name, value) for name, value in manifest.made_with.items() if value is not None],
        steps=_bars(steps, "{:,.2f} s"),
        curve=_curve(totals.curve),
        warnings=_bars(totals.warnings.most_common(), "{:,}"),
        errors=_bars(totals.errors.most_common(), "{:,}"),
        failures=[(id_, failure.code, failure.message) for id_, failure in totals.failures],
        unshown=totals.failed - len(totals.failures),
    )
    return page + "\n"


def _facts(manifest: Manifest, word: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was written by which version, and when."""
    ended = manifest.ended or datetime.now(UTC).isoformat(timespec="seconds")
    facts = [
        (word["output"], manifest.output),
        ("brief", manifest.brief),
        (word["began"], _moment(manifest.began)),
        (word["ended"], _moment(ended)),
    ]
    return [(name, value) for name, value in facts if value]


def _moment(iso: str) -> str:
    """A moment in UTC for people, without seconds."""
    return f"{datetime.fromisoformat(iso):%Y-%m-%d %H:%M} UTC"


def _bars(values: Sequence[tuple[str, float]], number: str) -> Bars | None:
    if not values:
        return None
    largest = max(value for _, value in values)
    return Bars(
        [
            Bar(
                name,
                number.format(value),
                top=index * _ROW,
                length=round(max(1.0, _LONGEST * value / largest), 1),
            )
            for index, (name, value) in enumerate(values)
        ]
    )


def _curve(points: Sequence[tuple[float, int]]) -> Curve | None:
    if len(points) < 2:
        return None
    seconds, done = points[-1]
    empty = Curve("", f"{done:,}", f"{seconds:,.0f} s")
    width, height = empty.right - empty.left, empty.bottom - empty.top
    path = " ".join(
        f"{empty.left + width * x / (seconds or 1):.1f},{empty.bottom - height * y / done:.1f}"
        for x, y in [(0.0, 0), *points]
    )
    return Curve(path, empty.done, empty.seconds)
