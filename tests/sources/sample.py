"""`python -m tests.sources.sample [COUNT [SEED]]`: draw statements at random, to look up in their sources.

A statement is a sentence or a value with a number, a name or an address in it;
printed with the file and the places in the sources that its entry names.
"""

import re
import sys
from pathlib import Path
from random import Random

CONTENT = Path(__file__).parents[2] / "content"
_PLACES = re.compile(r"\{ *to: *([\w-]+), *at: *(?:\"([^\"]*)\"|([^},]*))")
_END = re.compile(r"(?<=[.!?])\s+|\n")
_TELLING = re.compile(r"\d|https?://|(?<=[a-z,;] )[A-Z][a-z]+")
_OURS = re.compile(r" *-? *(?:(?:title|added|order|id|reviewed|to|at|position):|\{to:|[\w-]+: *\[)")
_MARKER = re.compile(r"^ *(?:\d+\.|-) +")
_FEWEST = 5  # words


def statements() -> list[tuple[str, str, str]]:
    """Return file, places and text of every statement, in the order of the files."""
    found = []
    for file in sorted(CONTENT.glob("*/*.md")):
        text = file.read_text("utf-8")
        places = "; ".join(f"{source} {quoted or plain}".strip() for source, quoted, plain in _PLACES.findall(text))
        if not places:
            continue
        lines = (_MARKER.sub("", line, count=1) for line in text.splitlines() if not _OURS.match(line))
        told = (each.strip() for each in _END.split("\n".join(lines)))
        path = file.relative_to(CONTENT).as_posix()
        found += [(path, places, each) for each in told if _TELLING.search(each) and len(each.split()) >= _FEWEST]
    return found


if __name__ == "__main__":
    count, seed = (*map(int, sys.argv[1:3]), *(40, 1)[len(sys.argv) - 1 :])
    for number, (path, places, text) in enumerate(Random(seed).sample(statements(), count), 1):  # noqa: S311
        sys.stdout.write(f"{number}. {path} [{places}]\n   {text}\n")
