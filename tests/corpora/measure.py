"""Publishes one content folder after the other, each in a process of its own, and prints what it took.

Run as a program of its own, so that what the tests hold in memory does not count.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from corpora.bombs import BOMBS, Files
from support import own_cache, project

from lcsite.cli.site import prepare

CALM = "nothing at all"
CONFIGURATION = {"site_name": "A", "use_directory_urls": False, "theme": {"language": "en"}}
PROCESSOR, WALL = 60, 600
"""Seconds after which an input has failed anyhow; the clock runs on while other tests have the processor."""

ADDRESSES = 6 * 1024**3


def run(folder: Path) -> str:
    """Check the project in a folder, and publish what of it is right; return what was said."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said), own_cache(folder.parent / "cache"):
        os.environ["LCSITE_KEEP_GOING"] = "1"
        configuration = CONFIGURATION | {"site_dir": str(folder / "site")}
        prepare(folder, configuration, {"model": "minimal"}, serving=False).publish()
    return said.getvalue()


def measured(folder: Path) -> dict[str, object]:
    """Do it, and tell how long it took, how much memory, and how it ended."""
    signal.alarm(WALL)
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    started = time.process_time()
    try:
        said, failed = run(folder), ""
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is reported
        said, failed = "", f"{type(error).__name__}: {error}"[:300]
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    size = sum(file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file())
    return {"seconds": seconds, "peak": peak, "failed": failed, "size": size, "said": len(said), "tail": said[-300:]}


def alone(make: Callable[[], Files]) -> dict[str, object]:
    """Measure one in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        place = project(Path(folder) / "project", make())
        reader, writer = os.pipe()
        process = os.fork()
        if process == 0:
            os.write(writer, json.dumps(measured(place)).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(process, 0)
        return (
            json.loads(answer)
            if answer
            else {"failed": f"ended with {status}", "seconds": PROCESSOR, "peak": 0, "said": 0}
        )


def calm() -> Files:
    """One page."""
    return {"articles/a.md": "---\ntitle: A\nsummary: A.\n---\nText.\n"}


if __name__ == "__main__":
    for name, make in {CALM: calm, **BOMBS[sys.argv[1]]}.items():
        print(json.dumps({"name": name, **alone(make)}), flush=True)
