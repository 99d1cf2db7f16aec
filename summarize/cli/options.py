"""Options that several commands share, so that they read the same everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.errors import UsageError
from summarize.rendering import FORMATS

if TYPE_CHECKING:
    from summarize.models.engines import EngineName
    from summarize.request import ModelOptions, Request
    from summarize.summarizers import Length


class Format(StrEnum):
    """What --format takes: the names of rendering's own table."""

    _ignore_ = "members one"
    members = vars()
    for one in FORMATS:
        members[one] = one


class EngineChoice(StrEnum):
    """What --engine takes; a test keeps it equal to models.engines.EngineName."""

    auto = "auto"
    ctranslate2 = "ctranslate2"
    torch = "torch"


class DeviceChoice(StrEnum):
    """What --device takes; a test keeps it equal to models.engines.Device."""

    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"
    mps = "mps"


class SpeakersChoice(StrEnum):
    """What --speakers takes; a test keeps it equal to quotes.SpeakersBy."""

    auto = "auto"
    model = "model"
    fast = "fast"


def languages_like(incomplete: str) -> list[tuple[str, str]]:
    """The languages whose code begins so, each with its name; names in full where one begins so."""
    # Imported here, and below: only a shell that completes asks.
    from summarize.language import language_name
    from summarize.language.files import codes

    names = {code: language_name(code) for code in codes()}
    begun = incomplete.casefold()
    return [(code, name) for code, name in sorted(names.items()) if code.startswith(begun)] + [
        (name, code) for code, name in sorted(names.items()) if begun and name.casefold().startswith(begun)
    ]


def lengths_like(incomplete: str) -> list[str]:
    """The lengths whose names begin so."""
    from summarize.summarizers import LENGTHS

    return [name for name in (*LENGTHS, "30s") if name.startswith(incomplete)]


def models_like(task: str) -> "Callable[[str], list[tuple[str, str]]]":
    """What gives the models for a task whose names begin as it is typed."""

    def like(incomplete: str) -> list[tuple[str, str]]:
        from summarize.models.catalogue import load_catalogue

        found = [(entry.name, entry.licence) for entry in load_catalogue().values() if entry.task == task]
        own = [("extractive", "the embedded one")] if task == "summarization" else []
        return [(name, said) for name, said in [*own, *found] if name.startswith(incomplete)]

    return like


