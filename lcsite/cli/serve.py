"""`lcsite serve`: the host shows the site while its author is at work."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import click

from lcsite.cli.build import environment, host_command
from lcsite.cli.project import LANGUAGE, read_configuration
from lcsite.messages import messages
from lcsite.settings import LANGUAGES
from lcsite.views.not_found import site_root

_HERE = "127.0.0.1"


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to serve.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the messages; default: the site's.")
def serve_command(port: int, language: str | None) -> None:
    """Show the site in this folder, drafts too, and make it anew after every change."""
    settings = read_configuration(Path.cwd())[0]
    say = messages(language or settings.language)
    command = host_command(settings.host, say, "serve", "--quiet", "--dev-addr", f"{_HERE}:{port}")
    if not _is_free(port):
        raise click.UsageError(say("cli.port_taken", port=port))
    click.echo(say("cli.serving", address=f"http://{_HERE}:{port}{site_root(settings.url) or '/'}"))
    sys.stdout.flush()
    sys.exit(_run(command, environment({LANGUAGE: language or os.environ.get(LANGUAGE, "")})))


def _run(command: list[str], variables: dict[str, str]) -> int:
    """Run the host until somebody stops it; what stops us stops it, and it is left the time to tidy up."""
    host = subprocess.Popen(command, env=variables)
    stopped = False

    def stop(number: int, _: object) -> None:
        nonlocal stopped
        stopped = True
        if number != signal.SIGINT:  # a terminal has told the host as well
            host.terminate() if sys.platform == "win32" else host.send_signal(signal.SIGINT)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    code = host.wait()
    return 0 if stopped else min(abs(code), 1)


def _is_free(port: int) -> bool:
    """Tell whether nobody serves at a port yet."""
    with socket.socket() as tried:
        return tried.connect_ex((_HERE, port)) != 0
