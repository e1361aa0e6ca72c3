"""No input of a contributor's size takes longer than ten seconds or half a gigabyte, and none ends in a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpora.bombs import BOMBS
from corpora.measure import CALM

HERE = Path(__file__).parent
SECONDS = 10
MEMORY = 512 * 1024**2
WORDS = 8 * 1024**2

pytestmark = pytest.mark.slow


def measured(group: str) -> dict[str, dict[str, object]]:
    """What each took, in a process of its own."""
    path = os.pathsep.join([str(HERE), *sys.path])
    run = subprocess.run(
        [sys.executable, HERE / "corpora" / "measure.py", group],
        env={**os.environ, "PYTHONPATH": path, "LCSITE_PROCESSES": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return {each.pop("name"): each for each in map(json.loads, run.stdout.splitlines())}


def test_the_corpus_holds_twenty_inputs() -> None:
    assert sum(map(len, BOMBS.values())) >= 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot measure a process that way")
@pytest.mark.parametrize("group", BOMBS)
def test_an_input_takes_little_time_and_memory_and_ends_with_diagnostics(group: str) -> None:
    found = measured(group)
    assert set(found) == {CALM, *BOMBS[group]}
    assert {name: each["failed"] for name, each in found.items() if each["failed"]} == {}
    memory = int(str(found[CALM]["peak"])) + MEMORY
    for limit, what in ((SECONDS, "seconds"), (memory, "peak"), (WORDS, "said")):
        assert {name: each for name, each in found.items() if float(str(each[what])) > limit} == {}
