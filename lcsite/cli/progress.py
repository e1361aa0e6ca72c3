"""Progress on a terminal, for what takes longer than a second."""

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from lcsite.messages import messages
from lcsite.watch import Watch

_PATIENCE = 1.0
_PAUSE = 0.1


class TerminalWatch(Watch):
    """Shows the stage and how far it is; without a thread, so that processes can be forked."""

    def __init__(self, language: str = "nl") -> None:
        super().__init__()
        self._say = messages(language)
        self._start = self._last = time.perf_counter()
        self._progress: Progress | None = None

    def moved(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is, at most ten times a second."""
        now = time.perf_counter()
        if now - self._start < _PATIENCE or now - self._last < _PAUSE or not sys.stderr.isatty():
            return
        self._last = now
        if self._progress is None:
            columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
            console = Console(stderr=True)
            self._progress = Progress(*columns, console=console, auto_refresh=False, transient=True)
            self._progress.add_task("", total=None)
            self._progress.start()
        name = f"cli.stage.{stage}"
        label = self._say(name) if self._say.has(name) else stage
        self._progress.update(self._progress.task_ids[0], description=label, completed=done, total=total or None)
        self._progress.refresh()

    def done(self) -> None:
        """Take the progress away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
