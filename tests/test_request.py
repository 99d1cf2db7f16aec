"""What a user asks for, as one record."""

import pickle

import pytest

from summarize.errors import UsageError
from summarize.request import ModelOptions, Request, difference
from summarize.summarizers import Length


def test_a_request_goes_to_other_processes_as_it_is() -> None:
    asked = Request(to="ru", from_="en", words=40, models=ModelOptions(engine="torch"))
    assert pickle.loads(pickle.dumps(asked)) == asked
    assert asked.length == Length(3, 40)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quotes": -1},
        {"sentences": 0},
        {"words": 0},
        {"characters": 0},
        {"seconds": 0},
        {"sentences": None, "words": None},
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(wrong: dict[str, int | None]) -> None:
    with pytest.raises(UsageError):
        Request(**wrong)  # type: ignore[arg-type]


def test_the_difference_of_two_requests_reads_as_options() -> None:
    before, now = Request(to="ar", words=40), Request(to="ru", quotes=3)
    assert (
        difference(before.facts, now.facts)
        == "--to ru, before ar; no --words, before 40; --quotes 3, before 5"
    )
    assert difference(Request().facts, Request(to="ru").facts) == "--to ru, before no --to"
    assert difference(now.facts, now.facts) == ""
    tweet, aloud = Request(sentences=None, characters=280), Request(seconds=30)
    assert (
        difference(tweet.facts, aloud.facts)
        == "--sentences 3, before no --sentences; --length 30s, before 280 characters"
    )


def test_what_shapes_no_result_makes_no_difference() -> None:
    other = ModelOptions(offline=True, download=True, threads=3)
    assert difference(Request().facts, Request(models=other).facts) == ""
    assert difference(Request(translator="a").facts, Request(translator="b").facts) == ""


@pytest.mark.parametrize(
    ("asked", "uses"),
    [(Request(), False), (Request(to="ar"), True), (Request(summarizer="bart-large-cnn"), True)],
)
def test_models_work_where_one_is_named_or_something_is_translated(asked: Request, uses: bool) -> None:
    assert asked.uses_models is uses