Input = Annotated[
    str | None,
    typer.Argument(
        metavar="INPUT",
        help="A file (text, HTML, PDF, DOCX, e-mail, Markdown, JSON, subtitles; gzipped or not), a web address, or - for a pipe.",
    ),
]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="A file (text, HTML, PDF, DOCX, e-mail, Markdown, JSON, subtitles; gzipped or not), a web address, or - for a pipe; several make a digest.",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="LANGUAGE",
        autocompletion=languages_like,
        help="The article's language; told from the text if left out.",
    ),
]
TextField = Annotated[
    str, typer.Option("--text-field", metavar="FIELD", help="The field of a table with the article.")
]
TitleField = Annotated[str, typer.Option("--title-field", metavar="FIELD", help="The field with its title.")]
IdField = Annotated[
    str | None,
    typer.Option("--id-field", metavar="FIELD", help="The field with its id. [default: path and line]"),
]
Extensions = Annotated[
    list[str] | None,
    typer.Option("--extension", metavar="EXT", help="Take these files from folders; may be repeated."),
]
UserAgent = Annotated[
    str | None,
    typer.Option(
        "--user-agent", metavar="TEXT", help="What a web site is told that reads it. [default: brief]"
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Let pages, feeds and lists lead to this machine and the local network."
    ),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing.")
]
Profile = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="A set of defaults: [profiles.NAME] in config.toml."),
]
ShownFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}. [default: by the name of -o; else text at a terminal, markdown in a pipe]",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Width = Annotated[
    int | None,
    typer.Option("--width", min=20, metavar="N", help="Columns of text. [default: the terminal's]"),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing on standard error but errors.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Models = Annotated[
    Path | None,
    typer.Option("--models", metavar="FILE", help="A models.toml to lay over the one that is built in."),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never touch the network.")]
Download = Annotated[
    bool, typer.Option("--download", help="Download a model that is missing, without asking.")
]
Engine = Annotated[EngineChoice, typer.Option("--engine", help="What runs a model.")]
Device = Annotated[DeviceChoice, typer.Option("--device", help="Where a model runs.")]
Precision = Annotated[
    str | None,
    typer.Option("--precision", metavar="TYPE", help="int8, float16, float32 … [default: the device's best]"),
]
Threads = Annotated[
    int | None,
    typer.Option(
        "--threads", min=1, metavar="N", help="CPU cores for a model, or requests at a time to a server."
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="LANGUAGE",
        autocompletion=languages_like,
        help="The language you read: ar, Arabic, ru … [default: the article's]",
    ),
]
Sentences = Annotated[
    int | None,
    typer.Option("--sentences", min=1, metavar="N", help="At most N summary sentences. [default: 3]"),
]
Words = Annotated[int | None, typer.Option("--words", min=1, metavar="N", help="At most N summary words.")]
NamedLength = Annotated[
    str | None,
    typer.Option(
        "--length",
        metavar="LENGTH",
        autocompletion=lengths_like,
        help="short, medium, long: 1, 3 or 6 sentences; tweet: 280 characters; screen: 1,000, a phone's; 30s: seconds aloud.",
    ),
]
KeyQuotes = Annotated[int, typer.Option("--quotes", min=0, metavar="N", help="At most N key quotes.")]
Speakers = Annotated[
    SpeakersChoice,
    typer.Option(
        "--speakers",
        help="Who tells who said a quote: the built-in model, or fast rules that name fewer. auto: rules past 300 quotes.",
    ),
]
SummarizerName = Annotated[
    str,
    typer.Option(
        "--summarizer",
        metavar="NAME",
        autocompletion=models_like("summarization"),
        help="The embedded one, or a model: see brief models list.",
    ),
]
TranslatorName = Annotated[
    str | None,
    typer.Option(
        "--translator",
        metavar="NAME",
        autocompletion=models_like("translation"),
        help="A translation model. [default: the best for the pair]",
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The briefing."""

    to: To = None
    from_: From = None
    sentences: Sentences = None
    words: Words = None
    length: NamedLength = None
    quotes: KeyQuotes = 5
    speakers: Speakers = SpeakersChoice.auto
    summarizer: SummarizerName = "extractive"
    translator: TranslatorName = None

    def request(self, models: "ModelOptions", document: str | None = None) -> "Request":
        """The request that the options stand for. Raises UsageError for options that contradict each other."""
        # Imported here: `brief --help` must not wait for them.
        from summarize.language import language_code
        from summarize.request import Request

        limit = summary_length(self.sentences, self.words, self.length)
        return Request(
            to=language_code(self.to) if self.to is not None else None,
            from_=language_code(self.from_) if self.from_ is not None else None,
            sentences=limit.sentences,
            words=limit.words,
            characters=limit.characters,
            seconds=limit.seconds,
            quotes=self.quotes,
            speakers=self.speakers.value,
            summarizer=self.summarizer,
            translator=self.translator,
            models=models,
            document=document,
        )


@dataclass(frozen=True, slots=True)
class ModelFlags:
    """Models: how they are found and run, but for the engine, of which a batch has one more."""

    models: Models = None
    offline: Offline = False
    download: Download = False
    device: Device = DeviceChoice.auto
    precision: Precision = None
    threads: Threads = None

    def options(self, engine: "EngineName") -> "ModelOptions":
        """The same as the pipeline takes it."""
        from summarize.request import ModelOptions

        return ModelOptions(
            models=self.models,
            offline=self.offline,
            download=self.download,
            engine=engine,
            device=self.device.value,
            precision=self.precision,
            threads=self.threads,
        )


def summary_length(sentences: int | None, words: int | None, name: str | None) -> "Length":
    """The Length that --sentences, --words and --length give together; a number goes before a name."""
    from summarize.summarizers.length import Length, length_named

    if sentences is None and words is None:
        return length_named(name or "medium")
    if name is not None:
        raise UsageError(
            "--length and a number contradict each other; give --length or --sentences and --words"
        )
    return Length(sentences, words)
