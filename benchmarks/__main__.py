"""`python -m benchmarks`: measure, or only write a synthetic toolkit."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import SEED, generate
from benchmarks.measure import CommandFailed
from benchmarks.report import report
from benchmarks.sizes import Size, measure_size
from benchmarks.targets import targets

PACKAGES = ("lcsite", "mkdocs", "mkdocs-material")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["generate"]:
        return _generate(given[1:])
    options = _parser().parse_args(given)
    try:
        if options.keep:
            sizes = _measure(options, options.keep)
        else:
            with TemporaryDirectory(prefix="lcsite-benchmark-") as folder:
                sizes = _measure(options, Path(folder))
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    _print(sizes)
    if options.json:
        options.json.write_text(json.dumps(_recorded(sizes), indent=2) + "\n", encoding="utf-8")
    return 0


def _generate(given: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks generate", description="Write a synthetic toolkit.")
    parser.add_argument("entries", type=int, help="how many entries")
    parser.add_argument("folder", type=_new_folder, help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=SEED, help="another toolkit of the same size (default %(default)s)")
    options = parser.parse_args(given)
    generate(options.folder, options.entries, options.seed)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Time lcsite beside MkDocs with Material and Hugo on synthetic toolkits with the same words.",
        epilog="python -m benchmarks generate ENTRIES FOLDER writes a synthetic toolkit and measures nothing.",
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[300], metavar="ENTRIES", help="default 300")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command; the lowest counts (default 3)")
    parser.add_argument("--no-peer", action="store_true", help="measure lcsite alone")
    limit = "leave MkDocs out above so many entries (default %(default)s)"
    parser.add_argument("--peer-limit", type=int, default=3000, metavar="ENTRIES", help=limit)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measurements too")
    parser.add_argument(
        "--keep", type=_new_folder, metavar="FOLDER", help="work in this new or empty folder, and keep it"
    )
    return parser


def _new_folder(text: str) -> Path:
    folder = Path(text).resolve()
    if folder.exists() and any(folder.iterdir()):
        message = f"{text} is not empty"
        raise argparse.ArgumentTypeError(message)
    return folder


def _measure(options: argparse.Namespace, folder: Path) -> list[Size]:
    def tell(progress: str) -> None:
        print(progress, file=sys.stderr, flush=True)

    return [
        measure_size(
            entries,
            folder / str(entries),
            runs=options.runs,
            peers=not options.no_peer,
            mkdocs=entries <= options.peer_limit,
            tell=tell,
        )
        for entries in sorted(set(options.sizes))
    ]


def _machine() -> dict[str, str]:
    found = {"Python": platform.python_version(), "system": platform.system(), "processors": str(os.cpu_count())}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _print(sizes: Sequence[Size]) -> None:
    print("# Benchmarks")
    print()
    print(", ".join(f"{name} {value}" for name, value in _machine().items()))
    print()
    for line in report(sizes):
        print(line)
    promised = list(targets(sizes))
    if promised:
        print("## Targets")
        print()
    for target in promised:
        print(target)


def _recorded(sizes: Sequence[Size]) -> dict[str, object]:
    promised = [asdict(target) | {"met": target.met} for target in targets(sizes)]
    return {"machine": _machine(), "sizes": [asdict(size) for size in sizes], "targets": promised}


if __name__ == "__main__":
    sys.exit(main())
