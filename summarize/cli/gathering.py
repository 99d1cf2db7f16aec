"""The articles of a digest, read where they are typed or on a cluster, each for itself.

Both ways run the same two steps: what there is in a file, and what becomes of each. What can't be read stands in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from summarize.article import Article
from summarize.batch.inputs.again import Finished, finished_lines, read_again
from summarize.batch.inputs.files import Inputs, find_files, records_in
from summarize.batch.making import read_record
from summarize.batch.records import Failure, Record, failure_of
from summarize.digest.studying import Studied, study
from summarize.errors import InputError, attempt
from summarize.quotes import SpeakersBy

Gathered = Article | Studied | Failure


@dataclass(frozen=True, slots=True)
class Gathering:
    """What to read and how: `language` is that of all articles, None where it is told from each; `date_field` has a row's day."""

    inputs: Inputs
    language: str | None
    date_field: str

    def here(self) -> Iterator[Gathered]:
        """Each article, or why it can't be read."""
        for found in find_files(self.inputs):
            yield from map(self._article, self._records(found))

    def on_ray(self, speakers: SpeakersBy, address: str | None) -> Iterator[Gathered]:
        """The same in the same order, read and studied by a cluster; the speakers told as `speakers` says."""
        from summarize.batch.running.ray import Cluster, made_on_ray
        from summarize.machine import available_cores

        make = partial(self._studied, speakers=speakers)
        yield from made_on_ray(
            find_files(self.inputs), self._records, make, available_cores(), Cluster(address)
        )

    def _records(self, found: str | Record) -> Iterator[tuple[Record, Finished | None]]:
        """The records of a file; of an output of a batch those that it was made of, with its lines."""
        lines = finished_lines(found) if isinstance(found, str) else None
        if lines is None:
            yield from ((record, None) for record in records_in(found, self.inputs))
        else:
            yield from read_again(lines, replace(self.inputs, fields=replace(self.inputs.fields, id=None)))

    def _article(self, known: tuple[Record, Finished | None]) -> Article | Failure:
        record, line = known
        article = read_record(record, self.language or (line.language if line else None))
        if isinstance(article, Exception):
            return failure_of(article)
        if isinstance(article, Failure):
            return article
        if line is not None and article.sha256 != line.sha256:
            changed = InputError(f"{record.input} has changed since; make the batch anew")
            return failure_of(changed)
        return _dated(article, (record.kept or {}).get(self.date_field))

    def _studied(self, known: tuple[Record, Finished | None], speakers: SpeakersBy) -> Gathered:
        article = self._article(known)
        if isinstance(article, Failure):
            return article
        studied = attempt(study, article, speakers)
        return studied if isinstance(studied, Studied) else failure_of(studied)


def _dated(article: Article, day: object) -> Article:
    """The article with the day that its row gives, where it is one."""
    if not isinstance(day, str):
        return article
    try:
        return replace(article, date=date.fromisoformat(day[:10]).isoformat())
    except ValueError:
        return article
