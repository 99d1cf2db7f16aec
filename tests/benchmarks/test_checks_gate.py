"""The gate on the quality of the checks passes, and fails for checks that see less or cry wolf."""

from benchmarks.checks import main, passes_gate
from summarize.briefing import Warning
from summarize.summarizers.checks import check_summary
from summarize.translators.checks import check_translation


def test_the_checks_pass_the_gate() -> None:
    assert main(["--gate"]) == 0


def test_checks_that_see_nothing_fail_it() -> None:
    assert not passes_gate(lambda *_: [], check_summary)
    assert not passes_gate(check_translation, lambda *_: [])


def test_checks_that_cry_wolf_fail_it() -> None:
    alarm = [Warning("empty", "an alarm")]
    assert not passes_gate(lambda *_: alarm, check_summary)
    assert not passes_gate(check_translation, lambda *_: alarm)
