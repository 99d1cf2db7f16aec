"""What each article gives to a digest by itself: its quotes and its keys. Nothing here needs another article, so that it
can be done anywhere."""

from dataclasses import dataclass

from summarize.article import Article
from summarize.digest.keys import Keys, keys_of
from summarize.quotes import Found, SpeakersBy, find_quotes


@dataclass(frozen=True, slots=True)
class Studied:
    """An article with its quotes, whose speakers were told as `speakers` says, and its keys."""

    article: Article
    speakers: SpeakersBy
    heard: Found
    keys: Keys


def study(article: Article, speakers: SpeakersBy) -> Studied:
    """The article, studied."""
    return Studied(article, speakers, find_quotes(article.text, article.language, speakers), keys_of(article))
