"""What a command costs, seen from outside: time, processor time and memory of its whole process tree."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psutil

# Seconds between two looks at the memory.
INTERVAL = 0.02

# Lines of a failed command's output that are shown.
TAIL = 20


class CommandFailed(Exception):  # noqa: N818 - it tells what happened
    """A command under measurement ended with an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Seconds on the clock, and of the processors in a command and all its descendants that it waited for."""

    wall: float
    cpu: float


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Usage:
    """Run a command in a folder and return what it cost.

    Raises:
        CommandFailed: with the last lines of its output.
    """
    with log.open("wb") as output:
        begin = time.perf_counter()
        process = _start(command, folder, environment, output.fileno())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    _demand_success(command, process.returncode, log)
    return Usage(wall=wall, cpu=usage.ru_utime + usage.ru_stime)


def peak_memory(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> int:
    """Run a command and return the greatest sum of the PSS of its processes, in bytes.

    The proportional set size divides a page that processes share among them, so that a page counts once
    however many workers were forked from one parent.

    Raises:
        CommandFailed: with the last lines of its output.
    """
    with log.open("wb") as output:
        process = _start(command, folder, environment, output.fileno())
        with _sampled(process.pid) as samples:
            process.wait()
    _demand_success(command, process.returncode, log)
    return max(samples, default=0)


def _start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], output: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
    )


def _demand_success(command: Sequence[str], status: int, log: Path) -> None:
    if status:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        raise CommandFailed("\n".join([f"{' '.join(command[1:])} ended with status {status}", *lines[-TAIL:]]))


@contextmanager
def _sampled(pid: int) -> Iterator[list[int]]:
    """Yield a list that fills with the summed PSS of a process tree, in bytes, as long as the block runs."""
    samples: list[int] = []
    ended = Event()

    def sample() -> None:
        with suppress(psutil.NoSuchProcess):
            root = psutil.Process(pid)
            while not ended.wait(INTERVAL):
                samples.append(sum(_pss(each.pid) for each in [root, *root.children(recursive=True)]))

    thread = Thread(target=sample)
    thread.start()
    try:
        yield samples
    finally:
        ended.set()
        thread.join()


def _pss(pid: int) -> int:
    """Return the proportional set size of a process in bytes, 0 when it has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
