"""Whatever makes summaries comes out checked: what isn't the article's own is compared with it, and marked."""

from dataclasses import replace

from summarize.article import Article
from summarize.briefing import SummarySentence, Warning, Where
from summarize.summarizers import Summary


def checked_summary(article: Article, summary: Summary) -> Summary:
    """The summary with its sentences checked, and the warnings of the summarizer and of the checks.

    A sentence counts as the article's own only where the article has exactly these characters at its place; any other is
    taken for a model's words, whatever its summarizer says of it. Sentences without a word are left out.
    """
    sentences: list[SummarySentence] = []
    warnings = list(summary.warnings)
    for sentence in summary.sentences:
        if not sentence.source_text.strip():
            continue
        if _is_own(article, sentence):
            sentences.append(replace(sentence, text=sentence.source_text))
            continue
        # Imported here: the embedded summarizer never needs it.
        from summarize.summarizers.checks import check_summary, unmark_altered_quotes

        text, altered = unmark_altered_quotes(article.text, sentence.source_text, article.language)
        found: list[Warning] = [*altered, *check_summary(article.text, text, article.language)]
        warnings += [replace(warning, where=Where("summary", len(sentences))) for warning in found]
        sentences.append(SummarySentence(text, text))
    return replace(summary, sentences=tuple(sentences), warnings=tuple(warnings))


def _is_own(article: Article, sentence: SummarySentence) -> bool:
    place = sentence.place
    return (
        place is not None
        and place.article == 0
        and 0 <= place.start < place.end <= len(article.text)
        and article.text[place.start : place.end] == sentence.source_text
    )
