"""The command line: one module per command."""

import sys
from io import TextIOWrapper

import click

from lcsite import __version__
from lcsite.cli.build import build_command
from lcsite.cli.bundle import bundle_command
from lcsite.cli.check import check_command
from lcsite.cli.explain import explain_command
from lcsite.cli.fix import fix_command
from lcsite.cli.publish import publish_command
from lcsite.cli.schema import schema_command
from lcsite.cli.serve import serve_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lcsite")
def main() -> None:
    """Check and build a toolkit site from structured Markdown and YAML."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # an old terminal lacks our quotation marks: no reason to fail
            stream.reconfigure(errors="replace")


for command in (
    check_command,
    serve_command,
    build_command,
    bundle_command,
    publish_command,
    explain_command,
    schema_command,
    fix_command,
):
    main.add_command(command)
