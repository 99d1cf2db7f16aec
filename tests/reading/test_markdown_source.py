"""Markdown as an input: the words that a reader of the rendered page sees."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.reading import markdown
from summarize.reading.content import Content, Input


def read_markdown(source: str) -> Content:
    return markdown.read(Input(source.encode(), "a.md"))


SOURCE = """---
title: "The ferry stays"
author: Ellen Marsh
date: 2024-05-14 08:00
lang: en-GB
---
Harbour town votes
==================

The *council* of [Port Alden](https://alden.example "town") voted **7 to 4**.
It took five hours.\\
Then all went home.

> “Nobody thinks of this as a subsidy,” said Maria Lopez.
>
> She left.

1. A new engine, `V8`
2. A new <b>crew</b>

![The ferry](gull.jpg)

```python
print("no prose")
```

| Year | Crowns |
|------|--------|
| 2024 | 1.2    |

2 \\* 3 &amp; 4 &lt; 5 <!-- nothing -->
"""


def test_shows_what_a_reader_sees():
    content = read_markdown(SOURCE)
    assert content.text.split("\n\n") == [
        "Harbour town votes",
        "The council of Port Alden voted 7 to 4.\nIt took five hours.\nThen all went home.",
        "“Nobody thinks of this as a subsidy,” said Maria Lopez.",
        "She left.",
        "A new engine, V8",
        "A new crew",
        "Year",
        "Crowns",
        "2024",
        "1.2",
        "2 * 3 & 4 < 5",
    ]
    assert (content.title, content.author, content.date, content.language) == (
        "The ferry stays",
        "Ellen Marsh",
        "2024-05-14",
        "en",
    )


def test_the_first_heading_is_the_title_where_nothing_else_says_it():
    assert read_markdown("## Sub\n\nText\n\n# The *ferry* stays\n\nText").title == "The ferry stays"


@pytest.mark.parametrize("source", ["```\ncode\n```", "![x](y.png)", "<!-- x -->", "---\ntitle: x\n---\n"])
def test_a_document_that_shows_no_text_says_so(source):
    with pytest.raises(InputError, match="no text"):
        read_markdown(source)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_markdown(source):
    with contextlib.suppress(InputError):
        assert read_markdown(source).text.strip()
