"""What a page shows while its author is at work: the mistakes that are left."""

from collections.abc import Iterable
from pathlib import Path

from lcsite.cli.theme import Theme
from lcsite.diagnostics import Severity
from lcsite.messages import messages
from lcsite.render import SERVING_POLICY, Frame, Problem, Renderer
from lcsite.reports import Worded
from lcsite.settings import Settings
from lcsite.views import Page
from lcsite.views.paths import HOME


def problems_of(found: Iterable[Worded], reason: str = "") -> tuple[Problem, ...]:
    """Return what an author has to mend, the worst first; `reason` is why nothing can be shown beside it."""
    wanted = [each for each in found if each.severity >= Severity.WARNING]
    first = [Problem(severity="error", message=reason)] if reason else []
    return (
        *first,
        *(
            Problem(
                severity=each.severity.name.lower(),
                place=f"{each.path}:{each.line}:{each.column}",
                code=each.code,
                message=each.message,
                hint=each.hint,
            )
            for each in sorted(wanted, key=lambda each: -each.severity)
        ),
    )


def fill_alone(
    folder: Path, target: Path, theme: Theme, settings: Settings, language: str, problems: tuple[Problem, ...]
) -> None:
    """Fill a folder where no site can be made: every page of the old site shows why."""
    say = messages(language)
    frame = Frame(
        settings=settings, header=(), menu=(), footer=(), policy=SERVING_POLICY, serving=True, problems=problems
    )
    renderer = Renderer(frame, say, theme.loader(), {})
    paths = {HOME, *(file.relative_to(target).as_posix() for file in target.rglob("*.html"))}
    pages = (Page(path=path, title=say("serving.alone"), template="alone.html", view=None) for path in sorted(paths))
    written = {page.path: renderer.render(page) for page in pages}
    written |= {file.path: file.data for file in theme.files(serving=True)}
    for path, data in written.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
