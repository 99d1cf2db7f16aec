"""Span: the words between two marks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The words between two marks at `start:end`; with the marks it is `outer_start:outer_end`.

    `paragraph` is the paragraph's own span, which the quote lies in.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: tuple[int, int]
    # Whether the quote goes on in the next paragraph, which a mark opens again.
    runs_on: bool = False
    # Whether it is the rest of a quote that an attribution interrupted.
    resumes: bool = False
    # Whether its marks are single ones.
    single: bool = False
