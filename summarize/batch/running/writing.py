"""Writing outcomes and counting them, the same for both runners."""

from collections.abc import Sequence

from summarize.batch.output.lines import Output
from summarize.batch.records import Outcome
from summarize.batch.running.run import Run
from summarize.errors import BatchError, ExitCode, ModelError


def write_outcomes(outcomes: Sequence[Outcome], output: Output, run: Run) -> None:
    """Append the lines and count them.

    Raises BatchError for a failure where that is asked for, and ModelError where nothing was made yet and no model can
    be opened: then the set-up is wrong, not ten thousand records.
    """
    totals = run.totals
    failures = [outcome.failure for outcome in outcomes if outcome.failure is not None]
    without_model = [failure for failure in failures if failure.exit == ExitCode.MODEL]
    if without_model and not totals.ok and len(failures) == len(outcomes):
        raise ModelError(without_model[0].message)
    for outcome in output.write(outcomes):
        totals.add(outcome)
    if run.settings.fail_fast and totals.failures:
        id_, failure = totals.failures[0]
        raise BatchError(f"{id_} failed: {failure.message}")
