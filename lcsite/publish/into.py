"""A site put among the files of another generator: no swap, and nothing of theirs is touched."""

from collections.abc import Iterable
from pathlib import Path

from lcsite.build import Site
from lcsite.exports import File
from lcsite.publish.beside import beside
from lcsite.publish.fill import OWNERS, ForeignFiles, Previous, Record, fill
from lcsite.read import Tree
from lcsite.render import Renderer
from lcsite.source import digest


def publish_into(
    site: Site, renderer: Renderer, theme: Iterable[File], tree: Tree, folder: Path, record: Record
) -> Record:
    """Publish into a folder that another generator has filled; `record` tells what was ours in it.

    A home page that is not ours stays, as do other `OWNERS`. Returns the record of what is ours now.

    Raises:
        ForeignFiles: files of another origin stand where ours should; nothing has been touched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    new = beside(folder)
    try:
        written = dict(fill(site, renderer, theme, tree, new.folder, Previous(folder, record)))
        foreign = {path for path in written if not _is_ours(folder, path, record)}
        if foreign - OWNERS:
            raise ForeignFiles(foreign - OWNERS)
        written = {path: made for path, made in written.items() if path not in foreign}
        for path in written:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (new.folder / path).replace(folder / path)
        for path in record.keys() - written.keys():
            if _is_ours(folder, path, record):
                (folder / path).unlink(missing_ok=True)
    finally:
        new.remove()
    return written


def _is_ours(folder: Path, path: str, record: Record) -> bool:
    """Tell whether nothing stands at a path, or what we wrote there."""
    file = folder / path
    if file.parent.resolve() != folder.resolve() / Path(path).parent:
        return False
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return not file.is_symlink()
    except OSError:
        return False
    return not file.is_symlink() and path in record and digest(data) == record[path][1]
