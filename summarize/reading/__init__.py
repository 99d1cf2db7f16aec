"""Reading: from bytes, a file or standard input to an Article whose text is never changed afterwards."""

from summarize.reading.articles import article_from_text, read_article

__all__ = ["article_from_text", "read_article"]
