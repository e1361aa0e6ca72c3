"""`lcsite bundle`: the site, and the whole of it in one zip."""

import os
from pathlib import Path

import click

from lcsite.cli.build import run_build
from lcsite.cli.project import BUNDLE, LANGUAGE, read_configuration
from lcsite.inputs import Inputs
from lcsite.messages import messages
from lcsite.publish import Beside, ForeignFiles, pack
from lcsite.render import Renderer
from lcsite.settings import LANGUAGES
from lcsite.source import digest
from lcsite.views.taking import top_folder, with_zip, zip_name

_IN_SITE = "."


@click.command("bundle")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--strict", is_flag=True, help="Make nothing if there is a warning.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the messages; default: the site's.")
def bundle_command(file: Path | None, strict: bool, language: str | None) -> None:  # noqa: FBT001
    """Build the site and pack it into a zip: FILE, or one in the site folder that a page of the site links to."""
    settings = read_configuration(Path.cwd())[0]
    options = {
        BUNDLE: os.path.abspath(file) if file else _IN_SITE,  # noqa: PTH100 - a link is not followed
        LANGUAGE: language or os.environ.get(LANGUAGE, ""),
    }
    run_build(settings, messages(language or settings.language), options, strict=strict)


def take_along(inputs: Inputs, renderer: Renderer, new: Beside, record: dict[str, tuple[str, str]]) -> Path | None:
    """Pack a site that has been filled, if `lcsite bundle` asks for it, and return where the zip will be.

    The page that links to the zip is in it as well, without the link. So it is
    made anew once the zip is there, and `record` changes with it.

    Raises:
        ForeignFiles: the host has made a file of that name.
        UnsafePaths: not every computer could unpack the zip.
    """
    wanted = os.environ.get(BUNDLE, "")
    if not wanted:
        return None
    place = new.target / zip_name(inputs) if wanted == _IN_SITE else Path(wanted)
    file = new.folder / place.relative_to(new.target) if place.is_relative_to(new.target) else place
    if file != place and file.exists():
        raise ForeignFiles([place.relative_to(new.target).as_posix()])
    pack(new.folder, file, top_folder(inputs))
    if wanted == _IN_SITE:
        page = with_zip(inputs)
        data = renderer.render(page)
        (new.folder / page.path).unlink()  # it may be a link to the file of the old site
        (new.folder / page.path).write_bytes(data)
        record[page.path] = (renderer.key(page), digest(data))
    return place
