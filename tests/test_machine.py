import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = "from summarize import extract_quotes; extract_quotes('“We go,” said Ana Ruiz.', 'en')"


def instructions_used(**environment):
    """The instruction set that CTranslate2 says it uses for the speaker model."""
    inherited = {name: value for name, value in os.environ.items() if name != "CT2_FORCE_CPU_ISA"}
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**inherited, "CT2_VERBOSE": "1", **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    return next(line.rpartition(" ")[2] for line in told.splitlines() if "Selected ISA" in line)


@pytest.mark.skipif(
    not Path("/proc/cpuinfo").exists() or "avx512_vnni" not in Path("/proc/cpuinfo").read_text(),
    reason="the processor has no AVX-512 VNNI",
)
def test_wide_vectors_are_used_where_the_processor_is_good_at_them():
    assert instructions_used() == "AVX512"


@pytest.mark.skipif(
    not Path("/proc/cpuinfo").exists() or "avx2" not in Path("/proc/cpuinfo").read_text(),
    reason="the processor has no AVX2",
)
def test_the_instructions_that_a_user_chose_stand():
    assert instructions_used(CT2_FORCE_CPU_ISA="AVX2") == "AVX2"
